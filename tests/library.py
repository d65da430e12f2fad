"""A library: one published issue with every kind of rights, one draft, files and a picture."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kexie_digest.model import (
    Activity,
    Article,
    Award,
    Cooperation,
    Document,
    Edition,
    Facts,
    Image,
    Report,
    Rights,
)
from kexie_digest.model.serialization import to_json
from kexie_digest.store import articles, documents, editions
from kexie_digest.web.application import create_application
from kexie_digest.workflows.compose import compose
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

from desk import Desk
from factories import make_article, make_report
from newsroom import Newsroom, add_users

PUBLIC = "https://digest.example.org"
YAML = """
publication: {name: 海岚科协简报, publisher: 海岚省科学技术协会}
digests:
  weekly: {title: 海岚科协动态周报, sender: {name: 海岚省科协, address: digest@example.org}}
  monthly: {title: 海岚科普月刊, review: [终审], sender: {name: 海岚省科协, address: digest@example.org}}
"""
EVIL = "</script><img src=x onerror=alert(1)>“题”&\u2028"
#: What only a withheld text says: no page, feed or search may print it.
WITHHELD = "潮汐钟摆每昼夜快走十一秒"
CUT_OFF = "灯塔管理员把备用灯芯藏在东窗下"
PDF = bytes(range(256)) * 20


def stories() -> list[Report]:
    """Reports of our own: a roll, an agreement with an evil title, an excerpt, a mere link."""
    roll = make_article(
        "海岚省三个示范学会揭晓",
        "3月4日，海岚省科协公布示范学会名单。",
        "北浦市桥梁学会、青梧市茶叶学会、望溪县果树学会入选。",
        images=(
            Image("pictures/lighthouse.jpg", "示范学会代表领取铜牌", "何晓汀 摄", width=300, height=200),
        ),
    )
    evil = make_article(EVIL, "3月2日，北浦市科协与青梧市科协签订《沿江协议》。", "<b>粗体</b>照录原文。")
    excerpt = make_article(
        "东屏灯塔开放参观",
        "3月3日，东屏灯塔首次开放参观。",
        f"{CUT_OFF}。",
        link="https://news.example/lighthouse",
    )
    link = make_article("海岚湾潮汐观测站升级", f"{WITHHELD}，观测员说。", link="javascript:alert(1)")
    societies = ("北浦市桥梁学会", "青梧市茶叶学会", "望溪县果树学会")
    award = Award("海岚省示范学会", ("海岚省科协",), societies, _lead(roll), count=3, date="2026-03-04")
    deal = Cooperation(("北浦市科协", "青梧市科协"), "《沿江协议》", _lead(evil), date="2026-03-02")
    visit = Activity("东屏灯塔开放日", ("东屏科技馆",), _lead(excerpt), place="东屏灯塔", date="2026-03-03")
    return [
        _report(roll, "r-roll", theme="awards", facts=Facts(awards=(award,))),
        _report(evil, "r-evil", theme="cooperation", facts=Facts(cooperation=(deal,))),
        _report(
            excerpt,
            "r-excerpt",
            theme="science_popularization",
            rights=Rights.EXCERPT,
            facts=Facts(activities=(visit,)),
        ),
        _report(link, "r-link", theme="science_popularization", rights=Rights.LINK),
    ]


def _lead(article: Article) -> str:
    return article.paragraphs[0].text


def _report(article: Article, name: str, **fields: object) -> Report:
    return make_report(article, id=name, event=name, **fields)


def stock(context: Context, reports: list[Report], name: str = "导报-0305.txt") -> None:
    """Put reports into the store, all of one file."""
    content = name.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    document = Document(
        content=content, sha256=sha256, media_type="text/plain", name=name, source_key="inbox",
        address=f"drops/{name}", identity=sha256, fetched_at=context.clock.now(),
    )  # fmt: skip
    with context.store.transaction() as tx:
        articles.add(tx, documents.claim(tx, document).id, reports)


def make_up(context: Context, digest: str) -> Edition:
    """Compose the next edition of a digest, not yet published."""
    configured = next(one for one in context.config.digests if one.key == digest)
    edition = compose(context, configured, Journal("test", context.clock))
    assert edition is not None
    return edition


def put_files(context: Context, edition: Edition) -> Path:
    """Write an edition's folder, with what belongs there and what nobody may have."""
    folder = context.output / edition.digest / str(edition.total_number)
    (folder / "pictures").mkdir(parents=True)
    for name in ("bulletin.pdf", "bulletin-print.pdf", "bulletin.docx", "facts.csv", "activities.ics"):
        (folder / name).write_bytes(PDF)
    (folder / "edition.json").write_text(str(to_json(edition)), encoding="utf-8")
    (folder / "email.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    (folder / "email.eml").write_text("To: somebody", encoding="utf-8")
    (folder / "pictures" / "lighthouse.jpg").write_bytes(b"\xff\xd8\xff picture")
    (folder / "pictures" / "other.jpg").write_bytes(b"of no edition")
    return folder


def publish(context: Context, edition: Edition) -> None:
    """Mark an edition as published."""
    folder = put_files(context, edition)
    with context.store.transaction() as tx:
        editions.mark_published(tx, edition.digest, edition.total_number, str(folder))


@contextmanager
def library(root: Path) -> Iterator[Newsroom]:
    """Open a library: issue 1 of the weekly is published, the monthly is being made up."""
    desk = Desk(root, public_url=PUBLIC)
    with desk.opened(YAML) as context:
        stock(context, stories())
        publish(context, make_up(context, "weekly"))
        put_files(context, make_up(context, "monthly"))
        add_users(context)
        yield Newsroom(desk, context, create_application(context))
