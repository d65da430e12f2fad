"""The index on PostgreSQL: a GIN index of pairs of characters before the folded texts themselves.

Takes entries and a query, gives numbers of reports in the very order of ``fts5``. For
``store.search`` only.

Not ``tsvector`` phrases: a tsvector keeps 256 places a word and none beyond the 16,383rd,
so that phrases of a long text would be missed without a word. Here the index only says
which texts hold all pairs of a word; whether they stand together is read in the text.
"""

import math
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import sqlalchemy
from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Select,
    TextClause,
    column,
    literal_column,
    table,
    text,
    true,
)

from kexie_digest.store.search.bigrams import folded
from kexie_digest.store.search.entries import Entry

#: FTS5's own figures (https://sqlite.org/fts5.html#the_bm25_function); a word in the title counts ten times.
_SCORE = (
    "CAST(:weight{n} AS float8) * (hits{n} * (1.2::float8 + 1.0::float8))"
    " / (hits{n} + 1.2::float8 * (0.25::float8 + 0.75::float8 * size / average))"
)
_LEAST = 1e-6

_ADD = text(
    "INSERT INTO article_search (seq, title, body, size, title_pairs, pairs)"
    " VALUES (:seq, :title, :body, :size, :title_pairs, :pairs)"
)
_REMOVE = text("DELETE FROM article_search WHERE seq = :seq")
_TOTAL = text("SELECT articles FROM article_search_size")
_GROW = text(
    "UPDATE article_search_size SET articles = articles + :articles, characters = characters + :size"
)
#: Most texts hold a word such as 科协: the planner would rather read them all than ask the index.
_BY_INDEX = text("SELECT set_config('enable_seqscan', 'off', true)")
_AS_EVER = text("SELECT set_config('enable_seqscan', 'on', true)")

_INDEX = table("article_search", column("seq"))
_SEQ: ColumnElement[int] = _INDEX.c.seq
_HOLDS_PAIRS = text("article_search.pairs @> CAST(:wanted AS text[])")
_TITLE_HOLDS_PAIRS = text("article_search.title_pairs @> CAST(:wanted AS text[])")
_HOLDS = "(strpos(article_search.title, :word{n}) > 0 OR strpos(article_search.body, :word{n}) > 0)"
_TITLE_HOLDS = "strpos(article_search.title, :word{n}) > 0"


def add(connection: Connection, entries: list[Entry]) -> None:
    """Enter texts under their numbers."""
    rows = [_row(entry) for entry in entries]
    connection.execute(_ADD, rows)
    connection.execute(_GROW, {"articles": len(rows), "size": sum(row["size"] for row in rows)})


def replace(connection: Connection, before: Entry, after: Entry) -> None:
    """Enter other texts under the same number."""
    connection.execute(_REMOVE, {"seq": before.seq})
    connection.execute(_GROW, {"articles": -1, "size": -_row(before)["size"]})
    add(connection, [after])


def ranked(
    connection: Connection, words: list[str], scope: Select[Any] | None, *, pool: int, limit: int
) -> list[int]:
    """Rank the newest matches of all, and the newest in the title.

    Args:
        connection: Where to ask.
        words: What every report must hold.
        scope: Numbers of the reports to keep to.
        pool: How many of the newest of each kind compete.
        limit: The most to give.

    Returns:
        Numbers, the best first.
    """
    plain = [_storable(folded(word)) for word in words]
    connection.execute(_BY_INDEX)
    weights = {f"weight{n}": weight for n, weight in enumerate(_weights(connection, plain))}
    ranking = _ranking(plain, scope, pool=pool, limit=limit)
    numbers = connection.execute(ranking, {**_parameters(plain), **weights}).scalars().all()
    connection.execute(_AS_EVER)
    return list(numbers)


def _row(entry: Entry) -> dict[str, Any]:
    title, body = _plain(entry.heading), _plain(entry.body)
    title_pairs = _pairs(title)
    return {
        "seq": entry.seq,
        "title": title,
        "body": body,
        "size": sum(len(part) for side in (title, body) for part in side.split("\n")),
        "title_pairs": sorted(title_pairs),
        "pairs": sorted(title_pairs | _pairs(body)),
    }


def _plain(passages: Iterable[str]) -> str:
    """Passages as they are compared, apart by what no word holds."""
    return "\n".join(filter(None, (_storable(folded(passage)) for passage in passages)))


def _storable(text: str) -> str:
    """What PostgreSQL takes: no zero byte, no half of a surrogate pair."""
    return text.replace("\0", "\ufffd").encode(errors="replace").decode()


