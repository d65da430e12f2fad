"""A dropped file that is written again is a revision of what it told before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kexie_digest.model import Report
from kexie_digest.sources.drop_folder import DropFolder, read
from kexie_digest.store import documents
from kexie_digest.workflows.collect import collect
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sources.rereading import reread
from kexie_digest.workflows.taking import claim

import stores
from desk import SAMPLES, Desk

CONFIG = "drops: {inbox: {path: drops}}\n"
FIRST = """# 临江学会举办气象开放日

**本报讯** 3月2日，临江市气象学会举办开放日，四百名市民走进观测场，看了百叶箱和雨量筒。

学会理事长贺远山说，以后每月第一个周一都开放，市民可以打电话预约。
"""
MENDED = FIRST.replace("四百名", "五百名").replace("贺远山", "贺远帆")
SECOND = """
# 青梧湖边认水草

**本报讯** 六十名志愿讲师在湖边认了十四种水草，又量了水温和透明度，把记录交给了市植物学会。
"""
OTHER = """# 海岚省启动百校科普行

**本报讯** 海岚省科协在一百所乡村小学启动科普行，第一站送去了显微镜和观察手册，孩子们当场学会了调焦。
"""


def _put(desk: Desk, text: str, name: str = "头版.txt") -> None:
    (desk.drops / name).write_text(text, "utf-8")


def _collected(context: Context) -> Journal:
    journal = Journal("once", context.clock)
    collect(context, context.config.drops, (), journal)
    assert not journal.result().failures
    return journal


def _stored(context: Context) -> list[Report]:
    return stores.reports_of(context.store)


def test_a_file_written_again_changes_its_article(tmp_path: Path) -> None:
    """One article, with the new words, from the new file; the first file's row knows of its revision."""
    desk = Desk(tmp_path)
    with desk.opened(CONFIG) as context:
        _put(desk, FIRST)
        _collected(context)
        (before,) = _stored(context)
        with context.store.reading() as tx:
            first = documents.get_of_article(tx, before.id)
        _put(desk, MENDED)
        journal = _collected(context)
        (after,) = _stored(context)
        with context.store.reading() as tx:
            assert documents.get_of_article(tx, after.id).sha256 == after.sha256 != before.sha256
            assert documents.get(tx, first.id).revision == 2
    assert (after.id, after.event) == (before.id, before.event)
    assert "五百名市民" in after.article.body
    assert journal.result().counts.get("articles", 0) == 0
    assert "revised" in next((desk.drops / "done").glob("*.warnings.txt")).read_text("utf-8")


def test_what_a_file_has_gained_is_new(tmp_path: Path) -> None:
    """A writer paused in the middle of the second article: it becomes whole, the third is added."""
    desk = Desk(tmp_path)
    with desk.opened(CONFIG) as context:
        _put(desk, (FIRST + SECOND)[:-24])
        _collected(context)
        ids = [report.id for report in _stored(context)]
        _put(desk, OTHER + "\n" + FIRST + SECOND)
        assert _collected(context).result().counts.get("articles", 0) == 1
        found = _stored(context)
    assert [report.id for report in found][:2] == ids
    titles = ["临江学会举办气象开放日", "青梧湖边认水草", "海岚省启动百校科普行"]
    assert [report.article.title for report in found] == titles
    assert found[1].article.body.endswith("交给了市植物学会。")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRST, OTHER),
        (FIRST.replace("临江", "临江第十一届"), FIRST.replace("临江", "临江第十二届")),
        (f"临江科技报 2026年3月4日 第11期\n\n{FIRST}", f"临江科技报 2026年3月5日 第12期\n\n{FIRST}"),
    ],
    ids=["another page", "the next of a row", "another day"],
)
def test_a_name_that_comes_again_is_no_revision(tmp_path: Path, first: str, second: str) -> None:
    """Some papers call every first page 头版.txt: what tells other things, or is of another day, is news."""
    desk = Desk(tmp_path)
    with desk.opened(CONFIG) as context:
        for text in (first, second):
            _put(desk, text)
            _collected(context)
        assert len(_stored(context)) == 2


def test_an_undated_daily_is_news_each_day(tmp_path: Path) -> None:
    """A day later the same name, title and nearly the same words: kept beside the other."""
    desk = Desk(tmp_path)
    with desk.opened(CONFIG) as context:
        for text in (FIRST, MENDED):
            _put(desk, text)
            _collected(context)
            desk.clock.sleep(24 * 3600)
        bodies = [report.article.body for report in _stored(context)]
        assert (reread(context).new, len(_stored(context))) == (0, 2)
    assert ["五百名" in body for body in bodies] == [False, True]


