"""What all commands share at the terminal: printing, exit codes, logs, the opened archive."""
