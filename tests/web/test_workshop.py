"""The edition workshop, as an editor, a reviewer and a publisher use it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kexie_digest.model.desk.user import Role
from kexie_digest.store import editions
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.run import run, scope_of

from newsroom import Newsroom, all_samples, csrf_of, newsroom

YAML = """
drops: {inbox: {path: drops}}
digests:
  weekly: {title: 周报, review: [初审, 终审], four_eyes: true}
"""
BASE = "/desk/editions/weekly/1"

pytestmark = pytest.mark.slow


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom with an edition composed for review."""
    with newsroom(tmp_path, *all_samples()[:2], yaml=YAML, then=compose) as opened:
        yield opened


def compose(context: Context) -> None:
    """Compose the edition."""
    run(context, scope_of(context))


def _version(page: str) -> str:
    found = re.search(r'name="expected" value="(\d+)"', page)
    assert found
    return found[1]


def _post(client: TestClient, path: str, **fields: str) -> int:
    page = client.get(BASE).text
    form = {"csrf": csrf_of(client), "expected": _version(page), **fields}
    return client.post(f"{BASE}/{path}", data=form).status_code


def _events(client: TestClient) -> list[str]:
    return re.findall(r'data-event="([^"]+)"', client.get(BASE).text)


def test_the_shelf_shows_what_waits_for_people(room: Newsroom) -> None:
    """An edition in the making stands first, with its state in words."""
    page = room.client(Role.EDITOR).get("/desk/editions").text
    assert "编排中" in page
    assert BASE in page


def test_an_editor_makes_up_the_edition(room: Newsroom) -> None:
    """Lead, order, title, comment, held item: each act shows at once and is on record."""
    editor = room.client(Role.EDITOR)
    first, *_, last = _events(editor)
    assert _post(editor, "acts", act="pin", event=last) == 303
    assert _events(editor)[0] == last
    assert _post(editor, "acts", act="retitle", event=last, text="编辑拟的<b>题</b>") == 303
    assert _post(editor, "acts", act="annotate", event=first, text="值得一读") == 303
    page = editor.get(BASE).text
    assert html.escape("编辑拟的<b>题</b>") in page
    assert "<b>题</b>" not in page
    assert "编者改题" in page
    assert "值得一读" in page
    count = len(_events(editor))
    assert _post(editor, "acts", act="hold", event=first) == 303
    assert len(_events(editor)) == count - 1
    assert "留到下期" in editor.get(BASE).text


def test_two_editors_are_told_of_each_other(room: Newsroom) -> None:
    """The second change from the same page is refused in words, and nothing is lost."""
    editor = room.client(Role.EDITOR)
    old = _version(editor.get(BASE).text)
    assert _post(editor, "acts", act="annotate", text="甲的按语") == 303
    form = {"csrf": csrf_of(editor), "expected": old, "act": "annotate", "text": "乙的按语"}
    refused = editor.post(f"{BASE}/acts", data=form)
    assert refused.status_code == 409
    assert "别的编辑刚改过" in refused.text
    assert "甲的按语" in editor.get(BASE).text


def test_an_edition_walks_to_the_printer(room: Newsroom) -> None:
    """Editor submits, reviewer approves, the last step wants a publisher and a settled list."""
    editor, reviewer, publisher = (room.client(role) for role in (Role.EDITOR, Role.REVIEWER, Role.PUBLISHER))
    assert _post(editor, "submit") == 303
    assert '<td data-label="到">审稿中</td>' in room.client(Role.REVIEWER).get("/desk/audit").text
    assert _post(editor, "approve") == 403
    assert _post(reviewer, "approve") == 303
    assert _post(reviewer, "approve") == 403, "the last step is the publisher's"
    assert _post(publisher, "approve") == 409, "open queries"
    first, *others = dict.fromkeys(re.findall(r'name="query" value="([^"]+)"', publisher.get(BASE).text))
    for queries in (first, others):  # one by one, and a whole kind at once
        form = {"csrf": csrf_of(publisher), "query": queries}
        assert publisher.post(f"{BASE}/ticks", data=form).status_code == 303
    assert "0 项待核" in publisher.get(BASE).text
    room.app.state.site.runs.nudge = lambda **_: None  # the page is looked at before the run begins
    assert _post(publisher, "approve") == 303
    page = publisher.get(BASE).text
    assert "已定稿" in page
    assert "下一次运行就出刊" in page
    assert f'sse-connect="{BASE}/progress"' in page
    assert f'<a href="{BASE}">刷新</a>' in page, "without scripts"
    with room.context.store.transaction() as tx:
        editions.mark_published(tx, "weekly", 1, str(room.context.output))
    told = publisher.get(f"{BASE}/progress").text
    assert told.startswith("event: over\n"), "the stream ends when the edition is out, whoever published it"
    assert "读者看到的网页" in publisher.get(BASE).text


def test_a_returned_edition_can_be_edited_again(room: Newsroom) -> None:
    """With a reason that stands in the record."""
    editor, reviewer = room.client(Role.EDITOR), room.client(Role.REVIEWER)
    assert _post(editor, "submit") == 303
    assert _post(editor, "acts", act="annotate", text="x") == 409
    assert _post(reviewer, "return", note="") == 409
    assert _post(reviewer, "return", note="头条换一下") == 303
    assert "头条换一下" in editor.get(BASE).text
    assert _post(editor, "acts", act="annotate", text="x") == 303


def test_a_withdrawn_edition_is_gone(room: Newsroom) -> None:
    """The shelf is empty again."""
    editor = room.client(Role.EDITOR)
    assert _post(editor, "withdraw") == 303
    assert editor.get(BASE).status_code == 404


@pytest.mark.render
@pytest.mark.parametrize(
    ("name", "start"),
    [("email.html", b"<"), ("email.txt", b""), ("jianbao.pdf", b"%PDF"), ("newspaper.pdf", b"%PDF")],
)
def test_a_preview_runs_nothing(room: Newsroom, name: str, start: bytes) -> None:
    """It is shown in a frame of ours alone, without scripts and without the network."""
    answer = room.client(Role.EDITOR).get(f"{BASE}/preview/{name}")
    assert answer.status_code == 200
    assert answer.content.lstrip().startswith(start)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy


def test_an_unknown_preview_and_an_unknown_act_are_refused(room: Newsroom) -> None:
    """Neither is a server's error."""
    editor = room.client(Role.EDITOR)
    assert editor.get(f"{BASE}/preview/secret").status_code == 404
    assert _post(editor, "acts", act="explode", event="e") == 404
