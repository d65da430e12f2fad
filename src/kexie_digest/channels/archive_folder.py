"""``file:///folder``: write each message as a complete ``.eml`` file.

Takes a Message, gives Reply 250 with the path. Files appear under their final name
whole or not at all; the same message again replaces its own file.
"""

import os
import re
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kexie_digest.channels import Arm
from kexie_digest.errors import DeliveryError
from kexie_digest.model import Message, Reply


class ArchiveFolder:
    """A folder that messages are written to; it is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def deliver(self, message: Message, arm: Arm) -> Reply:
        """Write one message.

        Args:
            message: The copy, complete.
            arm: Called when the bytes are on disk, before the file gets its name.

        Returns:
            250 and the file's path.

        Raises:
            DeliveryError: ``cannot_write``; ``not_armed`` when ``arm`` said no.
        """
        target = self.folder / f"{_file_name(message)}.eml"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = _write_draft(self.folder, message.content)
        except OSError as error:
            raise _cannot_write(message.recipient, error) from error
        try:
            if not arm():
                raise DeliveryError(
                    "投递前已被取消 (cancelled before delivery)",
                    recipient=message.recipient,
                    code="not_armed",
                )
            draft.replace(target)
        except OSError as error:
            raise _cannot_write(message.recipient, error) from error
        finally:
            draft.unlink(missing_ok=True)
        return Reply(250, str(target))

    def check(self) -> None:
        """Make the folder and try to write to it.

        Raises:
            DeliveryError: ``cannot_write``.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write_draft(self.folder, b"").unlink()
        except OSError as error:
            raise _cannot_write("", error) from error

    def close(self) -> None:
        """Do nothing: no file stays open."""


def open_channel(url: str) -> ArchiveFolder:
    """Open the folder a ``file:`` URL names.

    Args:
        url: ``file:///absolute/folder``, percent-encoded.

    Returns:
        The channel.
    """
    return ArchiveFolder(Path(unquote(urlsplit(url).path)))


def _file_name(message: Message) -> str:
    """Name the file by the message: unique per recipient, the same on every retry."""
    local = message.message_id.strip("<>").partition("@")[0]
    return re.sub(r"[^A-Za-z0-9._-]+", "_", local) or "message"


def _write_draft(folder: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _cannot_write(recipient: str, error: OSError) -> DeliveryError:
    return DeliveryError(
        f"无法写入邮件存档 (cannot write the message): {error.strerror or error}",
        recipient=recipient,
        code="cannot_write",
        advice="请检查存档文件夹是否可写、磁盘是否已满。",
    )
