"""``copy-store``: what it says, and that a refusal has a next step."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from kexie_digest.cli import app
from kexie_digest.model import Run
from kexie_digest.store import Store, runs

from fakes import FakeClock


def test_what_was_copied_is_listed(tmp_path: Path) -> None:
    """Counts and checksums of every table; a second copy into the same target is refused."""
    old, new = (f"sqlite:///{tmp_path}/{name}.db" for name in ("old", "new"))
    with Store.open(old, clock=FakeClock()) as store, store.transaction() as tx:
        runs.add(tx, Run("r1", tx.now))
    result = CliRunner().invoke(app, ["copy-store", old, new])
    assert result.exit_code == 0
    assert "✓ runs" in result.output
    assert "请停用旧库" in result.output
    again = CliRunner().invoke(app, ["copy-store", old, new])
    assert again.exit_code == 1
    assert "目标数据库不是空的" in again.output


def test_the_result_can_be_read_by_programs(tmp_path: Path) -> None:
    """JSON names each table with its rows and checksum."""
    old, new = (f"sqlite:///{tmp_path}/{name}.db" for name in ("old", "new"))
    Store.open(old, clock=FakeClock()).close()
    result = CliRunner().invoke(app, ["copy-store", old, new, "--json"])
    listed = json.loads(result.stdout)
    assert [one["rows"] for one in listed if one["table"] == "runs"] == [0]
    assert all(len(one["sha256"]) == 64 for one in listed)
