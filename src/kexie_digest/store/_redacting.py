"""Take an address out of a text that names it.

Takes an address and an alias, gives a function over texts.
"""

import re
from collections.abc import Callable


def without(address: str, alias: str) -> Callable[[str], str]:
    """Make what puts an alias in an address's place.

    Args:
        address: The address; case does not matter, and ``wangli@`` is not ``li@``.
        alias: What stands in its place.

    Returns:
        From a text to the text without the address.
    """
    name = re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE | re.ASCII)
    return lambda text: name.sub(lambda _match: alias, text)
