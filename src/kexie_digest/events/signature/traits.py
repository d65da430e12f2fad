"""The traits by which two reports are compared, and how they are kept.

:class:`Signature` is all that is kept of a report for events; it goes to the store as JSON and
comes back equal. What is read from a report is for ``signature``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Signature:
    """The traits by which two reports are compared; all that is kept of a report for it.

    ``names`` identify a happening (event names, honours, instruments, quoted names),
    ``tails`` are the ends of unmarked event names in title and lead: they lead to
    candidates only. ``bodies`` are organisations and people in its main facts: many
    happenings share them. ``days`` is every day the beginning prints, ``told`` the beginning
    with blanks for its marks, ``heads`` the bodies of its heading by their kind: what
    reports in other words share. ``title`` and ``text`` are letters only, folded.
    """

    id: str
    names: frozenset[str]
    bodies: frozenset[str]
    tails: frozenset[str]
    heading: str
    first: dt.date | None
    last: dt.date | None
    printed: dt.date | None
    places: frozenset[str]
    days: frozenset[dt.date]
    told: str
    heads: Mapping[str, frozenset[str]]
    particulars: Mapping[str, frozenset[str]]
    title: str
    text: str
    #: Its words name a day, or a name in marks: a single sentence of it may be told again.
    is_identified: bool


_FIELDS = tuple(field.name for field in fields(Signature))
#: Fields that hold a set for each kind of question.
_ANSWERS = ("heads", "particulars")


def to_traits(signature: Signature) -> dict[str, Any]:
    """Write a signature as JSON data, to be kept until its report is too old to matter.

    Args:
        signature: A signature.

    Returns:
        JSON data.
    """
    return {name: _as_json(getattr(signature, name)) for name in _FIELDS}


def _as_json(value: Any) -> Any:  # noqa: ANN401 - JSON data has no narrower type
    """Sets in order, for they have another one in every process, and what is kept must not."""
    if isinstance(value, frozenset):
        return sorted(map(_as_json, value))
    if isinstance(value, Mapping):
        return {kind: sorted(answers) for kind, answers in sorted(value.items())}
    return value.isoformat() if isinstance(value, dt.date) else value


def from_traits(traits: Mapping[str, Any]) -> Signature | None:
    """Read a signature back.

    Args:
        traits: What :func:`to_traits` gave.

    Returns:
        An equal signature; None when another version of this module wrote it.
    """
    if traits.keys() != set(_FIELDS):
        return None
    values = dict(traits)
    for name in ("names", "bodies", "tails", "places"):
        values[name] = frozenset(values[name])
    for name in ("first", "last", "printed"):
        values[name] = values[name] and dt.date.fromisoformat(values[name])
    values["days"] = frozenset(map(dt.date.fromisoformat, values["days"]))
    for name in _ANSWERS:
        values[name] = {kind: frozenset(answers) for kind, answers in values[name].items()}
    return Signature(**values)
