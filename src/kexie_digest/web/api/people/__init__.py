"""Who works at the desk, for programs: users, one's own tokens, what everybody did."""
