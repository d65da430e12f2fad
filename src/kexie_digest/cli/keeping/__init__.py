"""Keeping everything safe: backups and restoring them."""
