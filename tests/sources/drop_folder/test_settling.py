"""Moving a dropped file away: nothing deleted, nothing overwritten, nothing half done."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kexie_digest.errors import ParseError, SourceError
from kexie_digest.model import Drop
from kexie_digest.sources.drop_folder import DropFolder, Found, Outcome, read, settle

from fakes import FakeClock

FAILURE = ParseError(subject="a.txt", advice="请换一份清晰的文件。")
HASH = "0123456789abcdef" * 4
GOOD = Outcome(HASH)


def found_in(folder: Path, name: str = "a.txt", text: str = "x") -> Found:
    """Drop one file and find it."""
    (folder / name).write_text(text, encoding="utf-8")
    scan = DropFolder(Drop("inbox", str(folder)), FakeClock()).settled_look()
    return next(found for found in scan.ready if found.path.name == name)


def finish(folder: Path, found: Found, outcome: Outcome = GOOD) -> Path | None:
    """Settle a file of a folder."""
    return settle(Drop("inbox", str(folder)), found, outcome, FakeClock())


def tree(folder: Path) -> dict[str, str]:
    """Give every file below a folder with its text."""
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_good_file_goes_to_done(tmp_path: Path) -> None:
    """Moved as it is, without a report."""
    assert finish(tmp_path, found_in(tmp_path)) == tmp_path / "done" / "a.txt"
    assert tree(tmp_path) == {"done/a.txt": "x"}


def test_a_failed_file_has_its_report(tmp_path: Path) -> None:
    """Line 1 what happened, line 2 what to do, then code, time, version and hash."""
    finish(tmp_path, found_in(tmp_path), Outcome(HASH, failure=FAILURE))
    report = tree(tmp_path)["failed/a.txt.error.txt"].splitlines()
    assert report[:3] == [str(FAILURE), "请换一份清晰的文件。", "code: no_article"]
    assert [line.split(": ")[0] for line in report[3:]] == ["file", "time", "version", "sha256"]
    assert report[-1] == f"sha256: {HASH}"


def test_warnings_stand_beside_a_done_file(tmp_path: Path) -> None:
    """A page read in part is done, and says what was left."""
    warnings = (ParseError("第一处", code="one"), ParseError("第二处", code="two"))
    finish(tmp_path, found_in(tmp_path), Outcome(HASH, warnings=warnings))
    report = tree(tmp_path)["done/a.txt.warnings.txt"]
    assert "第一处" in report
    assert "code: two" in report


def test_a_taken_name_gets_the_hash(tmp_path: Path) -> None:
    """Three files of one name: none is overwritten."""
    for text in ("一", "二", "三"):
        finish(tmp_path, found_in(tmp_path, text=text))
    assert tree(tmp_path) == {
        "done/a.txt": "一",
        "done/a-01234567.txt": "二",
        "done/a-01234567-2.txt": "三",
    }


def test_an_old_report_is_not_overwritten(tmp_path: Path) -> None:
    """Somebody took the failed file away and left its report: the next one gets another name."""
    (tmp_path / "failed").mkdir()
    (tmp_path / "failed" / "a.txt.error.txt").write_text("old", encoding="utf-8")
    assert finish(tmp_path, found_in(tmp_path), Outcome(HASH, failure=FAILURE)) == (
        tmp_path / "failed" / "a-01234567.txt"
    )
    assert tree(tmp_path)["failed/a.txt.error.txt"] == "old"


def test_files_of_subfolders_end_in_one_place(tmp_path: Path) -> None:
    """done/ is flat; the subfolder stays as it was."""
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "a.txt").write_text("y", encoding="utf-8")
    (found,) = DropFolder(Drop("inbox", str(tmp_path)), FakeClock()).settled_look().ready
    finish(tmp_path, found)
    assert tree(tmp_path) == {"done/a.txt": "y"}
    assert (tmp_path / "2026").is_dir()


@pytest.mark.parametrize("name", ["长" * 83 + ".txt", "x" * 250, "a." + "b" * 240, "无后缀", "科协.tar.gz"])
def test_any_name_has_room_for_its_report(tmp_path: Path, name: str) -> None:
    """Names at the system's limit are shortened, in whole characters, keeping their extension."""
    for text in ("一", "二"):
        found = found_in(tmp_path, name, text)
        target = finish(tmp_path, found, Outcome(HASH, failure=FAILURE))
        assert target is not None
        assert target.suffix == Path(name).suffix or len(target.suffix) > 20
    assert len(tree(tmp_path)) == 4


