"""From which scores on a theme is named, and when an editor is asked.

Values that ``scoring`` and ``proofs`` share; it computes nothing.
"""

#: The theme of what fits no other one.
OTHER = "other"
#: A theme below this is not named at all.
NAMED = 0.9
#: With less of a lead over the second, as a share of the best score, an editor is asked.
ASKED_BELOW = 0.04
#: From this score and this lead on, a theme is certain: .99 right on the tuning half, of which it
#: decides .88; what lies between is right nine times in ten, and is said to be likely.
CERTAIN, CERTAIN_LEAD = 2.0, 0.35
