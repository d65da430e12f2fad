"""Read what the pages of a PDF show, by following their content streams.

Takes an open PDF, gives one Page of marks each. It knows the operators that the engine
writes (ISO 32000-1, annex A) and follows form XObjects; clipping is not applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import pikepdf

from kexie_digest.renderers.pdf.preflight.letters import Letters
from kexie_digest.renderers.pdf.preflight.marks import BLACK, Box, Colour, Page, Painted, Placed, Text

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Operands of an operator: numbers, names, strings, arrays.
Operands: TypeAlias = Any
#: Forms within forms; deeper is a broken file.
_DEEPEST = 8
_COLOUR_OPERATORS = {
    "g": "DeviceGray",
    "rg": "DeviceRGB",
    "k": "DeviceCMYK",
    "G": "DeviceGray",
    "RG": "DeviceRGB",
    "K": "DeviceCMYK",
}
_BY_COMPONENTS = {1: "DeviceGray", 3: "ICC RGB", 4: "DeviceCMYK"}


@dataclass(slots=True)
class _State:
    """The graphics state as far as preflight looks at it."""

    matrix: Matrix = IDENTITY
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_alpha: float = 1.0
    line_width: float = 1.0
    font: str = ""
    size: float = 0.0


@dataclass(slots=True)
class _Collected:
    texts: list[Text] = field(default_factory=list)
    painted: list[Painted] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)


def pages(pdf: pikepdf.Pdf) -> Iterator[Page]:
    """Read every page.

    Args:
        pdf: The file.

    Yields:
        The marks of one page after the other.
    """
    letters = Letters()
    for number, page in enumerate(pdf.pages, 1):
        collected = _Collected()
        _Walker(collected, page.obj.get("/Resources", pikepdf.Dictionary()), letters).run(page.obj)
        yield Page(number, tuple(collected.texts), tuple(collected.painted), tuple(collected.placed))


def times(first: Matrix, second: Matrix) -> Matrix:
    """Multiply two transformations: ``first`` is applied first."""
    a, b, c, d, e, f = first
    k, l, m, n, o, p = second  # noqa: E741 - the letters of the standard run on
    return (a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p)


def _box(matrix: Matrix, left: float, bottom: float, width: float, height: float) -> Box:
    corners = [
        times((1, 0, 0, 1, x, y), matrix)[4:] for x in (left, left + width) for y in (bottom, bottom + height)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _scale(matrix: Matrix) -> float:
    """How much a length grows: the square root of the area's growth."""
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)


