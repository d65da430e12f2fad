"""The database goes away under the desk and comes back: a readable page, and no restart of ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from kexie_digest import app
from kexie_digest.model.desk.user import Role
from kexie_digest.web.application import create_application

from desk import Desk
from newsroom import Newsroom, add_users, csrf_of
from postgres import Server


def test_a_database_that_is_started_anew_is_used_again(
    tmp_path: Path, postgresql_server: Server, postgresql_url: str
) -> None:
    """While it is down every page says so with 503; afterwards the same program and session go on."""
    desk = Desk(tmp_path)
    settings = replace(desk.settings, database_url=SecretStr(postgresql_url))
    with app.opened(desk.configuration(), settings=settings, output=desk.output, clock=desk.clock) as context:
        add_users(context)
        room = Newsroom(desk, context, create_application(context))
        editor = room.client(Role.EDITOR)
        form = {"csrf": csrf_of(editor)}
        assert editor.get("/desk").status_code == 200
        postgresql_server.stop()
        try:
            answers = {
                "a page": editor.get("/desk"),
                "a form": editor.post("/desk/runs", data=form),
                "a program": editor.get("/api/articles"),
                "a reader": room.client().get("/"),
            }
        finally:
            postgresql_server.start()
        for name, answer in answers.items():
            assert answer.status_code == 503, name
            assert answer.headers["retry-after"] == "30", name
            assert postgresql_server.folder.name not in answer.text, f"{name} tells where the database is"
        for name in ("a page", "a form", "a reader"):
            assert "请过半分钟再试" in answers[name].text, name
        assert answers["a program"].json()["code"] == "unreachable"
        assert editor.get("/desk").status_code == 200
        assert room.client().get("/").status_code == 200
