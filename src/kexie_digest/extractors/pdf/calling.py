"""Have a PDF read by a process of its own, and say in words how that went wrong."""

from __future__ import annotations

import json
import subprocess
import sys

from kexie_digest.errors import ExtractError
from kexie_digest.extractors.pdf import worker
from kexie_digest.extractors.printed import Run, Sheet
from kexie_digest.model import Document

#: Seconds by the wall clock; the process also limits its own processor time.
PATIENCE = 90

_REASONS = {
    worker.PASSWORD: (
        "needs_password",
        "PDF 加了密码 (the PDF has a password)",
        "请去掉密码后重新投放。",
    ),
    worker.TOO_MANY: (
        "too_large",
        f"PDF 超过 {worker.MOST_PAGES} 页 (too many pages)",
        "请拆成几个文件投放。",
    ),
    worker.DAMAGED: (
        "unreadable_pdf",
        "PDF 打不开，可能没有复制完整 (the PDF is damaged)",
        "请重新导出或重新复制后投放。",
    ),
}


def read_pages(document: Document) -> list[Sheet]:
    """Read the pages of a PDF.

    Args:
        document: The file.

    Returns:
        A sheet a page.

    Raises:
        ExtractError: ``needs_password``, ``too_large`` or ``unreadable_pdf``.
    """
    command = [sys.executable, "-P", "-m", worker.__name__]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the file goes through a pipe
            command, input=document.content, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _error(document, worker.DAMAGED) from error
    if done.returncode:
        raise _error(document, done.returncode)
    return [
        Sheet(number, tuple(Run(*run) for run in data["runs"]), data["picture_share"])
        for number, data in enumerate(map(json.loads, done.stdout.decode("utf-8").splitlines()), start=1)
    ]


def _error(document: Document, returned: int) -> ExtractError:
    """Name what happened; a process that was killed or out of memory met a damaged or hostile file."""
    code, message, advice = _REASONS.get(returned, _REASONS[worker.DAMAGED])
    return ExtractError(message, subject=document.name, code=code, advice=advice)
