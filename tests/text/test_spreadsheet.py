"""CSV that a spreadsheet opens as it is."""

from __future__ import annotations

import csv
import io

import pytest

from kexie_digest.text.spreadsheet import write_csv


def read(content: bytes) -> list[list[str]]:
    """Read it back as a spreadsheet would."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_it_begins_with_a_byte_order_mark() -> None:
    """Or Excel would take the Chinese for GBK; lines end as RFC 4180 wants."""
    assert write_csv(("奖项",), [("优秀学会",)]) == b"\xef\xbb\xbf" + "奖项\r\n优秀学会\r\n".encode()


def test_cells_come_back() -> None:
    """Commas, quotation marks, line breaks, numbers and nothing survive."""
    rows = [("甲,乙", '他说"好"'), ("两\n行", ""), (12, None), (-3, "")]
    expected = [["甲,乙", '他说"好"'], ["两\n行", ""], ["12", ""], ["-3", ""]]
    assert read(write_csv(("一", "二"), rows))[1:] == expected


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@某人", "＝1", "\t=1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    """A cell from a stranger's page is text, whatever it begins with."""
    assert read(write_csv(("一",), [(text,)]))[1] == ["'" + text]
