"""One generated page: which articles stand on it, what is taken from them, in which order.

Takes a half and a seed, gives a :class:`Page`: the text, its gold JSON, the faults made
and the cues each article lacks. The same half and seed give the same page.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any

from generator import gold
from generator.layout import body, damage, frame, heads, pictures
from generator.layout.sheet import Line, Style, draw_style
from generator.stories import Picture, Story, load

SEED_BASE = {"tuning": 1_000_000, "heldout": 2_000_000}
TAKEN = {"lead": 0.3, "byline": 0.34, "marks": 0.15}


@dataclass(frozen=True)
class Page:
    """A page and all that is known of it.

    ``faults`` are ``{"kind", "line", "article"}``; ``cues`` tell for each article whether
    it has a source phrase, a byline, heading marks and blank lines at every picture;
    ``kinds`` give each printed line its kind, by line number.
    """

    name: str
    text: str
    gold: dict[str, Any]
    faults: list[dict[str, Any]]
    cues: list[dict[str, bool]]
    kinds: dict[int, str] = field(default_factory=dict)


@dataclass
class Job:
    """The page while it is made: articles in page order, and how their heads are set."""

    half: str
    style: Style
    rng: random.Random
    stories: list[Story]
    marked: list[bool]
    head_below: set[int]
    headless: set[int]
    shared: dict[int, str]
    rubrics: dict[int, tuple[str, str | None]]
    strays: dict[int, Picture] = field(default_factory=dict)


def _choose(stories: tuple[Story, ...], rng: random.Random) -> list[Story]:
    """Draw 3 to 8 articles, most of one paper; packages with a rubric of their own come last."""
    count = rng.randint(3, 8)
    paper = rng.choice(stories).paper
    own = [story for story in stories if story.paper == paper]
    if rng.random() < 0.4:
        own = []
    drawn = rng.sample(own, k=min(len(own), count))
    rest = [story for story in stories if story not in drawn]
    drawn += rng.sample(rest, k=count - len(drawn))
    rng.shuffle(drawn)
    return sorted(drawn, key=lambda story: story.rubric is not None)


def _pairs(job: Job, pool: tuple[Story, ...]) -> None:
    """Now and then set two articles below and above one shared kicker, both heads between them."""
    names = sorted({story.pair for story in pool if story.pair})
    if not names or job.rng.random() > 0.12:
        return
    name = job.rng.choice(names)
    pair = [story for story in pool if story.pair == name]
    first = next(story for story in pair if story.pair_kicker)
    second = next(story for story in pair if story is not first)
    rest = [story for story in job.stories if story.pair != first.pair]
    job.stories = [first, second, *rest[: max(1, len(job.stories) - 2)]]
    job.shared[0] = str(first.pair_kicker)
    job.head_below.add(0)


def _take_cues(job: Job) -> None:
    """Take source phrases, bylines and heading marks from a share of the articles."""
    for index, story in enumerate(job.stories):
        paired = bool(job.shared) and index < 2
        changed = story
        if not paired and job.rng.random() < TAKEN["lead"]:
            changed = changed.without_lead()
        if job.rng.random() < TAKEN["byline"]:
            changed = changed.without_byline()
        job.stories[index] = changed
        job.marked.append(job.style.marked and not paired and job.rng.random() > TAKEN["marks"])


def _move_heads(job: Job) -> None:
    """Set some heads below their bodies, and lose a few, where a source phrase still opens the article."""
    for index, story in enumerate(job.stories):
        simple = bool(story.lead) and not story.kicker and not story.subtitle
        near = {index - 1, index + 1} & (job.head_below | job.headless)
        if not simple or near or (job.shared and index < 2):
            continue
        if job.rng.random() < 0.12:
            job.head_below.add(index)
            job.marked[index] = False
        elif job.rng.random() < 0.05:
            job.headless.add(index)


def _draw_rubrics(job: Job) -> None:
    if job.rng.random() < 0.35 and not job.shared:
        at = job.rng.randrange(len(job.stories))
        text, pinyin = job.rng.choice(heads.RUBRICS[job.half])
        job.rubrics[at] = (text, pinyin if job.rng.random() < 0.7 else None)
    for index, story in enumerate(job.stories):
        if story.rubric:
            job.rubrics[index] = (story.rubric, None)
    if job.style.script == "traditional":
        job.rubrics = {
            at: (damage.to_traditional(text), pinyin) for at, (text, pinyin) in job.rubrics.items()
        }


def _head(job: Job, index: int) -> list[Line]:
    if index in job.headless:
        return []
    story = job.stories[index]
    lines = heads.stack(story, index, job.style, job.rng, marked=job.marked[index])
    if index in job.head_below:
        lines[0].faults.append("title_after")
        lines[0].flags.append(("displaced",))
    return lines


def _article(job: Job, index: int) -> list[Line]:
    """Print one article with its heads."""
    headed = index not in job.headless | job.head_below
    desk = body.Desk(job.stories[index], index, job.style, job.rng, job.marked[index], headed)
    lines, _ = body.lay(desk)
    head = _head(job, index)
    if index in job.headless:
        opening = next(line for line in lines if line.kind == "body")
        opening.faults.append("no_headline")
        opening.flags.append(("no_headline",))
    if index in job.head_below:
        lines += head
        if index in job.shared:
            kicker = Line(job.shared[index], "shared_kicker", index, value=job.shared[index])
            kicker.blank = job.style.spacing
            kicker.faults.append("shared_kicker")
            kicker.flags.append(("ambiguous",))
            lines.append(kicker)
        return lines
    return head + lines


def _stray(job: Job) -> list[Line]:
    """Now and then print a caption at the end of the page whose words lead back to its article."""
    last = len(job.stories) - 1
    bodies = ["".join(story.paragraphs) for story in job.stories]
    for index, story in enumerate(job.stories[:last]):
        for picture in story.pictures:
            others = [text for at, text in enumerate(bodies) if at != index]
            near = max(pictures.belongs(picture.caption, text) for text in others)
            own = pictures.belongs(picture.caption, bodies[index])
            if own > 0.9 and own > near + 0.5 and job.rng.random() < 0.35:
                kept = tuple(item for item in story.pictures if item is not picture)
                job.stories[index] = replace(story, pictures=kept)
                job.strays[index] = picture
                lines = pictures.lay(picture, index, job.style, job.rng, where=pictures.ASTRAY)
                lines[0].flags.append(("displaced",))
                return lines
    return []


def _assemble(job: Job) -> tuple[list[Line], dict[str, Any]]:
    fields = dict(frame.EMPTY)
    lines: list[Line] = []
    if job.rng.random() < 0.4:
        lines, found = frame.masthead(job.stories[0].paper, job.rng)
        fields |= found
    stray = _stray(job)
    for index in range(len(job.stories)):
        if index in job.rubrics:
            text, pinyin = job.rubrics[index]
            lines.append(heads.rubric(text, pinyin, job.style, job.rng))
        lines += _article(job, index)
    lines += stray
    if job.rng.random() < 0.4:
        line, editors = frame.colophon(job.half, job.rng)
        lines.append(line)
        fields["page_editors"] = editors
    fields["script"] = job.style.script
    fields["raw_lines"] = [line.text for line in lines if line.kind in {"masthead", "colophon"}]
    return lines, fields


def _number(lines: list[Line]) -> str:
    """Write the lines out and note where each one stands (1-based)."""
    rows: list[str] = []
    for line in lines:
        rows += [""] * line.blank
        rows.append(line.text)
        line.number = len(rows)
    return "\n".join(rows) + "\n"


def _columns(job: Job) -> list[str | None]:
    column, found = None, []
    for index in range(len(job.stories)):
        column = job.rubrics[index][0] if index in job.rubrics else column
        found.append(column)
    return found


def _cues(job: Job, lines: list[Line]) -> list[dict[str, bool]]:
    pictured = {line.story for line in lines if line.kind == "caption"}
    bare = {line.story for line in lines if "caption_no_slot" in line.faults}
    return [
        {
            "lead": bool(story.lead),
            "byline": bool(story.authors),
            "marks": job.marked[index] and index not in job.headless,
            "slots": index not in bare,
            "pictures": index in pictured,
        }
        for index, story in enumerate(job.stories)
    ]


def make(half: str, seed: int) -> Page:
    """Make one page.

    Args:
        half: ``tuning`` or ``heldout``.
        seed: The number of the page in its half, below one million.

    Returns:
        The page with its truth.
    """
    rng = random.Random(SEED_BASE[half] + seed)  # noqa: S311 - a page to test with, no secret
    pool = load(half)
    job = Job(half, draw_style(rng), rng, _choose(pool, rng), [], set(), set(), {}, {})
    _pairs(job, pool)
    _take_cues(job)
    _move_heads(job)
    _draw_rubrics(job)
    made: list[list[str]] = []
    for index, story in enumerate(job.stories):
        job.stories[index], faults = damage.dress(story, job.style, rng)
        made.append(faults)
    if job.shared:
        job.shared = {0: str(job.stories[0].pair_kicker)}
    lines, fields = _assemble(job)
    text = _number(lines)
    for index, faults in enumerate(made):
        next(line for line in lines if line.story == index and line.kind == "body").faults.extend(faults)
    name = f"{half}-{seed:06d}.txt"
    setting = gold.Setting(
        _columns(job), job.shared, job.headless, {at: (picture,) for at, picture in job.strays.items()}
    )
    truth = gold.build(name, fields, lines, job.stories, setting)
    kinds = {line.number: line.kind for line in lines}
    return Page(name, text, truth, gold.faults(lines), _cues(job, lines), kinds)
