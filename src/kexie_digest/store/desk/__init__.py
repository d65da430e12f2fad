"""What the desk shows and writes down: the inbox, and the trail of who did what."""
