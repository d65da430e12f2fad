"""What understanding costs: themes, facts and summaries of 10,000 articles; placing in events.

Run as ``python benchmarks/understanding.py [--largest 100000]``; writes
``benchmarks/results/understanding.json``. The articles are made of stems and invented
names, so that every one differs; one in five retells or copies an earlier one. An archive
grows in a process of its own, whose peak memory is given at 1,000, 10,000 … articles. All
of it is collected on one day, so that nothing is forgotten: the worst case of an import.
``ten_thousand`` adds up what 10,000 articles cost from text to event. The issue allows 60
seconds on two cores; here processor seconds of one process are counted, all stages one after
another, which is stricter, and other programs may be at work. Making up the articles is not
counted. A hundred thousand articles take some six minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import text

from kexie_digest import app, config
from kexie_digest.clock import SystemClock
from kexie_digest.config import Settings
from kexie_digest.config.themes import built_in
from kexie_digest.facts import find
from kexie_digest.model import Article, Document, Facts, Page, Passage, Report, Rights, Themes
from kexie_digest.store import articles, documents
from kexie_digest.summaries import choose
from kexie_digest.themes import assign, with_headline
from kexie_digest.workflows import grouping
from kexie_digest.workflows.compose import compose
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

RESULTS = Path(__file__).parent / "results" / "understanding.json"
#: Nearest to what the store holds: ten years of a few papers.
FIRST_DAY, DAYS = date(2016, 1, 1), 3650
#: Reports stored in one transaction; reports that come to an archive, and make its edition.
BATCH, NEW = 1_000, 200
#: Sizes of an archive at which it is looked at, and how many reports are stored before they are placed.
MARKS, STEP = (1_000, 10_000, 100_000), 5_000
TEN_THOUSAND = 10_000
SYLLABLES = "澜栗渡梅桐柏云青石杉临白松岚湖溪川江岭坪塘洲滩桥原浦淮屏"
NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "一望青若知遥清远舟小白秋南北长安子怀鸣野"
KINDS = ("医学会", "气象学会", "科协", "化学会", "机械工程学会", "农学会", "地质学会", "科技馆")
STEMS = (
    "{day}，{body}在{place}举办第{n}届“{topic}”学术论坛，{people}名专家参加。{person}作了题为“{topic}的前沿”的报告。",
    "{day}，{body}与{other}签署《{topic}合作协议》，双方将共建{topic}实验室，{person}出席仪式。",
    "{body}日前表彰{topic}先进集体，{other}、{place}中学获评“优秀组织单位”，{person}被授予“十佳讲师”称号。",
    "{day}，{body}组织{people}名志愿者走进{place}，向居民普及{topic}知识，发放资料{people}份。",
    "{day}，{place}{topic}培训班开班，{people}名学员参加，{person}授课。培训班由{body}、{other}主办。",
)
TAILS = (
    "活动受到欢迎，参与者表示收获很大。",
    "{person}介绍，今后还将走进更多地方。",
    "{other}负责人到场，现场气氛热烈。",
    "据了解，{place}连续三年开展这项工作。",
    "{body}希望更多科技工作者加入进来。",
)


def word(chance: random.Random, size: int) -> str:
    """An invented name."""
    return "".join(chance.choice(SYLLABLES) for _ in range(size))


def report(number: int, chance: random.Random, earlier: Sequence[Report]) -> Report:
    """One report; one in five copies the day and words of an earlier one, cut."""
    if earlier and number % 5 == 0:
        old = chance.choice(earlier)
        cut = old.article.paragraphs[0].text.split("。")[0] + "。"
        article = Article((Passage(cut),), title="简讯", published_on=old.article.published_on)
    else:
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        place = word(chance, 2) + chance.choice("市县区")
        values = {
            "day": f"{day.month}月{day.day}日",
            "place": place,
            "body": place + chance.choice(KINDS),
            "other": word(chance, 3) + "大学",
            "topic": word(chance, 4),
            "n": chance.randrange(2, 30),
            "people": chance.randrange(20, 900),
            "person": chance.choice(NAMES) + "".join(chance.choice(GIVEN) for _ in range(2)),
        }
        lines = [chance.choice(STEMS), *chance.sample(TAILS, 3)]
        text = "".join(line.format(**values) for line in lines)
        article = Article(
            (Passage(text),), title=f"{place}{values['topic']}见闻", published_on=day.isoformat()
        )
    return Report(f"r{number}", article, Page(), "bench", "bench", Rights.FULL, Themes(()), Facts(), ())


def reports(first: int, last: int) -> Iterator[Report]:
    """The reports numbered from first up to last, the same in every run."""
    chance = random.Random(first)  # noqa: S311 - the same articles in every run
    earlier: deque[Report] = deque(maxlen=200)
    for number in range(first, last):
        earlier.append(report(number, chance, earlier))
        yield earlier[-1]


def understand(count: int) -> dict[str, float]:
    """Seconds for themes, facts and summaries, and the memory they added."""
    themes, seconds = built_in(), dict.fromkeys(("facts", "themes", "summaries"), 0.0)
    for one in reports(0, count):
        began = time.process_time()
        facts, _ = find(one.article, one.page)
        found = time.process_time()
        with_headline(assign(one.article, themes), one.article, facts)
        sorted_in = time.process_time()
        choose(one.article, facts)
        seconds["facts"] += found - began
        seconds["themes"] += sorted_in - found
        seconds["summaries"] += time.process_time() - sorted_in
    return {name: round(value, 2) for name, value in seconds.items()} | {"peak_mib": peak()}


def peak() -> int:
    """The most memory this process ever took, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def fill(context: Context, first: int, last: int) -> float:
    """Store the reports numbered from first up to last; give the seconds it took."""
    taken = 0.0
    for start in range(first, last, BATCH):
        batch = list(reports(start, min(last, start + BATCH)))
        name = f"part-{start}"
        began = time.process_time()
        with context.store.transaction() as tx:
            document = Document(b"", name, "text/plain", name, "bench", name, name, tx.now)
            articles.add(tx, documents.claim(tx, document).id, batch)
        taken += time.process_time() - began
    return taken


