"""The page template, filled."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from kexie_digest.errors import RenderError
from kexie_digest.renderers import Tools
from kexie_digest.renderers._jinja import environment
from kexie_digest.renderers.pdf import page

from factories import make_digest, make_edition, make_item, make_section, sample_digest, sample_edition


def test_unknown_style_names_the_styles_found(tools: Tools) -> None:
    """A typo in sources.yaml is answered with what there is."""
    with pytest.raises(RenderError) as caught:
        page.compose_html(sample_edition(), make_digest(style="tabloid"), tools)
    assert caught.value.code == "unknown_style"
    assert "newspaper" in caught.value.message


def test_owner_can_add_a_style() -> None:
    """A style is a folder with a page template."""
    tools = Tools(
        Environment(
            loader=DictLoader({"bulletin/plain/page.html.j2": "{{ edition.title }}"}), autoescape=True
        )
    )
    html, _ = page.compose_html(sample_edition(), make_digest(style="plain"), tools)
    assert html == "海岚科协动态周报"


def test_broken_template_is_named() -> None:
    """A designer's mistake says where it is."""
    tools = Tools(
        Environment(loader=DictLoader({"bulletin/plain/page.html.j2": "{{ edition. }}"}), autoescape=True)
    )
    with pytest.raises(RenderError, match=r"bulletin/plain/page\.html\.j2"):
        page.compose_html(sample_edition(), make_digest(style="plain"), tools)


def test_filters_do_not_leak_into_the_shared_environment(tools: Tools) -> None:
    """Mail and web pages use the same environment."""
    page.compose_html(sample_edition(), sample_digest(), tools)
    assert "set_paragraph" not in tools.templates.filters


def test_control_characters_do_not_reach_the_engine(tools: Tools) -> None:
    """They have no shape and XMP forbids them."""
    html, _ = page.compose_html(
        make_edition(make_section("awards", make_item("甲\u0007乙\ufeff"))), sample_digest(), tools
    )
    assert "甲乙" in html
    assert "\u0007" not in html


def test_markup_in_a_title_is_text(tools: Tools) -> None:
    """A title cannot put elements on the page."""
    html, _ = page.compose_html(
        make_edition(make_section("awards", make_item("<img src=x>注入"))), sample_digest(), tools
    )
    assert "<img" not in html


@pytest.mark.parametrize(
    ("name", "lines"), [("海岚科协动态周报", 1), ("海岚省科学技术协会系统动态与科普工作每周要情汇编", 2)]
)
def test_masthead_name_fits(name: str, lines: int) -> None:
    """Short names are large, long ones stand in two lines."""
    assert len(page.name_lines(name)) == lines
    assert max(map(len, page.name_lines(name))) * page.name_size(name) <= page.NAME_WIDTH


def test_owner_restyles_with_one_file(tmp_path: Path) -> None:
    """A copy of variables.css in the owner's folder wins over ours; the page stays ours."""
    folder = tmp_path / "bulletin" / "newspaper"
    folder.mkdir(parents=True)
    (folder / "variables.css").write_text(":root { --red: #123456; }", encoding="utf-8")
    html, _ = page.compose_html(sample_edition(), sample_digest(), Tools(environment(tmp_path)))
    assert "--red: #123456" in html
    assert html.count("--red:") == 1
    assert "海岚省二十个示范学会" in html
