"""``sources.yaml``: what an owner configures, read and checked as a whole.

Takes the path of the file (or None: the built-in default), gives a Config; or one
:class:`ConfigErrors` with every mistake of the file, each with line, column, what was
expected and an example. It looks at no folder, address or database.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kexie_digest.config import patterns, themes
from kexie_digest.config.fields import Expect, day_span, duration
from kexie_digest.config.mistakes import ConfigErrors
from kexie_digest.config.references import Known, find_mistakes
from kexie_digest.config.shape import (
    CalendarShape,
    ColophonShape,
    DigestShape,
    DropShape,
    FileShape,
    RecipeShape,
    ScheduleShape,
    SourceShape,
)
from kexie_digest.config.tree import Tree
from kexie_digest.config.wording import explain, mistake
from kexie_digest.config.yaml_tree import read_tree
from kexie_digest.errors import ConfigError
from kexie_digest.model import (
    Colophon,
    Config,
    Cron,
    Digest,
    Drop,
    Every,
    OwnDays,
    Publication,
    Recipe,
    Schedule,
    Sender,
    Source,
    Theme,
)
from kexie_digest.model.schedule import weekday

DEFAULT_DIGEST = Digest(key="weekly", title="科协动态周报", schedule=Schedule())
DEFAULT_DROP = ("inbox", "drops")
_FIRST_DAY = {
    Every.DAY: "",
    Every.WEEK: "friday",
    Every.MONTH: "1",
    Every.QUARTER: "1-1",
    Every.YEAR: "1-1",
}
_MAPPING = Expect("键: 值", "a mapping of settings", "publication: {name: 示例科协简报}")


def load(
    path: Path | None,
    *,
    kinds: Sequence[str],
    layouts: Sequence[str] = (),
    styles: Sequence[str] = (),
    folder: Path | None = None,
    built_in: Sequence[Theme] | None = None,
) -> Config:
    """Read the configuration.

    Args:
        path: The file, or None for the built-in default: one digest ``weekly``, ``./drops``.
        kinds: Source kinds there are (``sources.KINDS``).
        layouts: Page layouts there are (``parsers.LAYOUTS``); empty: not checked.
        styles: Bulletin styles there are; empty: not checked.
        folder: Where relative paths start; default: the file's folder, or the working folder.
        built_in: Themes to start from; default: those of the package.

    Returns:
        The checked configuration; drop paths are absolute.

    Raises:
        ConfigErrors: All mistakes at once, in the order of the file.
    """
    known = themes.built_in() if built_in is None else tuple(built_in)
    root = (folder or (path.parent if path else Path.cwd())).absolute()
    if path is None:
        return _config(FileShape(), root, known, file=None)
    tree = read_tree(_content(path), str(path))
    mistakes = list(tree.mistakes)
    _check_top(tree, mistakes)
    shape = FileShape()
    if isinstance(tree.value, dict):
        shape = _validated(tree, mistakes) or shape
        given = Known([theme.key for theme in known], kinds, layouts, styles)
        mistakes += find_mistakes(tree, given)
        mistakes += patterns.find_slow(tree)
    if mistakes:
        raise ConfigErrors(mistakes)
    return _config(shape, root, known, file=str(path))


def schema(
    *, kinds: Sequence[str] = (), layouts: Sequence[str] = (), styles: Sequence[str] = ()
) -> dict[str, Any]:
    """Give the JSON Schema of ``sources.yaml`` for completion in editors.

    Args:
        kinds: Source kinds to offer.
        layouts: Page layouts to offer.
        styles: Bulletin styles to offer.

    Returns:
        A JSON Schema (2020-12) as data.
    """
    made = FileShape.model_json_schema()
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = "sources.yaml"
    definitions = made["$defs"]
    for shape, setting, choices in (
        ("SourceShape", "kind", kinds),
        ("SourceShape", "layout", layouts),
        ("DropShape", "layout", layouts),
        ("DigestShape", "style", styles),
    ):
        if choices:
            offered = [*choices, None] if setting == "layout" else list(choices)
            definitions[shape]["properties"][setting]["enum"] = offered
    definitions["ScheduleShape"]["properties"]["on"]["anyOf"].append({"type": "integer"})
    return made


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _unreadable(
            path,
            "config_missing",
            "配置文件不存在 (the configuration file does not exist)",
            "请检查路径，或用 --config 指明文件，例如 --config sources.yaml；没有配置文件时用内置默认值。",
        ) from error
    except OSError as error:
        raise _unreadable(
            path,
            "config_unreadable",
            "配置文件读不出来 (the configuration file cannot be read)",
            "请检查它是不是文件、有没有读取权限，例如 chmod a+r sources.yaml。",
        ) from error


def _unreadable(path: Path, code: str, message: str, advice: str) -> ConfigErrors:
    return ConfigErrors([ConfigError(message, file=str(path), code=code, advice=advice)])


def _check_top(tree: Tree, mistakes: list[ConfigError]) -> None:
    if tree.value is None and not mistakes:
        mistakes.append(
            mistake(tree, (), "是空的", "the file is empty", code="config_empty", expect=_MAPPING)
        )
    elif tree.value is not None and not isinstance(tree.value, dict):
        kind = "列表" if isinstance(tree.value, list) else "单个值"
        english = "a list" if isinstance(tree.value, list) else "a single value"
        mistakes.append(
            mistake(
                tree,
                (),
                f"最外层是{kind}",
                f"the file holds {english}",
                code="config_not_a_mapping",
                expect=_MAPPING,
            )
        )


def _validated(tree: Tree, mistakes: list[ConfigError]) -> FileShape | None:
    try:
        return FileShape.model_validate(tree.value)
    except ValidationError as error:
        mistakes += explain(tree, error)
    return None


def _config(shape: FileShape, root: Path, known: Sequence[Theme], *, file: str | None) -> Config:
    drops = {DEFAULT_DROP[0]: DropShape(path=DEFAULT_DROP[1])} if shape.drops is None else shape.drops
    return Config(
        publication=Publication(**shape.publication.model_dump()),
        sources=tuple(_source(key, source) for key, source in shape.sources.items()),
        drops=tuple(_drop(key, drop, root) for key, drop in drops.items()),
        themes=themes.merge(known, shape.themes),
        digests=_digests(shape.digests, root),
        file=file,
        themes_learning=shape.themes_learning,
        own_days=_own_days(shape.calendar),
    )


def _source(key: str, shape: SourceShape) -> Source:
    return Source(
        key=key,
        kind=shape.kind,
        url=shape.url,
        name=shape.name,
        every=duration(shape.every),
        rights=shape.rights,
        layout=shape.layout,
        backlog_days=shape.backlog_days,
        allow_private=tuple(shape.allow_private),
        recipe=_recipe(shape.recipe),
        account=shape.account or "",
    )


def _recipe(shape: RecipeShape | None) -> Recipe:
    given = shape.model_dump() if shape else {}
    return Recipe(**{name: selector or "" for name, selector in given.items()})


def _drop(key: str, shape: DropShape, root: Path) -> Drop:
    return Drop(
        key=key, path=str(root / Path(shape.path).expanduser()), rights=shape.rights, layout=shape.layout
    )


def _digests(shapes: Mapping[str, DigestShape] | None, root: Path) -> tuple[Digest, ...]:
    if shapes is None:
        return (DEFAULT_DIGEST,)
    return tuple(_digest(key, shape, root) for key, shape in shapes.items())


def _digest(key: str, shape: DigestShape, root: Path) -> Digest:
    return Digest(
        key=key,
        title=shape.title,
        sections=tuple(shape.sections),
        schedule=_schedule(shape.schedule) if shape.schedule else None,
        timezone=shape.timezone or "",
        style=shape.style,
        body_email=shape.body.email,
        body_bulletin=shape.body.bulletin,
        sender=Sender(name=shape.sender.name, address=shape.sender.address),
        recipients=tuple(shape.recipients),
        hold_flagged=shape.hold_flagged,
        max_age=shape.max_age,
        catch_up=shape.catch_up,
        empty=shape.empty,
        review=tuple(dict.fromkeys(shape.review)),
        four_eyes=shape.four_eyes,
        press_icc=str(root / Path(shape.press.icc).expanduser()) if shape.press else "",
        press_condition=shape.press.condition if shape.press else "",
        colophon=_colophon(shape.colophon),
        colour=shape.colour,
    )


def _colophon(shape: ColophonShape) -> Colophon:
    return Colophon(
        report_to=tuple(shape.report_to),
        send_to=tuple(shape.send_to),
        distribute_to=tuple(shape.distribute_to),
        copies=shape.copies,
    )


def _schedule(shape: ScheduleShape) -> Schedule:
    if shape.cron:
        return Schedule(Every.CRON, "", "", shape.holidays, Cron.read(shape.cron))
    day = shape.on or _FIRST_DAY[shape.every]
    return Schedule(every=shape.every, on=weekday(day) or day, at=shape.at, holidays=shape.holidays)


def _own_days(shape: CalendarShape) -> OwnDays:
    off, work = (
        [day for span in spans for day in day_span(span)] for spans in (shape.days_off, shape.workdays)
    )
    return OwnDays(off=frozenset(off), workdays=frozenset(work))
