"""What stands beside the text: captions, column heads, names of speakers.

Takes a line and the measures of its page, gives candidates. Lines that are marked as such
are read by ``parts``; here are those told by their surroundings.
"""

import re
from collections.abc import Iterator
from typing import Final

from kexie_digest.model import BlockKind
from kexie_digest.parsers.newspaper.classes.label import Candidate, Label
from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.newspaper.page.seams import breaks_off
from kexie_digest.parsers.newspaper.page.topic import BELOW_MIDDLE
from kexie_digest.parsers.parts import caption, column
from kexie_digest.parsers.parts.names import could_be_person, is_person
from kexie_digest.parsers.parts.speaker import names_voice

_LONGEST_CAPTION: Final = 60
_LONGEST_PLAIN: Final = 38
_LONGEST_RUBRIC: Final = 6
_LONGEST_HEAD: Final = 36
_LONGEST_SUBHEAD: Final = 26
_POSITION: Final = re.compile(
    r"(?:长|授|任|员|师|士|事|记|席|人|家|工|主|干|生|总|监|导|理|委|代表|主播|博士后|专家|将|秘书)$"
)
_SPEAKER: Final = re.compile(r"(?P<who>[^\s。,;:!?]{3,40})[\s]+(?P<name>[㐀-鿿·]{2,8}|[㐀-鿿]\s[㐀-鿿])")
_RUBRIC_SHAPE: Final = re.compile(r"[\u4e00-\u9fff·]{2,8}")


def picture(line: Line, page: PageView) -> Iterator[Candidate]:
    """Read a line as the caption of a picture.

    Args:
        line: The line.
        page: Measures of its page.

    Yields:
        At most one caption.
    """
    found = caption.read(line.text)
    if found:
        yield Candidate(Label.CAPTION, 4.0 * found.score, found.rule)
        return
    if line.kind is BlockKind.CAPTION:
        yield Candidate(Label.CAPTION, 4.0, "caption-block")
        return
    if line.level is not None:
        return
    following = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    credit = caption.read(following.text) if following and len(following.text) <= _LONGEST_CAPTION else None
    if credit and credit.rule == "credit-line" and following and following.gap <= max(page.usual_gap, 1):
        yield Candidate(Label.CAPTION, 3.0, "caption-before-credit")
        return
    if not 3 <= len(line.folded) <= _LONGEST_PLAIN or shape.is_bare_date(line.folded):  # noqa: PLR2004 - two letters say nothing
        return
    score = 0.0
    sentence = line.folded.endswith("。")
    score += (3.0 if sentence else 1.4) if page.image_gap(line.index) else 0.0
    score += 1.2 if shape.shows_scene(line.folded) else 0.0
    score -= 0.8 if len(line.folded) <= _LONGEST_RUBRIC and following and _could_head(following) else 0.0
    plain = not page.image_gap(line.index) and not shape.shows_scene(line.folded)
    score -= (
        (2.2 if plain else 0.7) if shape.has_clause(line.folded[:-1]) or line.folded.endswith(":") else 0.0
    )
    score -= (
        2.0 if shape.open_quotes(line.folded) or shape.hangs(line.folded) or breaks_off(line.folded) else 0.0
    )
    yield Candidate(Label.CAPTION, score, "caption-shape")


def rubric(line: Line, page: PageView) -> Iterator[Candidate]:
    """Read a line as the head of a column.

    Args:
        line: The line.
        page: Measures of its page.

    Yields:
        At most one column head.
    """
    found = column.read(line.text)
    score = 4.5 * found.score if found else 0.0
    following = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    short = len(line.text) <= _LONGEST_RUBRIC
    if following is not None and short and _RUBRIC_SHAPE.fullmatch(line.folded) and _could_head(following):
        known = found is not None
        opens = 0.8 if page.lead_ahead(following.index) >= 0.8 or following.level else 0.0  # noqa: PLR2004 - as sure as a lead ahead
        score += 1.2 if line.level is not None and following.level is not None else 0.0
        score += (2.0 if known else 1.0) if (line.level or 0) > (following.level or 9) else 0.0
        score += opens + (0.8 if line.gap > page.usual_gap else 0.0)
        score += 0.8 if known or page.bond(line.index).below < BELOW_MIDDLE else -0.8
        score -= 0.8 if shape.tells_deed(line.folded) else 0.0
    elif found and found.rule == "column-rubric":
        score -= 1.5
    if score > 0:
        yield Candidate(Label.COLUMN, score, found.rule if found else "column-short")


def _could_head(line: Line) -> bool:
    """Whether a line could be a headline."""
    return 5 <= len(line.folded) <= _LONGEST_HEAD and not line.folded.endswith(("。", ",", ";"))  # noqa: PLR2004 - fewer letters are no headline


def speaker(line: Line, page: PageView) -> Iterator[Candidate]:
    """Read a line as the name of who says what follows.

    Args:
        line: The line.
        page: Measures of its page.

    Yields:
        At most one speaker.
    """
    if line.index + 1 >= len(page.lines):
        return
    match = _SPEAKER.fullmatch(line.folded.strip())
    name = match["name"].replace(" ", "") if match and _POSITION.search(match["who"]) else ""
    if is_person(name):
        yield Candidate(Label.SPEAKER, 3.5, "speaker-position-name")
    elif page.has_voices and could_be_person(name) and _speaks(page.lines[line.index + 1]):
        yield Candidate(Label.SPEAKER, 3.0, "speaker-position-rare-name")
    elif page.has_voices and names_voice(line.folded) and _speaks(page.lines[line.index + 1]):
        yield Candidate(Label.SPEAKER, 2.5, "speaker-among-others")


def _speaks(line: Line) -> bool:
    """Whether a line is what somebody says: no headline, no credit, no other name."""
    return len(line.folded) > _LONGEST_SUBHEAD or shape.has_clause(line.folded)
