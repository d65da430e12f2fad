"""What those who watch the program ask: alarms, notices, heartbeats, figures."""
