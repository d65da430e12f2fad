"""``recipients``, ``send`` and ``deliveries`` as a stranger types them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kexie_digest import mailings
from kexie_digest.model import Copy, Recipient, Reply, Subscription
from kexie_digest.store import deliveries, editions, readers

from desk import Desk
from factories import sample_edition


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty desk."""
    return Desk(tmp_path)


def test_a_list_comes_in_and_goes_out(desk: Desk) -> None:
    """Import with a report, list, export, suppress: each says what it did."""
    (desk.root / "r.csv").write_text(
        "邮箱,姓名,同意依据\nli@example.org,李,会员\n坏地址,王,会员\n", "gb18030"
    )
    imported = desk.command("recipients", "import", "r.csv", "--list", "members", "--report", "report.csv")
    assert imported.returncode == 1, "one line was refused"
    assert "1 taken" in imported.stdout
    assert "第3行 '坏地址'" in imported.stderr, "as it was written, control characters apart"
    assert len((desk.root / "report.csv").read_text("utf-8-sig").splitlines()) == 3
    assert desk.command("recipients", "suppress", "li@example.org", "--note", "本人要求").returncode == 0
    listed = json.loads(desk.command("recipients", "list", "--suppressed", "--json").stdout)
    assert [(one["address"], one["reason"]) for one in listed] == [("li@example.org", "manual")]
    assert "manual:*" in desk.command("recipients", "export", "-").stdout
    assert desk.command("recipients", "add", "li@example.org", "--basis", "x").returncode == 2


def test_an_edition_is_rehearsed_tried_and_looked_at(desk: Desk) -> None:
    """A test copy is a file here; the ledger stays empty; an unknown edition is named."""
    with desk.opened() as context, context.store.transaction() as tx:
        editions.add(tx, sample_edition(), [])
        deliveries.begin(tx, "weekly", 131, desk.clock.now())
        reader = readers.put(tx, Recipient("li@example.org"), mailings.mark_of("li@example.org"))
        readers.subscribe(tx, reader, Subscription("weekly"))
    tried = desk.command("send", "weekly/131", "--test", "editor@example.org")
    assert tried.returncode == 0, tried.stderr
    assert len(list((desk.root / "var" / "outbox").glob("*.eml"))) == 1
    rehearsed = desk.command("send", "weekly/131", "--dry-run", "--json")
    assert json.loads(rehearsed.stdout) == {"planned": 1}, rehearsed.stderr
    looked = json.loads(desk.command("deliveries", "weekly/131", "--json").stdout)
    assert looked["counts"] == {}
    paused = desk.command("deliveries", "weekly/131", "--pause")
    assert (paused.returncode, "weekly/131：暂停 (paused)" in paused.stdout) == (0, True)
    assert desk.command("deliveries", "weekly/999").returncode == 1
    assert desk.command("deliveries", "nonsense").returncode == 2


def test_the_next_attempt_is_told_in_the_zone_of_the_digest(desk: Desk) -> None:
    """By the clock on the wall of whoever reads it, as its schedule is."""
    later = datetime(2026, 3, 6, 20, 30, tzinfo=UTC)
    with desk.opened() as context, context.store.transaction() as tx:
        editions.add(tx, sample_edition(), [])
        deliveries.queue(tx, "weekly", 131, [Copy("li@example.org", "", "<a@b>", "token")])
        (copy,) = deliveries.claim(tx, 1, "one", later)
        assert deliveries.mark_deferred(tx, copy.id, "one", Reply(450, "busy"), not_before=later)
    told = desk.command("deliveries", "weekly/131").stdout
    assert "（03-07 04:30 后重试）" in told
    (desk.root / "sources.yaml").write_text(
        "publication: {name: 云岭科协}\ndigests: {weekly: {title: 周报, timezone: Asia/Urumqi}}\n", "utf-8"
    )
    told = desk.command("deliveries", "weekly/131").stdout
    assert "（03-07 02:30 后重试）" in told