def test_a_changed_file_is_not_moved(tmp_path: Path) -> None:
    """Its new bytes have not been read: it stays for the next scan."""
    found = found_in(tmp_path)
    (tmp_path / "a.txt").write_text("xx", encoding="utf-8")
    assert finish(tmp_path, found) is None
    assert tree(tmp_path) == {"a.txt": "xx"}


def test_a_vanished_file_is_no_error(tmp_path: Path) -> None:
    """Taken away by its owner: nothing to move."""
    found = found_in(tmp_path)
    found.path.unlink()
    assert finish(tmp_path, found) is None


def test_a_cut_off_move_is_finished(tmp_path: Path) -> None:
    """Killed between link and unlink, the file stands in both places: the next call ends it."""
    found = found_in(tmp_path)
    (tmp_path / "failed").mkdir()
    os.link(found.path, tmp_path / "failed" / "a.txt")
    finish(tmp_path, found, Outcome(HASH, failure=FAILURE))
    assert sorted(tree(tmp_path)) == ["failed/a.txt", "failed/a.txt.error.txt"]


@pytest.mark.parametrize("is_before", [True, False], ids=["before", "after"])
def test_a_file_replaced_while_it_is_moved_stays(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_before: bool,  # noqa: FBT001 - a table
) -> None:
    """Somebody puts another file under the name just before, or just after, the move took hold of it."""
    found, link = found_in(tmp_path), os.link

    def replacing(source: Path, target: Path, **options: bool) -> None:
        if not is_before:
            link(source, target, **options)
        (tmp_path / "new.part").write_text("new", encoding="utf-8")
        (tmp_path / "new.part").replace(source)
        if is_before:
            link(source, target, **options)

    monkeypatch.setattr(os, "link", replacing)
    assert finish(tmp_path, found) == (None if is_before else tmp_path / "done" / "a.txt")
    assert tree(tmp_path) == {"a.txt": "new"} | ({} if is_before else {"done/a.txt": "x"})


def test_without_hard_links_the_move_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ExFAT and some shares refuse links: the name is held by an empty file instead."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    for text in ("一", "二"):
        finish(tmp_path, found_in(tmp_path, text=text), Outcome(HASH, failure=FAILURE))
    assert sorted(tree(tmp_path)) == [
        "failed/a-01234567.txt",
        "failed/a-01234567.txt.error.txt",
        "failed/a.txt",
        "failed/a.txt.error.txt",
    ]
    assert tree(tmp_path)["failed/a.txt"] == "一"


def test_a_folder_that_cannot_be_made_is_one_alarm(tmp_path: Path) -> None:
    """A file called done: the alarm names the folder, and the dropped file stays."""
    (tmp_path / "done").write_text("in the way", encoding="utf-8")
    found = found_in(tmp_path)
    with pytest.raises(SourceError) as caught:
        finish(tmp_path, found)
    assert (caught.value.code, caught.value.subject) == ("folder_unwritable", str(tmp_path / "done"))
    assert caught.value.advice
    assert tree(tmp_path)["a.txt"] == "x"


def test_a_folder_without_permission_is_one_alarm(plain_folder: Path) -> None:
    """A drop the program may not write in: the file stays."""
    found = found_in(plain_folder)
    plain_folder.chmod(0o500)
    with pytest.raises(SourceError) as caught:
        finish(plain_folder, found)
    assert (caught.value.code, caught.value.subject) == ("folder_unwritable", str(plain_folder / "done"))
    assert tree(plain_folder) == {"a.txt": "x"}


