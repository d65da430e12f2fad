"""Sources seen by their owner: trying one, watching them, reading what they sent again."""
