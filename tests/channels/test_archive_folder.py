"""The folder of .eml files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.channels import CHANNELS, open_channel
from kexie_digest.errors import DeliveryError
from kexie_digest.model import Message

MESSAGE = Message(
    "reader@example.org", "digest@example.org", "<weekly.1.t0k-en_@example.org>", b"Subject: x\r\n\r\n"
)


def test_writes_the_whole_message(tmp_path: Path) -> None:
    """The file has the message's bytes and a name of its own."""
    channel = open_channel((tmp_path / "邮件 存档").as_uri())
    reply = channel.deliver(MESSAGE, lambda: True)
    channel.close()
    assert reply.code == 250
    assert Path(reply.text).read_bytes() == MESSAGE.content
    assert [path.name for path in (tmp_path / "邮件 存档").iterdir()] == ["weekly.1.t0k-en_.eml"]


def test_nothing_has_its_final_name_before_arming(tmp_path: Path) -> None:
    """Arm is asked when the bytes are written and the file is not there yet."""
    seen = []

    def arm() -> bool:
        seen.append([path.name for path in tmp_path.glob("*.eml")])
        return True

    open_channel(tmp_path.as_uri()).deliver(MESSAGE, arm)
    assert seen == [[]]


def test_without_arming_the_folder_stays_empty(tmp_path: Path) -> None:
    """A no leaves neither message nor draft."""
    with pytest.raises(DeliveryError) as caught:
        open_channel(tmp_path.as_uri()).deliver(MESSAGE, lambda: False)
    assert caught.value.code == "not_armed"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    """A file in the way is named with the next step."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(DeliveryError) as caught:
        open_channel((tmp_path / "taken").as_uri()).deliver(MESSAGE, lambda: True)
    assert caught.value.code == "cannot_write"
    assert caught.value.advice
    with pytest.raises(DeliveryError, match="存档"):
        open_channel((tmp_path / "taken").as_uri()).check()


def test_checking_leaves_nothing_behind(tmp_path: Path) -> None:
    """A folder that can be written to is made, and stays empty."""
    open_channel((tmp_path / "new").as_uri()).check()
    assert list((tmp_path / "new").iterdir()) == []


def test_the_same_message_replaces_its_file(tmp_path: Path) -> None:
    """A retry after doubt leaves one file, not two."""
    channel = open_channel(tmp_path.as_uri())
    channel.deliver(MESSAGE, lambda: True)
    channel.deliver(MESSAGE, lambda: True)
    assert len(list(tmp_path.iterdir())) == 1


def test_every_registered_channel_opens() -> None:
    """Each scheme of the registry leads to a module that opens."""
    for scheme in CHANNELS:
        open_channel(f"{scheme}://localhost/x").close()