def test_an_unreadable_file_is_moved_all_the_same(plain_folder: Path) -> None:
    """Moving needs no right to read: the file goes to failed/ with its report."""
    found = found_in(plain_folder)
    found.path.chmod(0)
    target = finish(plain_folder, found, Outcome(failure=FAILURE))
    assert target == plain_folder / "failed" / "a.txt"
    assert target.with_name("a.txt.error.txt").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB, where one may be mounted."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        pytest.skip("no tmpfs can be mounted here: a full disk is not tried")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True, timeout=60)


def test_a_full_disk_leaves_the_file_in_place(small_disk: Path) -> None:
    """No room for the report: one alarm, no half-written report, the file where it was; later it goes on."""
    found = found_in(small_disk)
    with suppress(OSError), (small_disk / ".filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4096)
    with pytest.raises(SourceError) as caught:
        finish(small_disk, found, Outcome(HASH, failure=FAILURE))
    assert caught.value.code == "disk_full"
    assert sorted(tree(small_disk)) == [".filler", "a.txt"]
    (small_disk / ".filler").unlink()
    assert finish(small_disk, found, Outcome(HASH, failure=FAILURE)) == small_disk / "failed" / "a.txt"


#: A name, a content, whether it fails.
DROPPED = st.tuples(st.sampled_from("abc"), st.text("xyz", min_size=1, max_size=2), st.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drops=st.lists(st.tuples(st.sampled_from("abc"), st.text("xyz", min_size=1, max_size=2), st.booleans()))
)
def test_every_byte_dropped_is_still_there(
    tmp_path_factory: pytest.TempPathFactory, drops: list[tuple[str, str, bool]]
) -> None:
    """Whatever is dropped in whatever order, done/ and failed/ hold all of it in the end."""
    folder = tmp_path_factory.mktemp("drop")
    drop, clock = Drop("inbox", str(folder)), FakeClock()
    for name, text, is_bad in drops:
        found = found_in(folder, f"{name}.txt", text)
        digest = read(found, drop, clock).sha256
        settle(drop, found, Outcome(digest, failure=FAILURE if is_bad else None), clock)
    kept = [text for path, text in tree(folder).items() if not path.endswith(".error.txt")]
    assert sorted(kept) == sorted(text for _, text, _ in drops)


#: Empties each folder of the command line twice: killed before its n-th file operation, then to the end.
#: Forks instead of starting Python anew, which would take twenty times as long.
KILLED = """
import os, sys
from kexie_digest.clock import SystemClock
from kexie_digest.errors import ParseError
from kexie_digest.model import Drop
from kexie_digest.sources.drop_folder import DropFolder, Outcome, read, settle

def empty(folder, steps):
    def dying(plain):
        def step(*arguments, **options):
            nonlocal steps
            steps -= 1
            if steps < 0:
                os._exit(9)
            return plain(*arguments, **options)
        return step
    for name in ("open", "link", "unlink", "replace", "mkdir", "fsync"):
        setattr(os, name, dying(getattr(os, name)))
    drop, clock = Drop("inbox", folder), SystemClock()
    for found in DropFolder(drop, clock).settled_look(wait=0).ready:
        document = read(found, drop, clock)
        error = ParseError(subject=found.address) if "bad" in found.name else None
        settle(drop, found, Outcome(document.sha256, failure=error), clock)

for number, folder in enumerate(sys.argv[1:]):
    for steps in (number, 9999):
        child = os.fork()
        if child == 0:
            empty(folder, steps)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_killed_at_every_step_nothing_is_lost(tmp_path: Path) -> None:
    """Stopped before each single file operation, then run again: every file ends once, in its place."""
    folders = [tmp_path / f"{number:02}" for number in range(12)]
    for folder in folders:
        folder.mkdir()
        for name in ("good.txt", "bad.txt"):
            (folder / name).write_text(name, encoding="utf-8")
    command = [sys.executable, "-c", KILLED, *map(str, folders)]
    ends = subprocess.run(command, check=True, capture_output=True, timeout=200, text=True).stdout.split()
    for folder in folders:
        found = tree(folder)
        assert found.pop("failed/bad.txt.error.txt", ""), folder
        assert found == {"done/good.txt": "good.txt", "failed/bad.txt": "bad.txt"}, folder
    assert ends[0::2] == ["9"] * 10 + ["0"] * 2
    assert set(ends[1::2]) == {"0"}
