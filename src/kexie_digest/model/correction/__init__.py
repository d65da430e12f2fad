"""What an editor put right in one article; the article as it was read stays beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class CorrectionField(StrEnum):
    """What of an article an editor may put right."""

    THEME = "theme"
    THEMES = "themes"
    TITLE = "title"
    CAPTION = "caption"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Correction:
    """更正: one change by one editor, never altered; undoing is another correction.

    ``was`` is the value the editor saw, ``becomes`` the one wanted:

    ``theme``    the main theme's key; ``becomes == was`` confirms it
    ``themes``   all labels, the main one first, separated by commas
    ``title``    the title; empty where there is none
    ``caption``  a caption; ``path`` is ``captions[0]`` or ``images[0]``
    ``join``     paragraphs, one a line, from ``path`` (``paragraphs[2]``) on; ``becomes``
                 has the same characters and other line breaks, so a missing break joins
                 two paragraphs and a new one divides

    ``id`` is the store's number, growing with time; 0 before it is stored.
    """

    article_id: str
    field: CorrectionField
    was: str
    becomes: str
    by: str
    at: dt.datetime
    path: str = ""
    note: str = ""
    id: int = 0
