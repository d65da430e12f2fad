"""Readers and deliveries on the desk and in the API: lists, reports, doubts, decisions."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kexie_digest.model import Delivery, DeliveryState, Reply
from kexie_digest.model.desk.user import Role, TokenScope
from kexie_digest.store import deliveries
from kexie_digest.workflows.accounts import tokens
from kexie_digest.workflows.desk import trail
from kexie_digest.workflows.run import run, scope_of

from newsroom import Newsroom, all_samples, csrf_of, newsroom

YAML = """
publication: {name: 云岭科协}
drops: {inbox: {path: drops}}
digests:
  weekly: {title: 周报, recipients: [li@example.com, wang@example.com, zhao@example.com]}
"""
CSV = (
    "邮箱,姓名,同意依据\nli@example.com,李明,会员登记表\n"
    "not-an-address,王强,会员登记表\nzhao@example.com,赵敏,\n"
)
#: A sender of another machine.
DYING = "far-host|boot|1|1"
DELIVERIES = "/desk/editions/weekly/1/deliveries"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom with an edition that is published and queued for three readers."""
    with newsroom(tmp_path_factory.mktemp("sent"), *all_samples()[:1], yaml=YAML) as opened:
        run(opened.context, scope_of(opened.context, is_sending=False))
        yield opened


def last_act(room: Newsroom) -> tuple[str, str, str]:
    """The latest line of the trail: action, subject, after."""
    act = trail.list_page(room.context.store, limit=1)[0]
    return act.action, act.subject, act.after


def test_a_list_is_imported_with_a_report_by_line(empty_room: Newsroom) -> None:
    """What was taken is there, what was not is told with its line and reason; GB18030 too."""
    client = empty_room.client(Role.PUBLISHER)
    form = {"csrf": csrf_of(client), "list": "会员"}
    file = {"file": ("名单.csv", CSV.encode("gb18030"), "text/csv")}
    page = client.post("/desk/readers/import", data=form, files=file).text
    assert "新收 1 位" in page
    assert "没有收 2 行" in page
    assert "第 3 行" in page
    assert "没有同意依据" in page
    listed = client.get("/desk/readers?list=会员").text
    assert "李明" in listed
    assert "会员登记表" in listed
    assert last_act(empty_room) == ("reader.import", "会员", "新收 1，已有 0，拒收 2")


def test_a_file_without_the_columns_is_explained(empty_room: Newsroom) -> None:
    """Nothing is taken, and the page says what the first line must be."""
    client = empty_room.client(Role.PUBLISHER)
    form = {"csrf": csrf_of(client), "list": "会员"}
    file = {"file": ("../../名单.csv", b"a,b\n1,2\n", "text/csv")}
    answer = client.post("/desk/readers/import", data=form, files=file)
    assert answer.status_code == 422
    assert "第一行必须有" in answer.text


def test_a_reader_is_added_suppressed_lifted_and_removed(empty_room: Newsroom) -> None:
    """Each act shows and is written down; a deleted address is not kept in the trail."""
    client = empty_room.client(Role.PUBLISHER)
    form = {"csrf": csrf_of(client), "reader": "li@example.com"}
    added = client.post("/desk/readers", data={**form, "name": "<b>李</b>", "basis": "本人来函"})
    assert added.status_code == 303
    page = client.get(added.headers["location"]).text
    assert html.escape("<b>李</b>") in page
    assert "<b>李</b>" not in page
    change = {"what": "suppress", "note": "来电要求"}
    assert client.post("/desk/readers/change", data={**form, **change}).status_code == 303
    assert "来电要求" in client.get("/desk/readers?suppressed=true").text
    refused = client.post("/desk/readers", data={**form, "basis": "本人来函"})
    assert refused.status_code == 422
    assert "禁发" in refused.text
    assert client.post("/desk/readers/change", data={**form, "what": "lift"}).status_code == 303
    assert client.post("/desk/readers/change", data={**form, "what": "lift"}).status_code == 404
    assert client.post("/desk/readers/change", data={**form, "what": "remove"}).status_code == 303
    assert last_act(empty_room) == ("reader.remove", "（已删除）", "")
    assert "li@example.com" not in client.get("/desk/readers").text


def test_the_export_can_be_imported_again(empty_room: Newsroom) -> None:
    """Its header names the columns the import asks for."""
    client = empty_room.client(Role.PUBLISHER)
    form = {"csrf": csrf_of(client), "reader": "li@example.com", "basis": "本人来函"}
    client.post("/desk/readers", data=form)
    told = client.get("/desk/readers/export")
    assert "attachment" in told.headers["content-disposition"]
    again = {"file": ("readers.csv", told.content, "text/csv")}
    page = client.post("/desk/readers/import", data={"csrf": form["csrf"], "list": "新"}, files=again).text
    assert "没有收 0 行" in page


