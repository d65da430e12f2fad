"""Look finished PDFs over: one file, or all of a published edition.

Takes the path of a PDF, of an edition's folder, or an edition's name such as
``weekly/131``; gives a report for each file. It changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from kexie_digest.errors import NotFound, RenderError
from kexie_digest.model import Edition
from kexie_digest.model.serialization import from_json
from kexie_digest.renderers.pdf.preflight import Report, inspect

DATA = "edition.json"


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file and what was found in it; ``has_text`` says that its text was compared."""

    path: Path
    report: Report
    has_text: bool


def preflight(target: Path, output: Path) -> Iterator[Inspected]:
    """Look over one file or one edition.

    Args:
        target: A PDF, an edition's folder, or ``<digest>/<total number>``.
        output: Where editions are.

    Yields:
        One result a PDF.

    Raises:
        NotFound: There is no such file, or no PDF in the folder.
        RenderError: A file is no readable PDF.
    """
    for path in _files(target, output):
        yield _look_over(path)


def _files(target: Path, output: Path) -> list[Path]:
    found = target if target.exists() else output / target
    files = sorted(found.glob("*.pdf")) if found.is_dir() else [found]
    if not files or not files[0].exists():
        raise NotFound(
            "没有找到 PDF (no such PDF or edition)",
            subject=str(target),
            advice="请给出 PDF 文件、某期的文件夹，或“简报/总期号”，例如 weekly/131。",
        )
    return files


def _look_over(path: Path) -> Inspected:
    try:
        content = path.read_bytes()
        edition = _edition(path)
        return Inspected(path, inspect(content, edition), has_text=edition is not None)
    except (OSError, pikepdf.PdfError) as error:
        raise RenderError(
            "不是可读的 PDF (not a readable PDF)",
            subject=str(path),
            code="unreadable_pdf",
            permanent=True,
            advice="请检查文件是否完整，有没有加密。",
        ) from error


def _edition(path: Path) -> Edition | None:
    """Find what a file should hold: the data inside it, or beside it."""
    with pikepdf.open(path) as pdf:
        inside = pdf.attachments.get(DATA)
        data = inside.get_file().read_bytes() if inside else b""
    beside = path.with_name(DATA)
    if not data and beside.is_file():
        data = beside.read_bytes()
    try:
        return from_json(Edition, json.loads(data)) if data else None
    except (ValueError, TypeError, KeyError) as error:
        raise RenderError(
            "本期数据读不出来 (edition.json cannot be read)",
            subject=str(beside),
            code="unreadable_edition",
            permanent=True,
            advice="请用出刊时的 edition.json，或把 PDF 单独放在一处再检查。",
        ) from error
