"""pydantic's findings in words an owner can act on.

Takes a validation error, the places of the file and its shape, gives ConfigErrors
that name place, setting, what is wrong, what was expected and an example, Chinese
first. It decides nothing about validity.
"""

from collections.abc import Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from kexie_digest.config.fields import Expect
from kexie_digest.config.mistakes import SettingError, nearest
from kexie_digest.config.shape import FileShape
from kexie_digest.config.tree import Path, Tree, dotted
from kexie_digest.errors import ConfigError

_ANYTHING = Expect("见文档", "see the manual", "docs/reference/sources.schema.json")
_KINDS: Mapping[type, tuple[str, str]] = {
    bool: ("真假值", "a truth value"),
    int: ("整数", "a whole number"),
    float: ("小数", "a number"),
    str: ("文字", "text"),
    list: ("列表", "a list"),
    dict: ("映射", "a mapping"),
    type(None): ("空值", "nothing"),
}


def explain(tree: Tree, error: ValidationError) -> list[ConfigError]:
    """Put every finding of a validation into words.

    Args:
        tree: The file's data and places.
        error: What pydantic found.

    Returns:
        One mistake per finding.
    """
    return [_explain_one(tree, details) for details in error.errors(include_url=False)]


def mistake(  # noqa: PLR0913 - the two languages, the place and the example belong together
    tree: Tree,
    path: Path,
    chinese: str,
    english: str,
    *,
    code: str,
    expect: Expect | None = None,
    on_key: bool = False,
) -> ConfigError:
    """Make one mistake at a path.

    Args:
        tree: The file's data and places.
        path: Where; the nearest known place is used when the path itself has none.
        chinese: What is wrong, read after the setting's name.
        english: The same in English.
        code: Stable word.
        expect: What was expected; default: what the shape says of the path.
        on_key: Whether the key is wrong and not its value.

    Returns:
        The mistake.
    """
    wanted = expect or _expected(path)
    line, column = _position(tree, path, on_key=on_key)
    return SettingError(
        f"{chinese}；应为：{wanted.chinese} "
        f"({english}; expected {wanted.english}, for example: {wanted.example})",
        file=tree.file,
        line=line,
        column=column,
        subject=dotted(path),
        code=code,
        advice=f"请改成例如：{wanted.example}",
    )


def _explain_one(tree: Tree, details: ErrorDetails) -> ConfigError:
    kind, path = details["type"], tuple(details["loc"])
    if path and path[-1] == "[key]":
        chinese, english = _told(details)
        names = Expect("由文字、数字、- 和 _ 组成的名字", "a name of letters, digits, - and _", "city-news")
        return mistake(tree, path[:-1], chinese, english, code="bad_name", expect=names, on_key=True)
    if kind == "extra_forbidden":
        return _unknown(tree, path)
    if kind == "missing":
        expect = _expected(path)
        return mistake(tree, path, "没有写", "is missing", code="missing", expect=expect, on_key=True)
    if kind == "kexie":
        chinese, english = _told(details)
        return mistake(tree, path, chinese, english, code="bad_value")
    found = details["input"]
    if kind.endswith("_type"):
        chinese, english = _KINDS.get(type(found), ("别的东西", "something else"))
        return mistake(
            tree,
            path,
            f"的类型不对，这里是{chinese}",
            f"wrong kind of value: this is {english}",
            code="wrong_kind",
        )
    if kind == "too_short":
        return mistake(tree, path, "不能是空的", "is empty", code="bad_value")
    return mistake(tree, path, f"不能是“{found}”", f"cannot be “{found}”", code="bad_value")


def _told(details: ErrorDetails) -> tuple[str, str]:
    context = details.get("ctx", {})
    return str(context.get("chinese", "不对")), str(context.get("english", details["msg"]))


def _unknown(tree: Tree, path: Path) -> ConfigError:
    word = str(path[-1])
    known = _settings_at(path[:-1])
    meant = nearest(word, known)
    every = "、".join(known)
    chinese = "不是已知的设置" + (f"（是不是 {meant}？）" if meant else "")
    english = "unknown setting" + (f", did you mean {meant}?" if meant else "")
    example = _expected((*path[:-1], meant or (known[0] if known else ""))).example
    expect = Expect(f"其中之一：{every}", f"one of: {', '.join(known)}", example)
    error = mistake(tree, path, chinese, english, code="unknown_setting", expect=expect, on_key=True)
    if meant is None:  # nothing is near: naming one setting would mislead
        error.advice = f"请删去“{word}”，或改用这里可写的设置：{every}。"
    return error


def _position(tree: Tree, path: Path, *, on_key: bool) -> tuple[int, int]:
    """Give the place of a path, or of what holds it: a missing setting has no place of its own."""
    if path in tree.places:
        place = tree.places[path]
        return (place.line, place.column) if on_key else (place.value_line, place.value_column)
    for end in range(len(path) - 1, 0, -1):
        if path[:end] in tree.places:
            place = tree.places[path[:end]]
            return place.line, place.column
    return (1, 1) if path else (0, 0)


def _expected(path: Path) -> Expect:
    """Say what the setting at a path takes, or what holds it takes."""
    found = _ANYTHING
    annotation: Any = FileShape
    for part in path:
        field = _field(annotation, part)
        if field is not None:
            found = next((one for one in field.metadata if isinstance(one, Expect)), found)
            annotation = field.annotation
        else:
            annotation = _inside(annotation)
    return found


def _settings_at(path: Path) -> list[str]:
    annotation: Any = FileShape
    for part in path:
        field = _field(annotation, part)
        annotation = field.annotation if field else _inside(annotation)
    shape = _bare(annotation)
    return list(shape.model_fields) if isinstance(shape, type) and issubclass(shape, BaseModel) else []


def _field(annotation: Any, part: str | int) -> FieldInfo | None:  # noqa: ANN401 - any type expression
    shape = _bare(annotation)
    if isinstance(shape, type) and issubclass(shape, BaseModel) and isinstance(part, str):
        return shape.model_fields.get(part)
    return None


def _inside(annotation: Any) -> Any:  # noqa: ANN401 - any type expression
    """Give the type of what a list or mapping holds."""
    arguments = get_args(_bare(annotation))
    return arguments[-1] if arguments else None


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - any type expression
    """Take ``Annotated`` and ``| None`` off a type."""
    if hasattr(annotation, "__metadata__"):
        return _bare(annotation.__origin__)
    if get_origin(annotation) in {Union, UnionType}:
        return _bare(next(one for one in get_args(annotation) if one is not type(None)))
    return annotation
