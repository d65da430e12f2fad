"""Headlines broken by sense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.renderers.pdf.headline import break_lines, set_width


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("科普大篷车开进岭下小学", ("科普大篷车开进岭下小学",)),
        ("“夜观星空”公益活动月底启动", ("“夜观星空”", "公益活动月底启动")),
        ("专家服务团走进临岚园区 为企业“把脉”", ("专家服务团走进临岚园区 ", "为企业“把脉”")),
        ("三地科协在望溪签订协同创新框架协议", ("三地科协在望溪签订", "协同创新框架协议")),
    ],
)
def test_breaks_between_words_and_at_spaces(title: str, lines: tuple[str, ...]) -> None:
    """Two lines of like length, no word divided, no single character left over."""
    assert break_lines(title, 13.5) == lines


@given(
    st.text(alphabet="海岚省科协学会，。“”（）、 AB1", min_size=1, max_size=80),
    st.sampled_from([6, 13.5, 25]),
)
def test_keeps_every_character(title: str, per_line: float) -> None:
    """Lines joined give the title."""
    assert "".join(break_lines(title, per_line)) == title


@given(st.text(alphabet="海岚省科协学会联合举办活动", min_size=1, max_size=80))
def test_no_line_is_too_long(title: str) -> None:
    """Chinese always fits its lines."""
    assert all(set_width(line.strip()) <= 13 for line in break_lines(title, 13))


def test_a_word_longer_than_the_line() -> None:
    """A long Latin word is taken apart rather than lost."""
    word = "Donaudampfschifffahrtsgesellschaft"
    assert "".join(break_lines(word, 6)) == word
