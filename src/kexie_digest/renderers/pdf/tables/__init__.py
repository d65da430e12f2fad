"""Tables of a bulletin: rolls of names, and the calendar of activities."""
