"""Commands that ask the archive: words and facts."""
