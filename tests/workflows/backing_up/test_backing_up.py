"""Backups: whole, named at once, read back; restored into an empty place only, and mailing nothing."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kexie_digest import renderers
from kexie_digest.errors import Conflict, KexieDigestError, NotFound, StoreError
from kexie_digest.model import DeliveryState
from kexie_digest.store import Blobs, snapshots
from kexie_digest.workflows.backing_up import Holdings, back_up, restore, verify_file
from kexie_digest.workflows.sending import ledger
from mail_room import MailRoom, opened_room

from desk import Desk, sample_pages
from fake_mail_server import FakeMailServer
from fakes import FakeClock

#: The snapshot of a file; a server has its own tools for that.
pytestmark = pytest.mark.sqlite

YAML = """
drops: {inbox: {path: drops}}
digests:
  weekly: {title: 周报, sender: {name: 示例市科协, address: digest@example.org}, recipients: [members]}
"""


def holdings_of(root: Path) -> Holdings:
    """Everything below one folder, as :class:`Desk` lays it out."""
    return Holdings(
        database_url=f"sqlite:///{root / 'var' / 'kexie.db'}",
        var=root / "var",
        output=root / "out",
        config=root / "sources.yaml",
        templates=root / "templates",
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with one published edition, pictures, a template and a stray link."""
    with pytest.MonkeyPatch.context() as patch:
        paper = {"bulletin.pdf", "bulletin.docx", "bulletin-print.pdf"}
        others = {name: module for name, module in renderers.RENDERERS.items() if name not in paper}
        patch.setattr(renderers, "RENDERERS", others)
        desk = Desk(tmp_path_factory.mktemp("published"))
        desk.drop(*sample_pages()[:2], *(path for path in sample_pages()[0].parent.glob("02-*.jpg")))
        own = desk.root / "templates" / "email" / "own.txt.j2"
        own.parent.mkdir(parents=True)
        own.write_text("页脚", "utf-8")
        assert desk.run(YAML, is_sending=False).published
    (desk.output / "link").symlink_to("/etc/passwd")
    (desk.output / ".draft.part").mkdir()
    return desk


