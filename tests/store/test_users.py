"""Accounts, sessions, throttles and the trail of acts."""

from __future__ import annotations

import pytest

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model.desk.user import AuditEntry, Role, User
from kexie_digest.store import Store, users
from kexie_digest.store.desk import audit
from kexie_digest.store.users import sessions as session_rows
from kexie_digest.store.users import throttles
from kexie_digest.store.users.throttles import Throttle
from kexie_digest.workflows.accounts import sessions


def add_user(store: Store, name: str = "li.ming") -> User:
    """Store an account."""
    with store.transaction() as tx:
        user = User(name, Role.EDITOR, "hash", tx.now, full_name="李明")
        users.add(tx, user)
    return user


def test_an_account_comes_back_as_it_was_added(store: Store) -> None:
    """All of it, and None for a name nobody has."""
    user = add_user(store)
    with store.reading() as tx:
        assert users.get(tx, "li.ming") == user
        assert users.list_all(tx) == [user]
        assert users.find(tx, "nobody") is None


def test_a_name_is_taken_once(store: Store) -> None:
    """The second account of a name is refused, the first stays as it is."""
    add_user(store)
    with pytest.raises(Conflict) as error, store.transaction() as tx:
        users.add(tx, User("li.ming", Role.ADMIN, "other", tx.now))
    assert error.value.code == "user_exists"
    with store.reading() as tx:
        assert users.get(tx, "li.ming").role is Role.EDITOR


def test_nobody_is_changed_who_is_not_there(store: Store) -> None:
    """A change of an unknown account is an error, not silence."""
    with pytest.raises(NotFound), store.transaction() as tx:
        users.set_role(tx, "nobody", Role.ADMIN)


def test_ending_all_sessions_leaves_those_of_others(store: Store) -> None:
    """Sessions end by account."""
    tokens = {}
    for name in ("li.ming", "wang.fang"):
        user = add_user(store, name)
        with store.transaction() as tx:
            tokens[name] = sessions.begin(tx, user)
    with store.transaction() as tx:
        assert session_rows.end_all(tx, "li.ming") == 1
    assert sessions.visitor(store, tokens["li.ming"]) is None
    assert sessions.visitor(store, tokens["wang.fang"]) is not None


def test_throttles_are_replaced_and_cleared(store: Store) -> None:
    """One row a key, gone after a success."""
    with store.transaction() as tx:
        throttles.put(tx, Throttle("account:li", 1, tx.now))
        throttles.put(tx, Throttle("account:li", 2, tx.now, tx.now))
        assert [one.failures for one in throttles.list_for(tx, ["account:li", "address:x"])] == [2]
        throttles.clear(tx, ["account:li"])
        assert not throttles.list_for(tx, ["account:li"])


def test_acts_are_listed_from_the_latest_and_page_by_page(store: Store) -> None:
    """By who, what and which thing; the number of the last act leads to the next page."""
    with store.transaction() as tx:
        for number in range(5):
            audit.add(tx, AuditEntry("li", "article.title", f"a-{number % 2}", "旧", "新" * 3000))
        audit.add(tx, AuditEntry("wang", "login", "wang"))
    with store.reading() as tx:
        first = audit.list_page(tx, limit=2)
        assert [act.action for act in first] == ["login", "article.title"]
        assert len(audit.list_page(tx, before=first[-1].id)) == 4
        assert len(audit.list_page(tx, who="li", subject="a-0")) == 3
        assert len(first[1].after) == audit.LONGEST
