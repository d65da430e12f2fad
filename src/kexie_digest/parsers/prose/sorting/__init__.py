"""Sorting: what each row of a text is.

Takes rows, gives one :class:`Sorted` each: its role, how sure, and the rule. First what
a row says by itself (``alone``), then what its neighbours say (``titles``, ``neighbours``).
It builds nothing.
"""

from collections.abc import Sequence

from kexie_digest.parsers.prose.rows import Row
from kexie_digest.parsers.prose.sorting import neighbours, titles
from kexie_digest.parsers.prose.sorting.alone import sort_alone
from kexie_digest.parsers.prose.sorting.roles import Role, Sorted

__all__ = ["Role", "Sorted", "sort_rows"]


def sort_rows(rows: Sequence[Row], *, title: str | None = None) -> tuple[Sorted, ...]:
    """Give every row its role.

    Args:
        rows: One text's rows.
        title: What its source or markup calls it.

    Returns:
        One result a row, in order.
    """
    found = [sort_alone(row) for row in rows]
    neighbours.unmark_particulars(found)
    neighbours.mark_repeats(found)
    titles.mark_bare_facts(found)
    titles.mark_titles(found, title)
    neighbours.mark_subheads(found)
    neighbours.mark_captions(found)
    neighbours.mark_tail(found)
    return tuple(found)
