"""Take readers from a CSV file, line by line, and say of every line what became of it.

Takes a file of any Chinese encoding with a column of addresses and a column of consent
bases, gives readers on a list and a report. Each line stands for itself: a quote that is
never closed spoils its own line only. Memory does not grow with the file.
"""

import codecs
import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from kexie_digest import mailings
from kexie_digest.clock import Clock
from kexie_digest.errors import ConfigError, DeliveryError
from kexie_digest.model import Consent
from kexie_digest.store import Store, readers
from kexie_digest.text.charset import decode

#: Lines taken in one commit.
BATCH = 2000

#: A longer line is no reader.
_LONGEST_LINE = 4000
_LONGEST_TEXT = 200
_CHUNK = 1 << 16

_ADDRESS, _BASIS, _NAME, _LANGUAGE = "address", "basis", "name", "language"
_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(
        ("address", "email", "e-mail", "mail", "邮箱", "电子邮箱", "邮箱地址", "电子邮件", "邮件地址"),
        _ADDRESS,
    ),
    **dict.fromkeys(
        ("basis", "consent", "consent_basis", "consent-basis", "consent basis", "同意依据", "依据"), _BASIS
    ),
    **dict.fromkeys(("name", "姓名", "名称", "单位"), _NAME),
    **dict.fromkeys(("language", "语言"), _LANGUAGE),
}
_DELIMITERS = ",;\t，；"


class Fate(StrEnum):
    """What became of a line."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number, its address as written, and what became of it."""

    number: int
    address: str
    fate: Fate
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    reader: readers.NewReader
    note: str = ""


def import_readers(
    store: Store, file: Path, list_name: str, clock: Clock, report: Callable[[Line], None]
) -> Counter[Fate]:
    """Take readers from a file.

    Args:
        store: Where to.
        file: CSV with a header line; the columns ``address`` (邮箱) and ``basis`` (同意依据)
            are required.
        list_name: The list they join.
        clock: For the record of consent.
        report: Told every line, in order.

    Returns:
        How many lines were taken, known and refused.

    Raises:
        ConfigError: ``no_file``, ``no_header``: nothing was taken.
    """
    counted: Counter[Fate] = Counter()

    def tell(line: Line) -> None:
        counted[line.fate] += 1
        report(line)

    try:
        with file.open("rb") as stream:
            _take_all(store, _Reading(file.name, stream), list_name, clock, tell)
    except OSError as error:
        raise ConfigError(
            "文件读不出来 (the file cannot be read)",
            subject=str(file),
            code="no_file",
            advice="请检查路径和权限。",
        ) from error
    return counted


def _take_all(
    store: Store, reading: "_Reading", list_name: str, clock: Clock, tell: Callable[[Line], None]
) -> None:
    batch: list[Line | _Candidate] = []
    for number, cells in reading.rows():
        batch.append(_candidate(reading, number, cells, clock))
        if len(batch) == BATCH:
            _take(store, batch, list_name, tell)
            batch = []
    _take(store, batch, list_name, tell)


def _take(
    store: Store, batch: Sequence[Line | _Candidate], list_name: str, tell: Callable[[Line], None]
) -> None:
    first: dict[str, _Candidate] = {}
    for one in batch:
        if isinstance(one, _Candidate):
            first.setdefault(one.reader.recipient.key, one)
    with store.transaction() as tx:
        closed = readers.suppressed(tx, {one.reader.mark for one in first.values()})
        people = [one.reader for one in first.values() if one.reader.mark not in closed]
        fates = dict(
            zip((one.recipient.key for one in people), readers.enter(tx, people, list_name), strict=True)
        )
    for one in batch:
        if isinstance(one, Line):
            tell(one)
            continue
        key, address = one.reader.recipient.key, one.reader.recipient.address
        if one.reader.mark in closed:
            reason = f"在禁发名单上 (suppressed): {closed[one.reader.mark].value}"
            tell(Line(one.number, address, Fate.REFUSED, reason))
        elif first[key] is not one:
            tell(Line(one.number, address, Fate.KNOWN, "文件里已有 (doubled in the file)"))
        elif fates[key]:
            tell(Line(one.number, address, Fate.TAKEN, one.note))
        else:
            tell(Line(one.number, address, Fate.KNOWN, "名单里已有 (on the list already)"))


