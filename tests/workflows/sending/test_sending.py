"""An edition on its way: what replies, editors and readers do to it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from time import sleep

import pytest

from kexie_digest import mailings
from kexie_digest.errors import Conflict
from kexie_digest.mailings.tokens import make_return_path
from kexie_digest.model import (
    CampaignState,
    Consent,
    DeliveryState,
    Frequency,
    Subscription,
    Suppression,
    SuppressionReason,
)
from kexie_digest.store import deliveries, editions, readers
from kexie_digest.workflows import processes
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sending import ledger, planning
from kexie_digest.workflows.sending.bounces import take_bounce
from kexie_digest.workflows.sending.clerk import Clerk
from kexie_digest.workflows.sending.consequences import Consequences
from kexie_digest.workflows.sending.foreseeing import foresee
from kexie_digest.workflows.sending.tray import Tray
from mail_room import MailRoom, opened_room

from factories import sample_edition
from fake_mail_server import CUT, FakeMailServer

SENT, DEFERRED, FAILED = DeliveryState.SENT, DeliveryState.DEFERRED, DeliveryState.FAILED
CANCELLED, QUEUED, UNCERTAIN = DeliveryState.CANCELLED, DeliveryState.QUEUED, DeliveryState.UNCERTAIN


def suppressed(room: MailRoom, address: str) -> SuppressionReason | None:
    """Read the suppression list."""
    mark = mailings.mark_of(address)
    with room.context.store.reading() as tx:
        return readers.suppressed(tx, [mark]).get(mark)


def test_greylisting_passes_on_the_second_try(room: MailRoom) -> None:
    """450, then 250: one copy, one try later (point 32)."""
    room.server.replies = {"RCPT": ["450 4.2.0 greylisted", "250 ok"]}
    room.queue("li@example.org")
    room.send()
    assert room.states() == {"li@example.org": DEFERRED}
    room.clock.instant += timedelta(minutes=2)
    room.send()
    assert room.states() == {"li@example.org": SENT}
    assert room.received() == ["li@example.org"]


def test_a_dead_address_is_suppressed(room: MailRoom) -> None:
    """550 5.1.1: failed, and no further edition is queued or armed for it (point 32)."""
    room.server.replies = {"RCPT": ["550 5.1.1 no such user", "250 ok"]}
    room.queue("li@example.org")
    room.queue("li@example.org", number=132)
    room.send()
    assert room.states() == {"li@example.org": FAILED}
    assert suppressed(room, "li@example.org") is SuppressionReason.HARD_BOUNCE
    assert room.states(132) == {"li@example.org": CANCELLED}


def test_qqs_frequency_limit_defers_the_bucket_and_keeps_the_address(room: MailRoom) -> None:
    """550 from QQ for being too fast: nobody is dead, QQ gets quiet, others go on (point 32)."""
    room.server.replies = {"RCPT": ["550 Domain frequency limited [x]", "250 ok"]}
    room.queue("a@qq.com", "b@foxmail.com", "c@example.org")
    room.send()
    assert room.states() == {"a@qq.com": DEFERRED, "b@foxmail.com": QUEUED, "c@example.org": SENT}
    assert suppressed(room, "a@qq.com") is None
    room.clock.instant += timedelta(minutes=29)
    room.send()
    assert room.states()["b@foxmail.com"] is QUEUED, "another process keeps the quiet too"
    room.clock.instant += timedelta(minutes=10)
    room.send()
    assert set(room.states().values()) == {SENT}


def test_hl_icc_means_fewer_connections(room: MailRoom) -> None:
    """421 HL:ICC from 163: the bucket is narrowed, the copy waits (point 32)."""
    room.server.replies = {"RCPT": ["421 HL:ICC 163 mx", "250 ok"]}
    room.queue("a@163.com")
    room.send()
    with room.context.store.reading() as tx:
        pace = deliveries.list_paces(tx)["netease"]
    assert pace.connections == 1
    assert room.states() == {"a@163.com": DEFERRED}


def test_three_soft_campaigns_make_an_address_dead(room: MailRoom) -> None:
    """One refusal is bad luck, three editions refused are an address to let go."""
    room.server.replies = {".": "554 5.7.1 rejected"}
    for number in (131, 132, 133):
        assert suppressed(room, "li@example.org") is None
        room.queue("li@example.org", number=number)
        room.send()
    assert suppressed(room, "li@example.org") is SuppressionReason.HARD_BOUNCE


def test_a_cut_after_the_dot_is_uncertain_and_resent_by_name_only(room: MailRoom) -> None:
    """Nothing repeats it by itself; the editor does, with the same Message-ID and bytes (points 12, 33)."""
    room.server.replies = {".": [CUT, "250 ok"]}
    room.queue("li@example.org")
    room.send()
    assert room.states() == {"li@example.org": UNCERTAIN}
    room.clock.instant += timedelta(days=2)
    room.send()
    assert len(room.server.messages) == 1
    ledger.resend(room.context.store, "weekly/131", "LI@example.org")
    room.send()
    assert room.states() == {"li@example.org": SENT}
    first, second = room.server.messages
    assert first == second


def test_what_a_dead_sender_left_can_be_resent_at_once(room: MailRoom) -> None:
    """No sending has to run before the editor sees the doubt by name."""
    room.queue("li@example.org")
    dead = "|".join(
        [*processes.own_name().split("|")[:2], "4194305", "1"]
    )  # above Linux's highest process id
    with room.context.store.transaction() as tx:
        until = room.clock.now() + timedelta(minutes=15)
        deliveries.arm_all(tx, deliveries.claim(tx, 1, dead, until), dead, until)
    ledger.end_lost_leases(room.context.store)
    assert room.states() == {"li@example.org": UNCERTAIN}


def test_what_was_sent_is_not_resent(room: MailRoom) -> None:
    """Resending is for doubts and failures."""
    room.queue("li@example.org")
    room.send()
    with pytest.raises(Conflict):
        ledger.resend(room.context.store, "weekly/131", "li@example.org")


def test_who_unsubscribes_after_rendering_gets_nothing(room: MailRoom) -> None:
    """The list is asked again at the last moment, before the dot (point 34)."""
    room.queue("li@example.org", "wang@example.org")
    mark = mailings.mark_of("li@example.org")
    with room.context.store.transaction() as tx:
        readers.suppress(tx, Suppression(mark, SuppressionReason.UNSUBSCRIBED, "weekly"))
    room.send()
    assert room.states() == {"li@example.org": CANCELLED, "wang@example.org": SENT}
    assert room.received() == ["wang@example.org"]


def test_who_left_gets_neither_of_two_editions(room: MailRoom) -> None:
    """Both are armed in one commit: each is asked about, not one for both."""
    for number in (131, 132):
        room.queue("li@example.org", number=number)
    mark = mailings.mark_of("li@example.org")
    journal = Journal("test", room.clock)
    with room.context.store.transaction() as tx:
        copies = deliveries.claim(tx, 5, "me", room.clock.now() + timedelta(minutes=15))
        readers.suppress(tx, Suppression(mark, SuppressionReason.UNSUBSCRIBED, "weekly"))
    clerk = Clerk(room.context, journal, "me", Consequences(room.context, journal, Tray(room.clock, {})))
    with ThreadPoolExecutor() as connections:  # both ask before the clerk begins
        answers = [connections.submit(clerk.arm, copy) for copy in copies]
        while len(clerk._requests) < len(copies):
            sleep(0.01)
        clerk.start()
        armed = [answer.result() for answer in answers]
    clerk.close()
    assert armed == [False, False]
    assert (room.states(), room.states(132)) == ({"li@example.org": CANCELLED}, {"li@example.org": CANCELLED})


class SlowServer(FakeMailServer):
    """Lets fourteen minutes go by before it answers a dot."""

    room: MailRoom

    def _reply(self, verb: str, usual: str) -> str:
        if verb == ".":
            self.room.clock.instant += timedelta(minutes=14)
            self._wait_for_the_foreman(self.room.clock.now() + timedelta(minutes=10))
        return super()._reply(verb, usual)

    def _wait_for_the_foreman(self, until: datetime) -> None:
        """Until the leases of all that wait are renewed; without end they would never be."""
        for _ in range(600):
            leased = [
                copy for copy in self.room.copies().values() if copy.lease_until and copy.state is QUEUED
            ]
            if all(copy.lease_until and copy.lease_until > until for copy in leased):
                return
            sleep(0.05)


def test_what_waits_for_a_slow_provider_stays_ours(tmp_path: Path) -> None:
    """Leases of fifteen minutes are renewed while copies wait: no body is begun and thrown away."""
    with SlowServer() as server, opened_room(tmp_path, [server]) as room:
        server.room = room
        room.queue(*(f"r{number}@example.org" for number in range(4)))
        room.send()
        assert set(room.states().values()) == {SENT}
        assert (len(server.bodies), server.connections) == (4, 1)


class PausingServer(FakeMailServer):
    """Holds the campaign up while the third body comes in."""

    room: MailRoom

    def _reply(self, verb: str, usual: str) -> str:
        if verb == "DATA" and len(self.messages) == 2:
            ledger.pause(self.room.context.store, "weekly/131")
            self.room.server.messages.append(b"")
        return super()._reply(verb, usual)


def test_a_pause_acts_within_one_message_and_resuming_sends_the_same_bytes(tmp_path: Path) -> None:
    """Held up during a body: its dot is not sent. Resumed, templates changed: same bytes (point 35)."""
    with PausingServer() as server, opened_room(tmp_path, [server]) as room:
        server.room = room
        room.queue(*(f"r{number}@example.org" for number in range(6)))
        room.send()
        received = [message for message in server.messages if message]
        assert len(received) == 2
        assert list(room.states().values()).count(SENT) == 2
        assert list(room.states().values()).count(QUEUED) == 4
        assert all(copy.lease_owner is None for copy in room.copies().values())
        own = tmp_path / "templates" / "email"
        own.mkdir(parents=True)
        (own / "digest-body.txt.j2").write_text("{{ token }} 改过的模板", "utf-8")
        ledger.resume(room.context.store, "weekly/131")
        room.send()
        assert set(room.states().values()) == {SENT}
        bodies = {
            re.sub(rb"[\s\S]*?\r\n\r\n", b"", message, count=1)[:900]
            for message in server.messages
            if message
        }
        assert len(bodies) == 1


def test_a_cancelled_campaign_stays_cancelled(room: MailRoom) -> None:
    """Called back for good: nothing goes out, and nothing brings it back."""
    room.queue("li@example.org")
    ledger.cancel(room.context.store, "weekly/131")
    room.send()
    assert room.states() == {"li@example.org": CANCELLED}
    with pytest.raises(Conflict):
        ledger.resume(room.context.store, "weekly/131")


def test_nothing_is_resent_from_a_cancelled_campaign(room: MailRoom) -> None:
    """It was queued, and never left."""
    room.server.replies = {".": [CUT]}
    room.queue("li@example.org")
    room.send()
    ledger.cancel(room.context.store, "weekly/131")
    with pytest.raises(Conflict, match="已取消") as refused:
        ledger.resend(room.context.store, "weekly/131", "li@example.org")
    assert refused.value.code == "cancelled"
    assert room.states() == {"li@example.org": UNCERTAIN}


def test_the_breaker_stops_a_rotten_list(room: MailRoom) -> None:
    """More than ten of the first two hundred dead: held up, the editor told; resumed, it goes on."""
    room.server.replies = {"RCPT": ["550 5.1.1 no such user"] * 11 + ["250 ok"]}
    room.queue(*(f"r{number}@d{number}.example.org" for number in range(40)))
    result = room.send()
    assert "breaker" in [failure.code for failure in result.failures]
    told = ledger.look(room.context.store, "weekly/131")
    assert told.record is not None
    assert told.record.state is CampaignState.PAUSED
    assert not [message for message in room.server.messages if message]
    ledger.resume(room.context.store, "weekly/131")
    room.send()
    assert list(room.states().values()).count(SENT) == 29


def test_a_used_up_quota_moves_to_the_next_account(tmp_path: Path) -> None:
    """The server says that today's quota is used: the other account goes on, this one rests for the day."""
    quota = {"MAIL": ["250 ok", "250 ok", "550 daily sending quota exceeded"]}
    with (
        FakeMailServer(replies=dict(quota)) as first,
        FakeMailServer() as second,
        opened_room(tmp_path, [first, second]) as room,
    ):
        room.queue(*(f"r{number}@d{number}.example.org" for number in range(8)))
        room.send()
        room.clock.instant += timedelta(minutes=5)
        room.send()
        assert set(room.states().values()) == {SENT}
        assert len([message for message in first.messages if message]) == 2
        assert len(second.messages) == 6


