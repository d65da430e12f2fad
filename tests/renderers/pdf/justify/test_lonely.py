"""The last lines of paragraphs."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.renderers.pdf import engine
from kexie_digest.renderers.pdf.preflight.columns import lines_of
from kexie_digest.renderers.pdf.preflight.walk import pages

pytestmark = pytest.mark.render

PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>孤字</title><style>
@page { size: 200pt 600pt; margin: 50pt } .narrow { width: 40pt }
body, p { margin: 0; font: 10pt/20pt "Noto Serif CJK SC"; text-align: justify }
</style></head><body>%s</body></html>"""


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("山川草木日月星辰江河流。", "河流。"),  # eleven letters and a stop, ten a line
        ("山川草木日月星辰江河湖海。", "湖海。"),  # two letters are company
        ("山川草木<b>日月</b>星辰江河流。", "河流。"),
    ],
)
def test_a_last_line_holds_two_letters(text: str, last: str) -> None:
    """The line before it gives one and is spread to its full width."""
    with pikepdf.open(io.BytesIO(engine.print_html(PAGE % f"<p>{text}</p>", Path()).content)) as pdf:
        lines = list(lines_of(next(pages(pdf))))
    assert lines[-1].text == last
    assert "".join(line.text for line in lines) == text.replace("<b>", "").replace("</b>", "")


def test_a_narrow_cell_is_filled() -> None:
    """Four letters wide, a line that gave one would be a hole."""
    html = PAGE % '<p class="narrow">山川草木日。</p>'
    with pikepdf.open(io.BytesIO(engine.print_html(html, Path()).content)) as pdf:
        assert [line.text for line in lines_of(next(pages(pdf)))] == ["山川草木", "日。"]