def _pairs(text: str) -> set[str]:
    """Every character and every two that stand side by side, passage by passage."""
    found = {char for char in text if char != "\n"}
    for passage in text.split("\n"):
        found.update(map("".join, pairwise(passage)))
    return found


def _weights(connection: Connection, words: list[str]) -> list[float]:
    """How much each word tells: one that few texts hold, more. One word alone needs no weight."""
    if len(words) == 1:
        return [1.0]
    total = connection.execute(_TOTAL).scalar_one()
    weights = []
    for word in words:
        exact = _exact([word], _HOLDS)
        holding = sqlalchemy.select(sqlalchemy.func.count()).select_from(_INDEX).where(_HOLDS_PAIRS, *exact)
        hits = connection.execute(holding, _parameters([word])).scalar_one()
        weight = math.log((total - hits + 0.5) / (hits + 0.5))
        weights.append(weight if weight > 0.0 else _LEAST)
    return weights


def _parameters(words: list[str]) -> dict[str, Any]:
    wanted: set[str] = set().union(*map(_wanted, words))
    named = {f"word{n}": word for n, word in enumerate(words)}
    patterns = {f"pattern{n}": f"(?={re.escape(word)})" for n, word in enumerate(words) if _repeats(word)}
    return {"wanted": sorted(wanted), **named, **patterns}


def _wanted(word: str) -> set[str]:
    """The pairs that every text with a word holds; of a single character, itself."""
    return {word} if len(word) == 1 else set(map("".join, pairwise(word)))


def _exact(words: list[str], condition: str) -> list[TextClause]:
    """What the pairs leave open: of words of three characters and more, whether they stand together."""
    return [text(condition.format(n=n)) for n, word in enumerate(words) if len(word) > len("科普")]


def _ranking(words: list[str], scope: Select[Any] | None, *, pool: int, limit: int) -> Select[Any]:
    inside = () if scope is None else (_SEQ.in_(scope),)
    found = sqlalchemy.select(_SEQ).where(_HOLDS_PAIRS, *inside).cte("found")
    titled = sqlalchemy.select(_SEQ).where(_TITLE_HOLDS_PAIRS, *inside).cte("titled")
    newest = sqlalchemy.union(
        _newest(found, _exact(words, _HOLDS), pool), _newest(titled, _exact(words, _TITLE_HOLDS), pool)
    ).cte("pool")
    hits = [text(f"{_hits(n, word)} AS hits{n}") for n, word in enumerate(words)]
    texts = _INDEX.join(newest, newest.c.seq == _SEQ)
    # OFFSET keeps it apart: each text is read once, however often the score names its hits.
    counted = sqlalchemy.select(_SEQ, text("article_search.size"), *hits).select_from(texts).offset(0)
    totals = text("(SELECT characters::float8 / articles AS average FROM article_search_size) AS totals")
    best: Select[Any] = sqlalchemy.select(literal_column("counted.seq")).select_from(
        counted.subquery("counted"), totals
    )
    score = " + ".join(_SCORE.format(n=n) for n in range(len(words)))
    return best.order_by(text(f"{score} DESC, counted.seq DESC")).limit(limit)


def _newest(found: CTE, exact: list[TextClause], pool: int) -> Select[Any]:
    """The newest of the candidates; texts are read one after the other until there are enough."""
    candidates = found.prefix_with("MATERIALIZED")
    latest = sqlalchemy.select(candidates.c.seq).order_by(candidates.c.seq.desc()).subquery()
    query = sqlalchemy.select(latest.c.seq)
    if exact:
        one: Select[Any] = sqlalchemy.select(literal_column("1")).select_from(_INDEX)
        query = query.join(one.where(latest.c.seq == _SEQ, *exact).offset(0).lateral(), true())
    return sqlalchemy.select(query.order_by(latest.c.seq.desc()).limit(pool).subquery())


def _hits(n: int, word: str) -> str:
    """How often a word stands in a text, ten times where it is the title."""
    side = f"regexp_count({{side}}, :pattern{n})"
    if not _repeats(word):  # none of its places overlap
        # In bytes, which a text tells without being read.
        rest = f"octet_length(replace({{side}}, :word{n}, ''))"
        side = f"(octet_length({{side}}) - {rest}) / {len(word.encode())}"
    return f"10.0::float8 * ({side.format(side='title')}) + ({side.format(side='body')})"


def _repeats(word: str) -> bool:
    """Whether a word begins as it ends, as 哈哈 does, so that two of its places may overlap."""
    return any(word.startswith(word[start:]) for start in range(1, len(word)))
