"""Only a box that is a width and nothing else is spared its layout."""

from __future__ import annotations

import pytest
from weasyprint import HTML

from kexie_digest.renderers.pdf import justify

PLAIN = "display: inline-block; width: 4px; "


@pytest.mark.parametrize(
    ("style", "width", "height"),
    [
        (PLAIN, 4, 0),
        (PLAIN + "max-width: 3px", 3, 0),
        (PLAIN + "min-height: 5px", 4, 5),
        (PLAIN + "padding: 2px", 8, 4),
        (PLAIN + "height: 6px; margin: 1px", 6, 8),
    ],
)
@pytest.mark.render
def test_a_box_has_the_size_its_style_says(style: str, width: float, height: float) -> None:
    """Limits, paddings and margins count as ever."""
    assert justify.install()
    page = HTML(string=f'<p>风<i style="{style}"></i>雨</p>').render().pages[0]
    box = next(box for box in page._page_box.descendants() if box.element_tag == "i")
    assert (box.margin_width(), box.margin_height()) == (width, height)
