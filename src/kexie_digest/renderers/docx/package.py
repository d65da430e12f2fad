"""Pack the Word file so that the same edition gives the same bytes.

Takes a document, gives the file. The library stamps each member with the clock.
"""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

#: The oldest day a ZIP can hold; Word itself writes it.
_DAY = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")


def packed(document: Document) -> bytes:
    """Write a document as a file.

    Args:
        document: Complete.

    Returns:
        The ZIP: its members in a fixed order and with a fixed day.
    """
    written, file = io.BytesIO(), io.BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(file, "w") as target:
        names = sorted(source.namelist(), key=lambda name: (name not in _FIRST, name))
        for name in names:
            member = ZipInfo(name, _DAY)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, source.read(name))
    return file.getvalue()
