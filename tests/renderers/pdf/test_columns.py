"""No column of a printed bulletin has a hole: both styles, and one, two and three columns."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.renderers.pdf import engine
from kexie_digest.renderers.pdf.preflight import inspect
from kexie_digest.renderers.pdf.preflight.columns import lines_of
from kexie_digest.renderers.pdf.preflight.walk import pages
from renderers.pdf.official import OFFICIAL
from renderers.pdf.test_bulletin import PROSE, prose

from factories import make_edition, make_item, make_section, sample_digest, sample_edition

pytestmark = pytest.mark.render

#: The newspaper's text, its lines and the distance of its columns, in points.
BODY, LINE, NEXT_COLUMN = 9.0, 14.4, 120.0
ENGLISH = "The van left at dawn and stopped twice. " * 30
PAGE = (
    '<html lang="zh-CN"><head><title>栏</title><style>@page {{ size: A4; margin: 58pt 39.6pt 45.9pt }}'
    "html {{ font: 9pt/14.4pt 'Noto Serif CJK SC'; text-align: justify; orphans: 1; widows: 1 }}"
    "body, p {{ margin: 0 }} p {{ text-indent: 2em }} .c {{ columns: {columns}; column-gap: 15pt }}"
    "</style></head><body><h1>题</h1><div class='c'>{text}</div></body></html>"
)


def _long() -> Edition:
    """Long and short stories, subheads, an English one in two columns, a roll."""
    award = {
        "award": "青年托举计划",
        "awarding_body": ["省科协"],
        "recipients": [f"程{given}" for given in ("砚秋", "一川", "芷", "海宁", "禾")] * 8,
        "evidence": "",
    }
    headed = replace(
        prose("沿江九日", paragraphs=24), subheads=tuple((n, f"第{n}程") for n in range(2, 24, 3))
    )
    return make_edition(
        make_section("awards", headed, make_item("名单公布", facts={"awards": [award]})),
        make_section("other", *(prose(f"短讯{n}", paragraphs=n % 3 + 1) for n in range(14))),
        make_section(
            "international",
            make_item(
                "Stations along the river", paragraphs=("The van left at dawn and stopped twice. " * 30,) * 4
            ),
            prose("又一篇长稿", paragraphs=15),
        ),
    )


@pytest.mark.parametrize("digest", [sample_digest(), OFFICIAL], ids=["newspaper", "jianbao"])
@pytest.mark.parametrize("edition", [sample_edition(), _long()], ids=["sample", "long"])
def test_bulletins_have_no_holes(
    printed: Callable[..., tuple[Rendition, Path]], edition: Edition, digest: Digest
) -> None:
    """At most three empty lines below a column whose text goes on."""
    rendition, _ = printed(edition, digest)
    findings = inspect(rendition.content, edition).findings
    assert [finding.message for finding in findings if finding.check == "columns"] == []


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_of_one_text_are_even(columns: int) -> None:
    """Over several pages, every column but the last ends within three lines of the others."""
    text = "".join(f"<p>{n}号车。{PROSE[n % 4]}{PROSE[(n + 1) % 4]}</p>" for n in range(80))
    content = engine.print_html(PAGE.format(columns=columns, text=text), Path()).content
    assert [finding for finding in inspect(content).findings if finding.check == "columns"] == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = list(pages(pdf))
    assert len(found) > 2
    for page in found[:-1]:
        ends: dict[int, float] = {}
        for line in lines_of(page):
            place = int((line.left - 38.6) // ((516 + 15) / columns))  # a point for rounding
            ends[place] = min(ends.get(place, line.baseline), line.baseline)
        assert len(ends) == columns
        assert max(ends.values()) - min(ends.values()) <= 3 * 14.4


@pytest.mark.parametrize("edition", [sample_edition(), _long()], ids=["sample", "long"])
def test_columns_of_a_newspaper_share_one_grid(
    printed: Callable[..., tuple[Rendition, Path]], edition: Edition
) -> None:
    """Lines of text that stand side by side stand on one line, whatever stands above each of them."""
    rendition, _ = printed(edition, sample_digest())
    with pikepdf.open(io.BytesIO(rendition.content)) as pdf:
        text = [
            [line for line in lines_of(page) if line.size == BODY and line.text.strip()]
            for page in pages(pdf)
        ]
    beside = [
        abs(one.baseline - other.baseline)
        for lines in text
        for one, other in combinations(lines, 2)
        if abs(one.left - other.left) > NEXT_COLUMN and abs(one.baseline - other.baseline) < LINE / 2
    ]
    assert len(beside) > 50
    assert max(beside) < 1.0  # Kai stands 0.9 pt lower on its line
