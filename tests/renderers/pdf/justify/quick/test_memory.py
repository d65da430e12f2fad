"""Lines are broken once and printed where columns put them."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint.layout import inline

from kexie_digest.renderers.pdf import engine, justify
from kexie_digest.renderers.pdf.justify.quick import memory

SENTENCE = "大篷车沿江走了二十三公里，把 GPS 气象仪架在晒场上，“先猜后量”，错了也不要紧。"
PAGE = (
    '<html lang="zh-CN"><head><title>试</title><style>'
    "html {{ font: 9pt/14.4pt 'Noto Serif CJK SC'; text-align: justify }} p {{ margin: 0; text-indent: 2em }}"
    ".c {{ columns: 3; column-gap: 15pt }} i {{ display: inline-block; width: .18em }}"
    "</style></head><body>{}</body></html>"
)


def _page(*, paragraphs: int) -> str:
    text = "".join(f"<p>{n}<i></i>{SENTENCE * (n % 4 + 1)}</p>" for n in range(paragraphs))
    return PAGE.format(f'<div class="c">{text}</div><h2>其二</h2><div class="c">{text}</div>')


@pytest.mark.render
def test_the_file_is_the_same_as_without_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Balanced columns on several pages: not a byte differs, whether lines are kept or not."""
    page = _page(paragraphs=60)
    kept = engine.print_html(page, Path()).content
    monkeypatch.setattr(memory, "_is_plain", lambda _box: False)
    assert engine.print_html(page, Path()).content == kept


@pytest.mark.render
def test_lines_are_broken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without memory every line of balanced columns is broken at least twice as often."""
    calls: list[object] = []
    original = inline.split_inline_box

    def counted(*words: object) -> object:
        calls.append(words[1])
        return original(*words)

    monkeypatch.setattr(inline, "split_inline_box", counted)
    counts = []
    for _ in range(2):
        calls.clear()
        engine.print_html(_page(paragraphs=20), Path())
        counts.append(len(calls))
        monkeypatch.setattr(memory, "_is_plain", lambda _box: False)
    assert counts[1] > 2 * counts[0]


@pytest.mark.render
def test_a_place_in_the_text_is_written_flat() -> None:
    """Where a line starts is one key, however deep its text lies."""
    assert justify.install()
    assert memory._flat({1: {0: {17: None}}}) == (1, 0, 17)
    assert memory._flat(None) == ()
