"""Sentences laid out, quoted names masked, offsets kept."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.lines import MASK


@pytest.mark.parametrize(
    "text",
    [
        "获“防灾，从我做起”称号。",
        "發佈《條例》（試行），施行。",
        "“我们很高兴。今天来了！”他说。",
        "没有引号。",
    ],
)
def test_folding_and_masking_keep_the_length(text: str) -> None:
    """An offset in the mask is an offset in the print."""
    found = line(text)
    assert len(found.folded) == len(found.masked) == len(found.text)


def test_a_comma_inside_a_name_divides_no_clause() -> None:
    """The whole name is masked, marks included."""
    found = line("获“防灾，从我做起”称号。")
    assert found.masked == f"获{MASK * 9}称号。"


def test_speech_stays_open_but_names_inside_it_do_not() -> None:
    """What somebody says is read like the rest."""
    found = line("“我们获得了‘先进’称号！”他说。")
    assert "我们获得了" in found.masked
    assert "先进" not in found.masked


def test_clauses_are_found_from_any_place() -> None:
    """Start, end, and the clauses before."""
    found = line("甲来了，乙走了，丙笑了。")
    at = found.text.index("丙")
    assert found.text[found.clause_start(at) : found.clause_end(at)] == "丙笑了"
    assert [found.text[start:end] for start, end in found.clauses_before(at)] == ["乙走了", "甲来了"]