class _Walker:
    """Runs one content stream; a form gets a walker of its own."""

    def __init__(
        self,
        collected: _Collected,
        resources: pikepdf.Object,
        letters: Letters,
        *,
        state: _State | None = None,
        depth: int = 0,
    ) -> None:
        self._collected = collected
        self._resources = resources
        self._letters = letters
        self._state = state or _State()
        self._depth = depth
        self._stack: list[_State] = []
        self._text_matrix = IDENTITY
        self._path: list[Box] = []
        self._point: tuple[float, float] = (0.0, 0.0)
        self._marks: list[int | None] = []
        self._operators: dict[str, Callable[[Operands], None]] = {
            "q": self._save,
            "Q": self._restore,
            "cm": self._transform,
            "gs": self._external_state,
            "w": self._set_line_width,
            "cs": self._open_fill_space,
            "CS": self._open_stroke_space,
            "sc": self._set_fill,
            "scn": self._set_fill,
            "SC": self._set_stroke,
            "SCN": self._set_stroke,
            "Tf": self._set_font,
            "BT": self._begin_text,
            "Tm": self._set_text_matrix,
            "Td": self._move_text,
            "Tj": self._show,
            "TJ": self._show_spaced,
            "re": self._add_rectangle,
            "m": self._move,
            "l": self._line,
            "c": self._curve,
            "Do": self._paint_object,
            "BDC": self._begin_marked,
            "BMC": self._begin_marked,
            "EMC": self._end_marked,
        }

    def run(self, stream: pikepdf.Object) -> None:
        """Follow a page or form from its first operator to its last."""
        for instruction in pikepdf.parse_content_stream(stream):
            operands, name = instruction.operands, str(instruction.operator)
            if name in _COLOUR_OPERATORS:
                colour = Colour(_COLOUR_OPERATORS[name], tuple(map(float, operands)))
                self._colour(colour, is_stroke=name.isupper())
            elif name in {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"}:
                self._paint(name)
            elif name in self._operators:
                self._operators[name](operands)

    def _resource(self, kind: str, name: object) -> pikepdf.Object | None:
        """Look a name of the content stream up among the resources of its kind."""
        group = self._resources.get(kind, pikepdf.Dictionary())
        return group.get(str(name)) if str(name).startswith("/") else None

    def _save(self, _operands: Operands) -> None:
        self._stack.append(replace(self._state))

    def _restore(self, _operands: Operands) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def _transform(self, operands: Operands) -> None:
        self._state.matrix = times(_matrix(operands), self._state.matrix)

    def _external_state(self, operands: Operands) -> None:
        entry = self._resource("/ExtGState", operands[0])
        if entry is not None and "/ca" in entry:
            self._state.fill_alpha = float(entry["/ca"])

    def _set_line_width(self, operands: Operands) -> None:
        self._state.line_width = float(operands[0])

    def _colour(self, colour: Colour, *, is_stroke: bool) -> None:
        if is_stroke:
            self._state.stroke = colour
        else:
            self._state.fill = colour

    def _open_fill_space(self, operands: Operands) -> None:
        self._state.fill = Colour(self._space(str(operands[0])), ())

    def _open_stroke_space(self, operands: Operands) -> None:
        self._state.stroke = Colour(self._space(str(operands[0])), ())

    def _set_fill(self, operands: Operands) -> None:
        self._state.fill = replace(self._state.fill, values=_numbers(operands))

    def _set_stroke(self, operands: Operands) -> None:
        self._state.stroke = replace(self._state.stroke, values=_numbers(operands))

    def _space(self, name: str) -> str:
        """Name a colour space; a profile is taken for the device it describes."""
        found = self._resource("/ColorSpace", name)
        if isinstance(found, pikepdf.Array) and len(found) > 1 and str(found[0]) == "/ICCBased":
            return _BY_COMPONENTS.get(int(found[1].get("/N", 0)), "ICC")
        return str(found[0] if isinstance(found, pikepdf.Array) else name).lstrip("/")

    def _set_font(self, operands: Operands) -> None:
        self._state.font, self._state.size = str(operands[0]), float(operands[1])

    def _begin_text(self, _operands: Operands) -> None:
        self._text_matrix = IDENTITY

    def _set_text_matrix(self, operands: Operands) -> None:
        self._text_matrix = _matrix(operands)

    def _move_text(self, operands: Operands) -> None:
        x, y = map(float, operands)
        self._text_matrix = times((1, 0, 0, 1, x, y), self._text_matrix)

    def _show(self, operands: Operands) -> None:
        self._show_codes(bytes(operands[0]))

    def _show_spaced(self, operands: Operands) -> None:
        self._show_codes(b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)))

    def _show_codes(self, codes: bytes) -> None:
        font = self._resource("/Font", self._state.font)
        text, missing = self._letters.read(font, codes)
        place = times(self._text_matrix, self._state.matrix)
        size = self._state.size * _scale(place)
        self._collected.texts.append(
            Text(text, place[4], place[5], round(size, 2), self._state.fill, missing, self._mark())
        )

    def _add_rectangle(self, operands: Operands) -> None:
        left, bottom, width, height = map(float, operands)
        self._path.append(_box(self._state.matrix, left, bottom, width, height))

    def _move(self, operands: Operands) -> None:
        self._point = (float(operands[0]), float(operands[1]))

    def _line(self, operands: Operands) -> None:
        x, y = float(operands[0]), float(operands[1])
        left, bottom = self._point
        self._path.append(_box(self._state.matrix, left, bottom, x - left, y - bottom))
        self._point = (x, y)

    def _curve(self, operands: Operands) -> None:
        self._line(operands[4:6])

    def _paint(self, operator: str) -> None:
        boxes, self._path = self._path, []
        if not boxes or operator == "n":
            return
        whole = (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
        if operator in {"S", "s", "B", "B*", "b", "b*"}:
            width = self._state.line_width * _scale(self._state.matrix)
            self._collected.painted.append(Painted(whole, self._state.stroke, width))
        if operator not in {"S", "s"} and self._state.fill_alpha:
            self._collected.painted.append(Painted(whole, self._state.fill, _thickness(boxes)))

    def _paint_object(self, operands: Operands) -> None:
        found = self._resource("/XObject", operands[0])
        if found is None:
            return
        if str(found.get("/Subtype")) == "/Image":
            box = _box(self._state.matrix, 0, 0, 1, 1)
            self._collected.placed.append(Placed(box, found.objgen))
        elif self._depth < _DEEPEST:
            own = _matrix(found.get("/Matrix", pikepdf.Array(IDENTITY)))
            state = replace(self._state, matrix=times(own, self._state.matrix))
            resources = found.get("/Resources", self._resources)
            walker = _Walker(self._collected, resources, self._letters, state=state, depth=self._depth + 1)
            walker.run(found)

    def _begin_marked(self, operands: Operands) -> None:
        properties = operands[1] if len(operands) > 1 else None
        number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
        self._marks.append(None if number is None else int(number))

    def _end_marked(self, _operands: Operands) -> None:
        if self._marks:
            self._marks.pop()

    def _mark(self) -> int | None:
        """Give the innermost number around what is painted now."""
        return next((mark for mark in reversed(self._marks) if mark is not None), None)


def _matrix(operands: Operands) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _numbers(operands: Operands) -> tuple[float, ...]:
    """Give the numbers among operands; a pattern's name is left out."""
    return tuple(float(value) for value in operands if not isinstance(value, pikepdf.Name))


def _thickness(boxes: list[Box]) -> float:
    """Give how thin a surface is; of a frame (two boxes), how thin its thinnest side."""
    if len(boxes) == 2:  # noqa: PLR2004 - the engine paints a border as what lies between two boxes
        gaps = [abs(outer - inner) for outer, inner in zip(*boxes, strict=True)]
        return min((gap for gap in gaps if gap > 0.01), default=0.0)  # noqa: PLR2004 - rounding
    return min(min(right - left, top - bottom) for left, bottom, right, top in boxes)
