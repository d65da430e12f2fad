"""Fonts are subset, and not held whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kexie_digest.renderers.pdf.justify.subset import ContentOnDemand, checked, opened_without_copy

SCRIPT = """
from pathlib import Path
from kexie_digest.renderers.pdf.engine import print_html
faces = "".join(f'<p style="font: {w} 9pt {f}">海岚</p>' for w in (400, 700, 900)
                for f in ("Noto Serif CJK SC", "Noto Sans CJK SC"))
print_html(f'<html lang="zh-CN"><title>字</title>{faces}</html>', Path())
# VmHWM starts anew at exec; ru_maxrss would hold the parent's peak (getrusage(2)).
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


class Whole:
    """Stands for a font module and its copying function."""

    def __init__(self) -> None:
        """Count the copies."""
        self.copies = 0

    def get_hb_object_data(self, face: object) -> bytes:
        """Copy a file."""
        self.copies += 1
        return b"whole" if face else b""


def test_opening_copies_nothing_and_the_whole_file_is_there_on_demand() -> None:
    """Until a subset is stored the file is read anew, and never kept."""
    module = Whole()

    class Font:
        file_content = ContentOnDemand(module.get_hb_object_data)

        def __init__(self, face: object, _description: object, _size: object) -> None:
            self.hb_face = face
            self.file_content = module.get_hb_object_data(face)  # type: ignore[assignment] # as WeasyPrint

    Font.__init__ = opened_without_copy(Font.__init__, module)  # type: ignore[method-assign] # as installed
    font = Font("face", None, None)
    assert module.copies == 0
    assert font.file_content == b"whole"
    font.file_content = b"subset"  # type: ignore[assignment] # a descriptor
    assert (font.file_content, module.copies) == (b"subset", 1)


@pytest.mark.parametrize("works", [True, False])
def test_a_silent_failure_of_the_subset_is_noticed(*, works: bool) -> None:
    """Where HarfBuzz leaves the whole font, fontTools makes the subset."""

    class Font:
        tables = ("glyf",)
        file_content = ContentOnDemand(Whole().get_hb_object_data)

        def _fonttools_subset(self, _to_unicode: object, _hinting: object) -> None:
            self.file_content = b"by fontTools"  # type: ignore[assignment] # a descriptor

    def original(font: Font, _to_unicode: object, _hinting: object) -> None:
        if works:
            font.file_content = b"by HarfBuzz"  # type: ignore[assignment] # a descriptor

    font = Font()
    checked(original)(font, {}, True)  # noqa: FBT003 - as WeasyPrint calls it
    assert font.file_content == (b"by HarfBuzz" if works else b"by fontTools")


@pytest.mark.render
def test_six_faces_take_less_than_their_files(tmp_path: Path) -> None:
    """The files have 140 MB; the whole process stays below 190."""
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, check=True, text=True, cwd=tmp_path
    )
    assert int(result.stdout) < 190
