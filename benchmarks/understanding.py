"""What understanding costs: themes, facts and summaries of 10,000 articles; event grouping.

Run as ``python benchmarks/understanding.py [--largest 100000]``; writes
``benchmarks/results/understanding.json``. The articles are made of stems and invented
names, so that every one differs; one in five retells or copies an earlier one.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import time
from datetime import date, timedelta
from pathlib import Path

from kexie_digest.config.themes import built_in
from kexie_digest.events import group
from kexie_digest.facts import find
from kexie_digest.model import Article, Facts, Page, Passage, Report, Rights, Themes
from kexie_digest.summaries import choose
from kexie_digest.themes import assign, with_headline

RESULTS = Path(__file__).parent / "results" / "understanding.json"
#: Nearest to what the store holds: ten years of a few papers.
FIRST_DAY, DAYS = date(2016, 1, 1), 3650
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


def report(number: int, chance: random.Random, earlier: list[Report]) -> Report:
    """One report; one in five copies the day and words of an earlier one, cut."""
    if earlier and number % 5 == 0:
        old = chance.choice(earlier[-200:])
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


def reports(count: int) -> list[Report]:
    """So many reports, the same in every run."""
    chance = random.Random(1)  # noqa: S311 - the same articles in every run
    made: list[Report] = []
    for number in range(count):
        made.append(report(number, chance, made))
    return made


def understand(many: list[Report]) -> dict[str, float]:
    """Seconds for themes, facts and summaries."""
    themes, seconds = built_in(), dict.fromkeys(("facts", "themes", "summaries"), 0.0)
    for one in many:
        began = time.perf_counter()
        facts, _ = find(one.article, one.page)
        found = time.perf_counter()
        with_headline(assign(one.article, themes), one.article, facts)
        sorted_in = time.perf_counter()
        choose(one.article, facts)
        seconds["facts"] += found - began
        seconds["themes"] += sorted_in - found
        seconds["summaries"] += time.perf_counter() - sorted_in
    return {name: round(value, 2) for name, value in seconds.items()}


def main() -> None:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--largest", type=int, default=10_000)
    options = parser.parse_args()
    many = reports(max(10_000, options.largest))
    understand(many[:50])  # warm the dictionaries
    seconds = understand(many[:10_000])
    print(f"10,000 articles understood in {sum(seconds.values()):.1f} s: {seconds}")
    rows = {}
    for count in (1_000, 10_000, 100_000):
        if count <= options.largest:
            began = time.perf_counter()
            events = group(many[:count], {})
            taken = time.perf_counter() - began
            rows[count] = {
                "seconds": round(taken, 2),
                "events": len(events),
                "ms_each": round(1000 * taken / count, 2),
            }
            print(f"{count} reports grouped in {taken:.1f} s into {len(events)} events")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    result = {"machine": machine, "understood_10000": seconds, "grouped": rows, "peak_mib": peak}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
