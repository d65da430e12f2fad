"""Pictures that stand in the page itself, and what is no picture at all."""

from __future__ import annotations

import base64
import datetime as dt

from kexie_digest.extractors.html import extract
from kexie_digest.model import BlockKind, Document, Extracted

from drawn import encoded, jpeg, scene

TEXT = "3月2日，岭下小学的气象站开始自动上传数据，四百名学生轮流值班，记录气温、雨量和风向。" * 3


def _read(*images: str) -> Extracted:
    body = f"<p>{TEXT}</p>{''.join(images)}<p>{TEXT}</p>"
    content = f"<html><body><h1>岭下小学办起气象站</h1><div>{body}</div></body></html>"
    now = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
    return extract(
        Document(content.encode(), "0" * 64, "text/html", "page.html", "inbox", "page.html", "x", now)
    )


def _addresses(extracted: Extracted) -> list[str | None]:
    return [block.href for block in extracted.blocks if block.kind is BlockKind.IMAGE]


def _uri(content: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(content).decode()


def test_bytes_leave_the_address() -> None:
    """A block gets a short name, the document the bytes."""
    extracted = _read(f'<img src="{_uri(jpeg())}" alt="气象站">', '<img src="photo.jpg">')
    assert _addresses(extracted) == ["embedded:0", "photo.jpg"]
    assert extracted.embedded == (jpeg(),)


def test_placeholders_and_nonsense_are_passed_over() -> None:
    """One pixel, no picture, broken base64."""
    pixel = _uri(encoded(scene(1, 1), "GIF"))
    extracted = _read(
        f'<img src="{pixel}">', '<img src="data:text/html,hi">', '<img src="data:image/png;base64,@@@">'
    )
    assert _addresses(extracted) == []
    assert extracted.embedded == ()


def test_spacers_are_no_pictures() -> None:
    """Small by attribute or style; a percentage is no size."""
    extracted = _read(
        '<img src="a.gif" width="1" height="1">',
        '<img src="b.gif" style="width:1px;height:1px">',
        '<img src="c.gif" style="max-width:20px">',
        '<img src="d.jpg" width="100%">',
    )
    assert _addresses(extracted) == ["c.gif", "d.jpg"]
