"""What editors change by hand: articles, events, and what the themes learn from it."""
