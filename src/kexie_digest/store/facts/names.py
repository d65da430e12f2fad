"""The form in which names are compared.

Takes a name as printed or typed, gives its plain form: simplified characters, half
width, lower case, without quotation marks, brackets' width or spaces. It is only
looked for, never shown.
"""

from kexie_digest.text.script import fold

#: Quotation marks and spaces, which papers set as they like; ``fold`` has plain forms of some.
_LEFT_OUT = str.maketrans("", "", " \t\n\r“”‘’\"'《》〈〉·")


def fold_name(name: str) -> str:
    """Fold a name for comparing.

    Args:
        name: As printed or typed.

    Returns:
        Its plain form; empty when nothing but marks and spaces is in it. Characters are
        folded one by one, so that a part of a name folds to a part of its form.
    """
    return "".join(map(fold, name)).translate(_LEFT_OUT)
