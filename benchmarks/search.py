"""How quick search is at 100,000 articles, and whether it finds what a linear scan finds.

Run as ``python benchmarks/search.py [ARTICLES] [FOLDER]``; writes
``benchmarks/results/search.json``. The articles are synthetic: words with the spread of
natural text (the n-th word occurs 1/n as often as the first), so that some two-character
words stand in nearly every article and some in a handful. A FOLDER keeps the archive
for a second run.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import text

from kexie_digest.clock import SystemClock
from kexie_digest.model import (
    Article,
    Assignment,
    Award,
    Document,
    Facts,
    Page,
    Passage,
    Report,
    Rights,
    SearchScope,
    Themes,
)
from kexie_digest.store import Store, Transaction, articles, documents, facts, search
from kexie_digest.text.script import fold

RESULTS = Path(__file__).parent / "results" / "search.json"
ARTICLES = 100_000
BATCH = 1000
#: Words that articles of associations are full of; the rest is drawn from common characters.
KNOWN = ("科协", "科普", "学会", "活动", "科技", "创新", "服务", "专家", "交流", "获奖", "合作", "青少年")
THEMES = ("awards", "cooperation", "science_popularization", "academic_exchange", "other")
SOURCES = tuple(f"paper-{number}" for number in range(12))
REPEATS = 3
#: Random parts of texts compared with a scan, and up to how many articles each may stand in.
QUERIES, COMPARED = 100, 5000
#: Words of each kind that are also looked for in every text.
SCANNED = 3
#: The scan looks past the script, as the search does.
FOLDED = str.maketrans({char: fold(char) for char in map(chr, range(0x4E00, 0x9FA6))})


class Writer:
    """Writes articles that nobody ever printed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - texts, not secrets
        characters = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
        drawn = {
            "".join(self.chance.choices(characters, k=self.chance.choice((2, 2, 2, 3))))
            for _ in range(20_000)
        }
        self.words = (*KNOWN, *sorted(drawn))
        self.weights = list(itertools.accumulate(1 / rank for rank in range(8, 8 + len(self.words))))

    def sentence(self) -> str:
        """Write one sentence of ten words or so."""
        words = self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randint(6, 14))
        return "".join(words) + "。"

    def report(self, number: int) -> Report:
        """Write one report of some 600 characters."""
        day = (date(2016, 1, 1) + timedelta(days=number % 3650)).isoformat()
        paragraphs = tuple(
            Passage("".join(self.sentence() for _ in range(self.chance.randint(3, 6)))) for _ in range(6)
        )
        society = f"第{number % 997}学会"
        return Report(
            id=f"bench-{number}",
            article=Article(paragraphs, title=self.sentence()[:20], published_on=day),
            page=Page(publication="某报", number="01", date=day),
            document=f"{number}.txt",
            source_key=self.chance.choice(SOURCES),
            rights=Rights.FULL,
            themes=Themes((Assignment(self.chance.choice(THEMES), 1.0, ()),)),
            facts=Facts(awards=(Award("优秀学会", (), (society,), f"{society}获评优秀学会。", date=day),)),
            summary=(),
            collected_on=day,
        )


def fill(store: Store, count: int) -> int | None:
    """Store articles until there are as many as wanted; give the articles a second, writing them included."""
    with store.reading() as tx:
        present = articles.count(tx)
    writer = Writer(present)
    begin = time.perf_counter()
    for start in range(present, count, BATCH):
        reports = [writer.report(number) for number in range(start, min(count, start + BATCH))]
        sha256 = hashlib.sha256(str(start).encode()).hexdigest()
        with store.transaction() as tx:
            document = Document(b"", sha256, "text/plain", "b.txt", "bench", "b.txt", sha256, tx.now)
            articles.add(tx, documents.claim(tx, document).id, reports)
        print(f"\r{start + len(reports)}", end="", flush=True)
    print()
    return round((count - present) / (time.perf_counter() - begin)) if count > present else None


@contextmanager
def archive(folder: str | None) -> Iterator[Store]:
    """Open a store in a folder that stays, or in one that goes."""
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(folder or temporary).absolute() / "kexie.db"
        with Store.open(f"sqlite:///{path}", clock=SystemClock()) as store:
            yield store


def scan(store: Store, words: Sequence[str]) -> list[float]:
    """Time what a database without a search index would do: LIKE over the text of every article."""
    taken = []
    with store.reading() as tx:
        asked = text("SELECT count(*) FROM articles WHERE report LIKE :pattern")
        for word in words:
            begin = time.perf_counter()
            found = tx.session.connection().execute(asked, {"pattern": f"%{word}%"}).scalar_one()
            taken.append((time.perf_counter() - begin) * 1000)
            if not found:
                raise AssertionError(word)
    return taken


