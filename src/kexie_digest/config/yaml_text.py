"""A file's bytes to text that a YAML reader can be given.

Takes bytes, gives text: another encoding than UTF-8 and tabs at the start of lines are
noted and read on, so that the other mistakes are found too.
"""

import codecs
import re

from kexie_digest.config.tree import Tree

DEEPEST = 500
#: Bytes that show the encoding; text files hold no zero byte.
_HEAD = 200
_BRACKET = re.compile(r"[\[\]{}]")
_TABBED = re.compile(r"^( *\t[ \t]*)", re.MULTILINE)


def readable_text(content: bytes, tree: Tree) -> str:
    """Decode a file and put spaces for tabs.

    Args:
        content: The file's bytes; UTF-8 is expected, GB18030 is read with a mistake noted.
        tree: Told the mistakes.

    Returns:
        The text, lines and columns as in the file but for tabs.
    """
    return _untab(_decode(content, tree), tree)


def is_utf16(content: bytes) -> bool:
    """Tell UTF-16 ("Unicode" in old editors): read as anything else every line would be a mistake.

    Args:
        content: The file's bytes.

    Returns:
        Whether it begins with a UTF-16 mark or has the zero bytes of one without a mark.
    """
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:_HEAD]


def is_bottomless(text: str) -> bool:
    """Tell unpaired brackets by the thousand: a YAML reader takes half a minute for them.

    Args:
        text: The file's text.

    Returns:
        Whether brackets are open deeper than any configuration needs.
    """
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _decode(content: bytes, tree: Tree) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        tree.mistake(
            "config_not_utf8",
            "文件不是 UTF-8 编码，应为 UTF-8 (not UTF-8: a UTF-8 file was expected)",
            "请用编辑器“另存为”UTF-8 编码；例如记事本的“编码：UTF-8”。",
            at=(line, column),
        )
    return content.decode("gb18030", "replace").lstrip("\ufeff")


def _untab(text: str, tree: Tree) -> str:
    """Put spaces for tabs at the start of lines, so that the other mistakes are found too."""
    for found in _TABBED.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        tree.mistake(
            "config_tab",
            "缩进用了制表符，应为空格 (a tab indents this line: spaces were expected)",
            "请把行首的 Tab 换成两个空格，例如“  name: 值”。",
            at=(line, found.group().index("\t") + 1),
        )
    return _TABBED.sub(lambda found: found.group().replace("\t", "  "), text)
