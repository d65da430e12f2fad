"""Which picture belongs to which article and caption.

Takes a reading, the pictures its texts name and those that lie beside its page; gives
placements. Pictures without a name of their own are matched to captions in the order of the
page. Pure: it opens nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kexie_digest.model import BlockKind, Image, Parsed
from kexie_digest.workflows.pictures.shelves import Shelf
from kexie_digest.workflows.reading import Reading

#: How a block names a picture whose bytes stand in the document.
EMBEDDED = "embedded:"
#: The number of a caption in the name of a picture file.
_NUMBERED = re.compile(r"图(\d{1,2})(?=\.\w+$)")


@dataclass(frozen=True, slots=True)
class Placement:
    """A picture in an article: its words, the key of its bytes, and why it is in doubt."""

    article: int
    words: Image
    key: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption of a page, where it stands and whose it is."""

    article: int
    place: int
    words: Image


def place(reading: Reading, shelf: Shelf) -> tuple[list[Placement], list[str]]:
    """Decide where each picture goes.

    Args:
        reading: One document as read.
        shelf: The pictures it may use.

    Returns:
        Placements in reading order, and the keys of pictures that have no place.
    """
    articles = [report.article for report in reading.reports]
    placed: list[Placement] = []
    waiting: list[tuple[int, Image]] = []
    for number, article in enumerate(articles):
        for image in article.images:
            key = _key(image.address, shelf)
            if key is None:
                waiting.append((number, image))
            else:
                placed.append(Placement(number, image, key))
    loose = _loose(reading, shelf, {placement.key for placement in placed})
    if not loose:
        return placed, []
    if waiting:  # the page names pictures that came under other names
        doubt = _doubt(len(waiting), len(loose), "网页里的图片")
        pairs = zip(waiting, loose, strict=False)
        placed += [Placement(number, image, key, doubt) for (number, image), key in pairs]
        return placed, loose[len(waiting) :]
    return _by_captions(reading, placed, loose)


def _key(address: str, shelf: Shelf) -> str | None:
    return address if address.startswith(EMBEDDED) else shelf.key_of(address)


def _loose(reading: Reading, shelf: Shelf, taken: set[str]) -> list[str]:
    """Give the pictures of the page that no article names: in its text first, then beside it."""
    named = (
        _key(block.href, shelf)
        for block in reading.extracted.blocks
        if block.kind is BlockKind.IMAGE and block.href
    )
    keys = [key for key in named if key is not None]
    return [key for key in dict.fromkeys([*keys, *shelf.beside()]) if key not in taken]


def _by_captions(
    reading: Reading, placed: list[Placement], loose: list[str]
) -> tuple[list[Placement], list[str]]:
    worded = {(one.article, one.words.caption) for one in placed}
    found = [one for one in captions(reading) if (one.article, one.words.caption) not in worded]
    doubt = _doubt(len(found), len(loose), "版面上的图片说明") if found else ""
    pairs = _paired(found, loose)
    placed = placed + [Placement(one.article, one.words, key, doubt) for one, key in pairs]
    used = {key for _, key in pairs}
    rest = [key for key in loose if key not in used]
    if len(reading.reports) == 1:  # whose else should they be
        return [*placed, *(Placement(0, Image(""), key) for key in rest)], []
    return placed, rest


def _paired(found: Sequence[Caption], loose: Sequence[str]) -> list[tuple[Caption, str]]:
    """Pair by the number in a file's name (图2) where every name has its own, else by order."""
    numbers = [int(match[1]) if (match := _NUMBERED.search(key)) else 0 for key in loose]
    is_told = len(set(numbers)) == len(numbers) and all(0 < number <= len(found) for number in numbers)
    if is_told:
        return [(found[number - 1], key) for number, key in zip(numbers, loose, strict=True)]
    return list(zip(found, loose, strict=False))


def _doubt(words: int, pictures: int, what: str) -> str:
    if words == pictures:
        return ""
    return f"{what}有 {words} 处，投放的图片有 {pictures} 张，已按图号或顺序配对，请核对图文是否相符。"


def captions(reading: Reading) -> list[Caption]:
    """Give the captions of a page in the order they stand there, each with its credit.

    Args:
        reading: A page as read.

    Returns:
        Captions with the number of their article. A credit belongs to the caption it
        stands next to, in the same article.
    """
    found: list[Caption] = []
    for number, report in enumerate(reading.reports):
        article = report.article
        slot = f"articles[{reading.numbers[number] - 1}]"
        own = _with_places(article.captions, reading.parsed, f"{slot}.captions[")
        signed = _with_places(article.photo_credits, reading.parsed, f"{slot}.photo_credits[")
        for at, (start, text) in enumerate(own):
            after = own[at + 1][0] if at + 1 < len(own) else None
            credit = _credit(signed, start, after, is_only=len(own) == 1)
            found.append(Caption(number, start, Image("", caption=text, credit=credit)))
    return sorted(found, key=lambda one: one.place)


def _credit(credits_: Sequence[tuple[int, str]], start: int, after: int | None, *, is_only: bool) -> str:
    if is_only and len(credits_) == 1:
        return credits_[0][1]
    near = [text for place, text in credits_ if place >= start and (after is None or place < after)]
    return near[0] if len(near) == 1 else ""


def _with_places(texts: Sequence[str], parsed: Parsed, slot: str) -> list[tuple[int, str]]:
    """Give each text with the place where it begins on the page.

    Slots count a page's pictures, of which some have no caption and some no credit; their
    order is that of the texts.
    """
    starts: dict[int, int] = {}
    for owned in parsed.ownership:
        if owned.slot.startswith(slot):
            starts.setdefault(int(owned.slot.removeprefix(slot).rstrip("]")), owned.span.start)
    places = [starts[number] for number in sorted(starts)]
    if len(places) != len(texts):
        places = list(range(len(texts)))
    return list(zip(places, texts, strict=True))