def test_what_was_dropped_last_holds(tmp_path: Path) -> None:
    """Back to the first version, and to the second again: each time its words, one article, one id."""
    desk = Desk(tmp_path)
    with desk.opened(CONFIG) as context:
        seen = []
        for text in (FIRST, MENDED, FIRST, MENDED, MENDED):
            _put(desk, text)
            _collected(context)
            (report,) = _stored(context)
            seen.append((report.id, "五百名" in report.article.body))
        assert reread(context).new == 0
        assert _stored(context) == [report]
    assert len({name for name, _ in seen}) == 1
    assert [mended for _, mended in seen] == [False, True, False, True, True]


def test_picture_news_is_known_by_its_captions(tmp_path: Path) -> None:
    """It is headed 图片新闻 and has no text: another caption is other news, a mended one is not."""
    desk = Desk(tmp_path)
    captions = (
        "讲师在湖边教孩子们看雨量筒。",
        "院士在少年宫回答学生的提问。",
        "院士在少年宫回答学生们的提问。",
    )
    with desk.opened(CONFIG) as context:
        for caption in captions:
            figure = f'<figure><img src="1.jpg"><figcaption>{caption}</figcaption></figure>'
            _put(desk, f"<html><body><article><h1>图片新闻</h1>{figure}</article></body></html>", "图片.html")
            _collected(context)
        found = _stored(context)
    assert [report.article.captions for report in found] == [captions[:1], captions[2:]]


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    """The newest file's words stay, nothing is added; the same file once more is known."""
    desk = Desk(tmp_path)
    with desk.opened(CONFIG) as context:
        for text in (FIRST, MENDED + SECOND, MENDED + SECOND):
            _put(desk, text)
            _collected(context)
        before = _stored(context)
        done = reread(context)
        assert (done.new, done.failures) == (0, [])
        assert _stored(context) == before
    assert len(before) == 2
    assert "五百名市民" in before[0].article.body


def test_a_file_left_unread_by_a_dead_run_does_not_come_back(tmp_path: Path) -> None:
    """The run died over the first version; the second is read before its kept bytes are: its words stay."""
    desk = Desk(tmp_path)
    with desk.opened(CONFIG) as context:
        (drop,) = context.config.drops
        _put(desk, FIRST)
        (found,) = DropFolder(drop, desk.clock).settled_look().ready
        claim(context, read(found, drop, desk.clock))
        _put(desk, MENDED)
        _collected(context)
        (report,) = _stored(context)
    assert "五百名市民" in report.article.body


def test_a_page_of_the_day_before_that_is_read_late_is_news(tmp_path: Path) -> None:
    """The run died over yesterday's undated page; today's of the same name is read first: both are kept."""
    desk = Desk(tmp_path)
    with desk.opened(CONFIG) as context:
        (drop,) = context.config.drops
        _put(desk, FIRST)
        (found,) = DropFolder(drop, desk.clock).settled_look().ready
        claim(context, read(found, drop, desk.clock))
        desk.clock.sleep(24 * 3600)
        _put(desk, MENDED)
        _collected(context)
        bodies = [report.article.body for report in _stored(context)]
    assert sorted("五百名" in body for body in bodies) == [False, True]


def test_pictures_that_come_later_are_added(tmp_path: Path) -> None:
    """The page lies in done/; it is put in once more, now with its picture: the article shows it."""
    desk = Desk(tmp_path)
    page = next(SAMPLES.glob("*.图1.jpg"))
    text = next(path for path in SAMPLES.glob(page.name.removesuffix(".图1.jpg") + ".*") if path != page)
    with desk.opened(CONFIG) as context:
        desk.drop(text)
        _collected(context)
        before = _stored(context)
        assert not any(image.path for report in before for image in report.article.images)
        desk.drop(text)
        shutil.copy(page, desk.drops / page.name)
        _collected(context)
        after = _stored(context)
    assert [report.id for report in after] == [report.id for report in before]
    assert [bool(image.path) for report in after for image in report.article.images].count(True) == 1
    assert sorted(path.name for path in (desk.drops / "done").glob("*.jpg")) == [page.name]
