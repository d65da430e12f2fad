"""Pictures on the whole way: from a drop folder into every output."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from kexie_digest.model import Edition
from kexie_digest.model.serialization import from_json
from kexie_digest.workflows.checks.preflight import preflight

from desk import Desk, sample_pages, sample_pictures
from drawn import bomb, encoded, jpeg, scene

#: For what becomes of a picture before anything is printed.
no_paper = pytest.mark.usefixtures("no_paper")

PAGE = """# 岭下小学办起气象站

**本报讯** 3月2日，岭下小学的气象站开始自动上传数据，四百名学生轮流值班，记录气温和风向。

▲学生在气象站读数。卓一鸣 摄
"""
YAML = "drops: {inbox: {path: drops%s}}\ndigests: {weekly: {title: 周报}}\n"


def _folder(desk: Desk) -> Path:
    return desk.output / "weekly" / "1"


def _edition(desk: Desk) -> Edition:
    return from_json(Edition, json.loads((_folder(desk) / "edition.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that has published the sample pages with their pictures."""
    desk = Desk(tmp_path_factory.mktemp("desk"), public_url="https://kexie.example.org")
    desk.drop(*sample_pages(), *sample_pictures())
    result = desk.run()
    assert not result.failures
    return desk


@pytest.mark.render
def test_every_sample_picture_is_printed(published: Desk) -> None:
    """Five pictures with their captions, in the items they belong to, without a doubt."""
    images = [image for item in _edition(published).items for image in item.images]
    assert len(images) == len(sample_pictures())
    assert all(image.caption and image.alt for image in images)
    flags = [flag.rule for item in _edition(published).items for flag in item.flags]
    assert "picture-match" not in flags


@pytest.mark.render
def test_pages_show_files_that_are_there(published: Desk) -> None:
    """Web page: relative paths; mail: https addresses of the same files, with size and words."""
    page = (_folder(published) / "index.html").read_text("utf-8")
    shown = re.findall(r'<img src="([^"]+)"', page)
    assert len(shown) == len(sample_pictures())
    assert all((_folder(published) / path).is_file() for path in shown)
    mail = (_folder(published) / "email.html").read_text("utf-8")
    for image in re.findall(r"<img[^>]*>", mail):
        address = re.search(r'src="https://kexie\.example\.org/weekly/1/([^"]+)"', image)
        assert address
        assert (_folder(published) / address[1]).is_file()
        assert re.search(r'alt="[^"]+" width="\d+" height="\d+"', image)
    assert "cid:" not in mail


@pytest.mark.render
def test_bulletins_pass_preflight_with_pictures(published: Desk) -> None:
    """Both files: CMYK and 300 ppi in print, alternatives and no gaps on the screen."""
    for result in preflight(Path("weekly/1"), published.output):
        assert result.report.errors == (), result.path.name
    listed = subprocess.run(
        ["pdfimages", "-list", _folder(published) / "bulletin-print.pdf"],
        capture_output=True, text=True, check=True,
    ).stdout.splitlines()[2:]  # fmt: skip
    assert len(listed) == len(sample_pictures())
    for line in listed:
        words = line.split()
        assert words[5] == "cmyk"
        assert int(words[12]) >= 300


@pytest.mark.render
def test_pictures_end_beside_their_page(published: Desk) -> None:
    """Every picture went to done/ with its page; nothing is left in the drop."""
    done = {path.name for path in (published.drops / "done").iterdir()}
    assert {path.name for path in sample_pictures()} <= done
    assert not [path for path in published.drops.iterdir() if path.is_file()]


def _run(tmp_path: Path, *, rights: str = "", **pictures: bytes) -> tuple[Desk, list[str]]:
    desk = Desk(tmp_path)
    (desk.drops / "页.txt").write_text(PAGE, "utf-8")
    for name, content in pictures.items():
        (desk.drops / name.replace("__", ".")).write_bytes(content)
    result = desk.run(YAML % rights)
    assert len(result.published) == 1
    return desk, [f"{warning.code} {warning.subject}" for warning in (*result.warnings, *result.failures)]


@no_paper
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (jpeg()[:2000], "picture_broken"),
        (bomb(60000, 60000), "picture_too_large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_svg"),
    ],
    ids=["cut", "bomb", "svg"],
)
def test_a_bad_picture_costs_only_itself(tmp_path: Path, content: bytes, code: str) -> None:
    """The edition appears; the warning names file and item, and the file lies in failed/."""
    desk, told = _run(tmp_path, 页__图1__jpg=content)
    assert any(line.startswith(code) and "页.图1.jpg（岭下小学" in line for line in told)
    assert _edition(desk).items[0].images == ()
    assert (desk.drops / "failed" / "页.图1.jpg.error.txt").is_file()
    assert (desk.drops / "done" / "页.txt.warnings.txt").is_file()


@no_paper
def test_an_excerpt_has_no_picture(tmp_path: Path) -> None:
    """Rights that allow a summary allow no photograph; the file is settled all the same."""
    desk, _ = _run(tmp_path, rights=", rights: excerpt", 页__图1__jpg=jpeg())
    assert _edition(desk).items[0].images == ()
    assert not list(_folder(desk).glob("pictures/*"))
    assert (desk.drops / "done" / "页.图1.jpg").is_file()


@no_paper
def test_without_a_host_mail_shows_words_only(tmp_path: Path) -> None:
    """No picture, its caption line instead."""
    desk, _ = _run(tmp_path, 页__图1__jpg=jpeg(900, 600))
    mail = (_folder(desk) / "email.html").read_text("utf-8")
    assert "<img" not in mail
    assert "学生在气象站读数。" in mail


@pytest.mark.render
def test_cmyk_and_moving_pictures_print(tmp_path: Path) -> None:
    """A CMYK scan under a wrong extension and a moving GIF: a clean bulletin and a word about each."""
    moving = encoded(scene(), "GIF", save_all=True, append_images=[scene().rotate(180)])
    scan = encoded(scene(800, 600).convert("CMYK"), "JPEG")
    desk, told = _run(tmp_path, 页__图1__png=scan, 页__图2__gif=moving)
    assert len(_edition(desk).items[0].images) == 2
    assert any(line.startswith("picture_moving") for line in told)


@no_paper
def test_a_loose_picture_waits_for_no_page(tmp_path: Path) -> None:
    """In a run it is looked at as a scan, and goes to failed/ with the convention beside it."""
    desk, told = _run(tmp_path, 合影__jpg=jpeg())
    assert any(line.startswith("no_text 合影.jpg") for line in told)
    assert "01-头版.图1.jpg" in (desk.drops / "failed" / "合影.jpg.error.txt").read_text("utf-8")
