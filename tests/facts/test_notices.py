"""Awards and agreements of the notices labelled for them; see notices/README.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from notices import read_notices
from understanding_figures import Figures, fact_figures

HERE = Path(__file__).parent
NOTICES, SECOND, THIRD = HERE / "notices", HERE / "notices_second", HERE / "notices_third"
FOURTH = HERE / "notices_fourth"
LEVELS = (
    ("recipients precision", 0.98),
    ("recipients recall", 0.95),
    ("parties precision", 0.97),
    ("parties recall", 0.96),
    ("agreements F1", 0.96),
    ("count mismatch recall", 1.0),
)
#: The second set: whole papers with tables, notes in brackets, levels and long stories.
SECOND_LEVELS = (
    ("recipients precision", 0.99),
    ("recipients recall", 0.98),
    ("parties precision", 0.98),
    ("parties recall", 0.95),
    ("agreements F1", 0.96),
    ("count mismatch recall", 1.0),
)
#: The third set: county papers, societies, universities; most honours told in long sentences.
THIRD_LEVELS = (
    ("recipients precision", 0.98),
    ("recipients recall", 0.97),
    ("parties precision", 1.0),
    ("count mismatch recall", 0.83),
)
#: The fourth set: as many manners as could be thought of; at first sight the rules reached .610 (F1).
FOURTH_LEVELS = (("recipients precision", 0.90), ("recipients recall", 0.80), ("count mismatch recall", 0.75))


@pytest.fixture(scope="module")
def found() -> Figures:
    """The figures over all notices."""
    return fact_figures(NOTICES)


@pytest.fixture(scope="module")
def found_second() -> Figures:
    """The figures over the second set."""
    return fact_figures(SECOND)


@pytest.fixture(scope="module")
def found_third() -> Figures:
    """The figures over the third set."""
    return fact_figures(THIRD)


@pytest.fixture(scope="module")
def found_fourth() -> Figures:
    """The figures over the fourth set."""
    return fact_figures(FOURTH)


@pytest.mark.parametrize(("name", "floor"), LEVELS, ids=[name for name, _ in LEVELS])
def test_the_level_reached_is_held(name: str, floor: float, found: Figures) -> None:
    """What was read once is read again."""
    assert found.values[name] >= floor, found.misses


@pytest.mark.parametrize(("name", "floor"), SECOND_LEVELS, ids=[name for name, _ in SECOND_LEVELS])
def test_the_level_of_the_second_set_is_held(name: str, floor: float, found_second: Figures) -> None:
    """Tables, public notices, placings in rows, agreements of many."""
    assert found_second.values[name] >= floor, found_second.misses


@pytest.mark.parametrize(("name", "floor"), THIRD_LEVELS, ids=[name for name, _ in THIRD_LEVELS])
def test_the_level_of_the_third_set_is_held(name: str, floor: float, found_third: Figures) -> None:
    """Captions, columns of honours, names told before their pronoun."""
    assert found_third.values[name] >= floor, found_third.misses


@pytest.mark.parametrize(("name", "floor"), FOURTH_LEVELS, ids=[name for name, _ in FOURTH_LEVELS])
def test_the_level_of_the_fourth_set_is_held(name: str, floor: float, found_fourth: Figures) -> None:
    """Eighty manners of telling who won."""
    assert found_fourth.values[name] >= floor, found_fourth.misses


def test_counts_that_agree_raise_no_flag(
    found: Figures, found_second: Figures, found_third: Figures, found_fourth: Figures
) -> None:
    """Open lists, seats, parts of a roll: none is a mismatch."""
    for figures in (found, found_second, found_third, found_fourth):
        assert figures.values["count mismatch false alarms"] == 0, figures.misses


@pytest.mark.parametrize(
    "folder", [NOTICES, SECOND, THIRD, FOURTH], ids=["first", "second", "third", "fourth"]
)
def test_every_name_wanted_is_printed(folder: Path) -> None:
    """Labels are copied from the notice, not completed."""
    for notice in read_notices(folder, closed=True):
        printed = (notice.article.title or "") + notice.article.body.replace("\n", "")
        names = [*(notice.recipients or ()), *(name for group in notice.parties or () for name in group)]
        assert [name for name in names if name not in printed] == []
