"""Who may do what: every route × every role, forged requests, sessions, sign-in."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kexie_digest.model.desk.user import Role
from kexie_digest.web.application import ROUTERS, create_application
from kexie_digest.web.security.addresses import safe_next
from kexie_digest.web.security.guard import GuardedRoute, guarded_routes, new_router
from kexie_digest.web.security.roles import ACCESS
from kexie_digest.workflows.accounts import sessions, users

from newsroom import ADDRESS, PASSWORD, Newsroom, csrf_of, newsroom

ROUTES = sorted({(method, route.path) for route in guarded_routes(ROUTERS) for method in route.methods})


def concrete(path: str, room: Newsroom) -> str:
    """Fill a path template with things that exist, as far as they do; other pages add theirs."""
    values = {
        "article_id": room.article_ids()[0],
        "digest": "weekly",
        "run_id": "none",
        "key": "none",
        "name": "tokens.css",
    }
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda match: values.get(match[1], "1"), path)


def sign_in(client: TestClient, name: str, password: str, **fields: str) -> int:
    """Fill in the login form; gives the status."""
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/login").text)
    assert token
    form = {"name": name, "password": password, "csrf": token[1], **fields}
    return client.post("/login", data=form).status_code


def test_every_route_says_who_may_use_it() -> None:
    """A route without a line in the table, or a line without a route, fails."""
    assert set(ROUTES) == set(ACCESS)


def test_a_route_without_the_guard_stops_the_start() -> None:
    """A router made by hand is a door left open."""
    router = new_router()
    router.add_api_route("/open", lambda: None, route_class_override=None)
    assert isinstance(router.routes[0], GuardedRoute)
    from fastapi import APIRouter  # noqa: PLC0415 - only here is the wrong one wanted

    careless = APIRouter()
    careless.add_api_route("/open", lambda: None)
    with pytest.raises(RuntimeError):
        guarded_routes((router, careless))


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_each_role_may_do_what_the_table_says(room: Newsroom, method: str, path: str) -> None:
    """A stranger is sent to the login, a low role is refused, a high one gets through the guard."""
    needed = ACCESS[method, path]
    address = concrete(path, room)
    stranger = room.client().request(method, address)
    if needed is None:
        assert stranger.status_code not in {401, 303} or path == "/login"
        return
    is_page = not path.startswith("/api/")
    assert stranger.status_code == (303 if is_page else 401)
    if is_page:
        assert stranger.headers["location"].startswith("/login")
    for role in Role:
        client = room.client(role)
        answer = client.request(method, address)
        if not role.covers(needed):
            assert answer.status_code == 403, (role, answer.text)
            assert "没有权限" in answer.text
        elif method == "GET":
            assert answer.status_code in ({200, 404} if is_page else {200, 404, 422}), answer.text
        else:  # without the token of the session nothing is changed
            assert answer.status_code == 422
            assert "不是从本站页面发出" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
    ],
)
def test_what_another_site_sends_is_refused(room: Newsroom, headers: dict[str, str]) -> None:
    """Even with the right token, a request another site made changes nothing."""
    client = room.client(Role.ADMIN)
    form = {"csrf": csrf_of(client), "what": "disable"}
    assert client.post("/desk/users/editor", data=form, headers=headers).status_code == 422
    assert not next(one for one in users.list_all(room.context.store) if one.name == "editor").is_disabled


def test_the_token_of_another_session_is_refused(room: Newsroom) -> None:
    """A token belongs to one session."""
    foreign = csrf_of(room.client(Role.ADMIN))
    answer = room.client(Role.ADMIN).post("/desk/users/editor", data={"csrf": foreign, "what": "disable"})
    assert answer.status_code == 422


def test_signing_in_gives_a_new_session_and_out_ends_it(room: Newsroom) -> None:
    """The id changes with every login, and a copied cookie dies with the logout."""
    client = room.client()
    client.cookies.set("kexie", "chosen-by-somebody-else", domain="127.0.0.1")
    assert sign_in(client, " Editor ", PASSWORD) == 303
    stolen = client.cookies.get("kexie")
    assert stolen is not None
    assert stolen != "chosen-by-somebody-else"
    assert client.get("/desk").status_code == 200
    assert client.post("/logout", data={"csrf": csrf_of(client)}).status_code == 303
    thief = room.client()
    thief.cookies.set("kexie", stolen)
    assert thief.get("/desk").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts(room: Newsroom) -> None:
    """HttpOnly and Lax always; Secure and __Host- over https."""
    for address, name, is_secure in (
        (ADDRESS, "kexie", False),
        ("https://desk.example", "__Host-kexie", True),
    ):
        client = TestClient(room.app, base_url=address, follow_redirects=False)
        token = re.search(r'name="csrf" value="([^"]+)"', client.get("/login").text)
        assert token
        answer = client.post("/login", data={"name": "editor", "password": PASSWORD, "csrf": token[1]})
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"{name}=")
        assert "HttpOnly" in cookie
        assert "samesite=lax" in cookie.lower()
        assert ("Secure" in cookie) is is_secure


@pytest.mark.sqlite  # the bytes of a file are searched
def test_the_store_holds_no_session_id(room: Newsroom) -> None:
    """Who reads the database cannot sign in with what stands there."""
    token = room.session("editor")
    database = (room.desk.root / "var" / "kexie.db").read_bytes()
    wal = room.desk.root / "var" / "kexie.db-wal"
    assert token.encode() not in database + (wal.read_bytes() if wal.exists() else b"")
    assert sessions.visitor(room.context.store, token) is not None


def test_a_session_survives_a_restart(tmp_path: Path) -> None:
    """Another application over the same store knows the cookie."""
    with newsroom(tmp_path) as first:
        token = first.session("editor")
    with first.desk.opened() as context:
        client = TestClient(create_application(context), base_url=ADDRESS, follow_redirects=False)
        client.cookies.set("kexie", token)
        assert client.get("/desk").status_code == 200


def test_a_session_ends_unused_and_old(tmp_path: Path) -> None:
    """Twelve idle hours or seven days end it, whatever the cookie says."""
    with newsroom(tmp_path) as room:
        idle, busy = room.client(Role.EDITOR), room.client(Role.EDITOR)
        for _day in range(sessions.LONGEST // timedelta(hours=8)):
            room.desk.clock.instant += timedelta(hours=8)
            assert busy.get("/desk/sources").status_code == 200
        assert idle.get("/desk/sources").status_code == 303
        room.desk.clock.instant += timedelta(minutes=1)
        assert busy.get("/desk/sources").status_code == 303


@pytest.mark.parametrize("form", [{"what": "role", "role": "reviewer"}, {"what": "disable"}])
def test_a_changed_account_is_signed_out(tmp_path: Path, form: dict[str, str]) -> None:
    """Another role or a closed account ends its sessions at once."""
    with newsroom(tmp_path) as room:
        editor, admin = room.client(Role.EDITOR), room.client(Role.ADMIN)
        answer = admin.post("/desk/users/editor", data={"csrf": csrf_of(admin), **form})
        assert answer.status_code == 303
        assert editor.get("/desk").status_code == 303


def test_the_last_admin_stays(empty_room: Newsroom) -> None:
    """Nobody can lock everybody out."""
    admin = empty_room.client(Role.ADMIN)
    answer = admin.post("/desk/users/admin", data={"csrf": csrf_of(admin), "what": "disable"})
    assert answer.status_code == 409
    assert "最后一位管理员" in answer.text


def test_guessing_is_slowed_down(empty_room: Newsroom) -> None:
    """After five failures even the right password has to wait, and then it works."""
    client = empty_room.client()
    assert [sign_in(client, "editor", f"wrong guess {n}") for n in range(5)] == [401] * 5
    assert sign_in(client, "editor", PASSWORD) == 429
    empty_room.desk.clock.instant += timedelta(minutes=16)
    assert sign_in(client, "editor", PASSWORD) == 303


def test_an_unknown_name_is_answered_like_a_wrong_password(empty_room: Newsroom) -> None:
    """The answer does not tell which names exist."""
    pages = []
    for name in ("editor", "nobody-here"):
        client = empty_room.client()
        client.get("/login")
        assert sign_in(client, name, "wrong guess") == 401
        token = re.search(r'name="csrf" value="([^"]+)"', client.get("/login").text)
        assert token
        page = client.post("/login", data={"name": name, "password": "no", "csrf": token[1]}).text
        pages.append(page.replace(name, "NAME").replace(token[1], ""))
    assert pages[0] == pages[1]


def test_a_login_form_of_another_site_is_refused(room: Newsroom) -> None:
    """Nobody is signed in with somebody else's account behind their back."""
    form = {"name": "editor", "password": PASSWORD, "csrf": "0" * 64}
    assert room.client().post("/login", data=form).status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example",
        "javascript:alert(1)", "/desk\r\nSet-Cookie: a=b", "/\t/elsewhere.example",
        "desk", "", "/" + "a" * 3000,
    ],
)  # fmt: skip
def test_the_login_leads_nowhere_else(path: str) -> None:
    """Only paths of this host are followed."""
    assert safe_next(path) == "/desk"


