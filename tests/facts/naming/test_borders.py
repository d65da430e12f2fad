"""A body without the words around it."""

from __future__ import annotations

import pytest

from kexie_digest.facts.naming.borders import body_within


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("小院由甲农业大学", "甲农业大学"),
        ("省学会牵头", "省学会"),
        ("甲市科协组织所属学会", "所属学会"),
        ("甲海洋馆四家场馆", "甲海洋馆"),
        ("市经济和信息化局", "市经济和信息化局"),
        ("甲心理协会21日坐", "甲心理协会"),
        ("今天天气", "今天天气"),
    ],
)
def test_the_name_is_cut_out(text: str, expected: str) -> None:
    """Verbs, counts and days end it; 和 inside a name does not."""
    start, end = body_within(text, 0, len(text))
    assert text[start:end] == expected
