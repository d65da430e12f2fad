"""Line classes: what a line could be, each with a score and the rule that says so.

Takes a line and the measures of its page, gives candidates. Which of them fits the
lines around is decided in ``sequence``.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from kexie_digest.model import BlockKind
from kexie_digest.parsers.newspaper import learned, shape
from kexie_digest.parsers.newspaper.label import Candidate, Label
from kexie_digest.parsers.newspaper.lines import Line
from kexie_digest.parsers.newspaper.page_view import PageView, breaks_off, names_subject
from kexie_digest.parsers.newspaper.topic import BELOW_MIDDLE
from kexie_digest.parsers.parts import byline, caption, colophon, column, dateline, masthead
from kexie_digest.parsers.parts.names import could_be_person, is_person
from kexie_digest.parsers.parts.speaker import names_voice

_LONG: Final = 40
#: A reading so far behind the best one of its line is never made up for by its place.
_HOPELESS: Final = 6.5
_LONGEST_HEAD: Final = 36
_LONGEST_SUBHEAD: Final = 26
_LONGEST_RUN: Final = 18
_LONGEST_CAPTION: Final = 60
_LONGEST_PLAIN: Final = 38
_LONGEST_RUBRIC: Final = 6
_TOP, _BOTTOM = 14, 6
_TEXT: Final = frozenset({Label.BODY, Label.HEAD, Label.SUBHEAD})
_SURE_PICTURES: Final = frozenset({"caption-mark", "caption-credit", "credit-line"})
_POSITION: Final = re.compile(
    r"(?:长|授|任|员|师|士|事|记|席|人|家|工|主|干|生|总|监|导|理|委|代表|主播|博士后|专家|将|秘书)$"
)
_SPEAKER: Final = re.compile(r"(?P<who>[^\s。,;:!?]{3,40})[\s]+(?P<name>[㐀-鿿·]{2,8}|[㐀-鿿]\s[㐀-鿿])")
_RUBRIC_SHAPE: Final = re.compile(r"[\u4e00-\u9fff·]{2,8}")
_COLON_CUT: Final = re.compile(r":[\u4e00-\u9fff]{1,3}$")
#: A bullet on a line of its own: the ornament of the subhead below it.
_BULLET: Final = re.compile(r"[◆■●★▶□◇○☆▪]")
_FURNITURE: Final = re.compile(
    r"\s*(?:[(【\[]?\s*(?:上接|下转|紧接|转|接|详见)\s*(?:第?\s*[a-d]?\d{1,2}\s*版|[一二三四五六七八]版).{0,10}|[-—·.\s]*\d{1,3}[-—·.\s]*|广\s*告|[\W_]+"
    r"|扫(?:描|码).{0,20}|(?:更多|精彩)内容.{0,20}|https?://\S+)\s*"
)


def candidates(line: Line, page: PageView) -> tuple[Candidate, ...]:
    """Read a line in every way its shape allows.

    Args:
        line: The line.
        page: Measures of the page it stands on.

    Returns:
        At least one candidate; BODY is always possible. Scores are those of the rules,
        corrected by what generated pages taught.
    """
    return learned.correct(line, page, by_rules(line, page))


def by_rules(line: Line, page: PageView) -> tuple[Candidate, ...]:
    """Read a line by the rules alone; what the weights are taught on.

    Args:
        line: The line.
        page: Measures of the page it stands on.

    Returns:
        At least one candidate; BODY is always possible.
    """
    found = [*_body(line, page)]
    if len(line.text) <= 2 * _LONGEST_CAPTION:
        found += _certain(line, page)
    if len(line.text) <= _LONGEST_CAPTION and not any(c.label is Label.LEAD for c in found):
        found += _phrase(line, page)
        pictures = tuple(_picture(line, page))
        if any(picture.rule in _SURE_PICTURES for picture in pictures):
            found = [
                Candidate(other.label, other.score - 2.5, other.rule) if other.label in _TEXT else other
                for other in found
            ]
        found += pictures
        found += _rubric(line, page)
        found += _speaker(line, page)
    best: dict[Label, Candidate] = {}
    for candidate in found:
        if candidate.label not in best or candidate.score > best[candidate.label].score:
            best[candidate.label] = candidate
    least = max(candidate.score for candidate in best.values()) - _HOPELESS
    return tuple(candidate for candidate in best.values() if candidate.score >= least)


def _body(line: Line, page: PageView) -> Iterator[Candidate]:
    if dateline.read(line.text):
        yield Candidate(Label.LEAD, 4.0, "lead-phrase")
        return
    if len(line.folded) < _LONG and page.is_full(line.index) and not caption.read(line.text):
        yield Candidate(Label.BODY, 2.5, "body-full-line")
        return
    for rule, score, fits in _BODY_RULES:
        if fits(line.folded):
            yield Candidate(Label.BODY, score, rule)
            return


#: What makes a line a piece of body, the first that fits; the last fits all.
_BODY_RULES: Final[tuple[tuple[str, float, Callable[[str], bool]], ...]] = (
    ("body-long", 3.0, lambda folded: len(folded) >= _LONG),
    ("body-colon", 1.5, lambda folded: folded.endswith(":")),
    ("body-sentence-end", 2.0, lambda folded: shape.ends_sentence(folded) and folded[-1] not in "?!"),
    (
        "body-open-quote",
        1.5,
        lambda folded: bool(shape.open_quotes(folded)) or shape.has_sentence_inside(folded),
    ),
    ("body-hanging", 1.0, shape.hangs),
    ("body-dated", 1.5, shape.starts_dated),
    ("body-clause", 0.8, lambda folded: shape.has_clause(folded) or shape.starts_item(folded)),
    ("body-date", 0.8, shape.is_bare_date),
    ("body-list", 1.2, lambda folded: folded.count("、") > 1),
    ("body-subject", 0.8, names_subject),
    ("body-broken-off", 0.6, breaks_off),
    ("body-fragment", -0.6, lambda _: True),
)


def _certain(line: Line, page: PageView) -> Iterator[Candidate]:
    near_edge = line.index < _TOP or line.index >= len(page.lines) - _BOTTOM
    if colophon.read(line.text):
        yield Candidate(Label.FOOT, 4.0, "colophon-roles")
        if not line.folded.startswith("("):
            return
    if _names_paper(line, page):
        yield Candidate(Label.MAST, 4.5, "masthead-name")
    facts = masthead.read(line.text) if near_edge or len(line.text) <= _LONG else None
    if facts and facts.share >= 0.5:  # noqa: PLR2004 - more than half of the line
        yield Candidate(Label.MAST, 4.5 * facts.share - (0.0 if near_edge else 2.5), "masthead-facts")
    if _decorates(line, page):
        yield Candidate(Label.SUBHEAD, 4.0, "subhead-bullet")
    elif _FURNITURE.fullmatch(line.folded):
        yield Candidate(Label.NOISE, 3.0, "furniture")
    signed = byline.read_line(line.text)
    if signed:
        yield Candidate(Label.BYLINE, 4.0 * signed.score, signed.rule)
    bare = None if signed or line.level else byline.read_bare(line.text)
    if bare:
        yield Candidate(Label.BYLINE, 4.0 * bare.score, bare.rule)


def _decorates(line: Line, page: PageView) -> bool:
    """Whether a line is a bullet that stands directly above a short phrase."""
    if not _BULLET.fullmatch(line.folded) or line.index + 1 >= len(page.lines):
        return False
    following = page.lines[line.index + 1]
    return following.gap <= line.gap and 2 <= len(following.folded) <= _LONGEST_SUBHEAD  # noqa: PLR2004 - a word


def _names_paper(line: Line, page: PageView) -> bool:
    """Whether a short line stands directly above the page's day or issue: the paper's name."""
    if line.index >= _TOP // 2 or len(line.text) > 12 or line.index + 1 >= len(page.lines):  # noqa: PLR2004
        return False
    following = page.lines[line.index + 1]
    return following.gap <= 1 and masthead.read(following.text).share >= 0.9 and not line.level  # noqa: PLR2004


def _phrase(line: Line, page: PageView) -> Iterator[Candidate]:
    """Headline and subhead: short, no sentence, quotes closed."""
    folded, length = line.folded, len(line.folded)
    marked = line.level is not None or line.kind is BlockKind.HEADING
    if _numbers(line, page):
        yield Candidate(Label.SUBHEAD, 3.2, "subhead-numbered")
        if marked:
            yield Candidate(Label.HEAD, 1.0, "heading-numbered")
        return
    if shape.is_bare_date(folded) or (folded.startswith("(") and folded.endswith(")")):
        return
    if not marked and (
        shape.open_quotes(folded) or shape.has_sentence_inside(folded) or folded.endswith(("。", ":"))
    ):
        return
    if line.index and _decorates(page.lines[line.index - 1], page):
        yield Candidate(Label.SUBHEAD, 3.2, "subhead-below-bullet")
        return
    score = _phrase_score(line, page)
    ahead = page.lead_ahead(line.index)
    if marked:
        level = line.level or 2
        if 0 < page.next_level(line.index) < level:  # a subhead stands above no larger heading
            yield Candidate(Label.HEAD, 3.0 + ahead, f"heading-above-larger-{level}")
            return
        yield Candidate(Label.HEAD, 3.0 - 0.5 * max(0, level - 2) + ahead, f"heading-{level}")
        yield Candidate(
            Label.SUBHEAD,
            0.6 + 0.7 * (level - 1) - 2.0 * (ahead >= 1) - page.bond(line.index).news,
            f"subheading-{level}",
        )
        return
    if 3 <= length <= _LONGEST_HEAD + 8:  # noqa: PLR2004 - no headline has two characters
        over = max(0, length - _LONGEST_HEAD) * 0.2 + max(0, shape.longest_run(folded) - _LONGEST_RUN) * 0.1
        short = 0.8 if length < 6 else 0.0  # noqa: PLR2004 - so short it would be a column or a caption
        score -= shape.prose(folded)
        colon = 0.8 if page.next_ends_with_colon(line.index) else 0.0
        yield Candidate(Label.HEAD, score - over - short - colon + ahead, "headline-shape")
    if 3 <= length <= _LONGEST_SUBHEAD:  # noqa: PLR2004 - as above
        yield Candidate(
            Label.SUBHEAD,
            score
            - 0.8
            - 0.12 * max(0, length - 12)
            - 2.0 * (ahead >= 1)
            - ahead
            - page.bond(line.index).news,
            "subhead-shape",
        )


def _numbers(line: Line, page: PageView) -> bool:
    """Whether a short line with 一、, (二) or ◆ before it and no stop behind stands above a paragraph."""
    folded = line.folded
    following = page.next_body(line.index)
    return (
        3 <= len(folded) <= _LONGEST_SUBHEAD  # noqa: PLR2004 - a mark and a word
        and shape.starts_item(folded)
        and not shape.has_clause(folded)
        and not folded.endswith(":")
        and following is not None
        and not shape.starts_item(following.folded)
        and not page.is_full(line.index)
    )


def _phrase_score(line: Line, page: PageView) -> float:
    folded = line.folded
    score = 1.0
    score += 0.6 if line.is_bold else 0.0
    score += min(2.0, 2.0 * (line.size - 1.0)) if line.size and line.size > 1.0 else 0.0
    score += 0.3 if shape.tells_deed(folded) else 0.0
    score -= 2.0 if shape.hangs(folded) or shape.starts_dated(folded) else 0.0
    score -= shape.commas(folded) + (1.5 if _COLON_CUT.search(folded) else 0.0)
    score -= 1.5 if breaks_off(folded) or names_subject(folded) else 0.0
    score -= 1.2 if shape.shows_scene(folded) else 0.0
    score -= 0.8 if page.image_gap(line.index) else 0.0
    score -= 0.7 if line.is_indented else 0.0
    score -= 0.5 if page.has_levels else 0.0
    score -= 0.8 if page.runs_short(line.index) else 0.0
    score -= 1.0 if page.is_full(line.index) else 0.0
    return score


def _picture(line: Line, page: PageView) -> Iterator[Candidate]:
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
    if not 3 <= len(line.folded) <= _LONGEST_PLAIN or shape.is_bare_date(line.folded):  # noqa: PLR2004
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


def _rubric(line: Line, page: PageView) -> Iterator[Candidate]:
    found = column.read(line.text)
    score = 4.5 * found.score if found else 0.0
    following = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    short = len(line.text) <= _LONGEST_RUBRIC
    if following is not None and short and _RUBRIC_SHAPE.fullmatch(line.folded) and _could_head(following):
        known = found is not None
        opens = 0.8 if page.lead_ahead(following.index) >= 0.8 or following.level else 0.0  # noqa: PLR2004
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
    return 5 <= len(line.folded) <= _LONGEST_HEAD and not line.folded.endswith(("。", ",", ";"))  # noqa: PLR2004


def _speaker(line: Line, page: PageView) -> Iterator[Candidate]:
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
