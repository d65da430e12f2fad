"""Which files of an edition are looked over, and what they are compared with."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.errors import NotFound
from kexie_digest.model.serialization import to_json
from kexie_digest.workflows.checks.preflight import preflight

from factories import make_edition


def blank(path: Path) -> None:
    """Write a PDF of one empty page."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595.276, 841.89))
    pdf.save(path)


def test_data_beside_the_file_is_compared(tmp_path: Path) -> None:
    """A print file holds no data: the edition.json beside it counts."""
    blank(tmp_path / "bulletin-print.pdf")
    (tmp_path / "edition.json").write_text(json.dumps(to_json(make_edition())), "utf-8")
    (result,) = preflight(tmp_path / "bulletin-print.pdf", tmp_path)
    assert result.has_text


def test_files_come_in_order(tmp_path: Path) -> None:
    """A folder's PDFs by name; other files are left alone."""
    for name in ("bulletin.pdf", "bulletin-print.pdf"):
        blank(tmp_path / name)
    (tmp_path / "email.html").write_text("", "utf-8")
    names = [result.path.name for result in preflight(tmp_path, tmp_path)]
    assert names == ["bulletin-print.pdf", "bulletin.pdf"]


def test_empty_folder_is_told(tmp_path: Path) -> None:
    """No PDF is an answer, not silence."""
    with pytest.raises(NotFound):
        list(preflight(tmp_path, tmp_path))
