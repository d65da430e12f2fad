"""The engine that recognises letters: ``rapidocr``, kept as busy as the machine allows.

Takes a grey picture, gives corners of its lines, and the text at given corners. What a page costs
is nearly all here. The detector uses every core for one picture. Lines are read one by one, each on
a core of its own: six in a batch, as the library does it, are padded to the longest and took twice
the processor time. Part of the extra ``[ocr]``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import cv2
import numpy as np

from kexie_digest.extractors.scan.ink import Grey
from kexie_digest.extractors.scan.reader import Corners

#: Height of a line as the recogniser was taught it, in pixels.
_HEIGHT = 48
#: Its work grows with a line's width. Chinese letters are read as well at three quarters of theirs
#: (eleven pages of 1,700-4,600 letters: .9995 or better of what is read at the whole); a line that is
#: read with a doubt is read again as wide as it is.
_NARROWED, _SURE = 0.75, 0.95
#: What is so much higher than wide stands on its side.
_UPRIGHT = 1.5
#: Pictures are given their size here, not by the library.
_ANY_SIDE = 100_000


class Engine:
    """Finds lines and reads them; loading it takes a second or two."""

    def __init__(self, threads: int) -> None:
        """Take the models.

        Args:
            threads: How many cores they may use.
        """
        self._threads = threads
        self._finder = _rapidocr(threads, "Global.use_rec")
        self._recogniser = _rapidocr(1, "Global.use_det")

    def find(self, picture: Grey, side: int) -> list[Corners]:
        """Find lines.

        Args:
            picture: Dark on light.
            side: Pixels of the longer side that the detector is shown at most.

        Returns:
            Corners of each, clockwise from the top left, in pixels of the picture.
        """
        scale = min(1.0, side / max(picture.shape))
        shown = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        found = self._finder(cv2.cvtColor(shown, cv2.COLOR_GRAY2BGR))
        return [] if found.boxes is None else [_corners(box, scale) for box in found.boxes]

    def read(self, picture: Grey, lines: Sequence[Corners]) -> list[tuple[str, float]]:
        """Read lines.

        Args:
            picture: Dark on light.
            lines: Corners of each.

        Returns:
            Text and confidence (0-1) of each.
        """
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(partial(self._line, picture), lines))

    def _line(self, picture: Grey, corners: Corners) -> tuple[str, float]:
        line = _cut(picture, corners)
        narrowed = self._letters(line, _NARROWED)
        return narrowed if narrowed[1] >= _SURE else max(narrowed, self._letters(line), key=_confidence)

    def _letters(self, line: Grey, share: float = 1.0) -> tuple[str, float]:
        high, wide = line.shape
        size = max(1, math.ceil(_HEIGHT * wide / high * share)), _HEIGHT
        is_smaller = high > _HEIGHT
        resized = cv2.resize(line, size, interpolation=cv2.INTER_AREA if is_smaller else cv2.INTER_LINEAR)
        found = self._recogniser(cv2.cvtColor(resized, cv2.COLOR_GRAY2BGR))
        return (found.txts[0], float(found.scores[0])) if found.txts else ("", 0.0)


def _confidence(read: tuple[str, float]) -> float:
    return read[1]


def _rapidocr(threads: int, left_out: str) -> Any:  # noqa: ANN401 - its class is imported here only, 0.7 s
    from rapidocr import RapidOCR  # noqa: PLC0415 - a damaged file shall not wait for it

    onnx = "EngineConfig.onnxruntime"
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _ANY_SIDE,
            "Global.use_cls": False,
            left_out: False,
            f"{onnx}.intra_op_num_threads": threads,
            f"{onnx}.enable_cpu_mem_arena": True,
        }
    )


def _corners(box: Sequence[Sequence[float]], scale: float) -> Corners:
    a, b, c, d = ((round(float(x) / scale, 1), round(float(y) / scale, 1)) for x, y in box)
    return a, b, c, d


def _cut(picture: Grey, corners: Corners) -> Grey:
    """Cut a line out and lay it straight."""
    a, b, c, d = corners
    wide = max(1, round(max(math.dist(a, b), math.dist(c, d))))
    high = max(1, round(max(math.dist(a, d), math.dist(b, c))))
    there = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    turn = cv2.getPerspectiveTransform(np.array(corners, np.float32), there)
    cut = cv2.warpPerspective(
        picture, turn, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.ascontiguousarray(np.rot90(cut) if high >= _UPRIGHT * wide else cut, np.uint8)
