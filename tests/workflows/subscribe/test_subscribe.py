"""Sign up, confirm, choose, leave: what a reader does, from letter to letter."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest

from kexie_digest import mailings
from kexie_digest.errors import ConfigError, DeliveryError, NotFound
from kexie_digest.model import (
    Copy,
    DeliveryState,
    Failure,
    Frequency,
    Reader,
    Run,
    Subscription,
    Suppression,
    SuppressionReason,
)
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store import deliveries, editions, readers, runs
from kexie_digest.store.desk import audit
from kexie_digest.workflows import subscribe
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.reader.letters import Wish
from kexie_digest.workflows.reader.letters import sign_up as sign_up_by_form
from kexie_digest.workflows.subscribe import SignUp, Wishes, keeping

from desk import Desk
from factories import make_edition
from letter_links import link_of

ADDRESS = "Li@Example.org"
TEXT = "我同意收取周报，可随时退订。"

Letters = Callable[[], list[EmailMessage]]


def sign_up(context: Context, address: str = ADDRESS, **fields: object) -> None:
    """Fill in the form."""
    values: dict[str, object] = {"digests": ["weekly"], "text": TEXT, "origin": "/subscribe 192.0.2.7"}
    subscribe.request(context, SignUp(address, **(values | fields)))  # type: ignore[arg-type]  # a test names fields


def become_reader(context: Context, letters: Letters, address: str = ADDRESS) -> tuple[Reader, str]:
    """Sign up and confirm; give the reader and the token of their own page."""
    sign_up(context, address)
    reader = subscribe.confirm(context, link_of(letters()[-1], "c"))
    return reader, mailings.make_reader_token(context.secret, reader.id, reader.recipient.address)


def queue_copy(context: Context, address: str = ADDRESS) -> str:
    """Queue a copy of an edition; give the token of its links."""
    edition = make_edition()
    token = mailings.make_token(context.secret, "weekly", edition.total_number, address)
    with context.store.transaction() as tx:
        editions.add(tx, edition, [])
        deliveries.queue(tx, "weekly", edition.total_number, [Copy(address, "", f"<{token}>", token)])
    return token


def find(context: Context, address: str = ADDRESS) -> Reader | None:
    """Read a reader's record."""
    with context.store.reading() as tx:
        return readers.find(tx, mailings.identity(address))


def refused(context: Context, address: str = ADDRESS) -> dict[str, SuppressionReason]:
    """Read what the suppression list says of an address, digest by digest."""
    with context.store.reading() as tx:
        rows = list(readers.list_suppressions(tx))
    return {row.digest: row.reason for row in rows if row.mark == mailings.mark_of(address)}


def test_nobody_is_a_reader_before_they_confirm(context: Context, letters: Letters) -> None:
    """The form makes a letter, the letter's link a reader, with the consent on record."""
    sign_up(context, name="李明", themes=["awards"], frequency=Frequency.WEEKLY)
    assert find(context) is None
    (letter,) = letters()
    assert letter["To"].addresses[0].addr_spec == ADDRESS.replace("Example", "example")
    assert TEXT in str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]  # checked in link_of
    token = link_of(letter, "c")
    assert subscribe.look_at_application(context, token).confirmed_at is None
    assert find(context) is None, "looking at the link confirms nothing"
    reader = subscribe.confirm(context, token)
    assert reader.subscriptions[0].themes == ("awards",)
    assert reader.subscriptions[0].frequency is Frequency.WEEKLY
    (consent,) = reader.consents
    assert (consent.text, consent.origin, consent.at) == (TEXT, "/subscribe 192.0.2.7", context.clock.now())


def test_confirming_twice_is_confirming_once(context: Context, letters: Letters) -> None:
    """The link may be opened again; nothing is added."""
    sign_up(context)
    token = link_of(letters()[0], "c")
    assert subscribe.confirm(context, token) == subscribe.confirm(context, token)


def test_a_known_address_is_answered_like_any_other(context: Context, letters: Letters) -> None:
    """Whoever types a reader's address learns nothing: the same letter goes to its owner."""
    become_reader(context, letters)
    sign_up(context)
    sign_up(context, "stranger@example.org")
    first, second = letters()[-2:]
    assert first["Subject"] == second["Subject"]
    assert len(find(context).consents) == 1  # type: ignore[union-attr]  # a reader by now


def test_a_link_runs_out(context: Context, letters: Letters, desk: Desk) -> None:
    """After seven days the link is dead and says what to do."""
    sign_up(context)
    token = link_of(letters()[0], "c")
    desk.clock.instant += timedelta(days=7)
    with pytest.raises(NotFound) as caught:
        subscribe.confirm(context, token)
    assert (caught.value.code, bool(caught.value.advice)) == ("bad_token", True)


