"""Mail addresses: which we send to, and when two of them are the same reader.

Takes addresses as people typed them, gives ASCII addresses or an error naming what
is wrong. Only what can be written to a header without quoting is taken: a digest
never asks for SMTPUTF8, and quoted local parts are refused by the large providers.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from kexie_digest.errors import DeliveryError
from kexie_digest.mailings.naming import tidy_name
from kexie_digest.model import Recipient

#: RFC 5321 §4.5.3.1: 64 for the local part, 254 for the whole path.
LONGEST_LOCAL, LONGEST = 64, 254

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]")


def normalise_address(address: str) -> str:
    """Check an address and write its domain in ASCII.

    Args:
        address: As somebody typed it; white space around it is dropped, full-width
            letters of a Chinese keyboard are taken for the ordinary ones.

    Returns:
        ``local@domain`` with an international domain in punycode (RFC 5891).

    Raises:
        DeliveryError: Code ``bad_address``: it cannot be mailed to.
    """
    local, at, domain = _half_width(address.strip()).rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        ascii_domain = ""
    result = f"{local}@{ascii_domain}"
    if (
        not at
        or len(local) > LONGEST_LOCAL
        or len(result) > LONGEST
        or not _LOCAL.fullmatch(local)
        or not _DOMAIN.fullmatch(ascii_domain)
    ):
        raise DeliveryError(
            "邮箱地址不合规范 (not a usable mail address)",
            recipient=ascii(address[:LONGEST]),
            code="bad_address",
            permanent=True,
            advice="请核对这个邮箱地址，改正后重新导入。",
        )
    return result


def identity(address: str) -> str:
    """Give the form in which two addresses of one reader are equal.

    Local parts differ by case in theory only (RFC 5321 §2.4); no provider keeps
    ``Li@`` and ``li@`` apart, and a reader must not get two copies.
    """
    return address.strip().lower()


def mark_of(address: str) -> str:
    """Give the hash that stands for an address on the suppression list.

    It holds no key: the list must go on working when the installation's secret is
    changed or the list is taken to another machine.

    Args:
        address: Any writing of the address that :func:`normalise_address` takes.

    Returns:
        32 hexadecimal digits.
    """
    return hashlib.sha256(f"kexie-digest:{identity(address)}".encode()).hexdigest()[:32]


def read_recipient(address: str, name: str = "", language: str = "zh-CN") -> Recipient:
    """Make a recipient of what somebody typed.

    Args:
        address: As typed.
        name: As typed; control characters are dropped, they would stop every copy.
        language: For pages and letters, a BCP 47 tag.

    Returns:
        The recipient; ``given`` is set where more than case differs (an international domain).

    Raises:
        DeliveryError: Code ``bad_address``.
    """
    usable = normalise_address(address)
    given = address.strip()
    return Recipient(usable, tidy_name(name), language, "" if identity(given) == identity(usable) else given)


def sort_addresses(
    recipients: Iterable[Recipient],
) -> tuple[tuple[Recipient, ...], tuple[DeliveryError, ...]]:
    """Part the recipients we can mail from those we cannot.

    Args:
        recipients: Any recipients.

    Returns:
        Recipients with normalised addresses, and one error for each other one.
    """
    usable, refused = [], []
    for recipient in recipients:
        try:
            usable.append(read_recipient(recipient.address, recipient.name, recipient.language))
        except DeliveryError as error:
            refused.append(error)
    return tuple(usable), tuple(refused)


def _half_width(address: str) -> str:
    """Undo full-width letters, digits and signs, which a Chinese keyboard easily makes."""
    if address.isascii():
        return address
    return "".join(
        unicodedata.normalize("NFKC", letter) if unicodedata.east_asian_width(letter) == "F" else letter
        for letter in address
    )