def test_an_accounts_own_limit_ends_its_day(tmp_path: Path, server: FakeMailServer) -> None:
    """per_day=3: three today, the rest tomorrow."""
    with opened_room(tmp_path, [server], "connections=1&per_day=3") as room:
        room.queue(*(f"r{number}@d{number}.example.org" for number in range(5)))
        room.send()
        assert list(room.states().values()).count(SENT) == 3
        room.send()
        assert list(room.states().values()).count(SENT) == 3
        room.clock.instant += timedelta(days=1)
        room.send()
        assert list(room.states().values()).count(SENT) == 5


def test_an_account_keeps_its_own_rate(tmp_path: Path, server: FakeMailServer) -> None:
    """60 a minute, by its owner's word: ten at once, then one a second, to whatever provider."""
    with opened_room(tmp_path, [server], "connections=1&per_minute=60") as room:
        room.queue(*(f"li@example{number}.org" for number in range(13)))
        began = room.clock.instant
        room.send()
        assert set(room.states().values()) == {SENT}
        assert room.clock.instant - began >= timedelta(seconds=3)


def test_nothing_leaves_outside_the_window(room: MailRoom) -> None:
    """09:00 in Beijing: a window from noon keeps mail; one from eight lets it go."""
    room.queue("li@example.org")
    room.send(window=(time(12), time(18)))
    assert room.states() == {"li@example.org": QUEUED}
    room.send(window=(time(8), time(18)))
    assert room.states() == {"li@example.org": SENT}


