"""Figures: which caption belongs to which picture of a text.

Takes a draft and its rows, joins a caption to the picture right above it; gives the
pictures as values, without files: only their addresses are known here. A caption that is
near no picture stays a caption, a picture without words stays without.
"""

from collections.abc import Sequence

from kexie_digest.model import BlockKind, Image
from kexie_digest.parsers.prose.draft import Draft, Figure
from kexie_digest.parsers.prose.sorting import Role, Sorted


def join_figure(draft: Draft, items: Sequence[Sorted], place: int) -> None:
    """Join the caption that was read last to its picture, if it stands with one.

    Args:
        draft: Its last picture words are the caption's.
        items: All rows, sorted.
        place: The caption's row.
    """
    caption = draft.pictures[-1]
    above = place - 1
    while above >= 0 and items[above].role in {Role.CAPTION, Role.EMPTY}:
        above -= 1
    figure = draft.figures[-1] if draft.figures else None
    if figure is None or above < 0 or figure.row is not items[above].row:
        return
    if figure.caption is None:
        figure.caption = caption
    elif figure.caption.credit is None and not caption.text.text:
        figure.caption.credit = caption.credit  # 摄影 on a line of its own, under the caption
        figure.caption.people = figure.caption.people or caption.people
        draft.pictures.pop()


def join_captions_above(draft: Draft, items: Sequence[Sorted]) -> None:
    """Join captions that a page's markup sets above their pictures.

    Args:
        draft: All its captions and figures are read.
        items: All rows, sorted.
    """
    taken = {id(figure.caption) for figure in draft.figures}
    for picture in draft.pictures:
        row = picture.text.line
        if id(picture) in taken or row.block.kind is not BlockKind.CAPTION:
            continue
        below = next((item.row for item in items if item.row.index == row.index + 1), None)
        figure = next((figure for figure in draft.figures if figure.row is below), None)
        if figure is not None and figure.caption is None:
            figure.caption = picture


def images(draft: Draft) -> tuple[Image, ...]:
    """Give the pictures a text names.

    Args:
        draft: Finished.

    Returns:
        Addresses with the words that stand with them; the files are found later.
    """
    return tuple(_image(figure) for figure in draft.figures)


def _image(figure: Figure) -> Image:
    caption = figure.caption
    return Image(
        path="",
        caption=caption.text.text if caption else "",
        credit=caption.credit.text if caption and caption.credit else "",
        alt=figure.row.text,
        address=figure.row.block.href or "",
    )
