"""Have scans recognised by a process of its own, and say in words how that went wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from kexie_digest.errors import ExtractError
from kexie_digest.extractors.printed.straightening import Seen
from kexie_digest.model import Document

#: Pages of one file; pixels of one picture (A3 at 600 dpi has 70 million and says nothing more).
MOST_PAGES, MOST_PIXELS = 64, 60_000_000
#: Seconds by the wall clock: to start, and for each page. A page takes 3 on an idle machine.
_START, _A_PAGE = 60, 120
#: Exit codes of the worker.
DAMAGED, TOO_LARGE, TOO_MANY = 10, 11, 12
_PARTS = ("rapidocr", "onnxruntime")
_WORKER = "kexie_digest.extractors.scan.worker"

_REASONS = {
    DAMAGED: (
        "picture_broken",
        "扫描件已损坏或不完整 (the scan is damaged or cut off)",
        "请在看图软件中打开核对，重新导出为 PNG、JPEG 或 TIFF 后再投放。",
    ),
    TOO_LARGE: (
        "too_large",
        f"扫描件超过 {MOST_PIXELS // 10**6} 百万像素 (the scan has too many pixels)",
        "请以 300 dpi 重新扫描，或缩小后再投放。",
    ),
    TOO_MANY: (
        "too_large",
        f"扫描件超过 {MOST_PAGES} 页 (too many scanned pages)",
        "请拆成几个文件投放。",
    ),
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """One page as recognised: its lines, points a pixel, share of its letters' ink left unread."""

    number: int
    lines: tuple[Seen, ...]
    scale: float
    unread: float = 0.0


def is_installed() -> bool:
    """Tell whether the extra ``[ocr]`` is there, without loading it."""
    return all(find_spec(name) is not None for name in _PARTS)


def recognise(document: Document, pages: Sequence[int] = ()) -> list[Recognised]:
    """Recognise scanned pages.

    Args:
        document: A picture or a PDF.
        pages: Of a PDF, which pages, counted from 1.

    Returns:
        A page each, in order.

    Raises:
        ExtractError: ``ocr_not_installed``, ``picture_broken``, ``too_large`` or ``ocr_failed``.
    """
    if not is_installed():
        raise _not_installed(document)
    if len(pages) > MOST_PAGES:
        raise _error(document, TOO_MANY)
    command = [sys.executable, "-P", "-m", _WORKER, *map(str, pages)]
    patience = _START + _A_PAGE * (len(pages) or MOST_PAGES)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the file goes through a pipe
            command, input=document.content, capture_output=True, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _failed(document) from error
    if done.returncode:
        raise _error(document, done.returncode)
    return [_recognised(json.loads(line)) for line in done.stdout.decode("utf-8").splitlines()]


def _recognised(data: dict[str, Any]) -> Recognised:
    lines = tuple(
        Seen(text, confidence, (tuple(a), tuple(b), tuple(c), tuple(d)))
        for text, confidence, (a, b, c, d) in data["lines"]
    )
    return Recognised(data["number"], lines, data["scale"], data["unread"])


def _not_installed(document: Document) -> ExtractError:
    is_picture = not document.name.lower().endswith(".pdf")
    return ExtractError(
        "这是扫描件，没有安装文字识别 (a scan, and text recognition is not installed)",
        subject=document.name,
        code="ocr_not_installed",
        advice=(
            "新闻图片请与版面一起投放（01-头版.txt 配 01-头版.图1.jpg）；若是扫描件，" if is_picture else ""
        )
        + "请运行 pip install 'kexie-digest[ocr]'（不联网也能识别），然后重新投放；"
        "或先做文字识别，把结果存为 .txt（UTF-8 编码）后投放。",
    )


def _error(document: Document, returned: int) -> ExtractError:
    if returned not in _REASONS:
        return _failed(document)
    code, message, advice = _REASONS[returned]
    return ExtractError(message, subject=document.name, code=code, advice=advice)


def _failed(document: Document) -> ExtractError:
    """Say that recognition itself died: out of memory, out of time."""
    return ExtractError(
        "文字识别没有做完 (text recognition did not finish)",
        subject=document.name,
        code="ocr_failed",
        advice="识别一版约需 1.5 GB 内存；请关闭其他程序后重新投放，或分页投放。",
    )
