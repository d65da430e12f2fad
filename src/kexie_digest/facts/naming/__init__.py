"""Names of bodies and people: where they begin and end, and what short ones stand for.

Takes folded text and offsets, gives offsets or names as printed. It knows no facts.
"""
