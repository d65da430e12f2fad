"""Looking at a drop folder: what is complete, what is ignored, what cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kexie_digest.model import Drop
from kexie_digest.sources.drop_folder import DropFolder, Scan
from kexie_digest.sources.drop_folder.looking import DEEPEST

from fakes import FakeClock


def watch(folder: Path) -> tuple[DropFolder, FakeClock]:
    """Watch a folder with a clock that stands still."""
    clock = FakeClock()
    return DropFolder(Drop("inbox", str(folder)), clock), clock


def names(scan: Scan) -> list[str]:
    """Give what a scan found complete."""
    return [found.address for found in scan.ready]


def write(folder: Path, *paths: str) -> None:
    """Put small files into a folder."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")


def test_a_run_waits_two_seconds(tmp_path: Path) -> None:
    """A manual run looks twice and takes what stood still in between."""
    write(tmp_path, "a.txt")
    folder, clock = watch(tmp_path)
    before = clock.monotonic()
    assert names(folder.settled_look()) == ["a.txt"]
    assert clock.monotonic() - before == 2


def test_an_empty_folder_costs_no_wait(tmp_path: Path) -> None:
    """Nothing there: nothing to wait for."""
    folder, clock = watch(tmp_path)
    before = clock.monotonic()
    assert folder.settled_look() == Scan()
    assert clock.monotonic() == before


def test_a_scheduler_waits_ten_seconds(tmp_path: Path) -> None:
    """Over ticks, a file is ready once it has been the same for ten seconds."""
    write(tmp_path, "a.txt")
    folder, clock = watch(tmp_path)
    assert names(folder.look()) == []
    clock.sleep(9)
    assert names(folder.look()) == []
    clock.sleep(1)
    assert names(folder.look()) == ["a.txt"]


def test_a_file_being_written_is_left(tmp_path: Path) -> None:
    """Every change starts the wait again; the file is named as changing meanwhile."""
    write(tmp_path, "a.txt")
    folder, clock = watch(tmp_path)
    folder.look()
    for step in range(3):
        clock.sleep(9)
        with (tmp_path / "a.txt").open("a", encoding="utf-8") as stream:
            stream.write("more" * (step + 1))
        scan = folder.look()
        assert (names(scan), [found.address for found in scan.changing]) == ([], ["a.txt"])
    clock.sleep(10)
    assert names(folder.look()) == ["a.txt"]


def test_a_replaced_file_is_a_new_one(tmp_path: Path) -> None:
    """Same name, size and time, another file: the wait starts again."""
    write(tmp_path, "a.txt")
    folder, clock = watch(tmp_path)
    folder.look()
    clock.sleep(10)
    status = (tmp_path / "a.txt").stat()
    (tmp_path / "b.tmp").write_text("A.TXT", encoding="utf-8")
    os.utime(tmp_path / "b.tmp", ns=(status.st_atime_ns, status.st_mtime_ns))
    (tmp_path / "b.tmp").replace(tmp_path / "a.txt")
    assert names(folder.look()) == []


def test_an_empty_file_may_still_be_filled(tmp_path: Path) -> None:
    """0 bytes count at once in a manual run, after ten minutes in a scheduler."""
    (tmp_path / "a.txt").touch()
    folder, _ = watch(tmp_path)
    assert names(folder.settled_look()) == ["a.txt"]
    folder, clock = watch(tmp_path)
    folder.look()
    clock.sleep(599)
    assert names(folder.look()) == []
    clock.sleep(1)
    assert names(folder.look()) == ["a.txt"]


def test_what_is_ignored(tmp_path: Path) -> None:
    """Hidden, temporary and half-copied files, our own folders and reports."""
    write(
        tmp_path,
        "page.txt",
        ".hidden",
        "~$page.docx",
        "x.part",
        "x.tmp",
        "x.crdownload",
        "page.txt.error.txt",
        "page.txt.warnings.txt",
        "done/old.txt",
        "failed/bad.txt",
        ".git/config",
    )
    assert names(watch(tmp_path)[0].settled_look()) == ["page.txt"]


def test_subfolders_are_scanned(tmp_path: Path) -> None:
    """Folders in the drop count, also one called done further down."""
    write(tmp_path, "b.txt", "2026/03/a.txt", "2026/done/c.txt")
    assert names(watch(tmp_path)[0].settled_look()) == ["2026/03/a.txt", "2026/done/c.txt", "b.txt"]


def test_links_and_special_files_are_not_followed(tmp_path: Path) -> None:
    """A link to a file, a link to a folder, a pipe: none is taken."""
    outside = tmp_path / "outside"
    write(outside, "secret.txt")
    drop = tmp_path / "drop"
    write(drop, "page.txt")
    (drop / "link.txt").symlink_to(outside / "secret.txt")
    (drop / "folder").symlink_to(outside)
    os.mkfifo(drop / "pipe")
    assert names(watch(drop)[0].settled_look()) == ["page.txt"]


def test_folders_without_end_are_left(tmp_path: Path) -> None:
    """Nesting beyond reason is not followed."""
    write(tmp_path, "/".join(["d"] * DEEPEST) + "/ok.txt", "/".join(["d"] * (DEEPEST + 1)) + "/far.txt")
    assert [Path(name).name for name in names(watch(tmp_path)[0].settled_look())] == ["ok.txt"]


def test_names_of_old_windows_shares_are_readable(tmp_path: Path) -> None:
    """A name in GBK bytes is shown in characters; its real path is kept."""
    raw = os.fsencode(tmp_path) + b"/" + "科协动态.txt".encode("gbk")
    Path(os.fsdecode(raw)).write_text("x", encoding="utf-8")
    (found,) = watch(tmp_path)[0].settled_look().ready
    assert (found.name, found.address) == ("科协动态.txt", "科协动态.txt")
    assert os.fsencode(found.path) == raw
    found.name.encode()


def test_a_line_break_in_a_name_forges_nothing(tmp_path: Path) -> None:
    """Shown as a replacement character; the real path is kept."""
    write(tmp_path, "a\ncode: ok.txt")
    (found,) = watch(tmp_path)[0].settled_look().ready
    assert found.address == "a\ufffdcode: ok.txt"
    assert found.path.exists()


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_a_drop_that_is_no_folder_is_a_problem(tmp_path: Path, kind: str) -> None:
    """A missing folder or a file in its place is told with the next step."""
    path = tmp_path / "drop"
    if kind == "file":
        path.touch()
    (problem,) = watch(path)[0].settled_look().problems
    assert problem.code == ("not_a_folder" if kind == "file" else "no_drop_folder")
    assert str(path) in str(problem)
    assert "sources.yaml" in problem.advice


def test_an_unreadable_subfolder_does_not_hide_the_rest(plain_folder: Path) -> None:
    """One folder without permission is a problem; the others are scanned."""
    write(plain_folder, "closed/a.txt", "open/b.txt")
    (plain_folder / "closed").chmod(0)
    scan = watch(plain_folder)[0].settled_look()
    assert names(scan) == ["open/b.txt"]
    assert [problem.code for problem in scan.problems] == ["folder_unreadable"]


def test_five_thousand_files_are_found(tmp_path: Path) -> None:
    """A year's archive dropped at once is one scan."""
    for number in range(5000):
        (tmp_path / f"{number:04}.txt").touch()
    assert len(watch(tmp_path)[0].settled_look().ready) == 5000