def test_each_copy_has_its_own_return_address(room: MailRoom) -> None:
    """VERP with a MAC where a bounce address is set (point 16)."""
    room.queue("li@example.org")
    room.send(bounce_address="bounce@example.org")
    copy = room.copies()["li@example.org"]
    expected = make_return_path(room.context.secret, "bounce@example.org", 131, copy.id)
    assert any(f"MAIL FROM:<{expected}>" in command for command in room.server.commands)


def test_a_bounce_settles_its_copy(room: MailRoom) -> None:
    """A report to the copy's return address: failed, suppressed; a forged one changes nothing."""
    room.queue("li@example.org")
    room.send()
    copy = room.copies()["li@example.org"]
    path = make_return_path(room.context.secret, "bounce@example.org", 131, copy.id)
    report = (
        'To: {}\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
        "Final-Recipient: rfc822; li@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
    )
    assert take_bounce(room.context, report.format(path[:-20] + "@example.org").encode()) == "foreign"
    assert room.states() == {"li@example.org": SENT}
    assert take_bounce(room.context, report.format(path).encode()) == "hard"
    assert take_bounce(room.context, report.format(path).encode()) == "hard", "twice is once"
    assert room.states() == {"li@example.org": FAILED}
    assert suppressed(room, "li@example.org") is SuppressionReason.HARD_BOUNCE


