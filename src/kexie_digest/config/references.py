"""What must agree between settings of ``sources.yaml``.

Takes the raw data of the file, gives mistakes: themes that no section may name,
schedules whose day does not fit, two sources of one address. It works on raw data,
so that a wrong value elsewhere does not hide these.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from kexie_digest.config.fields import Expect
from kexie_digest.config.mistakes import nearest
from kexie_digest.config.tree import Path, Tree, dotted
from kexie_digest.config.wording import mistake
from kexie_digest.errors import ConfigError
from kexie_digest.model.schedule import weekday


@dataclass(frozen=True, slots=True)
class Known:
    """Names the rest of the program knows; an empty list is not checked."""

    themes: Sequence[str]
    kinds: Sequence[str] = ()
    layouts: Sequence[str] = ()
    styles: Sequence[str] = ()


def find_mistakes(tree: Tree, known: Known) -> list[ConfigError]:
    """Check what must agree.

    Args:
        tree: The file's raw data and places.
        known: Themes, source kinds, layouts and styles there are.

    Returns:
        All mistakes; empty when everything agrees.
    """
    checks = (
        _kinds,
        _layouts,
        _styles,
        _sections,
        _schedules,
        _labels,
        _addresses,
        _kinds_of_address,
        _folders,
        _shared_names,
    )
    return [found for check in checks for found in check(tree, known)]


def _entries(tree: Tree, section: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    entries = tree.value.get(section)
    if isinstance(entries, dict):
        for key, entry in entries.items():
            if isinstance(entry, dict):
                yield (section, key), entry


def _one_of(
    tree: Tree, path: Path, value: object, known: Sequence[str], *, code: str
) -> Iterator[ConfigError]:
    if not known or not isinstance(value, str) or value in known:
        return
    meant = nearest(value, known)
    example = meant or known[0]
    yield mistake(
        tree,
        path,
        f"不能是“{value}”" + (f"（是不是 {meant}？）" if meant else ""),
        f"cannot be “{value}”" + (f", did you mean {meant}?" if meant else ""),
        code=code,
        expect=Expect(
            f"其中之一：{'、'.join(known)}", f"one of: {', '.join(known)}", _written(path, example)
        ),
    )


def _written(path: Path, example: str) -> str:
    """Show a setting with its name; an item of a list has none."""
    return f"{path[-1]}: {example}" if isinstance(path[-1], str) else example


def _kinds(tree: Tree, known: Known) -> Iterator[ConfigError]:
    for path, entry in _entries(tree, "sources"):
        yield from _one_of(tree, (*path, "kind"), entry.get("kind"), known.kinds, code="unknown_kind")


def _layouts(tree: Tree, known: Known) -> Iterator[ConfigError]:
    for section in ("sources", "drops"):
        for path, entry in _entries(tree, section):
            yield from _one_of(
                tree, (*path, "layout"), entry.get("layout"), known.layouts, code="unknown_layout"
            )


def _styles(tree: Tree, known: Known) -> Iterator[ConfigError]:
    for path, entry in _entries(tree, "digests"):
        yield from _one_of(tree, (*path, "style"), entry.get("style"), known.styles, code="unknown_style")


def _sections(tree: Tree, known: Known) -> Iterator[ConfigError]:
    if "themes" in tree.broken:
        return  # the owner's own themes could not be read: every section would be blamed
    own = tree.value.get("themes")
    themes = [*known.themes, *(own if isinstance(own, dict) else ()), "*"]
    for path, entry in _entries(tree, "digests"):
        given = entry.get("sections")
        sections = given if isinstance(given, list) else []
        for index, key in enumerate(sections):
            place = (*path, "sections", index)
            yield from _one_of(tree, place, key, themes, code="unknown_theme")
            if key in sections[:index]:
                expect = Expect("每个专题只列一次", "each theme once", "sections: [awards, cooperation]")
                yield mistake(
                    tree,
                    place,
                    f"重复了“{key}”",
                    f"“{key}” is listed twice",
                    code="listed_twice",
                    expect=expect,
                )


def _schedules(tree: Tree, _known: Known) -> Iterator[ConfigError]:
    for path, entry in _entries(tree, "digests"):
        schedule = entry.get("schedule")
        if isinstance(schedule, dict) and "cron" in schedule:
            yield from _beside_cron(tree, (*path, "schedule"), schedule)
        elif isinstance(schedule, dict):
            yield from _day_of_schedule(tree, (*path, "schedule"), schedule)


def _beside_cron(tree: Tree, path: Path, schedule: Mapping[str, Any]) -> Iterator[ConfigError]:
    for name in ("every", "on", "at"):
        if name in schedule:
            words = ("与 cron 不能同写", "cannot stand beside cron")
            yield mistake(tree, (*path, name), *words, code="beside_cron", expect=_ONLY_CRON, on_key=True)


def _day_of_schedule(tree: Tree, path: Path, schedule: Mapping[str, Any]) -> Iterator[ConfigError]:
    every, day = str(schedule.get("every", "week")), schedule.get("on")
    if every == "cron":
        words = ("写 cron 时要有 cron 一行", "cron needs its own line")
        yield mistake(tree, (*path, "every"), *words, code="missing", expect=_ONLY_CRON)
        return
    fits, expect = _DAYS.get(every, (_any_day, _WEEKDAY))
    if isinstance(day, (str, int)) and not fits(str(day)):
        words = (f"不能是“{day}”", f"cannot be “{day}” with every: {every}")
        yield mistake(tree, (*path, "on"), *words, code="bad_day", expect=expect)


def _any_day(_text: str) -> bool:
    """Accept: ``every`` itself is wrong and has been told."""
    return True


def _no_day(_text: str) -> bool:
    return False


def _is_month_day(text: str) -> bool:
    return text == "last" or text in {str(day) for day in range(1, 29)}


def _is_within(months: int) -> Callable[[str], bool]:
    """Accept ``month-day`` within a quarter or year, or ``last``."""

    def fits(text: str) -> bool:
        month, _, day = text.partition("-")
        return text == "last" or (month in {str(one) for one in range(1, months + 1)} and _is_month_day(day))

    return fits


_ONLY_CRON = Expect(
    "cron 一行就写全时间", "a cron line that says everything", 'schedule: {cron: "0 9 * * mon,thu"}'
)
_WEEKDAY = Expect("星期几，如 friday 或 周五", "a weekday, such as friday or 周五", "on: friday")
_QUARTER_DAY = Expect(
    "加引号的“季内第几月-日”，如 3-15，或 last",
    "a quoted month of the quarter and day, or last",
    'on: "3-15"',
)
_YEAR_DAY = Expect("加引号的“月-日”，如 12-25，或 last", "a quoted month and day, or last", 'on: "12-25"')
#: ``every`` -> (whether a day fits, what was expected)
_DAYS: Mapping[str, tuple[Callable[[str], bool], Expect]] = {
    "day": (_no_day, Expect("不写 on", "no on", 'schedule: {every: day, at: "09:00"}')),
    "week": (lambda text: weekday(text) is not None, _WEEKDAY),
    "month": (_is_month_day, Expect("1 到 28 的整数或 last", "1 to 28, or last", "on: last")),
    "quarter": (_is_within(3), _QUARTER_DAY),
    "year": (_is_within(12), _YEAR_DAY),
}


def _labels(tree: Tree, known: Known) -> Iterator[ConfigError]:
    for path, entry in _entries(tree, "themes"):
        if entry.get("label") is None and path[-1] not in known.themes:
            yield mistake(
                tree,
                (*path, "label"),
                "没有写（新专题要有名称）",
                "is missing: a new theme needs one",
                code="missing",
            )


def _addresses(tree: Tree, _known: Known) -> Iterator[ConfigError]:
    first: dict[str, str] = {}
    expect = Expect("每个网址只列一次", "each address once", 'url: "https://example.org/rss.xml"')
    for path, entry in _entries(tree, "sources"):
        url = entry.get("url")
        if not isinstance(url, str) or not url:
            continue
        other = first.setdefault(url, dotted(path))
        if other != dotted(path):
            yield mistake(
                tree,
                (*path, "url"),
                f"与 {other} 相同",
                f"is the same as {other}",
                code="same_address",
                expect=expect,
            )


def _kinds_of_address(tree: Tree, _known: Known) -> Iterator[ConfigError]:
    """A mailbox has an imaps address and a login in the environment, everything else a web address."""
    for path, entry in _entries(tree, "sources"):
        url, is_mailbox = entry.get("url"), entry.get("kind") == "mailbox"
        if isinstance(url, str) and url.lower().startswith(("imap://", "imaps://")) != is_mailbox:
            expect = _MAILBOX if is_mailbox else _WEB
            words = ("与 kind 不符", "does not fit its kind")
            yield mistake(tree, (*path, "url"), *words, code="bad_value", expect=expect)
        if is_mailbox and entry.get("account") is None:
            yield mistake(
                tree,
                (*path, "account"),
                "没有写（邮箱的用户名和密码放在环境变量里）",
                "is missing: a mailbox's login is kept in the environment",
                code="missing",
            )


_MAILBOX = Expect("imaps 网址", "an imaps address", 'url: "imaps://imap.example.org/INBOX"')
_WEB = Expect("http 或 https 网址", "an http or https address", 'url: "https://example.org/rss.xml"')


def _folders(tree: Tree, _known: Known) -> Iterator[ConfigError]:
    """Refuse folders that would be emptied by mistake or twice: every file in a drop is moved."""
    expect = Expect(
        "只用于投放的文件夹，互不包含", "a folder for drops only, none inside another", "path: drops"
    )
    given: dict[Path, PurePath] = {}
    for key, entry in _entries(tree, "drops"):
        if not isinstance(entry.get("path"), str) or not entry["path"].strip():
            continue
        path, folder = (*key, "path"), PurePath(entry["path"])
        words = _shared_folder(folder, given)
        if words:
            yield mistake(tree, path, *words, code="shared_folder", expect=expect)
        given[path] = folder


def _shared_folder(folder: PurePath, given: Mapping[Path, PurePath]) -> tuple[str, str] | None:
    if folder in {PurePath(), PurePath("/"), PurePath("~"), PurePath("..")}:
        return (
            f"不能是“{folder}”，其中的文件都会被移走",
            f"cannot be “{folder}”: all its files would be moved",
        )
    for path, other in given.items():
        if folder == other or folder in other.parents or other in folder.parents:
            return f"与 {dotted(path)} 相同或互相包含", f"is the same as, inside or around {dotted(path)}"
    return None


def _shared_names(tree: Tree, _known: Known) -> Iterator[ConfigError]:
    """Refuse a drop named like a source: articles remember where they came from by this name."""
    sources = tree.value.get("sources")
    names = set(sources) if isinstance(sources, dict) else set()
    drops = tree.value.get("drops")
    for key in drops if isinstance(drops, dict) else ():
        if key in names:
            yield mistake(
                tree,
                ("drops", key),
                "与 sources 里的来源重名",
                "has the name of a source",
                code="same_name",
                expect=Expect("不同的名字", "a different name", f"{key}-drop"),
                on_key=True,
            )
