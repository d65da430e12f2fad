"""The proof list in the order of a proofreader: gravest first, one entry for one person."""

from __future__ import annotations

from datetime import UTC, datetime

from kexie_digest.model import ProofKind, ProofQuery, ProofTick
from kexie_digest.workflows.review import Proof, doubts

AT = datetime(2026, 3, 6, tzinfo=UTC)


def ask(kind: ProofKind, event: str, *quotes: str, by: str = "") -> Proof:
    """A query, settled by somebody or open."""
    name = f"{kind}-{event}-{'-'.join(quotes)}"
    question = f"{'、'.join(quotes[1:])}：{quotes[0]}，请核对。"
    return Proof(ProofQuery(name, kind, question, quotes, event), ProofTick(name, by, AT) if by else None)


def test_what_misinforms_readers_comes_first() -> None:
    """Kinds by severity, whatever the items' order; no kind is forgotten."""
    asked = [ask(kind, "e", "词", "另一词") for kind in ProofKind]
    found = [doubt.kind for doubt in doubts(asked)]
    assert sorted(found) == sorted(ProofKind)
    assert (found[0], found[-1]) == (ProofKind.DATE, ProofKind.PERSON)


def test_a_person_is_asked_about_once() -> None:
    """With a post in common, in full or short; a namesake with another post stays apart."""
    asked = [
        ask(ProofKind.PERSON, "a", "何晓汀", "海岚省科协主席"),
        ask(ProofKind.PERSON, "b", "马川", "秘书长"),
        ask(ProofKind.PERSON, "b", "何晓汀", "主席"),
        ask(ProofKind.PERSON, "c", "何晓汀", "货车司机"),
        ask(ProofKind.PERSON, "d", "马川", "秘书长"),
    ]
    first, *others = doubts(asked)
    assert [proof.query.event for proof in first.proofs] == ["a", "b"]
    assert "海岚省科协主席；主席" in first.question
    assert not first.is_routine
    assert [[proof.query.event for proof in doubt.proofs] for doubt in others] == [["b", "d"], ["c"]]
    assert others[0].question == asked[1].query.question


def test_the_same_words_of_two_articles_are_two_doubts() -> None:
    """Each article may be mended: only persons are put together."""
    asked = [ask(ProofKind.LOSS, event, "gap", "缺一段") for event in "ab"]
    assert len(doubts(asked)) == 2


def test_an_entry_is_settled_when_each_of_its_queries_is() -> None:
    """A query that comes up later opens it again, and alone is left."""
    settled = ask(ProofKind.PERSON, "a", "马川", "秘书长", by="校对员")
    late = ask(ProofKind.PERSON, "b", "马川", "秘书长")
    (doubt,) = doubts([settled, late])
    assert doubt.tick is None
    assert doubt.left == (late,)
    (doubt,) = doubts([settled])
    assert doubt.tick == settled.tick
