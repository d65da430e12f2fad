"""The token that stands for one reader of one edition, in links and headers.

Takes a secret, an edition and an address, gives 24 base64url characters that only
the holder of the secret can make. The same three always give the same token, so a
retry is byte-identical.
"""

import base64
import hmac

from kexie_digest.mailings.addresses import identity

#: 18 bytes become 24 base64url characters without padding, and these 32 of base64.
TOKEN_BYTES = 18


def make_token(secret: bytes, digest: str, total_number: int, address: str) -> str:
    """Make the token of one copy.

    Args:
        secret: The installation's secret key.
        digest: The digest's key.
        total_number: The edition's total number (总第N期).
        address: The recipient's address; its case does not matter.

    Returns:
        24 characters of ``A-Za-z0-9_-``.
    """
    claim = "\0".join((digest, str(total_number), identity(address))).encode()
    mac = hmac.digest(secret, claim, "sha256")
    return base64.urlsafe_b64encode(mac[:TOKEN_BYTES]).decode("ascii")
