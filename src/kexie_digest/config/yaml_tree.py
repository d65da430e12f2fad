"""YAML text to plain data that remembers where every value stands.

Takes the bytes of a file, gives its data, the line and column of every key and
value, and every mistake of form: wrong encoding, tabs, syntax errors, doubled
keys. It does not know which settings exist.

A syntax error stops a YAML reader for the rest of the file. To name all mistakes
at once, a file that cannot be read whole is read again section by section (a
section starts at a key in the first column), and only the broken ones are lost.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kexie_digest.config.tree import Path, Place, Tree
from kexie_digest.config.yaml_text import is_bottomless, is_utf16, readable_text

#: Far above any real file; stops alias bombs and a wrong file given by mistake.
MOST_BYTES = 2_000_000
MOST_NODES = 100_000
_SECTION = re.compile(r"^[^\s#\-\]\}][^\n]*", re.MULTILINE)
_TAG = "tag:yaml.org,2002:"


class _TooMuchError(Exception):
    """The file holds more values than a configuration can have."""


def read_tree(content: bytes, file: str) -> Tree:
    """Read YAML bytes.

    Args:
        content: The file's bytes; UTF-8 is expected, GB18030 is read with a mistake noted.
        file: The file's path, for messages.

    Returns:
        The data, the places and all mistakes of form. ``value`` is None for an
        empty file.
    """
    tree = Tree(file)
    if len(content) > MOST_BYTES:
        tree.mistake(
            "config_too_large",
            f"文件太大，不像配置文件：{len(content)} 字节 (too large for a configuration file)",
            "请检查是否指错了文件。",
        )
        return tree
    if is_utf16(content):
        tree.mistake(
            "config_not_utf8",
            "文件是 UTF-16 编码，应为 UTF-8 (UTF-16: a UTF-8 file was expected)",
            "请用编辑器“另存为”UTF-8 编码；例如记事本的“编码：UTF-8”。",
            at=(1, 1),
        )
        return tree
    text = readable_text(content, tree)
    if is_bottomless(text):
        tree.mistake(
            "config_syntax",
            "YAML 写法有误：嵌套太深 (YAML syntax: nested too deeply, brackets were expected in pairs)",
            "请检查括号是否配对，例如“[a, b]”。",
        )
        return tree
    try:
        _compose(text, tree)
    except (YAMLError, RecursionError, ValueError):
        tree.value, tree.places, tree.nodes = {}, {}, 0
        _compose_sections(text, tree)
    return tree


def _compose(text: str, tree: Tree) -> None:
    node = YAML(typ="rt", pure=True).compose(io.StringIO(text))
    try:
        tree.value = None if node is None else _build(node, (), tree)
    except _TooMuchError:
        tree.mistake(
            "config_too_large",
            f"内容过多，超过 {MOST_NODES} 项 (more values than a configuration can have)",
            "请检查是否重复引用了锚点 (&、*)。",
        )


def _compose_sections(text: str, tree: Tree) -> None:
    starts = [found.start() for found in _SECTION.finditer(text)] or [0]
    starts[0] = 0
    sections: dict[str, Any] = {}
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = Tree(tree.file)
        lines_above = text.count("\n", 0, start)
        try:
            _compose("\n" * lines_above + text[start:end], part)
        except (YAMLError, RecursionError, ValueError) as error:
            tree.broken.add(text[start:end].lstrip().partition(":")[0].strip("\"' \n"))
            _syntax_mistake(error, tree, line=lines_above + 1)
            continue
        tree.mistakes += part.mistakes
        if isinstance(part.value, dict):
            for key in part.value.keys() & sections.keys():
                _doubled_key(tree, (key,), part.places[(key,)])
            sections |= part.value
            tree.places |= part.places
        elif part.value is not None:
            _syntax_mistake(ValueError("expected a key"), tree, line=lines_above + 1)
    tree.value = sections


def _syntax_mistake(error: Exception, tree: Tree, *, line: int) -> None:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    said = error.problem if isinstance(error, MarkedYAMLError) else ""
    if isinstance(error, RecursionError):
        said = "nested too deeply"
    tree.mistake(
        "config_syntax",
        f"YAML 写法有误：{_in_chinese(said or '')} (YAML syntax: {said or error})",
        "请检查这一行及上一行的冒号、引号、括号和缩进；正确写法例如“name: 值”，含冒号或 @ 的值要加引号。",
        at=(mark.line + 1, mark.column + 1) if mark else (line, 1),
    )


#: What the YAML reader says -> what it means to an owner.
_MEANINGS: Mapping[str, str] = {
    "mapping values are not allowed": "此处不应有冒号，或缩进不对，应为“键: 值”",
    "cannot start any token": "值以特殊符号开头，应加引号",
    "expected ',' or": "括号没有配对，应有逗号或右括号",
    "expected the node content": "括号没有配对，应有右括号",
    "end of stream": "引号没有配对，应有右引号",
    "undefined alias": "引用了没有定义的锚点",
    "another document": "应只有一份文档，不能有第二个“---”",
    "could not find expected ':'": "缺少冒号，应为“键: 值”",
    "expected <block end>": "缩进不一致，同级的行应左对齐",
    "nested too deeply": "嵌套太深",
}


def _in_chinese(said: str) -> str:
    return next((chinese for english, chinese in _MEANINGS.items() if english in said), "格式无法识别")


def _build(node: Node, path: Path, tree: Tree) -> Any:  # noqa: ANN401 - YAML data has no narrower type
    tree.nodes += 1
    if tree.nodes > MOST_NODES:
        raise _TooMuchError
    if isinstance(node, MappingNode):
        return _build_mapping(node, path, tree)
    if isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            tree.places[*path, index] = _place(item, item)
        return [_build(item, (*path, index), tree) for index, item in enumerate(node.value)]
    return _scalar(str(node.ctag), str(node.value))


def _build_mapping(node: MappingNode, path: Path, tree: Tree) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, ScalarNode) else "?"
        place = _place(key_node, value_node)
        if key in built:
            _doubled_key(tree, (*path, key), place)
            continue
        tree.places[*path, key] = place
        built[key] = _build(value_node, (*path, key), tree)
    return built


def _doubled_key(tree: Tree, path: Path, place: Place) -> None:
    first = tree.places.get(path)
    line = first.line if first else 0
    tree.mistake(
        "config_duplicate_key",
        f"重复了，第 {line} 行已有；每个键应只出现一次 "
        f"(duplicate key: already on line {line}; expected once)",
        _advice_on_doubled(path, line),
        path=path,
        at=(place.line, place.column),
    )


#: Sections whose keys are names that owners choose.
_NAMED = frozenset({"sources", "drops", "themes", "digests"})
_NAMED_DEPTH = 2


def _advice_on_doubled(path: Path, line: int) -> str:
    if len(path) == _NAMED_DEPTH and path[0] in _NAMED:
        return f"请删去其中一个，或改用别的名字，例如“{path[-1]}-2”。"
    return f"请只留一个“{path[-1]}”，例如把这里的内容并入第 {line} 行那一个。"


def _place(key: Node, value: Node) -> Place:
    is_missing = value.start_mark.index == value.end_mark.index  # the parser marks the next line then
    begin = (key if is_missing else value).start_mark
    return Place(key.start_mark.line + 1, key.start_mark.column + 1, begin.line + 1, begin.column + 1)


def _scalar(tag: str, text: str) -> str | float | bool | None:
    kind = tag.removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return text.casefold() == "true"
    if kind in {"int", "float"}:
        return _number(text)
    # Dates, binary and foreign tags stay text: no setting wants them, and nothing is constructed.
    return text


def _number(text: str) -> float | str:
    for kind in (int, float):
        try:
            return kind(text.replace("_", ""))
        except ValueError:
            continue
    # 0x10, .inf and the like: shown to the owner as they were written.
    return text
