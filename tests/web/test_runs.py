"""Manual runs from the desk and through the API: begin, watch, cancel, be refused."""

from __future__ import annotations

import socket
import time
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kexie_digest.errors import Conflict
from kexie_digest.model import Failure, Run, Stage, UnderReview
from kexie_digest.model.desk.user import Role
from kexie_digest.store import documents, runs
from kexie_digest.workflows import alarms
from kexie_digest.workflows.desk.running import Progress
from kexie_digest.workflows.processes import only_run, own_name

from newsroom import Newsroom, all_samples, csrf_of, newsroom

#: A digest without a schedule whose outputs are quickly made is not to be had: runs are
#: watched while they collect, and publish nothing.
QUIET = """
drops:
  inbox: {path: drops}
themes:
  space: {label: 航天, terms: {空间站机械臂: 9}}
digests:
  weekly: {title: 周报, sections: [space]}
"""


def ended(room: Newsroom) -> Progress:
    """Wait for the run to end."""
    deadline = time.monotonic() + 200
    while (progress := room.app.state.site.runs.current()) is None or not progress.is_over:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return progress


def start(client: TestClient) -> str:
    """Press the button; gives the run's page."""
    answer = client.post("/desk/runs", data={"csrf": csrf_of(client)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_the_button_runs_the_workflow(tmp_path: Path) -> None:
    """What was dropped is collected; the page shows the result, the trail who pressed it."""
    with newsroom(tmp_path, yaml=QUIET) as room:
        room.desk.drop(*all_samples()[:2])
        client = room.client(Role.EDITOR)
        page = start(client)
        progress = ended(room)
        assert progress.result is not None
        assert progress.result.counts["documents"] == 2
        shown = client.get(page).text
        assert "收到原件 2 份" in shown
        assert "周报：没有新稿件，不出新一期。" in shown, "Chinese pages are in Chinese"
        assert any("(nothing new" in note for note in progress.result.notes), "programs get both"
        assert "启动运行" in room.client(Role.REVIEWER).get("/desk/audit").text


def test_progress_is_streamed_stage_by_stage(tmp_path: Path) -> None:
    """The stream ends with the result, in a form that htmx swaps into the page."""
    with newsroom(tmp_path, yaml=QUIET) as room:
        room.desk.drop(*all_samples()[:2])
        client = room.client(Role.EDITOR)
        page = start(client)
        answer = client.get(f"{page}/progress")
        assert answer.headers["content-type"].startswith("text/event-stream")
        last = answer.text.strip().split("\n\n")[-1].splitlines()
        assert last[0] == "event: over"
        assert all(line.startswith("data: ") for line in last[1:])
        assert "收到原件 2 份" in answer.text


def test_a_second_run_is_refused_readably(tmp_path: Path) -> None:
    """While a run is at work anywhere on this store, another one says so."""
    with newsroom(tmp_path, yaml=QUIET) as room:
        client = room.client(Role.EDITOR)
        with only_run(room.context.var):
            answer = client.post("/desk/runs", data={"csrf": csrf_of(client)})
        assert answer.status_code == 409
        assert "另一个运行正在进行" in answer.text
        start(client)
        ended(room)


def test_a_run_is_cancelled_between_two_items(tmp_path: Path) -> None:
    """What was done is kept, the rest is left, and the run says that it was cancelled."""
    with newsroom(tmp_path, yaml=QUIET) as room:
        room.desk.drop(*all_samples())
        site_runs = room.app.state.site.runs
        seen: list[str] = []

        def cancelling(stage: str, done: int, total: int) -> None:
            seen.append(stage)
            site_runs._cancel.set()
            notify(stage, done, total)

        notify, site_runs._notify = site_runs._notify, cancelling
        client = room.client(Role.EDITOR)
        start(client)
        result = ended(room).result
        assert isinstance(result, Run)
        assert result.counts.get("documents", 0) < len(all_samples())
        assert "取消" in "".join(result.notes)
        assert len(seen) == 1
        with room.context.store.reading() as tx:
            assert runs.get(tx, result.id) == result
            assert not documents.list_unfinished(tx, "inbox")


def test_cancelling_is_written_down(tmp_path: Path) -> None:
    """A run that is over is left alone, one that never was is not found."""
    with newsroom(tmp_path, yaml=QUIET) as room:
        client = room.client(Role.EDITOR)
        page = start(client)
        ended(room)
        assert client.post(f"{page}/cancel", data={"csrf": csrf_of(client)}).status_code == 303
        assert client.post("/desk/runs/none/cancel", data={"csrf": csrf_of(client)}).status_code == 404


def test_the_api_runs_the_same_workflow(tmp_path: Path) -> None:
    """POST begins it, GET tells how far it is, an unknown digest is named."""
    with newsroom(tmp_path, yaml=QUIET) as room:
        room.desk.drop(*all_samples()[:1])
        client = room.client(Role.EDITOR)
        headers = {"X-CSRF-Token": csrf_of(client)}
        wrong = client.post("/api/runs", json={"digest": "daily"}, headers=headers)
        assert wrong.status_code == 422
        assert wrong.json()["code"] == "unknown_digest"
        begun = client.post("/api/runs", json={"send": False}, headers=headers)
        assert begun.status_code == 202
        ended(room)
        state = client.get(f"/api/runs/{begun.json()['id']}").json()
        assert state["is_over"]
        assert state["result"]["counts"]["documents"] == 1
        assert client.get("/api/runs/none").status_code == 404
        assert "/api/runs" in client.get("/api/openapi.json").json()["paths"]


def test_stopping_the_program_ends_a_run(tmp_path: Path) -> None:
    """The lock is free again when the application has shut down."""
    with newsroom(tmp_path, yaml=QUIET) as room:
        room.desk.drop(*all_samples())
        with TestClient(room.app, base_url="http://127.0.0.1", follow_redirects=False) as living:
            living.cookies.set("kexie", room.session("editor"), domain="127.0.0.1")
            start(living)
        try:
            with only_run(room.context.var):
                pass
        except Conflict:
            pytest.fail("the run outlived the application")


def test_a_recorded_run_shows_who_how_long_and_where(tmp_path: Path) -> None:
    """Stages with their length and problems, who started it; a run that was killed says so."""
    with newsroom(tmp_path, yaml=QUIET) as room:
        begun = room.desk.clock.now()
        whole = Run(
            "aa",
            begun,
            begun + timedelta(seconds=222),
            {"documents": 12, "sent": 300, "queued": 300},
            failures=(Failure("deliver", "smtp", "refused", "对方拒收 (refused)", "请核对地址。"),),
            by="李编辑",
            stages=(Stage("collect", begun, 83.4), Stage("deliver", begun, 130)),
            under_review=(UnderReview("weekly", "周报", 3, 7),),
        )
        with room.context.store.transaction() as tx:
            runs.add(tx, whole)
            runs.add(tx, Run("bb", begun, by="定时", process=f"{socket.gethostname()}|boot|1|1"))
            runs.add(tx, Run("cc", begun, by="命令行", process=own_name()))
        client = room.client(Role.EDITOR)
        listed = client.get("/desk/runs").text
        assert [word in listed for word in ("李编辑", "3 分 42 秒", "中断", "进行中")] == [True] * 4
        shown = client.get("/desk/runs/aa").text
        for word in ("由 李编辑 启动", "1 分 23 秒", "1 项失败", "请核对地址", "送出邮件 300 封"):
            assert word in shown, word
        assert 'href="/desk/editions/weekly/7">打开周报第3期</a>' in shown
        assert "没有做完" in client.get("/desk/runs/bb").text
        assert "要有人看一看" not in listed
        alarms.update(room.context)
        listed = client.get("/desk/runs").text
        assert "最近的运行有 1 项没有完成：对方拒收" in listed
        assert "→ 请核对地址" in listed
        assert "另一个程序" in client.get("/desk/runs/cc").text
