"""What moves at the foot of a page: a picture without room waits, a rule without room vanishes."""