def words_of(store: Store, chance: random.Random) -> dict[str, list[str]]:
    """Choose two-character words from stored texts, and sort them by how common they are."""
    with store.reading() as tx:
        total = articles.count(tx)
        texts = [articles.get(tx, f"bench-{chance.randrange(total)}").article.body for _ in range(150)]
        drawn = [text[at : at + 2] for text in texts for at in (chance.randrange(len(text) - 2),)]
        sizes = {word: matches(tx, word) for word in {*drawn, *KNOWN[:11]} if "\n" not in word}
    return {
        "common (over 10 % of all articles)": [word for word, size in sizes.items() if size > total / 10],
        "between": [word for word, size in sizes.items() if total / 1000 < size <= total / 10],
        "rare (up to 0.1 %)": [word for word, size in sizes.items() if size <= total / 1000],
    }


def matches(tx: Transaction, word: str) -> int:
    """Count the articles that hold a word."""
    query = {"query": search.bigrams.query(word)}
    counting = text("SELECT count(*) FROM article_search WHERE article_search MATCH :query")
    return int(tx.session.connection().execute(counting, query).scalar_one())


def milliseconds(store: Store, words: Sequence[str], scope: SearchScope) -> list[float]:
    """Time whole searches, each word's median: ranking, reading twenty reports, cutting their snippets."""
    return [statistics.median(one_search(store, word, scope) for _ in range(REPEATS)) for word in words]


def one_search(store: Store, word: str, scope: SearchScope) -> float:
    """Time one search, in milliseconds."""
    begin = time.perf_counter()
    with store.reading() as tx:
        search.search(tx, word, scope)
    return (time.perf_counter() - begin) * 1000


def summary(taken: Sequence[float]) -> dict[str, float]:
    """Give median and 95th percentile."""
    return {
        "questions": len(taken),
        "p50_ms": round(statistics.median(taken), 1),
        "p95_ms": round(statistics.quantiles(taken, n=20)[18], 1),
    }


def differences(store: Store, chance: random.Random, queries: int) -> int:
    """Compare searches with a scan of every text; give how many differ."""
    with store.reading() as tx:
        total = articles.count(tx)
        drawn = [articles.get(tx, f"bench-{chance.randrange(total)}").article.body for _ in range(queries)]
        parts = []
        for body in drawn:
            at = chance.randrange(len(body) - 6)
            parts.append(body[at : at + chance.randint(2, 5)].split("\n")[0])
        parts = [part.translate(FOLDED) for part in parts if len(part) > 1]
        expected: dict[str, set[str]] = {part: set() for part in parts}
        for row in tx.session.connection().execute(text("SELECT id, title, report FROM articles")):
            paragraphs = json.loads(row.report)["article"]["paragraphs"]
            passages = [row.title.translate(FOLDED), *(one["text"].translate(FOLDED) for one in paragraphs)]
            for part, ids in expected.items():
                if any(part in passage for passage in passages):
                    ids.add(row.id)
        return sum(
            {hit.report.id for hit in search.search(tx, part, limit=total)} != ids
            for part, ids in expected.items()
            if len(ids) <= COMPARED
        )


def main(count: int = ARTICLES, folder: str | None = None) -> None:
    """Build, measure, compare, write."""
    chance = random.Random(7)  # noqa: S311 - choices, not secrets
    scope = SearchScope(theme="awards", source="paper-3", since="2018", until="2024")
    with archive(folder) as store:
        rate = fill(store, count)
        words = words_of(store, chance)
        words = {name: some for name, some in words.items() if len(some) > 1}  # few articles: none is rare
        scanned = [word for some in words.values() for word in some[:SCANNED]]
        taken = {name: milliseconds(store, some, SearchScope()) for name, some in words.items()}
        results = {
            "articles": count,
            "written_and_stored_per_second": rate,
            "machine": f"{platform.python_version()}, {platform.machine()}",
            "two_characters": {name: summary(times) for name, times in taken.items()},
            "all": summary(list(itertools.chain(*taken.values()))),
            "scan_ms": round(statistics.median(scan(store, scanned)), 1),
            "within_theme_source_and_days": summary(
                milliseconds(store, [word for some in words.values() for word in some], scope)
            ),
            "of_an_organisation": summary(
                milliseconds(store, KNOWN[:11], SearchScope(organisation="第12学会"))
            ),
            "awards_of_an_organisation": summary(asking(store)),
            "queries_that_differ_from_a_scan": differences(store, chance, QUERIES),
        }
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def asking(store: Store) -> list[float]:
    """Time the question what a society was awarded."""
    taken = []
    for number in range(50):
        begin = time.perf_counter()
        with store.reading() as tx:
            facts.awards_of(tx, f"第{number}学会")
        taken.append((time.perf_counter() - begin) * 1000)
    return taken


if __name__ == "__main__":
    main(*(int(word) if word.isdigit() else word for word in sys.argv[1:]))  # type: ignore[arg-type]  # count, folder
