"""Watching the program at work: marks of log lines, heartbeats, readiness, metrics."""
