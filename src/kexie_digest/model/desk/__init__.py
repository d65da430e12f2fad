"""Words of the desk: users, the inbox, acts on an edition, its review."""