def _candidate(
    reading: "_Reading", number: int, cells: Sequence[str] | None, clock: Clock
) -> Line | _Candidate:
    if cells is None:
        return Line(number, "", Fate.REFUSED, "这一行太长 (the line is too long)")
    values = reading.named(cells)
    written = values.get(_ADDRESS, "").removeprefix("'")
    basis = mailings.tidy_name(values.get(_BASIS, ""))
    if not written.strip():
        return Line(number, "", Fate.REFUSED, "没有邮箱地址 (no address)")
    if not basis:
        return Line(number, written[:_LONGEST_TEXT], Fate.REFUSED, "没有同意依据 (no consent basis)")
    try:
        name, language = values.get(_NAME, "")[:_LONGEST_TEXT], values.get(_LANGUAGE, "").strip() or "zh-CN"
        recipient = mailings.read_recipient(written, name, language[:35])
    except DeliveryError as error:
        return Line(number, written[:_LONGEST_TEXT], Fate.REFUSED, error.message)
    consent = Consent(basis[:_LONGEST_TEXT], clock.now(), f"{reading.name}:{number}")
    is_tidied = recipient.name != " ".join(name.split())
    note = "已去掉姓名里的控制字符 (control characters were taken out of the name)" if is_tidied else ""
    reader = readers.NewReader(recipient, mailings.mark_of(recipient.address), consent)
    return _Candidate(number, reader, note)


class _Reading:
    """A file read line by line, in the encoding its bytes show."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        self.name = name
        self._encoding = _encoding_of(stream)
        stream.seek(0)
        self._lines = self._decoded(stream)
        header = (next(self._lines, (0, ""))[1] or "").lstrip("\ufeff")
        self._delimiter = max(_DELIMITERS, key=header.count)
        names = [_column(cell) for cell in self._cells(header)]
        self._columns = {column: place for place, column in enumerate(names) if column}
        if not {_ADDRESS, _BASIS} <= self._columns.keys():
            raise ConfigError(
                "第一行必须有“邮箱”和“同意依据”两列 (the header must name address and basis)",
                subject=name,
                code="no_header",
                advice="例如第一行写：邮箱,姓名,同意依据；同意依据写“会员登记表2026”“本人来函”等。",
            )

    def rows(self) -> Iterator[tuple[int, list[str] | None]]:
        """Give the number and the cells of every line that is not empty; None for one too long."""
        for number, line in self._lines:
            if line is None:
                yield number, None
            elif line.strip():
                yield number, self._cells(line)

    def named(self, cells: Sequence[str]) -> dict[str, str]:
        """Give the cells by column; missing ones are left out."""
        return {name: cells[place] for name, place in self._columns.items() if place < len(cells)}

    def _cells(self, line: str) -> list[str]:
        try:
            return next(csv.reader([line], delimiter=self._delimiter, strict=False), [])
        except csv.Error:
            return []

    def _decoded(self, stream: BinaryIO) -> Iterator[tuple[int, str | None]]:
        """Decode line by line; a line of some megabytes is not kept, None stands for it."""
        decoder = codecs.getincrementaldecoder(self._encoding)(errors="replace")
        number, rest, is_too_long = 1, "", False
        while raw := stream.read(_CHUNK):
            chunk = decoder.decode(raw)
            *lines, rest = (rest + chunk).replace("\r\n", "\n").split("\n")
            for line in lines:
                yield number, None if is_too_long or len(line) > _LONGEST_LINE else line
                number, is_too_long = number + 1, False
            if len(rest) > _LONGEST_LINE:
                rest, is_too_long = rest[:1], True
        if rest:
            yield number, None if is_too_long else rest


def _column(cell: str) -> str | None:
    """Tell what a column holds; ``邮箱 address``, as our export writes it, counts too."""
    words = (cell.strip().lower(), *cell.lower().split())
    return next((_COLUMNS[word] for word in words if word in _COLUMNS), None)


def _encoding_of(stream: BinaryIO) -> str:
    """Decide the encoding by the first bytes that are not ASCII; the file is walked, never held."""
    head = stream.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    stream.seek(0)
    checking = codecs.getincrementaldecoder("utf-8")()
    while chunk := stream.read(_CHUNK):
        try:
            checking.decode(chunk)
        except UnicodeDecodeError:
            return _guess(stream, chunk)
    return "utf-8"


def _guess(stream: BinaryIO, chunk: bytes) -> str:
    """Look at the chunk that is no UTF-8, from the line that is not."""
    text = chunk + stream.read(_CHUNK)
    start = next((place for place, byte in enumerate(text) if byte > 0x7F), 0)  # noqa: PLR2004 - beyond ASCII
    start = text.rfind(b"\n", 0, start) + 1
    encoding = decode(text[start : start + _CHUNK]).encoding
    return "gb18030" if encoding in {"utf-8", "ascii"} and not _is_mostly_utf8(text) else encoding


def _is_mostly_utf8(text: bytes) -> bool:
    """Say whether only a few bytes of a text are no UTF-8."""
    decoded = text.decode("utf-8", errors="replace")
    broken = decoded.count("\ufffd")
    return broken * 10 < sum(not char.isascii() for char in decoded)
