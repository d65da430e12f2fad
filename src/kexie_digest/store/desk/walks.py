"""The questions behind the inbox: walks along the sorted articles, each built once.

Takes which filters, which state and which stretch of the list, gives a statement with
bound parameters. Building the same statement for every page took half of a page's time
in the store (0.9 ms of 1.9).
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

import sqlalchemy
from sqlalchemy import (
    JSON,
    BindParameter,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
)
from sqlmodel import col

from kexie_digest.model.desk.inbox import InboxState
from kexie_digest.store.tables import ArticleRow, DigestMarkRow, WaitingRow

#: Up to so many open articles are fetched and sorted; more are met soon enough on a walk
#: along the sorted index (5 ms for 100,000 entries, which never reads the articles).
FEW = 2000
#: What editions held back and is still news; of digests one by one, the key begins with them.
_WAITING = sqlalchemy.select(col(WaitingRow.article_seq)).where(
    col(WaitingRow.digest).in_(sqlalchemy.select(col(DigestMarkRow.digest))),
    col(WaitingRow.article_seq) >= bindparam("news"),
)
_SORTED: tuple[Any, Any] = col(ArticleRow.attention), col(ArticleRow.seq)
#: The same columns, hidden from SQLite's planner, which would else walk the sorted index
#: through everything that was ever settled to find a handful of open articles.
_HIDDEN: tuple[ColumnElement[Any], ColumnElement[Any]] = (
    literal_column("+articles.attention"),
    literal_column("+articles.seq"),
)
_FILTERS: dict[str, Any] = {
    "theme": ArticleRow.theme,
    "source": ArticleRow.source_key,
    "event": ArticleRow.event,
}
_LINE: tuple[Any, ...] = (
    col(ArticleRow.id),
    col(ArticleRow.seq),
    col(ArticleRow.attention),
    col(ArticleRow.source_key),
    col(ArticleRow.event),
    col(ArticleRow.published_on),
    col(ArticleRow.collected_on),
    col(ArticleRow.corrected).is_not(None).label("is_corrected"),
    cast(func.coalesce(col(ArticleRow.corrected), col(ArticleRow.report), type_=JSON()), String).label(
        "report"
    ),
)

#: After which article everything is open, and which is the newest.
MARKS = sqlalchemy.select(
    func.coalesce(sqlalchemy.select(func.min(col(DigestMarkRow.seq))).scalar_subquery(), 0),
    func.coalesce(sqlalchemy.select(func.max(col(ArticleRow.seq))).scalar_subquery(), 0),
)
#: How many wait, counted up to one more than few.
WAITING = sqlalchemy.select(func.count()).select_from(_WAITING.limit(FEW + 1).subquery())


class Stretch(Enum):
    """A part of the list that an index finds by its whole key.

    Compared as one pair of attention and number, SQLite 3.40 seeks by attention alone and
    walks the rest: 15 ms behind 50,000 entries instead of 0.1.
    """

    ALL = auto()
    BESIDE = auto()
    BELOW = auto()
    BESIDE_UPWARDS = auto()
    ABOVE = auto()


_UPWARDS = frozenset({Stretch.BESIDE_UPWARDS, Stretch.ABOVE})


@dataclass(frozen=True, slots=True)
class Shape:
    """What a question asks by: the names of its filters, the state, and whether few are open."""

    filters: tuple[str, ...]
    state: InboxState
    is_few: bool = False


@cache
def lines(shape: Shape, stretch: Stretch) -> Select[Any]:
    """Ask for what lines show.

    Args:
        shape: By what.
        stretch: Which part of the list.

    Returns:
        A statement with the parameters of its filters; ``mark``, ``news`` and ``first`` where
        open articles are asked for; ``attention`` and ``after`` but for the whole list; ``limit``.
    """
    return _walk(sqlalchemy.select(*_LINE), shape, stretch)


@cache
def ids(shape: Shape, stretch: Stretch) -> Select[Any]:
    """Ask for ids alone.

    Args:
        shape: By what.
        stretch: Which part of the list.

    Returns:
        A statement with the parameters of :func:`lines`.
    """
    return _walk(sqlalchemy.select(col(ArticleRow.id)), shape, stretch)


def _walk(query: Select[Any], shape: Shape, stretch: Stretch) -> Select[Any]:
    order = _HIDDEN if shape.is_few else _SORTED
    filters = [_FILTERS[name] == bindparam(name) for name in shape.filters]
    query = query.where(*filters, *_in_state(shape), *_within(stretch, *order))
    if stretch in _UPWARDS:
        return query.order_by(*order).limit(bindparam("limit"))
    return query.order_by(*(one.desc() for one in order)).limit(bindparam("limit"))


def _in_state(shape: Shape) -> list[ColumnElement[bool]]:
    if shape.state is InboxState.DOUBTFUL:
        return [col(ArticleRow.attention) > 0]
    if shape.state is not InboxState.OPEN:
        return []
    arrived = and_(col(ArticleRow.seq) > bindparam("mark"), ~col(ArticleRow.is_backlog))
    if shape.is_few:
        return [or_(arrived, col(ArticleRow.seq).in_(_WAITING))]
    held = _WAITING.where(col(WaitingRow.article_seq) == col(ArticleRow.seq)).exists()
    return [or_(arrived, held), _HIDDEN[1] >= bindparam("first")]


def _within(stretch: Stretch, attention: Any, seq: Any) -> tuple[ColumnElement[bool], ...]:  # noqa: ANN401 - columns, plain or hidden
    there: BindParameter[int] = bindparam("attention")
    after: BindParameter[int] = bindparam("after")
    parts: dict[Stretch, tuple[ColumnElement[bool], ...]] = {
        Stretch.ALL: (),
        Stretch.BESIDE: (attention == there, seq < after),
        Stretch.BELOW: (attention < there,),
        Stretch.BESIDE_UPWARDS: (attention == there, seq > after),
        Stretch.ABOVE: (attention > there,),
    }
    return parts[stretch]
