"""What a server's no looks like to those who keep the ledger.

Takes a reply, gives the DeliveryError that carries it. Whether the reader's address
is dead, full or only asked for patience is decided elsewhere, by the text.
"""

from kexie_digest.errors import DeliveryError
from kexie_digest.model import Reply

_PERMANENT = range(500, 600)


class RefusedError(DeliveryError):
    """服务器拒收 (the server refused the message)."""

    def __init__(self, reply: Reply, *, recipient: str) -> None:
        """Make an error about a server's answer.

        Args:
            reply: The answer; its code decides whether it is permanent.
            recipient: Whose copy was refused.
        """
        self.reply = reply
        permanent = reply.code in _PERMANENT
        super().__init__(
            f"服务器拒收 (refused): {reply.code} {reply.text}",
            recipient=recipient,
            code="refused" if permanent else "refused_temporarily",
            permanent=permanent,
            advice="请核对收件地址和发信额度。" if permanent else "稍后会自动重试。",
        )
