"""Pictures that came in an archive with their pages."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

from kexie_digest.model import Report
from kexie_digest.workflows.run import Scope, run

import stores
from desk import Desk
from drawn import jpeg

PAGE = """# 岭下小学办起气象站

**本报讯** 3月2日，岭下小学的气象站开始自动上传数据，四百名学生轮流值班，记录气温和风向。

▲学生在气象站读数。卓一鸣 摄
"""
WEB = (
    f"<html><body><h1>岭下小学办起气象站</h1><p>{'学生轮流值班，记录气温和风向。' * 9}</p>"
    "<img src='img/站.jpg'></body></html>"
)


def _collected(
    tmp_path: Path, rights: str = "full", **members: str | bytes
) -> tuple[list[Report], list[str]]:
    """Drop an archive of some members; give the reports and what was told."""
    return _read(tmp_path, "版面.zip", _packed(**members), rights)


def _packed(**members: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


def _read(tmp_path: Path, name: str, content: bytes, rights: str = "full") -> tuple[list[Report], list[str]]:
    desk = Desk(tmp_path)
    (desk.drops / name).write_bytes(content)
    with desk.opened(f"drops: {{inbox: {{path: drops, rights: {rights}}}}}\n") as context:
        result = run(context, Scope(context.config.drops, (), ()))
        reports = stores.reports_of(context.store)
        for report in reports:
            assert all(context.blobs.verify(image.sha256) for image in report.article.images)
    return reports, [f"{one.code} {one.subject}" for one in (*result.failures, *result.warnings)]


def test_a_picture_beside_its_page_is_the_pages(tmp_path: Path) -> None:
    """By name, as in a drop folder: caption, credit and bytes in the article; no scan is made of it."""
    pictures = {"01-头版/01-要闻__图1__jpg": jpeg(), "01-头版/01-要闻__txt": PAGE}
    reports, told = _collected(tmp_path, **pictures)
    (image,) = reports[0].article.images
    assert (image.caption, image.credit, image.width) == ("学生在气象站读数。", "卓一鸣 摄", 400)
    assert told == []


def test_a_picture_that_a_page_names_is_found(tmp_path: Path) -> None:
    """An address counted from the page, as a saved web page has it."""
    reports, told = _collected(tmp_path, **{"页__html": WEB, "img/站__jpg": jpeg()})
    assert [image.address for image in reports[0].article.images] == ["img/站.jpg"]
    assert told == []


def test_a_bad_picture_leaves_the_page(tmp_path: Path) -> None:
    """Cut off: a warning names it, the text is there."""
    reports, told = _collected(tmp_path, 页__txt=PAGE, 页__图1__jpg=jpeg()[:300])
    assert reports[0].article.images == ()
    assert len(told) == 1
    assert told[0].startswith("picture_broken 页.图1.jpg")


def test_rights_to_an_excerpt_give_no_picture(tmp_path: Path) -> None:
    """As in a drop folder."""
    reports, _ = _collected(tmp_path, "excerpt", 页__txt=PAGE, 页__图1__jpg=jpeg())
    assert reports[0].article.images == ()


def test_an_archive_in_a_mail_brings_its_pictures(tmp_path: Path) -> None:
    """Each of two of one name gives its own pages theirs; a damaged and an empty one beside are told."""
    message = EmailMessage()
    message["From"], message["Subject"] = "岭下小学 <xx@example.org>", "稿件"
    message.set_content("请查收附件。")
    web = WEB.replace("气象站", "天文台")
    for content in (
        _packed(页__txt=PAGE, 页__图1__jpg=jpeg()),
        _packed(**{"页__html": web, "img/站__jpg": jpeg(width=320)}),
        _packed(页__txt=PAGE)[:60],
        b"",
    ):
        message.add_attachment(content, maintype="application", subtype="zip", filename="版面.zip")
    reports, told = _read(tmp_path, "来信.eml", bytes(message))
    widths = {report.article.title: [image.width for image in report.article.images] for report in reports}
    assert widths == {"岭下小学办起气象站": [400], "岭下小学办起天文台": [320]}
    assert {one.split()[0] for one in told} == {"unreadable_zip", "no_article"}