def test_the_login_leads_where_one_wanted_to_go(room: Newsroom) -> None:
    """A link from a mail survives the login; an address elsewhere does not."""
    assert (
        room.client()
        .get("/desk/search?q=科协")
        .headers["location"]
        .startswith("/login?next=%2Fdesk%2Fsearch")
    )
    for wanted, becomes in (("/desk/runs?a=b", "/desk/runs?a=b"), ("//elsewhere.example", "/desk")):
        client = room.client()
        token = re.search(r'name="csrf" value="([^"]+)"', client.get("/login").text)
        assert token
        form = {"name": "editor", "password": PASSWORD, "csrf": token[1], "next": wanted}
        assert client.post("/login", data=form).headers["location"] == becomes


def test_every_answer_carries_the_headers(room: Newsroom) -> None:
    """Pages, errors, assets and refusals alike."""
    for path in ("/", "/login", "/desk", "/desk/nothing", "/assets/desk.css", "/api/runs/none"):
        headers = room.client(Role.EDITOR).get(path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_no_page_has_inline_scripts_or_styles(room: Newsroom) -> None:
    """The policy forbids them; a page that had one would be broken."""
    client = room.client(Role.ADMIN)
    for method, path in ROUTES:
        if method == "GET" and "progress" not in path and "/assets" not in path:
            page = client.get(concrete(path, room)).text
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page), path


def test_one_changes_ones_own_password(tmp_path: Path) -> None:
    """With the present one; other sessions end, this browser stays signed in."""
    with newsroom(tmp_path) as room:
        here, elsewhere = room.client(Role.EDITOR), room.client(Role.EDITOR)
        form = {"csrf": csrf_of(here), "present": "not mine", "wanted": "four calm egrets"}
        assert here.post("/desk/account", data=form).status_code == 422
        assert (
            here.post("/desk/account", data={**form, "present": PASSWORD, "wanted": "short"}).status_code
            == 422
        )
        assert here.post("/desk/account", data={**form, "present": PASSWORD}).status_code == 303
        assert here.get("/desk").status_code == 200
        assert elsewhere.get("/desk").status_code == 303
        assert sign_in(room.client(), "editor", "four calm egrets") == 303
