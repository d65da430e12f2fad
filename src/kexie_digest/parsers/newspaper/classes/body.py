"""Body: what makes a line a piece of running text, and how surely.

Takes a line and the measures of its page, gives one candidate. It knows no other class.
"""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_digest.parsers.newspaper.classes.label import Candidate, Label
from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.newspaper.page.seams import breaks_off, names_subject
from kexie_digest.parsers.parts import caption, dateline

_LONG: Final = 40


def body(line: Line, page: PageView) -> Iterator[Candidate]:
    """Read a line as a piece of body.

    Args:
        line: The line.
        page: Measures of its page.

    Yields:
        One candidate: BODY, or LEAD with a source phrase.
    """
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
