"""Lines that end at quotation marks."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.renderers.pdf import engine
from kexie_digest.renderers.pdf.preflight.columns import lines_of
from kexie_digest.renderers.pdf.preflight.walk import pages

pytestmark = pytest.mark.render

PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>引号</title><style>
@page { size: 200pt 600pt; margin: 50pt }
body, p { margin: 0; font: 10pt/20pt "Noto Serif CJK SC"; text-align: justify }
</style></head><body><p>%s</p></body></html>"""


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("山川草木日月星辰说，“江河湖海都在”。", "山川草木日月星辰说，"),  # ten a line
        ("山川草木“日月星辰”江河湖海都在。", "山川草木“日月星辰”"),
        ("山川草木日“月星。”江河湖海都在。", "山川草木日“月星。”"),
        ("山川草木日月星辰江河“湖海”都在。", "山川草木日月星辰江河"),
        ("山川草木“日月星”“江河湖海”。", "山川草木“日月星”"),
        ("山川草木日月星辰江“湖海”都在。", "山川草木日月星辰江"),  # a mark that opens does not end a line
        ("山川草木“日月星辰江”，河湖海。", "山川草木“日月星辰"),  # a stop does not begin one
        ("山川草木日“月星”（江河）湖海。", "山川草木日“月星”"),
    ],
)
def test_a_quotation_mark_stays_with_what_it_encloses_alone(text: str, first: str) -> None:
    """The letter on its other side may stand on another line."""
    with pikepdf.open(io.BytesIO(engine.print_html(PAGE % text, Path()).content)) as pdf:
        lines = [line.text for line in lines_of(next(pages(pdf)))]
    assert lines[0] == first
    assert "".join(lines) == text