@pytest.fixture(scope="module")
def backup(published: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    written = back_up(holdings_of(published.root), tmp_path_factory.mktemp("backups"), published.clock)
    assert not written.contents.missing
    return written.path


def files_below(folder: Path) -> dict[str, bytes]:
    """Every plain file that is no draft, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    }


def test_everything_comes_back(published: Desk, backup: Path, tmp_path: Path) -> None:
    """Originals, editions, configuration, templates and key are the same bytes; reports the same."""
    restored = restore(holdings_of(tmp_path), backup, FakeClock())
    assert restored.aside is None
    for name in ("out", "var/originals", "templates"):
        assert files_below(tmp_path / name) == files_below(published.root / name), name
    for name in ("sources.yaml", "var/secret_key"):
        assert (tmp_path / name).read_bytes() == (published.root / name).read_bytes()
    assert (tmp_path / "var/secret_key").stat().st_mode & 0o777 == 0o600
    assert restored.contents.editions == 1
    old, new = Desk(published.root), Desk(tmp_path)
    assert reports(old) == reports(new) != []


def reports(desk: Desk) -> list[str]:
    """The ids of the stored reports."""
    with closing(sqlite3.connect(desk.root / "var/kexie.db")) as connection:
        return [name for (name,) in connection.execute("SELECT id FROM articles ORDER BY seq")]


def test_the_archive_is_plain_tar_that_checks_itself(backup: Path, tmp_path: Path) -> None:
    """Another program unpacks it and ``sha256sum -c`` agrees; nobody else may read it."""
    assert backup.stat().st_mode & 0o777 == 0o600
    shutil.unpack_archive(backup, tmp_path, "tar")
    done = subprocess.run(
        ["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
    )
    assert (done.returncode, done.stdout) == (0, b"")
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert not [name for name in names if "link" in name or ".part" in name]


def test_nothing_is_overwritten(published: Desk, backup: Path, tmp_path: Path) -> None:
    """A name that is taken is refused, by backup and restore; a link counts as taken."""
    place = holdings_of(published.root)
    with pytest.raises(Conflict) as caught:
        back_up(place, backup, published.clock)
    assert caught.value.code == "backup_exists"
    dangling = tmp_path / "b.tar"
    dangling.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Conflict):
        back_up(place, dangling, published.clock)
    for name in ("var/kexie.db", "var/originals/x", "out/x", "var/secret_key", "sources.yaml"):
        root = tmp_path / hashlib.sha256(name.encode()).hexdigest()[:6]
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text("mine", "utf-8")
        with pytest.raises(Conflict) as caught:
            restore(holdings_of(root), backup, FakeClock())
        assert caught.value.code == "place_not_empty"
        assert list(files_below(root)) == [name]
        assert (root / name).read_text("utf-8") == "mine"


def test_other_templates_stay_where_they_are(backup: Path, tmp_path: Path) -> None:
    """In a checkout templates lie there already: those of the backup go beside them."""
    own = tmp_path / "templates" / "email" / "own.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text("另一个页脚", "utf-8")
    aside = restore(holdings_of(tmp_path), backup, FakeClock()).aside
    assert aside == tmp_path / "templates-from-backup"
    assert own.read_text("utf-8") == "另一个页脚"
    assert (aside / "email" / "own.txt.j2").read_text("utf-8") == "页脚"


def test_only_the_newest_are_kept(published: Desk, tmp_path: Path) -> None:
    """--keep deletes older ones that are called like ours, and nothing else."""
    clock, mine = FakeClock(), tmp_path / "kexie-digest-notes.tar"
    mine.write_text("mine", "utf-8")
    for _ in range(3):
        clock.instant += timedelta(days=1)
        written = back_up(holdings_of(published.root), tmp_path, clock, keep=2)
    assert [path.name for path in written.removed] == ["kexie-digest-20260307T010000Z.tar"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "kexie-digest-20260308T010000Z.tar",
        "kexie-digest-20260309T010000Z.tar",
        "kexie-digest-notes.tar",
    ]


def test_a_lost_original_is_named_and_the_rest_is_safe(published: Desk, tmp_path: Path) -> None:
    """A disk that lost or spoilt an original must not stop all backups after it."""
    root = tmp_path / "desk"
    shutil.copytree(published.root, root, symlinks=True)
    blobs = Blobs(root / "var/originals")
    lost, spoilt = [
        blobs.path(sha256) for sha256 in sorted(set(snapshots.originals(root / "var/kexie.db")))[:2]
    ]
    lost.unlink()
    spoilt.write_bytes(b"\x1f\x8b nonsense")
    shutil.rmtree(root / "out" / "weekly" / "1")
    written = back_up(holdings_of(root), tmp_path / "b.tar", published.clock)
    hashes = {path.name.partition(".")[0] for path in (lost, spoilt)}
    assert set(written.contents.missing) == {*hashes, "weekly/1"}
    assert restore(holdings_of(tmp_path / "new"), written.path, FakeClock()).contents == written.contents


def test_a_place_without_a_database_is_told(tmp_path: Path) -> None:
    """Run in the wrong folder: no empty backup that calms its owner."""
    with pytest.raises(NotFound, match="no database"):
        back_up(holdings_of(tmp_path), tmp_path / "b.tar", FakeClock())
    assert list(tmp_path.iterdir()) == []


def test_a_full_or_closed_disk_leaves_nothing(published: Desk, tmp_path: Path) -> None:
    """No half archive under any name; the reason is told."""
    target = tmp_path / "file"
    target.write_text("", "utf-8")
    with pytest.raises(StoreError) as caught:
        back_up(holdings_of(published.root), target / "b.tar", published.clock)
    assert caught.value.code == "cannot_write"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_abandoned_draft_is_cleared_and_a_living_one_left(published: Desk, tmp_path: Path) -> None:
    """A killed backup leaves a folder that the next one removes; one at work is not touched."""
    dead, alive = tmp_path / ".kexie-backup-dead", tmp_path / ".kexie-backup-alive"
    for folder in (dead, alive):
        folder.mkdir()
        (folder / "lock").touch()
    with (alive / "lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        back_up(holdings_of(published.root), tmp_path / "b.tar", published.clock)
    assert {path.name for path in tmp_path.iterdir()} == {".kexie-backup-alive", "b.tar"}


# ---------------------------------------------------------------- archives that are none of ours


def members_of(backup: Path) -> list[tuple[tarfile.TarInfo, bytes]]:
    """An archive's members and their bytes."""
    with tarfile.open(backup) as tar:
        return [(member, (tar.extractfile(member) or io.BytesIO()).read()) for member in tar]


def write(path: Path, members: list[tuple[tarfile.TarInfo, bytes]]) -> Path:
    """Write an archive."""
    with tarfile.open(path, "w") as tar:
        for member, content in members:
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def with_sums(members: list[tuple[tarfile.TarInfo, bytes]]) -> list[tuple[tarfile.TarInfo, bytes]]:
    """Checksums that fit: of somebody who forges them too."""
    kept = [(member, content) for member, content in members if member.name != "SHA256SUMS"]
    lines = "".join(f"{hashlib.sha256(content).hexdigest()}  {member.name}\n" for member, content in kept)
    return [*kept, (tarfile.TarInfo("SHA256SUMS"), lines.encode())]


def _extra(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> Callable[..., object]:
    def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, link
        members.insert(1, (member, b"" if link else b"evil"))

    return change


def _spoil(name: str, content: bytes | None = None) -> Callable[..., object]:
    def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        at = next(number for number, (member, _) in enumerate(members) if member.name.startswith(name))
        old = members[at][1]
        members[at] = (
            members[at][0],
            old[:-8] + bytes([old[-8] ^ 1]) + old[-7:] if content is None else content,
        )

    return change


def _drop(name: str) -> Callable[..., object]:
    def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        members[:] = [one for one in members if not one[0].name.startswith(name)]

    return change


FORGERIES = {
    "up": _extra("output/../../evil"),
    "absolute": _extra("/etc/evil"),
    "dot": _extra("output/./evil"),
    "backslash": _extra("output/..\\evil"),
    "line": _extra("output/a\nb"),
    "elsewhere": _extra("var/kexie.db"),
    "hidden-original": _extra("originals/../evil"),
    "symlink": _extra("output/x", tarfile.SYMTYPE, "/etc"),
    "hardlink": _extra("output/x", tarfile.LNKTYPE, "secret_key"),
    "device": _extra("output/x", tarfile.CHRTYPE, ""),
    "folder": _extra("output/x", tarfile.DIRTYPE, ""),
    "twice": _extra("sources.yaml"),
    "wrong-original": _extra("originals/aa/bb/aabb" + "0" * 60),
    "spoilt-original": _spoil("originals/"),
    "spoilt-database": _spoil("database"),
    "other-database": _spoil("database", gzip.compress(b"SQLite format 3\0" + b"x" * 4096)),
    "no-database": _drop("database"),
    "no-originals": _drop("originals/"),
    "no-manifest": _drop("MANIFEST"),
    "other-format": _spoil("MANIFEST", json.dumps({"format": "x", "version": 1}).encode()),
    "odd-manifest": _spoil("MANIFEST", b"[]"),
}


@pytest.mark.parametrize("name", sorted(FORGERIES))
def test_forged_and_damaged_archives_are_refused(backup: Path, tmp_path: Path, name: str) -> None:
    """Also with checksums that fit: no path out, no link, no lost original; nothing is left behind."""
    members = members_of(backup)
    FORGERIES[name](members)
    forged = write(tmp_path / "forged.tar", with_sums(members))
    with pytest.raises(StoreError) as caught:
        restore(holdings_of(tmp_path / "new"), forged, FakeClock())
    assert caught.value.code in {"bad_backup", "damaged"}
    assert files_below(tmp_path) == {"forged.tar": forged.read_bytes()}


def test_every_byte_counts(backup: Path, tmp_path: Path) -> None:
    """A bit that fell over anywhere in a member is noticed by its checksum; so is a missing end."""
    whole = backup.read_bytes()
    with tarfile.open(backup) as tar:
        places = [member.offset_data + member.size // 2 for member in tar if member.size]
    for place in places[:: max(len(places) // 12, 1)]:
        bad = tmp_path / "bad.tar"
        bad.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(StoreError):
            verify_file(bad)
    for end in (0, 100, len(whole) // 2, places[-1]):
        (tmp_path / "cut.tar").write_bytes(whole[:end])
        with pytest.raises(StoreError):
            verify_file(tmp_path / "cut.tar")


def test_a_backup_of_a_newer_program_is_refused(published: Desk, tmp_path: Path) -> None:
    """Nothing is left in the place; the owner is told to upgrade."""
    root = tmp_path / "desk"
    shutil.copytree(published.root, root, symlinks=True)
    with closing(sqlite3.connect(root / "var/kexie.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    path = back_up(holdings_of(root), tmp_path / "b.tar", published.clock).path
    with pytest.raises(KexieDigestError, match="newer program"):
        restore(holdings_of(tmp_path / "new"), path, FakeClock())
    assert files_below(tmp_path / "new") == {}


# ---------------------------------------------------------------- mail after a restore


def restored_room(room: MailRoom, root: Path, tmp_path: Path, server: FakeMailServer) -> Desk:
    """Back a mail room up and restore it elsewhere."""
    back_up(holdings_of(root), tmp_path / "b.tar", room.clock)
    new = Desk(
        tmp_path / "new",
        room.clock,
        f"smtp://127.0.0.1:{server.port}",
        public_url="https://digest.example.org",
    )
    shutil.rmtree(new.root)
    restore(holdings_of(new.root), tmp_path / "b.tar", room.clock)
    return new


@pytest.mark.parametrize("is_begun", [False, True])
def test_a_restored_copy_mails_nothing_by_itself(tmp_path: Path, *, is_begun: bool) -> None:
    """Also when nothing had ever left before: an editor's word lets go what was never sent."""
    with FakeMailServer() as server, opened_room(tmp_path / "old", [server]) as room:
        if is_begun:
            room.queue("zhao@example.org", number=130)
            room.send()
        room.queue("li@example.org", "wang@example.org")
        new = restored_room(room, tmp_path / "old", tmp_path, server)
        before = len(server.messages)
        with new.opened() as context:
            again = MailRoom(context, room.clock, server)
            result = again.send()
            assert len(server.messages) == before
            assert [failure.code for failure in result.failures] == ["waits_for_editor"]
            record = ledger.look(context.store, "weekly/131").record
            assert record is not None
            assert "备份" in record.note
            ledger.resume(context.store, "weekly/131")
            again.send()
            assert set(again.states().values()) == {DeliveryState.SENT}
        assert len(server.messages) == before + 2


def test_the_original_goes_on_sending(tmp_path: Path) -> None:
    """A backup changes nothing where it is taken: no mark, no held campaign."""
    with FakeMailServer() as server, opened_room(tmp_path / "old", [server]) as room:
        room.queue("li@example.org")
        back_up(holdings_of(tmp_path / "old"), tmp_path / "b.tar", room.clock)
        room.send()
        assert set(room.states().values()) == {DeliveryState.SENT}


# ---------------------------------------------------------------- PostgreSQL, buckets


def test_a_backup_moves_between_engines(
    published: Desk, backup: Path, tmp_path: Path, postgresql_url: str
) -> None:
    """Restored on PostgreSQL, backed up there, restored as SQLite: the same reports; never over anything."""
    server = replace(holdings_of(tmp_path / "server"), database_url=postgresql_url)
    restore(server, backup, FakeClock())
    assert not (tmp_path / "server" / "var" / "kexie.db").exists()
    with pytest.raises(StoreError) as caught:
        restore(replace(holdings_of(tmp_path / "second"), database_url=postgresql_url), backup, FakeClock())
    assert caught.value.code == "target_not_empty"
    assert files_below(tmp_path / "second") == {}
    again = back_up(server, tmp_path / "b.tar", FakeClock())
    assert (again.contents.missing, again.contents.editions) == ((), 1)
    restore(holdings_of(tmp_path / "file"), again.path, FakeClock())
    assert reports(Desk(tmp_path / "file")) == reports(published)


def test_a_bucket_keeps_its_own(published: Desk, tmp_path: Path) -> None:
    """Originals and editions of many hosts are not in the file, and not told as lost."""
    root = tmp_path / "host"
    shutil.copytree(published.root / "var", root / "var")
    shutil.rmtree(root / "var" / "originals")
    written = back_up(replace(holdings_of(root), is_shared=True), tmp_path / "b.tar", published.clock)
    assert (written.contents.missing, written.contents.originals) == ((), 0)
    assert restore(holdings_of(tmp_path / "new"), written.path, FakeClock()).contents.is_shared
