"""Users, tokens and the trail of acts by program; files dropped, previews, sources, test mail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from fake_site import Answer, FakeSite
from kexie_digest.model import SourceState
from kexie_digest.model.desk.user import TokenScope
from kexie_digest.store import source_state
from kexie_digest.workflows.accounts import tokens
from kexie_digest.workflows.desk import trail
from kexie_digest.workflows.run import run, scope_of

from newsroom import Newsroom, all_samples, newsroom
from walking import TOPICS


@pytest.fixture(scope="module")
def column() -> Iterator[FakeSite]:
    """A site with a feed of three articles."""
    with FakeSite() as site:
        items = "".join(
            f"<item><title>{title}</title><link>{site.url(f'/{n}')}</link><description>{title}。</description></item>"
            for n, title in enumerate(TOPICS)
        )
        feed = f"<rss version='2.0'><channel><title>云岭科协</title>{items}</channel></rss>"
        site.pages["/feed"] = Answer(feed.encode())
        yield site


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, column: FakeSite) -> Iterator[Newsroom]:
    """A newsroom with a source and an edition that is being made up."""
    yaml = (
        f"sources:\n  city: {{kind: feed, url: '{column.url('/feed')}', allow_private: [127.0.0.1]}}\n"
        "drops: {inbox: {path: drops}}\n"
        "digests:\n  weekly: {title: 周报, review: [初审], schedule: {every: week}}\n"
    )
    with newsroom(tmp_path_factory.mktemp("office"), all_samples()[0], yaml=yaml) as room:
        run(room.context, scope_of(room.context, is_sending=False))
        yield room


@pytest.fixture(scope="module")
def program(office: Newsroom) -> TestClient:
    """A client with an admin's token."""
    client = office.client()
    secret = tokens.make(office.context.store, "admin", TokenScope.ADMIN, "试验")
    client.headers["Authorization"] = f"Bearer {secret}"
    return client


def test_accounts_are_kept_by_program(program: TestClient) -> None:
    """Made, changed, closed, opened; no password and no hash is ever answered; each act is written down."""
    asked = {"name": "Wang.Fang", "role": "editor", "password": "seven slow rivers", "full_name": "王芳"}
    made = program.post("/api/users", json=asked)
    assert made.status_code == 201
    assert made.json()["name"] == "wang.fang"
    assert program.post("/api/users", json=asked).status_code == 409
    assert program.post("/api/users/wang.fang/role", json={"role": "reviewer"}).json() == {"done": True}
    assert program.post("/api/users/wang.fang/password", json={"password": "kurz"}).status_code == 422
    assert (
        program.post("/api/users/wang.fang/password", json={"password": "eight slow rivers"}).status_code
        == 200
    )
    assert program.post("/api/users/wang.fang/disable").status_code == 200
    listed = program.get("/api/users")
    account = next(one for one in listed.json() if one["name"] == "wang.fang")
    assert (account["role"], account["is_disabled"]) == ("reviewer", True)
    assert "argon2" not in listed.text
    assert "slow rivers" not in listed.text
    assert program.post("/api/users/wang.fang/enable").status_code == 200
    assert program.post("/api/users/admin/disable").json()["code"] == "last_admin"
    told = program.get("/api/audit?subject=wang.fang&limit=3").json()
    assert [act["action"] for act in told["acts"]] == ["user.enable", "user.disable", "user.password"]
    rest = program.get(f"/api/audit?subject=wang.fang&before={told['next']}").json()
    assert [act["action"] for act in rest["acts"]] == ["user.role", "user.add"]
    assert rest["next"] is None


