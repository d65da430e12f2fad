"""Words of the mail: readers and their wishes, messages, and what became of each copy."""