def test_a_complaint_ends_everything(room: MailRoom) -> None:
    """Reported as spam: no digest ever again, what waits is called back."""
    room.queue("li@example.org")
    room.send()
    room.queue("li@example.org", number=132)
    message_id = room.copies()["li@example.org"].message_id
    complaint = (
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {message_id}\r\n\r\nx\r\n--b--\r\n"
    )
    assert take_bounce(room.context, complaint.encode()) == "complaint"
    assert suppressed(room, "li@example.org") is SuppressionReason.COMPLAINT
    assert room.states(132) == {"li@example.org": CANCELLED}


def test_a_mailed_unsubscription_works(room: MailRoom) -> None:
    """The mailto of List-Unsubscribe."""
    room.queue("li@example.org")
    token = room.copies()["li@example.org"].token
    assert take_bounce(room.context, f"Subject: unsubscribe {token}\r\n\r\n".encode()) == "unsubscribe"
    assert room.states() == {"li@example.org": CANCELLED}


@pytest.mark.parametrize(
    ("mailbox", "address"), [("imaps://reader:word@imap.example.org/INBOX", "bounce@example.org"), ("", "")]
)
def test_a_wish_to_leave_goes_to_the_mailbox_that_is_read(room: MailRoom, mailbox: str, address: str) -> None:
    """It was sent to the digest's sender, where it lay unread."""
    room.queue("li@example.org")
    mail = replace(room.context.mail, bounce_address="bounce@example.org", bounce_mailbox=mailbox)
    frozen = planning.mail_of(replace(room.context, mail=mail), "weekly", 131, "")
    assert re.findall(r"mailto:([^?]*)", frozen.own) == ([address] if address else [])


