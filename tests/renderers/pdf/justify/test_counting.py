"""Contents that grow when they learn their numbers name the right pages all the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kexie_digest.renderers.pdf import engine

pytestmark = pytest.mark.render

#: A line holds one digit, so that numbers of two digits take two lines and a second page.
PAGE = (
    "<html lang='zh-CN'><head><title>页码</title><style>@page { size: 300pt 600pt; margin: 20pt }"
    "html { font: 20pt/24pt 'Noto Serif CJK SC' } body, p { margin: 0 }"
    "nav p { width: 16pt; overflow-wrap: anywhere }"
    "nav a::after { content: target-counter(attr(href), page) }"
    "div { break-before: page }</style></head><body>"
    "<nav>" + "<p><a href='#end'></a></p>" * 20 + "</nav>" + "<div>页</div>" * 9 + "<div id='end'>末</div>"
)


def test_a_target_that_moved_is_numbered_anew(tmp_path: Path) -> None:
    """Contents of two pages and ten more: the last is page 12, and every line says so."""
    path = tmp_path / "numbers.pdf"
    path.write_bytes(engine.print_html(PAGE, tmp_path).content)
    pages = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout.split("\f")
    end = next(number for number, text in enumerate(pages, 1) if "末" in text)
    assert end == 12
    assert "".join("".join(pages[:2]).split()) == str(end) * 20