def composed(context: Context, count: int) -> None:
    """Make the archive one that was composed week after week: one in ten fits no section."""
    with context.store.transaction() as tx:
        connection = tx.session.connection()
        digest = context.config.digests[0].key
        old = {"digest": digest, "count": count}
        connection.execute(text("INSERT INTO digest_marks (digest, seq) VALUES (:digest, :count)"), old)
        connection.execute(
            text(
                "INSERT INTO waiting SELECT :digest, seq FROM articles WHERE seq % 10 = 0 AND seq <= :count"
            ),
            old,
        )
        long_ago = "UPDATE articles SET collected_on = '2020-01-01' WHERE seq <= :count"
        connection.execute(text(long_ago), {"count": count})


def archive(largest: int) -> dict[str, dict[str, float]]:
    """Let an archive grow up to so many reports; at each mark place a few more, at the last compose."""
    marks = [mark for mark in MARKS if mark < largest] + [largest]
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        root, var = Path(folder), Path(folder) / "var"
        settings = Settings(var_dir=var, database_url=SecretStr(f"sqlite:///{var / 'kexie.db'}"))
        loaded = config.load(None, kinds=("feed",), folder=root)
        with app.opened(loaded, settings=settings, output=root / "out", clock=SystemClock()) as context:
            stored = 0
            for mark in marks:
                found[str(mark)] = grown(context, stored, mark)
                found[str(mark)]["database_mib"] = (var / "kexie.db").stat().st_size >> 20
                stored = mark + NEW
            composed(context, largest)
            journal = Journal("bench", context.clock)
            before = time.process_time()
            compose(context, context.config.digests[0], journal)
            found[str(largest)]["compose_seconds"] = round(time.process_time() - before, 2)
    return found


def grown(context: Context, stored: int, mark: int) -> dict[str, float]:
    """Store and place reports up to a mark, then a few more as on any day."""
    fill_seconds = place_seconds = 0.0
    for start in range(stored, mark, STEP):
        fill_seconds += fill(context, start, min(mark, start + STEP))
        began = time.process_time()
        grouping.group(context)
        place_seconds += time.process_time() - began
    fill(context, mark, mark + NEW)
    began = time.process_time()
    grouping.group(context)
    taken = time.process_time() - began
    count = mark - stored
    return {
        "ms_each_stored": round(1000 * fill_seconds / count, 2),
        "ms_each_placed": round(1000 * place_seconds / count, 2),
        "ms_each_new": round(1000 * taken / NEW, 2),
        "seconds_placed": round(place_seconds, 1),
        "peak_mib": peak(),
    }


def ten_thousand(
    understood: dict[str, dict[str, float]], placed: dict[str, dict[str, float]]
) -> dict[str, float]:
    """Processor seconds of 10,000 articles by stage, from text to event."""
    largest = understood[str(TEN_THOUSAND)]
    seconds = {stage: largest[stage] for stage in ("facts", "themes", "summaries")}
    taken, before = {"storing": 0.0, "placing": 0.0}, 0
    for mark, one in placed.items():
        reports_here = min(int(mark), TEN_THOUSAND) - before
        if reports_here > 0:
            taken["storing"] += one["ms_each_stored"] * reports_here / 1000
            taken["placing"] += one["ms_each_placed"] * reports_here / 1000
            before = int(mark)
    seconds |= {stage: round(value, 2) for stage, value in taken.items()}
    return seconds | {"all": round(sum(seconds.values()), 1)}


def child(*words: str) -> dict[str, dict[str, float]]:
    """Run a part of this in a process of its own; give what it found by number of articles."""
    command = [sys.executable, __file__, *words]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, dict[str, float]] = json.loads(answer.splitlines()[-1])
    print(" ".join(words), found, flush=True)
    return found


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--largest", type=int, default=10_000)
    parser.add_argument("--understand", type=int)
    parser.add_argument("--archive", type=int)
    options = parser.parse_args()
    if options.understand:
        print(json.dumps({str(options.understand): understand(options.understand)}))
        return
    if options.archive:
        print(json.dumps(archive(options.archive)))
        return
    understood = child("--understand", "1000") | child("--understand", str(TEN_THOUSAND))
    placed = child("--archive", str(options.largest))
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    result = {
        "machine": machine,
        "load": [round(one, 1) for one in os.getloadavg()],
        "understood": understood,
        "placed": placed,
        "ten_thousand": ten_thousand(understood, placed),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
