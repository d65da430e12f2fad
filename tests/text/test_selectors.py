"""Selectors of owners (kexie_digest.text.selectors)."""

from __future__ import annotations

import pytest
from lxml import html

from kexie_digest.text.selectors import compile_selector, find_all, find_text, words_of

PAGE = html.fromstring("<div><ul class=n><li title=t>甲 <b>乙</b><script>x</script></li></ul><p>丙</p></div>")


@pytest.mark.parametrize("expression", ["ul.n > li", "//ul/li", ".//li", "(//li)[1]", "descendant::li"])
def test_css_and_xpath_find_the_same(expression: str) -> None:
    """Either way of writing leads to the entry."""
    assert [words_of(found) for found in find_all(PAGE, expression)] == ["甲 乙"]


def test_an_xpath_may_name_an_attribute() -> None:
    """Titles often stand in attributes; as elements they are not found."""
    assert find_text(PAGE, ".//li/@title") == "t"
    assert find_all(PAGE, ".//li/@title") == []


@pytest.mark.parametrize("expression", ["", "ul >", "//li[", "li:nope-such", "//x:li"])
def test_what_is_neither_is_refused(expression: str) -> None:
    """The owner is told at once, not at the first poll."""
    with pytest.raises(ValueError, match=r"."):
        compile_selector(expression)


def test_an_empty_selector_finds_nothing() -> None:
    """A recipe's missing part is no mistake."""
    assert find_all(PAGE, "") == []
    assert find_text(PAGE, "") == ""


def test_an_unknown_function_finds_nothing() -> None:
    """It is noticed only when it is called, so at the first poll: nothing is found there."""
    assert find_all(PAGE, "//li[nope()]") == []
