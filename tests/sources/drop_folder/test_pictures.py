"""Which files of a drop are pictures of which page."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from kexie_digest.sources.drop_folder import Found, belongs, in_order, is_picture, named


def _found(address: str) -> Found:
    return Found(Path("/drops") / address, PurePosixPath(address).name, address, 1, 0, 1, 1)


@pytest.mark.parametrize(
    ("address", "page", "expected"),
    [
        ("01-头版.图1.jpg", "01-头版.txt", True),
        ("01-头版.jpg", "01-头版.txt", True),
        ("01-头版.图1.PNG", "01-头版.html", True),
        ("01-头版/任意名.webp", "01-头版.txt", True),
        ("页面_files/a.jpg", "页面.html", True),
        ("页面_files/site.css", "页面.html", True),
        ("甲/01.图1.jpg", "甲/01.txt", True),
        ("甲/01.图1.jpg", "01.txt", False),
        ("01-头版2.jpg", "01-头版.txt", False),
        ("01-头版.图1.txt", "01-头版.txt", False),
        ("01-头版/第二篇.txt", "01-头版.txt", False),
        ("02-二版.图1.jpg", "01-头版.txt", False),
        ("01-头版.图1.jpg", "01-头版.zip", False),
    ],
)
def test_a_picture_belongs_by_name(address: str, page: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """The page's name and a dot, or a folder of the page's name; nothing looser."""
    assert belongs(_found(address), _found(page)) is expected


def test_two_comes_before_ten() -> None:
    """As people count."""
    names = ["页.图10.jpg", "页.图2.jpg", "页.图1.jpg"]
    assert [found.address for found in in_order([_found(name) for name in names])] == names[::-1]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("img/a.jpg", "新闻/img/a.jpg"),
        ("./img/a%20b.jpg", "新闻/img/a b.jpg"),
        ("../公用/c.jpg", "公用/c.jpg"),
        ("https://site.example/upload/d.jpg", "新闻/页_files/d.jpg"),
        ("/upload/d.jpg", "新闻/页_files/d.jpg"),
        ("https://site.example/c.jpg", None),
        ("../../../../etc/passwd", None),
        ("http://[", None),
    ],
)
def test_an_address_means_a_file_of_the_drop(address: str, expected: str | None) -> None:
    """Counted from the page, or saved beside it by a browser; never outside, never the web."""
    places = ["新闻/img/a.jpg", "新闻/img/a b.jpg", "公用/c.jpg", "新闻/页_files/d.jpg"]
    found = named(address, _found("新闻/页.html"), [_found(place) for place in places])
    assert (found.address if found else None) == expected


def test_pictures_are_told_by_their_names() -> None:
    """What is in them is for their reader to tell."""
    assert is_picture(_found("a.JPG"))
    assert not is_picture(_found("a.txt"))