def test_the_deliveries_name_who_waits(published: Newsroom) -> None:
    """Counts by state, names on request, and an edition that is not there."""
    client = published.client(Role.PUBLISHER)
    page = client.get(DELIVERIES).text
    assert "排队 3" in page
    assert "li@example.com" in client.get(f"{DELIVERIES}?state=queued").text
    assert client.get(DELIVERIES.replace("/1/", "/99/")).status_code == 404
    workshop = client.get("/desk/editions/weekly/1").text
    assert "读者看到的网页" in workshop
    assert DELIVERIES in workshop
    assert "bulletin.pdf" in workshop
    assert "谁收到了" not in published.client(Role.EDITOR).get("/desk/editions/weekly/1").text


def test_a_copy_in_doubt_is_named_and_resent_with_its_number(published: Newsroom) -> None:
    """The editor sees it by name; resent it keeps its Message-ID, settled it counts as sent."""
    store, client = published.context.store, published.client(Role.PUBLISHER)
    with store.transaction() as tx:
        for copy in deliveries.claim(tx, 3, DYING, tx.now + timedelta(minutes=5)):
            if not copy.recipient.startswith("zhao@"):
                assert deliveries.arm(tx, copy.id, DYING)
                deliveries.mark_deferred(tx, copy.id, DYING, Reply(0, "连接中断"), not_before=tx.now)
    page = client.get(DELIVERIES).text
    assert "存疑 2" in page
    before = _copy(published, "li@example.com")
    form = {"csrf": csrf_of(client), "reader": "li@example.com", "what": "resend"}
    assert client.post(f"{DELIVERIES}/copies", data=form).status_code == 303
    after = _copy(published, "li@example.com")
    assert after.state is DeliveryState.QUEUED
    assert after.message_id == before.message_id
    assert last_act(published) == ("delivery.resend", "weekly/1", "li@example.com")
    assert client.post(f"{DELIVERIES}/copies", data=form).status_code == 409
    settled = {**form, "reader": "wang@example.com", "what": "received"}
    assert client.post(f"{DELIVERIES}/copies", data=settled).status_code == 303
    assert _copy(published, "wang@example.com").state is DeliveryState.SENT


def test_a_campaign_is_paused_and_goes_on(published: Newsroom) -> None:
    """By the page and by the API alike; both stand in the trail."""
    client = published.client(Role.PUBLISHER)
    form = {"csrf": csrf_of(client)}
    assert client.post(f"{DELIVERIES}/pause", data=form).status_code == 303
    assert "已暂停" in client.get(DELIVERIES).text
    secret = tokens.make(published.context.store, "publisher", TokenScope.PUBLISH, "试验")
    header = {"Authorization": f"Bearer {secret}"}
    api = "/api/editions/weekly/1/deliveries"
    program = published.client()
    assert program.get(api, headers=header).json()["campaign"]["state"] == "paused"
    assert program.post(f"{api}/resume", headers=header).status_code == 200
    assert last_act(published)[0] == "delivery.resume"
    assert program.get(api, headers=header).json()["campaign"]["state"] != "paused"
    assert client.post(f"{DELIVERIES}/explode", data=form).status_code == 422


def test_the_trail_has_every_act_of_the_workshop(tmp_path: Path) -> None:
    """Making up and deciding are written down beside logins and corrections."""
    yaml = YAML.replace("title: 周报,", "title: 周报, review: [终审],")
    with newsroom(tmp_path, *all_samples()[:1], yaml=yaml) as room:
        run(room.context, scope_of(room.context, is_sending=False))
        secret = tokens.make(room.context.store, "publisher", TokenScope.PUBLISH, "试验")
        header = {"Authorization": f"Bearer {secret}"}
        client, path = room.client(), "/api/editions/weekly/1"
        opened = client.get(path, headers=header).json()
        version = opened["standing"]["version"]
        asked = {"expected": version, "act": "annotate", "text": "写给读者"}
        changed = client.post(f"{path}/acts", json=asked, headers=header)
        assert changed.json()["edition"]["note"] == "写给读者"
        assert client.post(f"{path}/acts", json=asked, headers=header).status_code == 409
        version = changed.json()["standing"]["version"]
        sent = client.post(f"{path}/submit", json={"expected": version}, headers=header)
        assert sent.json()["standing"]["state"] == "reviewing"
        back = {"expected": sent.json()["standing"]["version"], "note": "再看看"}
        assert client.post(f"{path}/return", json=back, headers=header).status_code == 200
        acts = [act.action for act in trail.list_page(room.context.store, subject="weekly/1")]
        assert acts == ["edition.return", "edition.submit", "edition.change"]


def _copy(room: Newsroom, address: str) -> Delivery:
    with room.context.store.reading() as tx:
        return deliveries.of_edition_by_address(tx, "weekly", 1, address)
