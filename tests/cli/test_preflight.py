"""``kexie-digest preflight`` as an editor meets it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

from desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty desk."""
    return Desk(tmp_path)


def blank(*, size: tuple[float, float] = (595.276, 841.89)) -> bytes:
    """A PDF of one empty page."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=size)
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def test_findings_are_listed_with_what_is_wrong(desk: Desk) -> None:
    """An untagged page of the wrong size: exit 1, each finding on its line."""
    (desk.root / "page.pdf").write_bytes(blank(size=(612, 792)))
    result = desk.command("preflight", "page.pdf")
    assert result.returncode == 1
    assert "A4" in result.stderr
    assert "没有标签" in result.stderr
    assert "sha256" in result.stdout


def test_json_is_for_scripts(desk: Desk) -> None:
    """--json prints data and nothing else."""
    (desk.root / "page.pdf").write_bytes(blank())
    result = desk.command("preflight", "page.pdf", "--json")
    (file,) = json.loads(result.stdout)["files"]
    assert (file["kind"], file["pages"], file["text_compared"]) == ("screen", 1, False)
    assert {"check", "severity", "page", "message"} == set(file["findings"][0])


def test_edition_is_found_by_name(desk: Desk) -> None:
    """``weekly/131`` is looked up among the editions, all of its PDFs are looked over."""
    folder = desk.root / "output" / "weekly" / "131"
    folder.mkdir(parents=True)
    for name in ("bulletin.pdf", "bulletin-print.pdf"):
        (folder / name).write_bytes(blank())
    result = desk.command("preflight", "weekly/131", "--json")
    assert len(json.loads(result.stdout)["files"]) == 2


@pytest.mark.parametrize("content", [None, b"no pdf", b""])
def test_what_is_no_pdf_is_refused(desk: Desk, content: bytes | None) -> None:
    """A missing or broken file: exit 2 and the next step."""
    if content is not None:
        (desk.root / "page.pdf").write_bytes(content)
    result = desk.command("preflight", "page.pdf")
    assert result.returncode == 2
    assert "→" in result.stderr
    assert "Traceback" not in result.stderr


def test_broken_data_beside_a_file_is_named(desk: Desk) -> None:
    """An edition.json that is none: exit 2, not a check that silently compares nothing."""
    (desk.root / "page.pdf").write_bytes(blank())
    for wrong in ("{", "[]", '{"digest": 3}'):
        (desk.root / "edition.json").write_text(wrong, "utf-8")
        result = desk.command("preflight", "page.pdf")
        assert result.returncode == 2, wrong
        assert "edition.json" in result.stderr
