"""From which scores on a theme is named, and when an editor is asked.

What ``scoring`` and ``proofs`` share.
"""

#: The theme of what fits no other one.
OTHER = "other"
#: A theme below this is not named at all.
NAMED = 0.9
#: With less of a lead over the second, as a share of the best score, an editor is asked.
ASKED_BELOW = 0.04
#: A theme is certain from this lead on. With each set judged by weights of the others: .967 right of
#: the .66 of the sixth set that it decides, .988 of the .88 of the third.
CERTAIN_RATIO = 2.6


def leads(best: float, second: float) -> bool:
    """Tell whether a score is far enough ahead for nobody to need to look.

    Args:
        best: The score of the theme chosen.
        second: That of the next one, or 0.

    Returns:
        True from a ratio of 2.6 on, one added to both.
    """
    return 1 + best >= CERTAIN_RATIO * (1 + second)
