"""Bad input: each a clear message with the next step, and the rest goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kexie_digest.errors import ConfigError
from kexie_digest.workflows.run import run, scope_of

from desk import Desk, sample_pages

pytestmark = pytest.mark.usefixtures("no_paper")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with one good page in the drop folder."""
    desk = Desk(tmp_path)
    desk.drop(sample_pages()[1])
    return desk


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty_file"),
        ("blank.txt", b"\n \n\t\n", "empty_file"),
        ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "unsupported_type"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unsupported_type"),
        ("noise.txt", bytes((i * 37 + i // 7) % 256 for i in range(4000)), None),
    ],
)
def test_a_bad_file_fails_alone(desk: Desk, name: str, content: bytes, code: str | None) -> None:
    """The bad file ends in failed/ with a readable report; the good page is published."""
    (desk.drops / name).write_bytes(content)
    result = desk.run()
    assert len(result.published) == 1
    (failure,) = result.failures
    assert code is None or failure.code == code
    assert failure.advice
    report = (desk.drops / "failed" / f"{name}.error.txt").read_text("utf-8").splitlines()
    assert report[0]
    assert failure.advice in report[1]
    assert (desk.drops / "failed" / name).read_bytes() == content


def test_a_huge_file_is_refused_unread(desk: Desk) -> None:
    """A file over 200 MB fails with too_large and is kept."""
    with (desk.drops / "huge.txt").open("wb") as file:
        file.truncate(201 * 1024 * 1024)
    result = desk.run()
    assert [failure.code for failure in result.failures] == ["too_large"]
    assert (desk.drops / "failed" / "huge.txt").exists()
    assert len(result.published) == 1


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    """A page in an older encoding is the same page."""
    desk = Desk(tmp_path)
    text = (
        "# 臨江學會舉辦氣象開放日\n\n**本報訊** 三月二日，臨江市氣象學會舉辦開放日活動，"
        "四百多名市民走進觀測場，聽講解員介紹雨量筒的用法。\n"
    )
    (desk.drops / "page.txt").write_bytes(text.encode(encoding))
    result = desk.run()
    assert not result.failures
    assert "臨江學會舉辦氣象開放日" in (desk.output / "weekly" / "1" / "email.txt").read_text("utf-8")


def test_an_unreadable_file_is_named(desk: Desk) -> None:
    """A file we may not read is reported with the next step."""
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (desk.drops / "secret.txt").write_text("正文")
    (desk.drops / "secret.txt").chmod(0)
    result = desk.run()
    assert [failure.subject for failure in result.failures] == ["secret.txt"]
    assert result.failures[0].advice


def test_an_empty_drop_folder_is_no_failure(tmp_path: Path) -> None:
    """Nothing dropped: the run says so and ends well."""
    result = Desk(tmp_path).run()
    assert not result.failures
    assert any("没有新文件" in note for note in result.notes)


def test_a_missing_drop_folder_is_bad_usage(tmp_path: Path) -> None:
    """A folder that does not exist is named before anything is done."""
    desk = Desk(tmp_path)
    shutil.rmtree(desk.drops)
    with pytest.raises(ConfigError, match="no such drop folder"):
        desk.run()


def test_an_output_that_cannot_be_written_keeps_the_number(desk: Desk) -> None:
    """Output refused: a clear failure; the next run finishes the same number."""
    desk.output.write_text("a file where the folder should be")
    failed = desk.run()
    assert [failure.code for failure in failed.failures] == ["cannot_write"]
    assert not failed.published
    desk.output.unlink()
    finished = desk.run()
    assert [edition.total_number for edition in finished.published] == [1]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 40 kB, where the machine allows mounting one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", folder], capture_output=True, check=False
    )
    if mount.returncode:
        pytest.skip(f"no tmpfs can be mounted here: {mount.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_nothing_half_written(desk: Desk, small_disk: Path) -> None:
    """The disk fills while an edition is written: nothing under its final name, same number later."""
    with desk.opened() as context:
        cramped = replace(context, output=small_disk / "out")
        failed = run(cramped, scope_of(cramped, drops=desk.drops))
    assert [failure.code for failure in failed.failures] == ["disk_full"]
    assert not [path for path in (small_disk / "out").rglob("*") if path.is_file()]
    assert [edition.total_number for edition in desk.run().published] == [1]
