"""Who works at the desk: sign in and out, one's own account, users, and what everybody did."""