def test_an_account_is_made_once_for_a_key(program: TestClient) -> None:
    """A request that comes twice under one key makes one account."""
    asked = {"name": "zhao", "role": "editor", "password": "nine slow rivers"}
    header = {"Idempotency-Key": "zhao-1"}
    first, again = (program.post("/api/users", json=asked, headers=header) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert again.headers["idempotency-replayed"] == "true"


def test_a_token_can_close_itself(office: Newsroom) -> None:
    """And is listed without its secret."""
    client = office.client()
    secret = tokens.make(office.context.store, "editor", TokenScope.EDIT, "一次性")
    client.headers["Authorization"] = f"Bearer {secret}"
    listed = client.get("/api/tokens")
    assert secret not in listed.text
    assert set(listed.json()[0]) == {"id", "label", "scope", "added_at", "used_at", "revoked_at"}
    assert client.post(f"/api/tokens/{listed.json()[0]['id']}/revoke").status_code == 200
    assert client.get("/api/tokens").status_code == 401


def test_a_page_is_dropped_by_program(office: Newsroom, program: TestClient) -> None:
    """Whole, under a safe name; an empty file and an unknown folder are refused."""
    content = "示例科协报\n".encode()
    answer = program.post("/api/drops", files={"file": ("../第1版.txt", content)})
    assert answer.status_code == 201
    assert answer.json() == {"name": "第1版.txt"}
    assert (office.desk.root / "drops" / "第1版.txt").read_bytes() == content
    assert program.post("/api/drops", files={"file": ("a.txt", b"")}).json()["code"] == "empty_file"
    refused = program.post("/api/drops", files={"file": ("a.txt", b"x")}, data={"drop": "none"})
    assert refused.json()["code"] == "no_drop_folder"


@pytest.mark.parametrize(
    ("name", "kind"), [("email.html", "text/html"), ("email.txt", "text/plain"), ("index.html", "text/html")]
)
def test_an_edition_is_previewed_by_program(program: TestClient, name: str, kind: str) -> None:
    """As a file that runs nothing."""
    answer = program.get(f"/api/editions/weekly/1/preview/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "周报" in answer.text
    assert program.get("/api/editions/weekly/1/preview/other.exe").status_code == 422


def test_a_test_mail_is_sent_and_written_down(office: Newsroom, program: TestClient) -> None:
    """To any address, without a delivery on record."""
    path = "/api/editions/weekly/1/deliveries"
    sent = program.post(path + "/test", json={"address": "wang@example.org"})
    assert sent.status_code == 200
    assert sent.json()["reply"]
    assert program.get(path).json()["counts"] == {}
    (act,) = trail.list_page(office.context.store, action="delivery.test")
    assert (act.who, act.subject, act.after) == ("admin", "weekly/1", "wang@example.org")
    assert program.post(path + "/test", json={"address": "not an address"}).status_code == 422
    assert (
        program.post("/api/editions/weekly/9/deliveries/test", json={"address": "a@b.org"}).status_code == 404
    )


def test_readers_leave_as_csv(program: TestClient) -> None:
    """In the form that can be imported again."""
    asked = {"address": "li@example.org", "basis": "书面同意", "list_name": "会员"}
    assert program.post("/api/recipients", json=asked).status_code == 201
    answer = program.get("/api/recipients/export?list_name=会员")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "li@example.org" in answer.text


def test_a_source_is_tried_by_program(column: FakeSite, program: TestClient) -> None:
    """By its key or an address; files of the server and unknown sources are refused."""
    tried = program.post("/api/sources/try", json={"source": "city"})
    assert tried.status_code == 200
    assert len(tried.json()["items"]) == len(TOPICS)
    assert column.url("/feed") in tried.json()["suggestion"]
    for asked, code in (
        ({"address": "/etc/passwd"}, "no_web_address"),
        ({"address": "imaps://mail.example.org/INBOX"}, "no_web_address"),
        ({"address": column.url("/feed")}, "address_refused"),
        ({"source": "none"}, "not_found"),
    ):
        assert program.post("/api/sources/try", json=asked).json()["code"] == code


def test_a_paused_source_is_polled_again(office: Newsroom, program: TestClient) -> None:
    """Its health is told, the act is written down; one that is not paused is left alone."""
    store = office.context.store
    with store.transaction() as tx:
        state = SourceState(last_code="gone", failures=1, paused_reason="gone", doubts=("charset_doubt",))
        source_state.put(tx, "city", state)
    (told,) = program.get("/api/sources").json()["sources"]
    assert told["health"]["condition"] == "paused"
    assert told["health"]["needs_editor"] is True
    assert "乱码" in told["health"]["doubts"][0]
    assert program.post("/api/sources/city/unpause").status_code == 200
    assert program.post("/api/sources/city/unpause").json()["code"] == "not_paused"
    assert program.post("/api/sources/none/unpause").status_code == 404
    with store.reading() as tx:
        assert source_state.get(tx, "city").next_poll is None
    (act,) = trail.list_page(store, action="source.unpause")
    assert (act.who, act.subject, act.before) == ("admin", "city", "gone")


def test_the_next_dates_are_told_by_program(program: TestClient) -> None:
    """Ten of them, with the zone and what is not sure."""
    (told,) = program.get("/api/digests").json()
    assert told["timezone"] == "Asia/Shanghai"
    assert len(told["dates"]) == 10
    assert told["dates"][0]["at"] == told["next_at"]
    assert told["warning"] == ""
