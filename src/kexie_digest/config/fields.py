"""Field types of ``sources.yaml``: one value each, checked by itself.

Takes a value as YAML gave it, gives it back checked (weekday names and day
numbers in one spelling). What depends on several settings is in ``references``.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from kexie_digest.config.contrast import LEAST_CONTRAST, contrast_with_white
from kexie_digest.config.mistakes import shown
from kexie_digest.model import Cron


@dataclass(frozen=True, slots=True)
class Expect:
    """What a field takes, in both languages, and an example in YAML; also shown by editors."""

    chinese: str
    english: str
    example: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Add the words to the JSON Schema, for completion in editors."""
        made = handler(schema)
        made["description"] = f"{self.chinese} ({self.english}): {self.example}"
        return made


def wrong(chinese: str, english: str) -> PydanticCustomError:
    """Make the error a field's check raises.

    Args:
        chinese: What is wrong, as the end of a sentence that starts with the setting's name.
        english: The same in English.

    Returns:
        The error; ``wording`` reads both sentences from its context.
    """
    return PydanticCustomError("kexie", "{english}", {"chinese": chinese, "english": english})


_DURATION = re.compile(r"([1-9][0-9]{0,3}) ?([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_LONGEST = timedelta(days=31)
_MAIL = re.compile(r"[^\s@<>(),;:\"\[\]\\]+@[^\s@<>(),;:\"\[\]\\.]+(\.[^\s@<>(),;:\"\[\]\\.]+)+")
#: RFC 5321 §4.5.3.1: longest path.
_LONGEST_MAIL = 254
_LIST_NAME = re.compile(r"\w[\w.-]{0,63}")
_HOST = re.compile(r"[0-9A-Za-z.:_-]+")
_ACCOUNT = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
_KEY = re.compile(r"\w[\w-]{0,63}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
#: Longer ones were never seen and cannot be read by an owner.
_LONGEST_PATTERN = 500


def duration(text: str) -> timedelta:
    """Read ``30m``, ``2h`` or ``1d``.

    Args:
        text: A number and its unit.

    Returns:
        The time span.

    Raises:
        PydanticCustomError: The text is something else, or longer than 31 days.
    """
    found = _DURATION.fullmatch(text)
    if found is None or int(found[1]) * _UNITS[found[2]] > _LONGEST:
        raise wrong(f"不能是“{text}”", f"cannot be “{text}”")
    return int(found[1]) * _UNITS[found[2]]


def _matching(pattern: re.Pattern[str], chinese: str, english: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if pattern.fullmatch(text) is None:
            raise wrong(f"不能是“{shown(text)}”，{chinese}", f"cannot be “{shown(text)}”, {english}")
        return text

    return check


def _check_duration(text: str) -> str:
    duration(text)
    return text


def _check_cron(text: str) -> str:
    try:
        Cron.read(text)
    except ValueError as error:
        chinese, _, english = str(error).removesuffix(")").partition(" (")
        raise wrong(f"不能是“{text}”：{chinese}", f"cannot be “{text}”: {english}") from None
    return text


def day_span(text: str) -> tuple[date, ...]:
    """Read a day, or the days from one to another.

    Args:
        text: ``2027-02-06`` or ``2027-02-06..2027-02-12``.

    Returns:
        The days, in order.

    Raises:
        PydanticCustomError: The text is something else, or more than a month.
    """
    first, _, last = text.partition("..")
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        raise wrong(f"不能是“{text}”", f"cannot be “{text}”") from None
    if not timedelta() <= end - begin <= _LONGEST:
        raise wrong(f"“{text}”首尾颠倒，或超过一个月", f"“{text}” runs backwards, or is more than a month")
    return tuple(begin + timedelta(days=ahead) for ahead in range((end - begin).days + 1))


def _check_days(text: str) -> str:
    day_span(text)
    return text


def _day_to_text(value: Any) -> Any:  # noqa: ANN401 - whatever YAML gave
    """Take a day that YAML read as a date."""
    return value.isoformat() if isinstance(value, date) else value


def _check_timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise wrong(f"不认识时区“{name}”", f"unknown time zone “{name}”") from None
    return name


def _check_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(character.isspace() for character in url):
        raise wrong(f"不是网址：“{url}”", f"not a web address: “{url}”")
    return url


def _check_polled(url: str) -> str:
    """Take what a source may be polled at; a mailbox's login stays out of the file."""
    if not url.lower().startswith(("imap://", "imaps://")):
        return _check_url(url)
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and parts.port != 0
        has_login = "@" in parts.netloc
    except ValueError:
        usable, has_login = False, "@" in url
    if has_login:
        raise wrong(
            "不能写用户名和密码，请放进环境变量 KEXIE_MAILBOX_名字",
            "must not hold a login: put it into the variable KEXIE_MAILBOX_name",
        )
    if not usable or any(character.isspace() for character in url):
        raise wrong(f"不是邮箱服务器地址：“{url}”", f"not a mailbox address: “{url}”")
    return url


def _check_selector(text: str) -> str:
    try:
        # Imported when a recipe is there: it would make every other start a tenth slower.
        import_module("kexie_digest.text.selectors").compile_selector(text)
    except ValueError as error:
        raise wrong(
            f"“{text}”不是 CSS 选择器，也不是 XPath",
            f"“{text}” is neither a CSS selector nor an XPath: {error}",
        ) from None
    return text


def is_mail_address(text: str) -> bool:
    """Tell whether a text has the form of a mail address.

    Args:
        text: Anything.

    Returns:
        True for ``name@host.tld``, characters of any script included.
    """
    return len(text) <= _LONGEST_MAIL and _MAIL.fullmatch(text) is not None


def _check_mail(text: str) -> str:
    if not is_mail_address(text):
        raise wrong(f"不是邮箱地址：“{text}”", f"not a mail address: “{text}”")
    return text


def _check_recipient(text: str) -> str:
    if not (is_mail_address(text) if "@" in text else _LIST_NAME.fullmatch(text)):
        raise wrong(f"不是邮箱地址或名单名：“{text}”", f"neither a mail address nor a list name: “{text}”")
    return text


def _check_pattern(text: str) -> str:
    if len(text) > _LONGEST_PATTERN:
        raise wrong(f"太长，超过 {_LONGEST_PATTERN} 字", f"longer than {_LONGEST_PATTERN} characters")
    try:
        matches_nothing = re.compile(text).search("") is not None
    except (re.error, OverflowError, RecursionError) as error:
        raise wrong(f"正则表达式“{text}”有误", f"“{text}” is no regular expression: {error}") from None
    if matches_nothing:
        raise wrong(f"正则表达式“{text}”会匹配任何文字", f"“{text}” matches every text")
    return text


def _check_colour(text: str) -> str:
    """Take a colour that white letters stand out from, and that can be read on white and on its own tint."""
    if _COLOUR.fullmatch(text) is None:
        raise wrong(f"不能是“{shown(text)}”", f"cannot be “{shown(text)}”")
    if contrast_with_white(text) < LEAST_CONTRAST:
        raise wrong(
            f"“{text}”太浅，白底上的字看不清，请选深一些的",
            f"“{text}” is too light for text on white, choose a darker one",
        )
    return text


def _check_line(text: str) -> str:
    """Refuse line breaks, tabs and control characters: they would break mail headers and headlines."""
    if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in text):
        raise wrong("里有换行、制表符或控制字符", "holds a line break, tab or control character")
    return text


def _check_not_blank(text: str) -> str:
    if not text.strip():
        raise wrong("不能是空的", "is empty")
    return _check_line(text)


def _number_to_text(value: Any) -> Any:  # noqa: ANN401 - whatever YAML gave
    """Take ``on: 15`` as well as ``on: "15"``."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _phrase(value: Any) -> Any:  # noqa: ANN401 - whatever YAML gave
    """Take a bare pattern as well as a pattern with its weight."""
    return {"pattern": value} if isinstance(value, str) else value


Line = Annotated[str, AfterValidator(_check_line)]
Text = Annotated[str, AfterValidator(_check_not_blank)]
Key = Annotated[
    str, AfterValidator(_matching(_KEY, "名字只用文字、数字、- 和 _", "names take letters, digits, - and _"))
]
Duration = Annotated[
    str, AfterValidator(_check_duration), Field(json_schema_extra={"pattern": "^[1-9][0-9]*[mhd]$"})
]
TimeZone = Annotated[str, AfterValidator(_check_timezone)]
PolledAddress = Annotated[str, AfterValidator(_check_polled), Field(json_schema_extra={"format": "uri"})]
Selector = Annotated[str, AfterValidator(_check_selector)]
AccountName = Annotated[
    str, AfterValidator(_matching(_ACCOUNT, "只用大写字母、数字和 _", "takes capital letters, digits and _"))
]
MailAddress = Annotated[str, AfterValidator(_check_mail), Field(json_schema_extra={"format": "email"})]
RecipientText = Annotated[str, AfterValidator(_check_recipient)]
Host = Annotated[
    str, AfterValidator(_matching(_HOST, "应为主机名或 IP", "a host name or address was expected"))
]
TimeOfDay = Annotated[
    str,
    AfterValidator(_matching(_TIME, "时间写作“时:分”", "a time is hours:minutes")),
    Field(json_schema_extra={"pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
Colour = Annotated[
    str, AfterValidator(_check_colour), Field(json_schema_extra={"pattern": "^#[0-9A-Fa-f]{6}$"})
]
CronLine = Annotated[str, AfterValidator(_check_cron)]
Days = Annotated[str, AfterValidator(_check_days), BeforeValidator(_day_to_text)]
DayName = Annotated[str, BeforeValidator(_number_to_text)]
Pattern = Annotated[str, AfterValidator(_check_pattern)]
Weight = Annotated[float, Field(gt=0, le=100)]
FromPhrase = BeforeValidator(_phrase)
