"""The body of one article on the page: source phrase, paragraphs, pictures, byline.

Takes a story as printed and the habits of the page, gives lines in reading order. Each
break inside a paragraph is noted on the line that continues it. It prints no headings.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from generator.layout import cuts, pictures
from generator.layout.sheet import Line, Style
from generator.stories import Story, Subhead, Voice

INDENT = "　　"


@dataclass
class Plan:
    """What will happen to a body, drawn before anything is printed.

    ``breaks``: paragraph index → sorted (offset, kind, lines printed in the break).
    """

    texts: list[str]
    breaks: dict[int, list[tuple[int, str, list[Line]]]] = field(default_factory=dict)
    lost: tuple[int, int] | None = None
    truncated: bool = False
    early_byline: bool = False


@dataclass
class Desk:
    """What is at hand while one article is laid out; ``headed``: its headline stands above it."""

    story: Story
    index: int
    style: Style
    rng: random.Random
    marked: bool
    headed: bool = True


def _split(plan: Plan, paragraph: int, desk: Desk, kind: str, inserted: list[Line]) -> bool:
    """Note one break in a paragraph, away from those it has; tell whether there was room."""
    taken = plan.breaks.setdefault(paragraph, [])
    for _ in range(6):
        drawn = cuts.draw(plan.texts[paragraph], desk.rng)
        if drawn is None:
            return False
        at, what = drawn
        if all(abs(at - other) >= cuts.LEFT for other, _, _ in taken):
            taken.append((at, kind or f"cut_{what}", inserted))
            taken.sort(key=lambda item: item[0])
            return True
    return False


def _draw_losses(plan: Plan, desk: Desk) -> None:
    rng = desk.rng
    last = len(plan.texts) - 1
    # A stump is only to be told from an open sentence by the byline that closes it.
    signed = bool(desk.story.byline) and desk.story.byline_at == "tail"
    if signed and rng.random() < 0.14 and (cut := cuts.stump(plan.texts[last], rng)):
        plan.texts[last] = plan.texts[last][:cut]
        plan.truncated = True
    if rng.random() < 0.1:
        paragraph = rng.randint(0, last)
        if gone := cuts.lose(plan.texts[paragraph], rng):
            text = plan.texts[paragraph]
            plan.texts[paragraph] = text[: gone[0]] + text[gone[1] :]
            plan.lost = (paragraph, gone[0])
            plan.breaks[paragraph] = [(gone[0], "lost", [])]


def draw_plan(desk: Desk) -> Plan:
    """Draw losses, column ends and the displaced byline of one body.

    Args:
        desk: The article and its page.

    Returns:
        The plan; pictures are not in it yet.
    """
    plan = Plan(list(desk.story.paragraphs))
    rng, last = desk.rng, len(plan.texts) - 1
    _draw_losses(plan, desk)
    bracketed = desk.story.byline.startswith(("（", "(")) and desk.story.byline_at == "tail"
    if bracketed and not plan.truncated and rng.random() < 0.08:
        line = Line(desk.story.byline, "byline", desk.index, blank=desk.style.spacing)
        line.faults.append("byline_early")
        plan.early_byline = _split(plan, last, desk, "byline_early", [line])
        line.flags.append(("displaced", "duplicate_byline"))
    for paragraph, text in enumerate(plan.texts):
        for floor, chance in ((45, 0.4), (140, 0.3)):
            if len(text) > floor and rng.random() < chance:
                _split(plan, paragraph, desk, "", [])
    return plan


def _insert_pictures(plan: Plan, desk: Desk) -> dict[str, list[list[Line]]]:
    """Put pictures inside sentences; give the others by place."""
    outside: dict[str, list[list[Line]]] = {pictures.BEFORE: [], pictures.BETWEEN: [], pictures.AFTER: []}
    for picture in desk.story.pictures:
        where = pictures.place(desk.rng)
        if where == pictures.BEFORE and not desk.headed:
            where = pictures.AFTER  # above a body without headline it would be its neighbour's
        lines = pictures.lay(picture, desk.index, desk.style, desk.rng, where=where)
        if where != pictures.INSIDE:
            outside[where].append(lines)
            continue
        signs = [fault for fault in lines[0].faults if fault.startswith("caption_")]
        long = [at for at, text in enumerate(plan.texts) if len(text) > 40]
        if not (long and _split(plan, desk.rng.choice(long), desk, signs[-1], lines)):
            again = pictures.lay(picture, desk.index, desk.style, desk.rng, where=pictures.AFTER)
            outside[pictures.AFTER].append(again)
    return outside


def _pieces(plan: Plan, paragraph: int, desk: Desk) -> list[Line]:
    """Print one paragraph with its breaks; the pieces are still unwrapped."""
    text, start, joins = plan.texts[paragraph], 0, ""
    lines: list[Line] = []
    for at, kind, inserted in [*plan.breaks.get(paragraph, []), (len(text), "", [])]:
        piece = text[start:at]
        line = Line(piece, "body", desk.index, body=piece, paragraph=paragraph, joins=joins)
        line.blank = desk.style.spacing if joins else desk.style.between_paragraphs
        if joins == "lost":
            line.faults.append("lost_inside")
            line.flags.append(("gap",))
        lines += [line, *inserted]
        start, joins = at, kind
    return lines


def _lead(desk: Desk) -> str:
    """The source phrase as printed before the first paragraph."""
    lead = desk.story.lead
    if not lead:
        return ""
    if desk.marked and "（" not in lead and "(" not in lead and desk.rng.random() < 0.4:
        lead = f"**{lead}**"
    closed = lead.endswith(("）", ")", "**", "】"))
    return lead + desk.rng.choice(("", " ", "　") if closed else (" ", "　"))


def _wrapped(line: Line, desk: Desk) -> list[Line]:
    """Break a printed piece into the lines of a column."""
    style = desk.style
    prefix = line.text[: len(line.text) - len(line.body)]
    strict = not (style.indent or style.airy)
    rows = cuts.wrap(line.body, style.width, first=len(prefix), strict=strict)
    first = Line(prefix + rows[0], "body", line.story, rows[0], line.paragraph, line.blank, line.joins)
    first.faults, first.flags = line.faults, line.flags
    rest = [Line(row, "body", line.story, row, line.paragraph, joins="wrap") for row in rows[1:]]
    return [first, *rest]


def _paragraph(plan: Plan, paragraph: int, desk: Desk) -> list[Line]:
    lines = _pieces(plan, paragraph, desk)
    indent = INDENT if desk.style.indent else ""
    lead = _lead(desk) if paragraph == 0 else ""
    lines[0].text = indent + lead + lines[0].text
    if not desk.style.width:
        return lines
    rows: list[Line] = []
    for line in lines:
        rows += _wrapped(line, desk) if line.kind == "body" else [line]
    return rows


def _subhead(part: Subhead, paragraph: int, desk: Desk) -> list[Line]:
    mark = "#" * desk.style.inner + " " if desk.marked else ""
    texts = [part.text] if mark else part.text.split(" ")
    lines = [Line(mark + texts[0], "subhead", desk.index, paragraph=paragraph, blank=desk.style.spacing)]
    lines += [Line(text, "subhead", desk.index, paragraph=paragraph, value="more") for text in texts[1:]]
    lines[0].value = part.text
    return lines


def _speaker(part: Voice, paragraph: int, desk: Desk) -> Line:
    line = Line(part.raw, "speaker", desk.index, paragraph=paragraph, blank=desk.style.spacing)
    line.value = part.name
    return line


def _text(plan: Plan, desk: Desk, between: list[list[Line]]) -> list[Line]:
    lines: list[Line] = []
    paragraph, portrait = 0, False
    gap = desk.rng.randrange(1, len(plan.texts)) if len(plan.texts) > 1 else 0
    for part in desk.story.body:
        if isinstance(part, Subhead):
            lines += _subhead(part, paragraph, desk)
        elif isinstance(part, Voice):
            lines.append(_speaker(part, paragraph, desk))
            portrait = desk.rng.random() < 0.5
        else:
            if paragraph == gap and gap:
                lines += [line for group in between for line in group]
            printed = _paragraph(plan, paragraph, desk)
            if portrait:
                printed[0].blank, portrait = 3, False
            lines += printed
            paragraph += 1
    return lines


def _signature(plan: Plan, desk: Desk, lines: list[Line]) -> list[Line]:
    """Print the byline at the end: glued to the last line or on its own line, or not again."""
    story, rng = desk.story, desk.rng
    if not story.byline or story.byline_at != "tail":
        return lines
    if plan.early_byline and rng.random() < 0.5:
        return lines
    glue = story.byline.startswith(("（", "(")) and rng.random() < 0.35 and not plan.truncated
    if glue and lines[-1].kind == "body" and not plan.early_byline:
        lines[-1].text += story.byline
        lines[-1].faults.append("byline_glued")
        return lines
    byline = Line(story.byline, "byline", desk.index, blank=desk.style.spacing)
    if plan.early_byline:
        byline.faults.append("byline_twice")
    return [*lines, byline]


def lay(desk: Desk) -> tuple[list[Line], Plan]:
    """Lay out the body of one article.

    Args:
        desk: The article and its page.

    Returns:
        The lines from the pictures above the body to those below the byline, and the plan
        that was carried out.
    """
    plan = draw_plan(desk)
    outside = _insert_pictures(plan, desk)
    if len(plan.texts) == 1:
        outside[pictures.AFTER] += outside.pop(pictures.BETWEEN)
    lines = _text(plan, desk, outside.get(pictures.BETWEEN, []))
    if plan.truncated:
        last = next(line for line in reversed(lines) if line.kind == "body")
        last.faults.append("lost_tail")
        last.flags.append(("truncated",))
    lines = _signature(plan, desk, lines)
    before = [line for group in outside[pictures.BEFORE] for line in group]
    if desk.story.byline and desk.story.byline_at == "before":
        before.insert(0, Line(desk.story.byline, "byline", desk.index, blank=desk.style.spacing))
    after = [line for group in outside[pictures.AFTER] for line in group]
    return [*before, *lines, *after], plan
