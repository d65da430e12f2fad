"""Commands that work until they are told to end."""