def test_a_test_copy_touches_no_ledger(room: MailRoom) -> None:
    """One marked copy to the editor; nothing is queued, nothing is counted."""
    room.queue("li@example.org")
    ledger.send_test(room.context, "weekly/131", "editor@example.org")
    assert room.received() == ["editor@example.org"]
    assert room.states() == {"li@example.org": QUEUED}


@pytest.mark.parametrize("garbage", ["garbage", "999 what", CUT])
def test_a_server_that_speaks_garbage_loses_nothing(room: MailRoom, garbage: str) -> None:
    """Before the dot: deferred, never failed, never called dead."""
    room.server.replies = {"RCPT": garbage}
    room.queue("li@example.org")
    room.send()
    assert room.states() == {"li@example.org": DEFERRED}


def test_450_for_ever_is_given_up_after_three_days(room: MailRoom) -> None:
    """Every try is later than the one before; after three days it has failed, by name."""
    room.server.replies = {"RCPT": "450 4.2.0 try later"}
    room.queue("li@example.org")
    tries = 0
    while room.states()["li@example.org"] is not FAILED:
        room.send()
        room.clock.instant += timedelta(hours=5)
        tries += 1
        assert tries < 30
    assert tries >= 14
    assert suppressed(room, "li@example.org") is None


@pytest.mark.parametrize("reply", ["greeting 421 closed for maintenance", "RCPT 450 too many connections"])
def test_three_editions_lost_to_our_own_trouble_bury_nobody(room: MailRoom, reply: str) -> None:
    """A server that is down, or finds us too fast, for weeks: each copy expires, no reader is suppressed."""
    command, _, answer = reply.partition(" ")
    room.server.replies = {command: answer}
    for number in (131, 132, 133):
        room.queue("li@example.org", number=number)
        room.send()
        room.clock.instant += timedelta(days=4)
        room.send()
        assert room.states(number) == {"li@example.org": FAILED}
    assert suppressed(room, "li@example.org") is None


# ------------------------------------------------------------------ planning


def enter(room: MailRoom, address: str, *, wish: Subscription | None = None, list_name: str = "") -> None:
    """Enter a reader by hand."""
    recipient = mailings.read_recipient(address)
    with room.context.store.transaction() as tx:
        reader_id = readers.put(tx, recipient, mailings.mark_of(recipient.address))
        readers.add_consent(tx, reader_id, Consent("会员", room.clock.now(), "test"))
        if wish:
            readers.subscribe(tx, reader_id, wish)
        if list_name:
            readers.join_list(tx, reader_id, list_name)


def plan(room: MailRoom, number: int = 131) -> None:
    """Begin an edition without readers and plan it."""
    room.queue(number=number)
    with room.context.store.transaction() as tx:
        record = deliveries.campaign_of(tx, "weekly", number)
    assert record is not None
    planning.plan(room.context, record, Journal("plan", room.clock))


def test_lists_and_subscriptions_decide_who_gets_an_edition(room: MailRoom) -> None:
    """Members of the named list and subscribers, once each; other lists and suppressed ones not."""
    enter(room, "member@example.org", list_name="members")
    enter(room, "both@example.org", list_name="members", wish=Subscription("weekly"))
    enter(room, "reader@example.org", wish=Subscription("weekly"))
    enter(room, "monthly@example.org", wish=Subscription("monthly"))
    enter(room, "other@example.org", list_name="others")
    enter(room, "gone@example.org", list_name="members")
    with room.context.store.transaction() as tx:
        mark = mailings.mark_of("gone@example.org")
        readers.suppress(tx, Suppression(mark, SuppressionReason.MANUAL))
    plan(room)
    assert sorted(room.copies()) == ["both@example.org", "member@example.org", "reader@example.org"]


