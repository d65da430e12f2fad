"""Tools that some tests need: skipped where absent, required in CI."""

from __future__ import annotations

import os
import shutil

import pytest

#: Debian package of each tool.
PACKAGES = {
    "gs": "ghostscript",
    "mutool": "mupdf-tools",
    "qpdf": "qpdf",
    "javac": "default-jdk-headless",
    "pdftoppm": "poppler-utils",
    "soffice": "libreoffice-writer-nogui",
}


def need(tool: str) -> None:
    """Skip the test without ``tool``; in CI fail instead, as a skipped proof proves nothing."""
    if shutil.which(tool) is None:
        absent(f"没有 {tool}：apt-get install {PACKAGES.get(tool, tool)} (tool not installed)")


def absent(message: str) -> None:
    """Skip with a message; in CI fail with it."""
    if os.environ.get("CI"):  # noqa: TID251 - CI tells tests so, it is no setting of ours
        pytest.fail(message)
    pytest.skip(message)
