"""Three languages of the pages: as they are written, converted to traditional, English.

Takes ``?lang=`` and a finished page, gives the page as asked. Only what we say ourselves
is translated: articles stay as they were printed, converted for ``zh-TW`` and marked so.
"""

import re

from fastapi import Request

from kexie_digest.text.script import to_traditional
from kexie_digest.web.pages import address
from kexie_digest.web.reader.english import ENGLISH

CHINESE, TRADITIONAL, IN_ENGLISH = "zh-CN", "zh-TW", "en"
#: Language → how it calls itself.
LANGUAGES = {CHINESE: "简体", TRADITIONAL: "繁體", IN_ENGLISH: "English"}

#: Attributes that are read by programs, not by people.
_KEPT = re.compile(r"""((?<![\w-])(?:value|href|src|action|content)="[^"]*")""")
_LANG = re.compile(r'(?<![\w-])lang="zh-CN"')


def of(request: Request) -> str:
    """Give the language a page is asked for in; anything unknown is Chinese."""
    asked = request.query_params.get("lang", CHINESE)
    return asked if asked in LANGUAGES else CHINESE


class Wording:
    """What templates say in the language of a request."""

    def __init__(self, lang: str) -> None:
        """Speak a language.

        Args:
            lang: A key of :data:`LANGUAGES`.
        """
        self.lang = lang

    def t(self, words: str) -> str:
        """Say something of ours: as it is, or in English where there is a word for it."""
        return ENGLISH.get(words, words) if self.lang == IN_ENGLISH else words

    def to(self, path: str, **query: object) -> str:
        """Give the address of a page of ours in the same language."""
        return address(path, **query, lang="" if self.lang == CHINESE else self.lang)

    def finish(self, html: str) -> str:
        """Give a finished page in the language's script."""
        if self.lang != TRADITIONAL:
            return html
        parts = _KEPT.split(_LANG.sub('lang="zh-TW"', html))
        return "".join(part if index % 2 else to_traditional(part) for index, part in enumerate(parts))