def test_a_rehearsal_foresees_what_planning_queues(room: MailRoom) -> None:
    """Lists, wishes, suppressions, what is queued already; and it changes nothing."""
    enter(room, "member@example.org", list_name="members")
    enter(room, "queued@example.org", list_name="members")
    enter(room, "reader@example.org", wish=Subscription("weekly"))
    enter(room, "nothing@example.org", wish=Subscription("weekly", themes=("nothing",)))
    enter(room, "gone@example.org", list_name="members")
    with room.context.store.transaction() as tx:
        readers.suppress(tx, Suppression(mailings.mark_of("gone@example.org"), SuppressionReason.MANUAL))
    room.queue("queued@example.org")
    ledger.pause(room.context.store, "weekly/131")
    digest = replace(room.context.config.digests[0], recipients=("members", "Office@example.org"))
    config = replace(room.context.config, digests=(digest,))
    room.context = replace(room.context, config=config)
    assert foresee(room.context, "weekly/131") == 3
    assert sorted(room.copies()) == ["queued@example.org"]
    with room.context.store.transaction() as tx:
        record = deliveries.campaign_of(tx, "weekly", 131)
    assert record is not None
    assert planning.plan(room.context, record, Journal("plan", room.clock)) == 3
    ledger.resume(room.context.store, "weekly/131")
    room.send()
    assert foresee(room.context, "weekly/131") == 0


def test_one_reader_is_queued_once_however_their_address_is_written(room: MailRoom) -> None:
    """``Office@`` in sources.yaml is ``office@`` on the list: one copy."""
    (digest,) = room.context.config.digests
    named = replace(digest, recipients=("Office@example.org", "members"))
    room.context = replace(room.context, config=replace(room.context.config, digests=(named,)))
    enter(room, "office@example.org", list_name="members")
    enter(room, "other@example.org", list_name="members")
    plan(room)
    assert list(room.states()) == ["Office@example.org", "other@example.org"]


def test_a_digest_that_is_gone_keeps_nobody_waiting(room: MailRoom) -> None:
    """Its campaign cannot be planned; that of the other digest is, and the failure is told."""
    enter(room, "li@example.org", list_name="members")
    room.queue()
    gone = replace(sample_edition(), digest="gone", number=1, total_number=1)
    with room.context.store.transaction() as tx:
        editions.add(tx, gone, [])
        deliveries.begin(tx, "gone", 1, room.clock.now() - timedelta(days=1))
        deliveries.move_campaign(tx, "weekly", 131, CampaignState.PAUSED)
        deliveries.move_campaign(tx, "weekly", 131, CampaignState.PLANNING)
    result = room.send()
    assert room.states() == {"li@example.org": SENT}
    assert [failure.code for failure in result.failures] == ["unknown_digest"]


def test_a_weekly_reader_gets_the_first_edition_of_the_week(room: MailRoom) -> None:
    """The second edition of the same day's week is not theirs; planning twice changes nothing."""
    enter(room, "each@example.org", wish=Subscription("weekly"))
    enter(room, "rare@example.org", wish=Subscription("weekly", frequency=Frequency.MONTHLY))
    plan(room)
    assert sorted(room.copies()) == ["each@example.org", "rare@example.org"]
    plan_again = sorted(room.copies())
    assert plan_again == ["each@example.org", "rare@example.org"]


def test_readers_of_some_themes_get_those(room: MailRoom) -> None:
    """One theme: a mail of that section alone; a theme that is not in the edition: no mail."""
    enter(room, "all@example.org", wish=Subscription("weekly"))
    enter(room, "awards@example.org", wish=Subscription("weekly", ("awards",)))
    plan(room)
    room.send()
    by_reader = dict(zip(room.received(), room.server.messages, strict=True))
    assert len(by_reader["awards@example.org"]) < len(by_reader["all@example.org"]) / 2
