"""Readers from CSV files, as offices keep them: every line has its fate."""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from kexie_digest import mailings
from kexie_digest.errors import ConfigError
from kexie_digest.model import Suppression, SuppressionReason
from kexie_digest.store import Store, readers
from kexie_digest.workflows.subscribe import importing, keeping
from kexie_digest.workflows.subscribe.importing import Fate, Line, import_readers

from fakes import FakeClock

HEADER = "邮箱,姓名,同意依据\n"
ROWS = int(os.environ.get("PROVE_ROWS", "5000"))  # noqa: TID251 - a test's own knob


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(f"sqlite:///{tmp_path}/kexie.db", clock=FakeClock()) as opened:
        yield opened


def take(store: Store, tmp_path: Path, content: bytes | str, encoding: str = "utf-8") -> list[Line]:
    """Import a file; give its report."""
    file = tmp_path / "读者.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    lines: list[Line] = []
    import_readers(store, file, "members", FakeClock(), lines.append)
    return lines


def fates(lines: list[Line]) -> list[tuple[int, str]]:
    """Number and fate of each line."""
    return [(line.number, line.fate.value) for line in lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_any_encoding_an_office_writes(store: Store, tmp_path: Path, encoding: str) -> None:
    """Names come in right, whatever program saved the file."""
    many = "".join(f"r{number}@example.org,欧阳明理,会员登记表\n" for number in range(300))
    assert {line.fate for line in take(store, tmp_path, HEADER + many, encoding)} == {Fate.TAKEN}
    assert {reader.recipient.name for reader in keeping.list_readers(store)} == {"欧阳明理"}


def test_every_line_has_its_fate(store: Store, tmp_path: Path) -> None:
    """Taken, known, refused with the reason; one bad line spoils no other."""
    rows = [
        "li@example.org,李明,会员",
        "LI@EXAMPLE.ORG,李明,会员",
        "not an address,王,会员",
        "wang@example.org,王,",
        '"never closed@example.org,王,会员',
        "",
        "zhao@科协.example,赵,来函",
        f"{'x' * 300}@example.org,钱,会员",
        '"a ""quoted"" one"@example.org,孙,会员',
        "ｓｕｎ＠example.org,孙,会员",
    ]
    lines = take(store, tmp_path, HEADER + "\n".join(rows))
    assert fates(lines) == [
        (2, "taken"),
        (3, "known"),
        (4, "refused"),
        (5, "refused"),
        (6, "refused"),
        (8, "taken"),
        (9, "refused"),
        (10, "refused"),
        (11, "taken"),
    ]
    assert all(line.reason for line in lines if line.fate is not Fate.TAKEN)
    found = {reader.recipient.address: reader.consents[0] for reader in keeping.list_readers(store)}
    assert set(found) == {"li@example.org", "zhao@xn--ykrz90g.example", "sun@example.org"}
    assert (found["li@example.org"].basis, found["li@example.org"].origin) == ("会员", "读者.csv:2")


def test_a_name_no_mail_could_hold_is_tidied_and_told(store: Store, tmp_path: Path) -> None:
    """Such a name was taken as it stood, and its copy failed for ever with ``bad_header``."""
    rows = "li@example.org,李\0\x07明,会\0员\nwang@example.org,王 \x7f 小,会员\nzhao@example.org,赵,会员\n"
    lines = take(store, tmp_path, HEADER + rows)
    assert [(line.number, line.fate, "控制字符" in line.reason) for line in lines] == [
        (2, Fate.TAKEN, True),
        (3, Fate.TAKEN, True),
        (4, Fate.TAKEN, False),
    ]
    found = [(reader.recipient.name, reader.consents[0].basis) for reader in keeping.list_readers(store)]
    assert found == [("李明", "会员"), ("王 小", "会员"), ("赵", "会员")]


def test_importing_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    """All known; no second consent."""
    content = HEADER + "li@example.org,李,会员\n"
    take(store, tmp_path, content)
    assert fates(take(store, tmp_path, content)) == [(2, "known")]
    assert [len(reader.consents) for reader in keeping.list_readers(store)] == [1]


def test_nobody_who_left_comes_back_by_a_file(store: Store, tmp_path: Path) -> None:
    """An address on the suppression list is refused by name."""
    with store.transaction() as tx:
        readers.suppress(tx, Suppression(mailings.mark_of("li@example.org"), SuppressionReason.UNSUBSCRIBED))
    (line,) = take(store, tmp_path, HEADER + "Li@example.org,李,会员\n")
    assert (line.fate, "unsubscribed" in line.reason) == (Fate.REFUSED, True)


@pytest.mark.parametrize("header", ["", "邮箱,姓名\n", "姓名,同意依据\n", "\0\xff\n"])
def test_a_file_without_its_columns_is_refused(store: Store, tmp_path: Path, header: str) -> None:
    """The consent basis is not optional."""
    with pytest.raises(ConfigError) as caught:
        take(store, tmp_path, header + "li@example.org,李,会员\n")
    assert caught.value.code == "no_header"


@pytest.mark.parametrize("delimiter", [";", "\t", "，"])
def test_other_delimiters(store: Store, tmp_path: Path, delimiter: str) -> None:
    """Tabs, semicolons and full-width commas."""
    content = (HEADER + "li@example.org,李,会员\n").replace(",", delimiter)
    assert fates(take(store, tmp_path, content)) == [(2, "taken")]


def test_what_is_exported_can_be_imported(store: Store, tmp_path: Path) -> None:
    """A round trip through a spreadsheet loses nothing."""
    take(store, tmp_path, HEADER + "li@example.org,李,会员\n+sum@example.org,=cmd,会员\n")
    exported = b"".join(keeping.export_csv(store))
    assert b"'=cmd" in exported, "a spreadsheet must not run it"
    with Store.open(f"sqlite:///{tmp_path}/other.db", clock=FakeClock()) as other:
        assert {line.fate for line in take(other, tmp_path, exported)} == {Fate.TAKEN}
        assert {one.recipient.address for one in keeping.list_readers(other)} == {
            "li@example.org",
            "+sum@example.org",
        }


def test_a_file_of_one_endless_line_takes_no_memory(store: Store, tmp_path: Path) -> None:
    """Eight megabytes without a line break: refused in a few megabytes of memory."""
    content = HEADER.encode() + b"x" * 8_000_000
    tracemalloc.start()
    lines = take(store, tmp_path, content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(line.number, line.reason) for line in lines] == [(2, "这一行太长 (the line is too long)")]
    assert peak < 8_000_000 + 6_000_000  # the test's own bytes, and little more


@pytest.mark.slow
def test_rubbish_among_many_rows(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """5,000 rows (a million in `make prove`) with 3 % rubbish: every line is told, memory stays flat."""
    monkeypatch.setattr(importing, "BATCH", 500)
    file = tmp_path / "many.csv"
    rubbish = ["\0\0", "a@b", ",,,", '"""', "x" * 9000]
    with file.open("w", encoding="gb18030") as stream:
        stream.write(HEADER)
        for number in range(ROWS):
            good = f"reader{number}@d{number % 900}.example.org,读者{number},会员\n"
            stream.write(rubbish[number % 5] + "\n" if number % 33 == 0 else good)

    def collect(line: Line) -> None:
        """Cycles of the database's driver wait for the collector; they are no growth."""
        if line.number % 2_000 == 0:
            gc.collect()

    tracemalloc.start()
    counted = import_readers(store, file, "members", FakeClock(), collect)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert counted[Fate.REFUSED] == len(range(0, ROWS, 33))
    assert counted[Fate.TAKEN] == ROWS - counted[Fate.REFUSED]
    assert peak < importing.BATCH * 15_000, "all rows at once take 11 MB"
