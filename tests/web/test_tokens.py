"""Tokens of the API: what they open, what they do not, and requests that come twice."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from kexie_digest.errors import ConfigError, NotFound
from kexie_digest.model.desk.user import Role, TokenScope
from kexie_digest.web.application import ROUTERS
from kexie_digest.web.security.guard import guarded_routes
from kexie_digest.web.security.roles import ACCESS, scope_for
from kexie_digest.workflows.accounts import tokens, users
from kexie_digest.workflows.desk import trail

from newsroom import Newsroom, csrf_of, newsroom

API = sorted(
    {
        (method, route.path)
        for route in guarded_routes(ROUTERS)
        for method in route.methods
        if route.path.startswith("/api/")
    }
)


def bearer(room: Newsroom, user: str, scope: TokenScope, label: str = "试验") -> dict[str, str]:
    """The header of a new token."""
    return {"Authorization": f"Bearer {tokens.make(room.context.store, user, scope, label)}"}


@pytest.fixture(scope="module")
def headers(room: Newsroom) -> dict[tuple[str, TokenScope], dict[str, str]]:
    """One token a role and scope."""
    return {(role.value, scope): bearer(room, role.value, scope) for role in Role for scope in TokenScope}


@pytest.mark.parametrize(("method", "path"), API)
def test_a_token_does_what_its_scope_and_its_users_role_allow(
    room: Newsroom, headers: dict[tuple[str, TokenScope], dict[str, str]], method: str, path: str
) -> None:
    """Every endpoint × every role × every scope; what is allowed fails on its words, not at the door."""
    needed = ACCESS[method, path]
    assert needed is not None
    address = re.sub(r"\{\w+\}", "1", path.replace("{token_id}", "999999"))  # none of those that ask
    client = room.client()
    for (user, scope), header in headers.items():
        answer = client.request(method, address, headers=header, json={"unknown": 1})
        may = Role(user).covers(needed) and scope.covers(scope_for(method, needed))
        is_refused = answer.status_code == 403
        assert is_refused is not may, (user, scope, answer.text)
        assert answer.status_code < 500
        assert answer.status_code != 401


@pytest.mark.parametrize("word", ["submit", "approve", "return", "withdraw"])
def test_a_decision_names_the_version_looked_at(room: Newsroom, word: str) -> None:
    """Without one, or with one that never was, it is refused before anything is looked up."""
    client = room.client(Role.ADMIN)
    token = csrf_of(client)
    for asked in ({"note": "x"}, {"note": "x", "expected": 0}, {"note": "x", "expected": None}):
        path = f"/api/editions/weekly/1/{word}"
        assert client.post(path, json=asked, headers={"X-CSRF-Token": token}).status_code == 422
    for form in ({"csrf": token}, {"csrf": token, "expected": "0"}):
        assert client.post(f"/desk/editions/weekly/1/{word}", data=form).status_code == 422


@pytest.mark.parametrize("header", ["Bearer nothing", "Bearer ", "Basic YTpi", "nonsense", "Bearer 密码"])
def test_a_wrong_token_is_not_saved_by_a_cookie(room: Newsroom, header: str) -> None:
    """Where a token is sent, the token alone counts."""
    client = room.client(Role.ADMIN)
    answer = client.get("/api/articles", headers={"Authorization": header.encode()})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert set(answer.json()) == {"type", "title", "status", "detail", "code", "advice"}


def test_a_cookie_alone_changes_nothing(room: Newsroom) -> None:
    """A browser with a session needs the token of its forms, also under /api."""
    path = f"/api/articles/{room.article_ids()[0]}/settled"
    client = room.client(Role.ADMIN)
    assert client.post(path).status_code == 422
    assert client.post(path, headers={"X-CSRF-Token": csrf_of(client)}).status_code == 200


def test_a_token_opens_no_page_for_people(room: Newsroom) -> None:
    """It does what the API describes and nothing else."""
    header = bearer(room, "admin", TokenScope.ADMIN)
    assert room.client().get("/desk", headers=header).status_code == 303


def test_a_token_needs_no_form_token_and_no_origin(room: Newsroom) -> None:
    """A program sends neither; a browser never adds a token by itself."""
    header = {**bearer(room, "editor", TokenScope.EDIT), "Origin": "https://portal.example"}
    path = f"/api/articles/{room.article_ids()[0]}/settled"
    assert room.client().post(path, headers=header).status_code == 200


@pytest.mark.sqlite  # the bytes of a file are searched
def test_the_store_holds_no_secret(room: Newsroom) -> None:
    """Only a hash of it."""
    secret = tokens.make(room.context.store, "editor", TokenScope.READ, "门户")
    var = room.desk.root / "var"
    files = b"".join(file.read_bytes() for file in var.glob("kexie.db*"))
    assert files
    assert secret.encode() not in files
    assert secret.startswith("kexie_")


def test_a_revoked_token_is_dead_and_stays_listed(room: Newsroom) -> None:
    """Revoking works at once, once, and by its owner only; last use is noted."""
    store = room.context.store
    header = bearer(room, "reviewer", TokenScope.READ, "要撤的")
    client = room.client()
    assert client.get("/api/runs", headers=header).status_code == 200
    token = tokens.list_of(store, "reviewer")[0]
    assert token.used_at is not None
    with pytest.raises(NotFound):
        tokens.revoke(store, "editor", token.id)
    tokens.revoke(store, "reviewer", token.id)
    assert client.get("/api/runs", headers=header).status_code == 401
    with pytest.raises(NotFound):
        tokens.revoke(store, "reviewer", token.id)
    assert tokens.list_of(store, "reviewer")[0].revoked_at is not None
    assert [act.action for act in trail.list_page(store, subject="reviewer", limit=2)] == [
        "token.revoke",
        "token.add",
    ]


def test_a_closed_account_closes_its_tokens(tmp_path: Path) -> None:
    """They sleep until it is opened again."""
    with newsroom(tmp_path) as room:
        header = bearer(room, "editor", TokenScope.EDIT)
        users.set_disabled(room.context.store, "editor", is_disabled=True)
        assert room.client().get("/api/runs", headers=header).status_code == 401
        users.set_disabled(room.context.store, "editor", is_disabled=False)
        assert room.client().get("/api/runs", headers=header).status_code == 200


def test_tokens_are_few_and_named(tmp_path: Path) -> None:
    """Nobody collects tokens without end, and each says what it is for."""
    with newsroom(tmp_path) as room:
        store = room.context.store
        with pytest.raises(ConfigError):
            tokens.make(store, "editor", TokenScope.READ, "  ")
        for place in range(tokens.MOST):
            tokens.make(store, "editor", TokenScope.READ, f"第{place}个")
        with pytest.raises(ConfigError):
            tokens.make(store, "editor", TokenScope.READ, "多一个")


def test_the_account_page_shows_a_secret_once(room: Newsroom) -> None:
    """It works at once, and the page does not show it again."""
    client = room.client(Role.PUBLISHER)
    form = {"csrf": csrf_of(client), "label": "内网门户", "scope": "read"}
    page = client.post("/desk/account/tokens", data=form).text
    found = re.search(r"kexie_[\w-]{43}", page)
    assert found
    assert client.get("/desk/account").text.count(found[0]) == 0
    header = {"Authorization": f"Bearer {found[0]}"}
    assert room.client().get("/api/themes", headers=header).status_code == 200
    revoke = re.search(r"/desk/account/tokens/\d+/revoke", page)
    assert revoke
    assert client.post(revoke[0], data={"csrf": form["csrf"]}).status_code == 303
    assert room.client().get("/api/themes", headers=header).status_code == 401


def test_a_request_that_comes_twice_is_carried_out_once(room: Newsroom) -> None:
    """The same key gives the same answer, another body under it is refused."""
    header = bearer(room, "editor", TokenScope.EDIT)
    client, article = room.client(), room.article_ids()[2]
    path = f"/api/articles/{article}/corrections"
    title = client.get(f"/api/articles/{article}", headers=header).json()["report"]["article"]["title"]
    asked = {"field": "title", "was": title, "becomes": "只改一次"}
    keyed = {**header, "Idempotency-Key": "a-1"}
    first = client.post(path, json=asked, headers=keyed)
    again = client.post(path, json=asked, headers=keyed)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert client.post(path, json=asked, headers=header).status_code == 409, (
        "without the key it is a conflict"
    )
    other = client.post(path, json={**asked, "becomes": "另一个"}, headers=keyed)
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency_key_reused"
    made = client.get(f"/api/articles/{article}", headers=header).json()["corrections"]
    assert len(made) == 1
    assert client.post(path, json=asked, headers={**header, "Idempotency-Key": "a b"}).status_code == 422


def test_keys_are_ones_own_and_a_refusal_gives_its_key_back(room: Newsroom) -> None:
    """Another user's key is another key; a request that changed nothing may be mended and sent again."""
    client, path = room.client(), f"/api/articles/{room.article_ids()[3]}/corrections"
    asked = {"field": "theme", "was": "", "becomes": "no_such_theme"}
    for user in ("editor", "publisher"):
        keyed = {**bearer(room, user, TokenScope.EDIT), "Idempotency-Key": "b-1"}
        assert client.post(path, json=asked, headers=keyed).json()["code"] == "bad_correction"
        assert client.post(path, json={"field": "nonsense"}, headers=keyed).status_code == 422
        settled = client.post(path.replace("corrections", "settled"), headers=keyed)
        assert settled.status_code == 200
        assert "idempotency-replayed" not in settled.headers


def test_a_stored_answer_is_forgotten_after_a_day(tmp_path: Path) -> None:
    """Then the key may be used again."""
    with newsroom(tmp_path) as room:
        keyed = {**bearer(room, "publisher", TokenScope.PUBLISH), "Idempotency-Key": "c-1"}
        client = room.client()
        one = {"address": "li@example.com", "basis": "本人来函"}
        assert client.post("/api/recipients", json=one, headers=keyed).status_code == 201
        room.desk.clock.instant += timedelta(hours=25)
        other = {"address": "wang@example.com", "basis": "本人来函"}
        assert client.post("/api/recipients", json=other, headers=keyed).status_code == 201
        found = client.get("/api/recipients", headers=keyed).json()
        assert found["total"] == 2
