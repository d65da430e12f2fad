"""The sample pages keep what their README promises, and copy nothing."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import feedparser
import pytest
from lunar_python import Solar

from samples import draw_pictures
from samples.shingles import LENGTH, shingles

HERE = Path(__file__).parent
PICTURES = sorted(HERE.glob("[0-9]*.jpg"))
PAGES = sorted(path for path in HERE.iterdir() if path.name[0].isdigit() and path not in PICTURES)
FRONT = "01-云岭科技报-第1版.txt"
WEEKDAYS = "一二三四五六日"
ROLL = re.compile(r"云岭省土壤学会、[^。]+荣获")


def _text(path: Path) -> str:
    return path.read_bytes().decode("gb18030" if path.suffix == ".html" else "utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_run_of_a_real_page(path: Path, shared_folder: Path) -> None:
    """No eight hanzi in a row stand in one of the real pages."""
    real = set[str]()
    for seed in sorted((shared_folder / "seeds").glob("*.txt")):
        real |= shingles(seed.read_text(encoding="utf-8"))
    assert shingles(_text(path)) & real == set()


def test_shingles_see_through_script_and_line_ends() -> None:
    """The check itself finds a run that is cut by a line end or in traditional script."""
    assert shingles("一座老船厂变身\n\n实验室") & shingles("記者說一座老船廠變身實驗室了")
    assert shingles("短" * (LENGTH - 1)) == set()


def test_readme_names_every_page() -> None:
    """Each page has its row in the README."""
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in PAGES if f"`{path.name}`" not in readme] == []
    assert len(PAGES) >= 4


def test_the_script_draws_the_pictures() -> None:
    """Every picture is one of the script's scenes, and belongs to a page by its name."""
    assert {path.name for path in PICTURES} == set(draw_pictures.SCENES)
    assert {path.name.split(".")[0] for path in PICTURES} <= {path.stem for path in PAGES}


@pytest.mark.parametrize(
    "path", [path for path in PAGES if "农历" in _text(path)], ids=lambda path: path.stem
)
def test_masthead_dates_agree(path: Path) -> None:
    """Solar date, weekday and lunar date of a masthead are of one day."""
    head = re.sub(r"\s+", "", _text(path)[:120])
    year, month, day = (int(part) for part in re.findall(r"(\d{4})年(\d+)月(\d+)日", head)[0])
    lunar = Solar.fromYmd(year, month, day).getLunar()
    weekday = WEEKDAYS[dt.date(year, month, day).weekday()]
    printed = f"农历{lunar.getYearInGanZhi()}年{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"
    assert f"星期{weekday}" in head
    assert printed in head


def test_the_roll_is_as_long_as_announced() -> None:
    """The award story announces 18 societies and names 18, once the column end is closed."""
    page = re.sub(r"\s+", "", _text(HERE / FRONT))
    roll = ROLL.findall(page)
    names = roll[0].removesuffix("荣获").split("、")
    assert "共有18个学会入选" in page
    assert (len(names), len(set(names))) == (18, 18)
    assert all(name.endswith("学会") for name in names)
    assert sum(name.startswith("岚江市") for name in names) == 9


def test_the_feed_repeats_the_award_story() -> None:
    """The first feed entry is a shortened copy: nearly all of it stands on page 1."""
    feed = feedparser.parse((HERE / "04-订阅源.xml").read_bytes())
    entry = shingles(re.sub(r"<[^>]+>", "", feed.entries[0].summary))
    front = shingles(_text(HERE / FRONT))
    assert len(feed.entries) == 6
    assert len(entry & front) / len(entry) > 0.9
    assert len(entry) < len(front) / 3


def test_two_papers_report_one_agreement() -> None:
    """The agreement of page 1 (its name cut by a picture) stands in the other paper and in the feed."""
    name = "江岸耕地质量提升合作协议"
    picture = re.compile(r"纪田夫（左）.*\n本报记者 .* 摄\n")
    cut = re.sub(r"\s+", "", _text(HERE / FRONT))
    whole = {path.name[:2]: re.sub(r"\s+", "", picture.sub("", _text(path))) for path in PAGES}
    assert name not in cut
    assert [key for key, text in whole.items() if name in text] == ["01", "04", "05"]


def test_the_site_page_needs_gb18030() -> None:
    """The HTML page cannot be read as the GB 2312 it says it is, nor as UTF-8."""
    content = (HERE / "06-青禾新闻网.html").read_bytes()
    assert b"charset=gb2312" in content
    for wrong in ("gb2312", "utf-8"):
        with pytest.raises(UnicodeDecodeError):
            content.decode(wrong)
