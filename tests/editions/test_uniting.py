"""Facts of several reports, each once."""

from __future__ import annotations

from kexie_digest.editions.uniting import unite
from kexie_digest.model import Activity, Award, Cooperation, Facts

ROLL = ("云岭省土壤学会", "云岭省气象学会")


def _award(name: str = "年度先进学会", recipients: tuple[str, ...] = ROLL, **fields: object) -> Award:
    return Award(name, (), recipients, "证据句。", **fields)  # type: ignore[arg-type] - test shorthand


def test_the_report_with_the_names_wins_and_gets_the_count_of_the_other() -> None:
    """One paper prints the roll, another the number: the digest has both, once."""
    united = unite(
        [Facts(awards=(_award(recipients=(), count=2),)), Facts(awards=(_award("“年度先进学会”"),))]
    )
    assert [(award.recipients, award.count) for award in united.awards] == [(ROLL, 2)]


def test_two_winners_of_one_prize_stay_two_facts() -> None:
    """Equal award names with different recipients are not merged."""
    united = unite([Facts(awards=(_award(recipients=("甲",)),)), Facts(awards=(_award(recipients=("乙",)),))])
    assert len(united.awards) == 2


def test_a_traditional_report_states_the_same_agreement() -> None:
    """Parties are compared folded: 學會 and 学会 sign one agreement."""
    simple = Cooperation(("甲学会", "乙学会"), None, "句。")
    traditional = Cooperation(("甲學會", "乙學會"), "合作協議", "句。", date="2026-03-01")
    (deal,) = unite([Facts(cooperation=(simple,)), Facts(cooperation=(traditional,))]).cooperation
    assert (deal.instrument, deal.date) == ("合作協議", "2026-03-01")


def test_an_opening_ceremony_is_the_activity_it_opens() -> None:
    """A longer name that holds the shorter one is the same activity; missing fields are filled."""
    short = Activity("云岭省首届科技学术大会", ("省科协",), "句。")
    long = Activity("云岭省首届科技学术大会开幕式", (), "句。", place="临江市", date="2026-03-01")
    (activity,) = unite([Facts(activities=(short,)), Facts(activities=(long,))]).activities
    assert (activity.place, activity.organisers) == ("临江市", ("省科协",))
