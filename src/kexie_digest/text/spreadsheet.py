"""Tables as CSV that a spreadsheet opens as they are.

Takes a header and rows of text, gives bytes: UTF-8 with a byte order mark (without it
Excel reads Chinese as GBK), lines ended by CRLF (RFC 4180). It writes no file.
"""

import csv
import io
from collections.abc import Iterable, Sequence

#: What makes a spreadsheet take a cell for a formula, full-width forms included
#: (OWASP, "CSV Injection"): our texts come from pages anyone may write.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """Write a table.

    Args:
        header: The columns' names.
        rows: Cells in the same order; None becomes an empty cell.

    Returns:
        The file's bytes. A text that a spreadsheet would run as a formula begins with
        an apostrophe, which marks it as text.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(value: str | int | None) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