def test_a_form_is_no_weapon(context: Context, letters: Letters, desk: Desk) -> None:
    """However often somebody else's address is typed, it gets three letters a day."""
    for _ in range(8):
        sign_up(context)
        desk.clock.sleep(60)
    assert len(letters()) == 3
    desk.clock.instant += timedelta(days=1)
    sign_up(context)
    assert len(letters()) == 4


@pytest.mark.parametrize(
    ("reason", "count"),
    [("complaint", 0), ("manual", 0), ("hard_bounce", 1), ("unsubscribed", 1)],
)
def test_who_must_not_be_mailed_gets_no_letter(
    context: Context, letters: Letters, reason: str, count: int
) -> None:
    """Who complained gets nothing, silently; who only left may come back."""
    with context.store.transaction() as tx:
        readers.suppress(tx, Suppression(mailings.mark_of(ADDRESS), SuppressionReason(reason)))
    sign_up(context)
    assert len(letters()) == count


def test_a_mailbox_that_is_back_signs_up_again(context: Context, letters: Letters) -> None:
    """One letter a day while it is dead; confirming lifts the bounce for what was asked, and no more."""
    mark = mailings.mark_of(ADDRESS)
    with context.store.transaction() as tx:
        readers.suppress(tx, Suppression(mark, SuppressionReason.HARD_BOUNCE))
    for _ in range(3):
        sign_up(context)
    (letter,) = letters()
    assert refused(context) == {"": SuppressionReason.HARD_BOUNCE}
    subscribe.confirm(context, link_of(letter, "c"))
    assert refused(context) == {"monthly": SuppressionReason.UNSUBSCRIBED}


@pytest.mark.parametrize("later", ["complaint", "manual"])
def test_what_only_an_editor_lifts_outlasts_a_confirmation(
    context: Context, letters: Letters, later: str
) -> None:
    """A complaint that follows a bounce takes its place, also between letter and click."""
    mark = mailings.mark_of(ADDRESS)
    with context.store.transaction() as tx:
        readers.suppress(tx, Suppression(mark, SuppressionReason.HARD_BOUNCE))
    sign_up(context)
    with context.store.transaction() as tx:
        readers.suppress(tx, Suppression(mark, SuppressionReason(later)))
    subscribe.confirm(context, link_of(letters()[-1], "c"))
    assert refused(context)[""] is SuppressionReason(later)


@pytest.mark.parametrize(
    ("reason", "advice"),
    [("hard_bounce", "重新订阅并确认"), ("unsubscribed", "重新订阅并确认"), ("complaint", "本人来信")],
)
def test_what_an_editor_is_advised_is_possible(context: Context, reason: str, advice: str) -> None:
    """Who complained cannot sign up again, and nobody is told that they can."""
    with context.store.transaction() as tx:
        readers.suppress(tx, Suppression(mailings.mark_of(ADDRESS), SuppressionReason(reason)))
    with pytest.raises(ConfigError) as refusal:
        keeping.add_reader(context.store, keeping.Addition(ADDRESS, "来函"))
    assert advice in refusal.value.advice


@pytest.mark.parametrize("name", ["中奖 https://evil.example/x", "evil.example", "奖" * 41])
def test_a_letter_carries_no_strangers_words(context: Context, letters: Letters, name: str) -> None:
    """A name of 400 characters, with links, was greeted over our signature."""
    sign_up(context, name=name)
    (letter,) = letters()
    said = letter.as_string() + "".join(
        part.get_content() for part in letter.walk() if not part.is_multipart()
    )
    assert "evil.example" not in f"{letter['To']} {said}"
    assert "奖" * 41 not in f"{letter['To']} {said}"


def test_a_mailbox_is_not_flooded_by_plus_signs(context: Context, letters: Letters) -> None:
    """Each is another address and each request another network's, and yet it is one mailbox."""
    wish = Wish("li@example.org", ("weekly",), has_consented=True)
    for number in range(9):
        sign_up_by_form(
            context, replace(wish, address=f"Li+{number}@example.org"), client=f"192.0.2.{number}"
        )
    assert len(letters()) == 5


def test_coming_back_lifts_what_leaving_set(context: Context, letters: Letters) -> None:
    """A confirmed wish is newer than the unsubscription."""
    _, token = become_reader(context, letters)
    subscribe.unsubscribe(context, token, is_all=True)
    assert refused(context) == {"": SuppressionReason.UNSUBSCRIBED}
    become_reader(context, letters)
    assert refused(context) == {"monthly": SuppressionReason.UNSUBSCRIBED}, (
        "only what was asked for comes back"
    )


