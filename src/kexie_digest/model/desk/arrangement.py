"""What editors do to an edition that is being made up: one small value per act.

``event`` names the item, by the key of the event it tells. Acts are plain data, so that
the desk, the API and the audit trail speak of the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """Put an item at a position (0 is the top) of a section, which may be a new one."""

    event: str
    theme: str
    position: int


@dataclass(frozen=True, slots=True)
class Pin:
    """头条: make an item the lead: first of the first section."""

    event: str


@dataclass(frozen=True, slots=True)
class Hold:
    """留稿: take an item out; its reports wait for the next edition."""

    event: str


@dataclass(frozen=True, slots=True)
class Discard:
    """弃稿: take an item out; its reports are not offered to this digest again."""

    event: str


@dataclass(frozen=True, slots=True)
class Retitle:
    """改题: give an item the editor's title; an empty one restores the printed title."""

    event: str
    title: str


@dataclass(frozen=True, slots=True)
class Resummarise:
    """改摘要: give an item the editor's summary; an empty one restores the quotation."""

    event: str
    summary: str


@dataclass(frozen=True, slots=True)
class Annotate:
    """加按语: comment on an item, or on the whole edition where ``event`` is empty."""

    event: str
    note: str


#: Every act there is.
Act = Move | Pin | Hold | Discard | Retitle | Resummarise | Annotate
