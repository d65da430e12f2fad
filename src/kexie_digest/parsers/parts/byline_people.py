"""The inside of a byline: names with the roles and papers that govern them.

Takes what stands between the brackets or after the bullet, gives people and bodies. Where
a byline begins and ends, and how sure its shape makes us, is ``byline``'s.
"""

import re
from typing import Final

from kexie_digest.model import Byline, BylineRole
from kexie_digest.parsers.parts.names import could_be_person, is_body, is_person
from kexie_digest.text.script import fold

_WRITER: Final = r"(?:特约|见习|实习|首席|驻站|特派|全媒体|融媒体|融媒|新媒体|全媒|资深)?"
_ROLE: Final = re.compile(
    rf"(?P<paper>[㐀-鿿A-Za-z0-9·+]{{0,14}}?)(?P<kind>{_WRITER}(?:记者|通讯员|通信员|撰稿人|评论员)|实习生|特约撰稿)"
    r"(?:组)?[:/|]?(?P<rest>.*)"
)
BOTH: Final = re.compile(r"(?:文[/·、]?图|图[/·、]?文|文[/·、]摄|文并摄|摄影报道|图文|文图)")
#: 文/, 撰稿:, 参与采写: a short word and a mark, names behind it; what the word is does not matter
#: much, only whether those it names took the pictures.
LABEL: Final = re.compile(
    r"(?:图/文|文/图|图文|文图|(?!\S{0,14}(?:记者|通讯员|通信员|实习生)[:/|])(?!\S{0,6}(?:时间|地点|电话|邮箱|邮编|日期|网址|来源))(?P<word>[\u4e00-\u9fff]{1,7}?)(?:单位|者)?)[:/|]"
)
_LONE_LABEL: Final = re.compile(r"(?:图/文|文/图|图文|文图|作者|撰文|撰稿|文字?|供稿|来稿|摄影|图片?)$")
_TAKES_PICTURES: Final = re.compile(r"摄|图|照片|绘|漫画")
_ANY_SELF: Final = frozenset(
    {"学会", "协会", "本会", "我会", "本刊", "本报", "单位", "会员", "整理", "报道", "供稿"}
)
TOKENS: Final = re.compile(r"[^\s,、;]+")
_REPORTED: Final = re.compile(r"\s*(?:综合|摄影)?(?:报道|整理|采写|撰写|撰文|供稿|来稿|采访)$")
_CONTRIBUTOR_WORDS: Final = ("通讯员", "通信员", "实习生", "撰稿")


def read_people(text: str) -> tuple[Byline, ...]:
    """Read the inside of a byline: names with the roles that govern them.

    Args:
        text: What stands between the brackets, or a whole byline line.

    Returns:
        People and bodies in printed order; empty when some part is neither.
    """
    folded = fold(text)
    if len(folded) != len(text):
        folded = text
    return _People(text, folded).read()


def _is_glued(folded: str, label: re.Match[str]) -> bool:
    """Whether what looks like a label is a name: 张三/某某学会, 张三文/图."""
    both = BOTH.search(folded)
    name = folded[: both.start()] if both and both.end() == len(folded) else folded[: label.end()].rstrip("/")
    return is_person(name)


class _People:
    """One reading of a byline: the role in force and what was found so far."""

    def __init__(self, text: str, folded: str) -> None:
        self._text, self._folded = text, folded
        self._role: BylineRole | None = None
        self._paper: str | None = None
        self._found: list[Byline] = []
        self._single = ""

    def read(self) -> tuple[Byline, ...]:
        """Take token after token; one that fits nowhere spoils the whole reading."""
        for match in TOKENS.finditer(self._folded):
            if not self._take(self._text[match.start() : match.end()], match.group()):
                return ()
        return () if self._single else tuple(self._found)

    def _take(self, raw: str, folded: str) -> bool:
        if self._found and BOTH.fullmatch(folded):  # 张三 文/摄: the writer took the pictures too
            return True
        label = _LONE_LABEL.match(folded) or LABEL.match(folded)
        if label and not self._single and not _is_glued(folded, label):
            self._label(label)
            raw, folded = raw[label.end() :], folded[label.end() :]
            if not folded:
                return True
        role = _ROLE.fullmatch(folded)
        if role:
            self._govern(role, raw)
            raw, folded = raw[role.start("rest") :], role.group("rest")
        raw, folded = self._strip_photo(raw, folded)
        return not folded or self._name(raw, folded)

    def _label(self, label: re.Match[str]) -> None:
        word = label.groupdict().get("word") or ("" if "文" in label.group() else label.group())
        pictures = _TAKES_PICTURES.search(word) and "文" not in word
        self._role, self._paper = (BylineRole.PHOTOGRAPHER if pictures else None), None

    def _govern(self, role: re.Match[str], raw: str) -> None:
        contributor = role.group("kind").endswith(_CONTRIBUTOR_WORDS)
        self._role = BylineRole.CONTRIBUTOR if contributor else BylineRole.REPORTER
        paper = raw[role.start("paper") : role.end("paper")]
        self._paper = paper or None

    def _strip_photo(self, raw: str, folded: str) -> tuple[str, str]:
        both = BOTH.search(folded)
        if both and both.end() == len(folded):
            return raw[: both.start()].rstrip("/·"), folded[: both.start()].rstrip("/·")
        if both and both.start() == 0:
            cut = len(folded) - len(folded[both.end() :].lstrip(":/"))
            return raw[cut:], folded[cut:]
        reported = _REPORTED.search(folded)
        if reported:
            return raw[: reported.start()], folded[: reported.start()]
        if folded in {"文", "图", "摄", "摄影", "/"} or folded.endswith(("/文", "/图", "/摄")):
            return self._credit(raw, folded)
        return raw, folded

    def _credit(self, raw: str, folded: str) -> tuple[str, str]:
        name, _, what = folded.rpartition("/")
        if what in {"图", "摄", "摄影"} and name and is_person(name):
            self._found.append(Byline(raw[: len(name)], BylineRole.PHOTOGRAPHER, self._paper))
            return "", ""
        if what in {"摄", "摄影", "图"} and not name and self._found:
            last = self._found.pop()
            self._found.append(Byline(last.name, BylineRole.PHOTOGRAPHER, last.affiliation))
            return "", ""
        return raw[: len(name)], name

    def _name(self, raw: str, folded: str) -> bool:
        if len(folded) == 1 or self._single:  # 王 芳, set wide
            self._single += raw
            if len(self._single) > 1:
                raw, self._single = self._single, ""
                return self._add(raw, fold(raw))
            return True
        return self._add(raw, folded)

    def _add(self, raw: str, folded: str) -> bool:
        if folded in _ANY_SELF:
            return True
        name, _, unit = folded.partition("/")
        if is_person(name) and is_body(unit):
            role = self._role or BylineRole.CONTRIBUTOR
            self._found.append(Byline(raw[: len(name)], role, raw[len(name) + 1 :]))
            return True
        if is_body(folded) and not (self._role and is_person(folded)):
            self._found.append(Byline(raw, BylineRole.ORGANISATION))
            return True
        if could_be_person(folded):
            self._found.append(Byline(raw, self._role or BylineRole.CONTRIBUTOR, self._paper))
            return True
        return False
