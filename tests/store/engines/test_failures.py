"""Complaints of database and disk: each with a stable code and a next step."""

from __future__ import annotations

import errno
import sqlite3

import pytest

from kexie_digest.errors import Conflict
from kexie_digest.store.engines import failures


def complaint(name: str) -> sqlite3.Error:
    """Make an exception as sqlite3 does for a result code."""
    error = sqlite3.OperationalError("driver's words")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_FULL", "disk_full"),
        ("SQLITE_BUSY", "busy"),
        ("SQLITE_BUSY_SNAPSHOT", "busy"),
        ("SQLITE_LOCKED", "busy"),
        ("SQLITE_READONLY_DBMOVED", "unwritable"),
        ("SQLITE_CANTOPEN_ISDIR", "unwritable"),
        ("SQLITE_CORRUPT_VTAB", "damaged"),
        ("SQLITE_NOTADB", "damaged"),
        ("SQLITE_IOERR_FSYNC", "disk_error"),
        ("SQLITE_ERROR", "store_failed"),
    ],
)
def test_each_result_code_has_its_word(name: str, code: str) -> None:
    """Extended result codes count as the code they extend."""
    error = failures.from_database(complaint(name), "kexie.db")
    assert (error.code, error.subject) == (code, "kexie.db")
    assert error.advice


def test_a_violated_rule_is_a_conflict() -> None:
    """A unique key or a foreign key that refuses is somebody else's change."""
    assert isinstance(failures.from_database(complaint("SQLITE_CONSTRAINT_UNIQUE"), "kexie.db"), Conflict)


def test_other_drivers_are_understood_by_their_class() -> None:
    """The names of PEP 249 hold for every driver: no connection, a violated rule."""

    class OperationalError(Exception):
        pass

    class IntegrityError(Exception):
        pass

    assert failures.from_database(OperationalError(), "host").code == "unreachable"
    silence = type("ConnectionTimeout", (OperationalError,), {})  # psycopg's name for it
    assert failures.from_database(silence(), "host").code == "unreachable"
    assert failures.from_database(IntegrityError(), "host").code == "conflict"


def test_what_no_index_takes_is_told_for_good() -> None:
    """SQLSTATE 54000, program_limit_exceeded: trying again is pointless, so an item fails, not the run."""

    class OperationalError(Exception):
        sqlstate = "54000"

    error = failures.from_database(OperationalError(), "host")
    assert (error.code, error.permanent) == ("too_long", True)
    assert error.advice


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "unwritable"),
        (errno.EROFS, "unwritable"),
        (errno.EIO, "disk_error"),
    ],
)
def test_each_error_of_the_system_has_its_word(number: int, code: str) -> None:
    """Full, forbidden and broken disks are told apart."""
    error = failures.from_system(OSError(number, "system's words"), "originals")
    assert (error.code, error.subject) == (code, "originals")
    assert error.advice
