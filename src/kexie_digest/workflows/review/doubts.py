"""The proof list as a proofreader goes through it: the gravest first, one entry for one doubt.

Takes the queries of an edition, gives doubts. A person who stands in five articles is asked
about once; settling the entry settles each of its queries, and a query that comes up later
opens the entry again. Anything else is a doubt about words of one article, and stays alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kexie_digest.model import ProofKind, ProofTick
from kexie_digest.workflows.review.proofs import Proof

#: What misinforms readers first, what hardly ever proves wrong last.
SEVERITY = (
    ProofKind.DATE,
    ProofKind.COUNT,
    ProofKind.LOSS,
    ProofKind.SPELLING,
    ProofKind.EDITED,
    ProofKind.SLIP,
    ProofKind.PERSON,
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt and the queries that ask it, in reading order."""

    proofs: tuple[Proof, ...]

    @property
    def kind(self) -> ProofKind:
        """What it is about."""
        return self.proofs[0].query.kind

    @property
    def question(self) -> str:
        """What to check; of a person, all the posts that the items give them."""
        wordings = self.wordings
        if len(wordings) == 1:
            return self.proofs[0].query.question
        name = self.proofs[0].query.quotes[0]
        return f"{name}：各条职务写法不同（{'；'.join(wordings)}），请核对姓名和职务。"

    @property
    def wordings(self) -> tuple[str, ...]:
        """How the items word it: a person's posts, or the question itself."""
        if self.kind is not ProofKind.PERSON:
            return (self.proofs[0].query.question,)
        return tuple(dict.fromkeys("、".join(_posts(proof)) for proof in self.proofs))

    @property
    def left(self) -> tuple[Proof, ...]:
        """The queries that are not settled."""
        return tuple(proof for proof in self.proofs if proof.tick is None)

    @property
    def tick(self) -> ProofTick | None:
        """Who settled it; None while anything of it is open."""
        return None if self.left else self.proofs[-1].tick

    @property
    def is_routine(self) -> bool:
        """Whether nothing speaks against it: a person with one post throughout."""
        return self.kind is ProofKind.PERSON and len(self.wordings) == 1 and len(_posts(self.proofs[0])) == 1


def doubts(proofs: Iterable[Proof]) -> list[Doubt]:
    """Put queries together and in order.

    Args:
        proofs: In reading order.

    Returns:
        Doubts by kind, the gravest kind first; routine ones last within their kind, else in
        reading order.
    """
    together: list[list[Proof]] = []
    of_name: dict[str, list[list[Proof]]] = {}
    for proof in proofs:
        known = of_name.setdefault(proof.query.quotes[0], []) if proof.query.kind is ProofKind.PERSON else []
        same = next((group for group in known if _is_same_person(group, proof)), None)
        if same is not None:
            same.append(proof)
        else:
            together.append([proof])
            known.append(together[-1])
    found = [Doubt(tuple(group)) for group in together]
    return sorted(found, key=lambda doubt: (SEVERITY.index(doubt.kind), doubt.is_routine))


def _is_same_person(group: Sequence[Proof], proof: Proof) -> bool:
    """One name with a post in common, written in full or short; else they may be two people."""
    known = {post for one in group for post in _posts(one)}
    return any(
        longer.endswith(shorter) or shorter.endswith(longer) for longer in known for shorter in _posts(proof)
    )


def _posts(proof: Proof) -> tuple[str, ...]:
    return proof.query.quotes[1:]
