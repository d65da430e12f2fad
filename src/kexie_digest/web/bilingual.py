"""Messages are written 中文 (English); each page shows the half its readers read.

Takes a message, gives its halves. Here alone it is known how the two are put together;
programs and the command line get both.
"""

import re

#: English in brackets behind Chinese: several words, with one pair of brackets inside at most.
#: A single word is left alone, it may belong to a name: 报告 (final).pdf. A message that quotes
#: another has two pairs in a row.
_ENGLISH = re.compile(r"(?: ?\(((?=[^()]* )(?:[ !-'*-~]|\([ !-'*-~]*\))+)\))+ *")
#: How Chinese goes on after it where English would.
_AFTER = re.compile(r"^[:：] *")
#: An English full stop behind the English half ends nothing in Chinese.
_END = re.compile(r"^\.$")
_HAN = re.compile(r"[\u3400-\u9fff]")


def halves(message: str) -> tuple[str, str]:
    """Take a message apart.

    Args:
        message: Such as ``没有新文件 (no new files): drops``.

    Returns:
        The Chinese with whatever follows (``没有新文件：drops``), and the English; without
        one of them, the message and nothing.
    """
    for found in _ENGLISH.finditer(message):
        before, after = message[: found.start()], message[found.end() :]
        if _HAN.search(before):
            return before + _END.sub("", _AFTER.sub("：", after, count=1)), found[1]
    return message, ""


def chinese(message: str) -> str:
    """Give what a Chinese page shows of a message.

    Args:
        message: 中文 (English).

    Returns:
        The Chinese alone.
    """
    return halves(message)[0]


def english(message: str) -> str:
    """Give what an English page shows of a message.

    Args:
        message: 中文 (English).

    Returns:
        The English, its first letter raised; the whole message where it has none.
    """
    found = halves(message)[1]
    return found[:1].upper() + found[1:] if found else message
