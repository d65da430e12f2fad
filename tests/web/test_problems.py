"""Errors as pages and as JSON: what happened and the next step, Chinese first, English second."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from kexie_digest.errors import Conflict, NotFound, StoreError
from kexie_digest.model.desk.user import Role, TokenScope
from kexie_digest.web import problems
from kexie_digest.workflows.accounts import tokens

from newsroom import ADDRESS, Newsroom, csrf_of

#: What an endpoint may raise → the status people see.
RAISED: tuple[tuple[Exception, int], ...] = (
    (NotFound("没有这一期 (no such edition)", subject="weekly/9"), 404),
    (Conflict("别的编辑刚改过 (somebody else was first)", advice="请刷新后再改。"), 409),
    (Conflict("试的次数太多，请等 30 秒 (too many tries: wait 30 s)", code="too_many_tries"), 429),
    (StoreError("数据库忙 (the database is locked)", code="locked"), 503),
    (RuntimeError("a bug"), 500),
)


@pytest.fixture(scope="module")
def failing(room: Newsroom) -> TestClient:
    """An application whose pages fail in every way, with the templates of a newsroom."""
    app = FastAPI()
    app.state.site = room.app.state.site
    problems.register(app)
    for place in ("/desk", "/api", "/page"):
        for error, status in RAISED:
            app.add_api_route(f"{place}/{status}", _raising(error))
    return TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)


def _raising(error: Exception) -> object:
    def endpoint() -> None:
        raise error

    return endpoint


@pytest.mark.parametrize("place", ["/desk", "/page"])
@pytest.mark.parametrize("status", [status for _, status in RAISED])
def test_a_page_says_what_happened_and_what_to_do(failing: TestClient, place: str, status: int) -> None:
    """In Chinese, then in English; a way on; nothing of the program's inside."""
    answer = failing.get(f"{place}/{status}")
    assert answer.status_code == status
    heading = answer.text.split("<h1>")[1].split("</h1>")[0]
    assert not heading.isascii()
    assert "(" not in heading
    assert answer.text.index("<h1>") < answer.text.index('<p class="dim" lang="en">')
    assert ('href="/desk"' if place == "/desk" else 'href="/editions"') in answer.text
    assert "a bug" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("status", [status for _, status in RAISED])
def test_programs_get_a_problem(failing: TestClient, status: int) -> None:
    """RFC 9457: type, title, status, detail; and our stable word and next step."""
    answer = failing.get(f"/api/{status}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["type"] == "about:blank"
    assert told["title"].isascii()
    assert told["code"].isascii()
    assert told["advice"]
    assert ("instance" in told) is (status == 500)


def test_a_failure_has_a_number_that_stands_in_the_log(
    failing: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """What a person reads out is what the administrator searches for."""
    page = failing.get("/page/500").text
    number = page.split("<code>")[1].split("</code>")[0]
    assert f"number {number}" in caplog.text


def test_a_store_that_is_busy_says_when_to_come_back(failing: TestClient) -> None:
    """Programs and browsers wait half a minute."""
    assert failing.get("/page/503").headers["retry-after"] == "30"
    assert failing.get("/api/503").headers["retry-after"] == "30"


def test_a_reader_is_told_in_a_readers_page(room: Newsroom) -> None:
    """With the menu of readers, in their language, kept by no cache."""
    answer = room.client().get("/editions/none/1?lang=en")
    assert answer.status_code == 404
    assert "Past issues" in answer.text or "/editions?lang=en" in answer.text
    assert 'href="/desk/runs"' not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_wrong_address_of_the_desk_keeps_the_menu(room: Newsroom) -> None:
    """Of whoever is signed in, as far as their role goes; also where a page is asked for in a wrong way."""
    client = room.client(Role.EDITOR)
    for answer in (client.get("/desk/nix"), client.get("/desk/runs/1/2/3"), client.put("/desk/sources")):
        assert answer.status_code in {404, 405}
        assert 'href="/desk/runs"' in answer.text
        assert 'href="/desk/users"' not in answer.text
        assert answer.headers["cache-control"] == "no-store"
    stranger = room.client().get("/desk/nix")
    assert (stranger.status_code, 'href="/desk/runs"' in stranger.text) == (404, False)


def test_who_may_not_is_told_calmly(room: Newsroom) -> None:
    """403 for people and programs."""
    page = room.client(Role.EDITOR).get("/desk/users")
    assert page.status_code == 403
    assert "管理员调整角色" in page.text
    secret = tokens.make(room.context.store, "editor", TokenScope.READ, "试验")
    answer = room.client().get("/api/users", headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer.json()["code"]) == (403, "refused")


def test_a_form_that_is_not_valid_does_not_repeat_what_was_typed(room: Newsroom) -> None:
    """422 without an echo."""
    client = room.client(Role.ADMIN)
    form = {"csrf": csrf_of(client), "name": "<b>x", "role": "emperor", "password": "my secret words"}
    answer = client.post("/desk/users", data=form)
    assert answer.status_code == 422
    assert "填写的内容不对" in answer.text
    assert "my secret words" not in answer.text


def test_words_that_are_too_long_are_told_their_limit(room: Newsroom) -> None:
    """Who wrote 10,000 characters learns how many there may be; none of them comes back."""
    client = room.client(Role.EDITOR)
    form = {"csrf": csrf_of(client), "expected": "1", "act": "annotate", "text": "按" * 10_000}
    answer = client.post("/desk/editions/weekly/1/acts", data=form)
    assert answer.status_code == 422
    assert "有一项太长，最多 4000 个字" in answer.text
    assert "按按" not in answer.text


@pytest.mark.parametrize("path", ["/desk/users", "/api/users", "/subscribe"])
def test_what_is_too_large_is_refused_in_words(room: Newsroom, path: str) -> None:
    """A page for people, a problem for programs, before anything is read."""
    answer = room.client().post(path, content=b"x" * 300_000)
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"
    if path.startswith("/api"):
        assert answer.json()["code"] == "too_large"
        assert answer.headers["content-type"] == "application/problem+json"
    else:
        assert "<h1>发来的内容太大</h1>" in answer.text
    assert "frame-ancestors" in answer.headers["content-security-policy"]
