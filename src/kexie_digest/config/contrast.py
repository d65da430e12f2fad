"""How well a colour can be read on white paper, and on a tint of itself.

Takes a colour, gives a ratio. Shades are made where an edition is rendered.
"""

#: WCAG 2.2, 1.4.3, level AA asks for 4.5; on a tint of the colour itself a twelfth is lost.
LEAST_CONTRAST = 4.92


def contrast_with_white(colour: str) -> float:
    """Compare a colour with white.

    Args:
        colour: Such as ``#0b4f8a``.

    Returns:
        Their contrast, 1 to 21 (WCAG 2, contrast ratio).
    """
    red, green, blue = (_linear(part / 255) for part in bytes.fromhex(colour.removeprefix("#")))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    """Turn a part of an sRGB colour into light (WCAG 2, relative luminance)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own