def test_coming_back_by_ones_own_page(context: Context, letters: Letters) -> None:
    """Who left everything and ticks one digest gets that one, and the others stay away."""
    _, token = become_reader(context, letters)
    subscribe.unsubscribe(context, token, is_all=True)
    subscribe.change(context, token, Wishes({"weekly": Subscription("weekly")}), "/p")
    assert refused(context) == {"monthly": SuppressionReason.UNSUBSCRIBED}
    assert set(subscribe.preferences(context, token).gets) == {"weekly"}


def test_what_a_list_brings_stands_on_the_page_and_can_be_left_there(
    context: Context, letters: Letters
) -> None:
    """A member of a list sees its digest ticked; unticked, it ends, though they never subscribed to it."""
    reader, token = become_reader(context, letters)
    with context.store.transaction() as tx:
        readers.join_list(tx, reader.id, "members")
    weekly, monthly = context.config.digests
    config = replace(context.config, digests=(weekly, replace(monthly, recipients=("members",))))
    listed = replace(context, config=config)
    assert set(subscribe.preferences(listed, token).gets) == {"weekly", "monthly"}
    subscribe.change(listed, token, Wishes({"weekly": Subscription("weekly")}), "/p")
    assert refused(listed) == {"monthly": SuppressionReason.UNSUBSCRIBED}
    assert set(subscribe.preferences(listed, token).gets) == {"weekly"}


@pytest.mark.parametrize("address", ["", "li", "li@", 'a"b@example.org', "a@b.example\r\nBcc: c@d.example"])
def test_what_is_no_address_is_refused(context: Context, letters: Letters, address: str) -> None:
    """Line breaks, quotes, nothing: an error for the form, and no letter."""
    with pytest.raises(DeliveryError) as caught:
        sign_up(context, address)
    assert caught.value.code == "bad_address"
    assert letters() == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"digests": ["nix"]}, "unknown_digest"),
        ({"digests": []}, "no_digest"),
        ({"themes": ["x"]}, "unknown_theme"),
    ],
)
def test_what_there_is_not_cannot_be_wished(context: Context, fields: dict[str, object], code: str) -> None:
    """A form with made-up keys is refused."""
    with pytest.raises(ConfigError) as caught:
        sign_up(context, **fields)
    assert caught.value.code == code


def test_a_mails_link_leaves_its_digest(context: Context, letters: Letters) -> None:
    """The subscription ends, the queued copy is called back, the other digest stays."""
    _, own = become_reader(context, letters)
    both = {key: Subscription(key) for key in ("weekly", "monthly")}
    subscribe.change(context, own, Wishes(both), "/p")
    token = queue_copy(context)
    left = subscribe.unsubscribe(context, token)
    assert (left.digest, left.standing.masked) == ("weekly", "L…@Example.org")
    reader = find(context)
    assert reader is not None
    assert [wish.digest for wish in reader.subscriptions] == ["monthly"]
    assert refused(context) == {"weekly": SuppressionReason.UNSUBSCRIBED}
    with context.store.reading() as tx:
        assert deliveries.counts(tx, "weekly", 131) == {DeliveryState.CANCELLED: 1}


def test_leaving_twice_is_leaving_once(context: Context, letters: Letters) -> None:
    """A one-click POST may be repeated by the mail program (point 36)."""
    become_reader(context, letters)
    token = queue_copy(context)
    assert subscribe.unsubscribe(context, token).digest == "weekly"
    before = refused(context)
    assert subscribe.unsubscribe(context, token).digest == "weekly"
    assert refused(context) == before


def test_looking_at_the_unsubscribe_page_changes_nothing(context: Context, letters: Letters) -> None:
    """A GET never acts: scanners open every link (point 36)."""
    become_reader(context, letters)
    token = queue_copy(context)
    assert subscribe.look(context, token).digest == "weekly"
    assert refused(context) == {}


def test_an_address_of_the_configuration_can_leave(context: Context) -> None:
    """Nobody entered it as a reader; its mail's link still works, and is kept."""
    token = queue_copy(context, "office@example.net")
    subscribe.unsubscribe(context, token)
    assert refused(context, "office@example.net") == {"weekly": SuppressionReason.UNSUBSCRIBED}


@pytest.mark.parametrize("token", ["", "x", "A" * 24, "读者", "AAAAAAAB" + "A" * 16])
def test_made_up_tokens_open_nothing(context: Context, letters: Letters, token: str) -> None:
    """Only who holds the secret makes tokens."""
    become_reader(context, letters)
    for ask in (subscribe.look, subscribe.unsubscribe, subscribe.export_data, subscribe.delete_data):
        with pytest.raises(NotFound) as caught:
            ask(context, token)  # type: ignore[operator]  # four functions of one shape
        assert caught.value.code == "bad_token"


def test_a_reader_changes_their_wishes(context: Context, letters: Letters) -> None:
    """Name, language, themes and frequency; a digest that is not wished any more ends."""
    _, token = become_reader(context, letters)
    wish = Subscription("monthly", ("awards",), Frequency.MONTHLY)
    reader = subscribe.change(context, token, Wishes({"monthly": wish}, "李明", "zh-TW"), "/p")
    assert (reader.recipient.name, reader.recipient.language) == ("李明", "zh-TW")
    assert [(one.digest, one.themes, one.frequency) for one in reader.subscriptions] == [
        ("monthly", ("awards",), Frequency.MONTHLY)
    ]
    assert refused(context) == {"weekly": SuppressionReason.UNSUBSCRIBED}
    assert [consent.origin for consent in reader.consents] == ["/subscribe 192.0.2.7", "/p"]


def test_a_lost_link_is_mailed_to_readers_only(context: Context, letters: Letters) -> None:
    """The page's answer is the same; only a reader gets the letter, and its link opens the page."""
    reader, _ = become_reader(context, letters)
    subscribe.send_link(context, "nobody@example.org", "/p")
    subscribe.send_link(context, ADDRESS.upper(), "/p")
    assert len(letters()) == 2
    assert subscribe.preferences(context, link_of(letters()[-1], "p")).reader == reader


def test_a_reader_takes_their_data_along(context: Context, letters: Letters) -> None:
    """Record, consent and what was sent, as JSON data."""
    _, token = become_reader(context, letters)
    queue_copy(context, "Li@example.org")
    exported = subscribe.export_data(context, token)
    assert exported["address"] == "Li@example.org"
    assert TEXT in str(exported["reader"])
    assert [copy["state"] for copy in exported["deliveries"]] == ["queued"]  # type: ignore[attr-defined]  # JSON data


def test_what_is_kept_without_a_record_is_taken_along_too(context: Context, letters: Letters) -> None:
    """Sign-ups, letters, suppressions, failures, every writing of the address; no link that acts."""
    sign_up(context, "LI@example.org")
    link = link_of(letters()[-1], "c")
    token = queue_copy(context, "Li@example.org")
    edition = make_edition(number=132, total_number=132)
    mark = mailings.mark_of(ADDRESS)
    with context.store.transaction() as tx:
        editions.add(tx, edition, [])
        deliveries.queue(tx, "weekly", 132, [Copy("li@EXAMPLE.org", "李", "<132>", "token-132")])
        deliveries.note_failure(tx, mark, ("weekly", 131), is_hard=False, text="554 no thanks")
        readers.suppress(tx, Suppression(mark, SuppressionReason.MANUAL, "monthly", note="by letter"))
    exported = subscribe.export_data(context, token)
    assert exported["reader"] is None
    kept = {name: len(rows) for name, rows in exported.items() if isinstance(rows, list)}
    assert kept == {"applications": 1, "suppressions": 1, "letters": 1, "failures": 1, "deliveries": 2}
    document = json.dumps(exported, ensure_ascii=False)
    assert all(
        words in document for words in (TEXT, "by letter", "confirm", "554 no thanks", "li@EXAMPLE.org")
    )
    assert link not in document


@pytest.mark.sqlite
def test_deleted_data_is_gone_and_mail_stays_away(context: Context, letters: Letters, desk: Desk) -> None:
    """No table names the address; its hash keeps mail away; the mail's link still answers."""
    _, own = become_reader(context, letters)
    token = queue_copy(context, "Li@example.org")
    sign_up(context, "LI@example.org")
    edition = make_edition(number=132, total_number=132)
    with context.store.transaction() as tx:
        editions.add(tx, edition, [])
        deliveries.queue(tx, "weekly", 132, [Copy("li@EXAMPLE.org", "李", "<132>", "token-132")])
        said = "550 <li@example.org> user is unknown"
        deliveries.note_failure(tx, mailings.mark_of(ADDRESS), ("weekly", 131), is_hard=False, text=said)
        audit.add(tx, AuditEntry("editor", "reader.add", "Li@example.org", after="li@example.org 李"))
        failed = Failure("deliver", "LI@example.org", "refused", f"{said}; not wangli@example.org")
        runs.add(tx, Run("run-1", context.clock.now(), failures=(failed,)))
    subscribe.delete_data(context, token)
    assert find(context) is None
    assert refused(context) == {"": SuppressionReason.UNSUBSCRIBED}
    assert subscribe.unsubscribe(context, token).standing.address == ""
    with pytest.raises(NotFound):
        subscribe.preferences(context, own)
    database = desk.root / "var" / "kexie.db"
    with context.store.reading() as tx:
        dump = "\n".join(tx.session.connection().connection.driver_connection.iterdump())  # type: ignore[union-attr]  # sqlite3's own
    assert database.exists()
    assert "li@example.org" not in dump.lower().replace("wangli@example.org", "")
    assert dump.count("wangli@example.org") == 1
