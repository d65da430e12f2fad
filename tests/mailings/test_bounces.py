"""What came back: about which copy, and how bad. Reports of providers in our own words."""

from __future__ import annotations

import re
from collections import Counter
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest

from kexie_digest.mailings.bounces import BounceKind, read_bounce
from kexie_digest.mailings.tokens import make_return_path

SECRET = b"a secret of sixteen"
VERP = make_return_path(SECRET, "bounce@example.org", 131, 7)
CORPUS = Path(__file__).parents[2] / ".venv" / "corpora"


def report(action: str, status: str, diagnostic: str, recipient: str = "li@example.org") -> bytes:
    """Write a delivery report as RFC 3464 has it."""
    return (
        f"From: MAILER-DAEMON@mx.example.net\r\nTo: {VERP}\r\nSubject: Undelivered Mail\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; {diagnostic}\r\n\r\n--b--\r\n"
    ).encode()


def chinese(subject: str, html: str, charset: str = "gb18030") -> bytes:
    """Write a provider's report: HTML in GB18030, no machine-readable part at all."""
    mail = EmailMessage()
    mail["To"] = VERP
    mail["Subject"] = subject
    mail.set_content("x")
    head = mail.as_bytes().split(b"\n\n")[0].replace(b"text/plain", b"text/html").replace(b"utf-8", b"gb2312")
    return head + b"\n\n" + html.encode(charset)


@pytest.mark.parametrize(
    ("action", "status", "diagnostic", "kind"),
    [
        ("failed", "5.1.1", "550 5.1.1 <li@example.org>: User unknown", "hard"),
        ("failed", "5.2.2", "552 5.2.2 Mailbox full", "temporary"),
        ("failed", "5.7.1", "554 5.7.1 rejected as spam", "soft"),
        ("delayed", "4.4.1", "connect timed out", "temporary"),
        ("failed", "4.4.7", "delivery time expired", "temporary"),
        ("failed", "5.0.0", "550 Domain frequency limited [dHcp1]", "temporary"),
        ("delivered", "2.0.0", "250 ok", "auto_reply"),
    ],
)
def test_delivery_reports(action: str, status: str, diagnostic: str, kind: str) -> None:
    """The provider's words weigh more than the class of the code."""
    recipient = "li@qq.com" if "frequency" in diagnostic else "li@example.org"
    bounce = read_bounce(report(action, status, diagnostic, recipient), SECRET)
    assert bounce.kind.value == kind
    assert bounce.return_path == (131, 7)


@pytest.mark.parametrize(
    ("subject", "html", "kind"),
    [
        (
            "系统退信",
            "<p>很抱歉，您发送的邮件被退回。</p><p>收件人 wang@qq.com：收件人邮箱帐号不存在</p>",
            "hard",
        ),
        (
            "系统退信",
            "<p>邮件退回：zhao@qq.com</p><td>550 Mailbox unavailable or access denied</td>",
            "temporary",
        ),
        ("系统退信", "<p>邮件被退回</p><td>550 Domain frequency limited. sun@qq.com</td>", "temporary"),
        ("系统退信", "<p>退信：qian@163.com</p><p>550 User not found: qian@163.com</p>", "hard"),
        ("系统退信/Systems bounce", "<p>li@163.com</p><p>554 DT:SPM 163 mx1,xxx</p>", "temporary"),
        ("系统退信", "<p>收件人 zhou@126.com 的邮箱空间已满</p>", "temporary"),
        ("退信通知", "<p>您的邮件投递失败，对方服务器拒收了这封邮件</p>", "soft"),
        ("邮件投递失败", "<p>暂时无法送达，系统正在重试，请稍后</p>", "temporary"),
        ("退信", "<p>发送失败：您发信过于频繁</p>", "temporary"),
        ("退信", "<p>500 MB 的附件见第503期</p>", "unknown"),
        ("本周例会", "<p>下周一开会，收件人名单不变</p>", "unknown"),
    ],
)
def test_reports_of_chinese_providers(subject: str, html: str, kind: str) -> None:
    """QQ, 163, exmail and Aliyun send HTML in GB18030; what is temporary stays so."""
    assert read_bounce(chinese(subject, html), SECRET).kind.value == kind


#: How the four providers frame a report, in our own words: subject, page, address of the reader.
FRAMES = {
    "qq": (
        "系统退信",
        "<div>您好，您寄出的邮件没有送到。</div><td>收件人：{address}</td><td>原因：{reason}</td>",
        "li@qq.com",
    ),
    "163": (
        "系统退信/Systems bounce",
        "<p>抱歉，邮件被退回。</p><b>{address}</b><p>{reason}</p>",
        "li@163.com",
    ),
    "exmail": ("邮件投递失败", "<p>{address} 未能送达。</p><p>详情：{reason}</p>", "li@hailan.example.org"),
    "aliyun": (
        "退信通知 Undelivered Mail",
        "<p>投递失败：{address}</p><pre>{reason}</pre>",
        "li@beipu.example.cn",
    ),
}
TEMPORARY = (
    "对方服务器暂时无法连接，请稍后再试",
    "投递超时，系统正在重试",
    "您的发信频率过高，请过一段时间再发",
    "对方邮箱空间已满",
    "收件人邮箱容量不足",
    "该地址可能不存在，或者暂时停用",
    "不清楚收件人是否不存在，稍后会再投递",
    "421 4.7.0 try again later",
    "450 4.2.0 mailbox busy",
    "451 4.3.0 greylisted, please retry in five minutes",
    "452 4.2.2 over quota",
    "550 4.2.0 odd code, temporary status",
    "552 5.2.2 mailbox full",
    "421 too many connections from your address",
    "450 Requested mail action not taken: mailbox unavailable",
    "451 DT:SPM mx1",
    "421 HL:REP mx2",
    "450 MI:DMC mx3",
    "451 MI:SFQ mx4",
    "临时错误，邮件仍在队列中",
    "对方域名解析超时",
)
PERMANENT = (
    "收件人帐号不存在",
    "该邮箱已注销",
    "用户不存在，请核对地址",
    "550 5.1.1 no such user",
    "550 User not found",
)


@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
@pytest.mark.parametrize("provider", FRAMES)
def test_no_temporary_failure_of_a_chinese_provider_is_permanent(provider: str, charset: str) -> None:
    """Every reason in every frame: the temporary ones cost nobody their place on a list."""
    subject, frame, address = FRAMES[provider]

    def judged(reason: str) -> BounceKind:
        html = frame.format(address=address, reason=reason)
        return read_bounce(chinese(subject, html, charset), SECRET).kind

    assert [reason for reason in TEMPORARY if judged(reason) is not BounceKind.TEMPORARY] == []
    assert [reason for reason in PERMANENT if judged(reason) is not BounceKind.HARD] == []


def test_complaints_are_read() -> None:
    """A feedback report (RFC 5965) is a complaint, found by its returned copy."""
    token = "T" * 24
    mail = (
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nabuse\r\n"
        "--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\n"
        f"Message-ID: <weekly.131.{token}@example.org>\r\n\r\nx\r\n--b--\r\n"
    )
    bounce = read_bounce(mail.encode(), SECRET)
    assert (bounce.kind, bounce.token) == (BounceKind.COMPLAINT, token)


def test_a_mailed_wish_to_leave() -> None:
    """The mailto of List-Unsubscribe: the subject holds the token."""
    bounce = read_bounce(b"Subject: unsubscribe " + b"u" * 24 + b"\r\n\r\n", SECRET)
    assert (bounce.kind, bounce.token) == (BounceKind.UNSUBSCRIBE, "u" * 24)


def test_a_robots_answer_is_no_bounce() -> None:
    """Somebody is on holiday; nothing is wrong with the address."""
    mail = b"Auto-Submitted: auto-replied\r\nSubject: On holiday\r\n\r\nBack on Monday.\r\n"
    assert read_bounce(mail, SECRET).kind is BounceKind.AUTO_REPLY


@pytest.mark.parametrize(
    "address", [VERP.replace("131.7", "131.8"), VERP[:-15] + "x@example.org", "bounce@example.org"]
)
def test_a_forged_return_path_is_refused(address: str) -> None:
    """Without the right MAC a bounce is about nobody (point 16)."""
    mail = report("failed", "5.1.1", "550 5.1.1 no such user").replace(VERP.encode(), address.encode())
    assert read_bounce(mail, SECRET).return_path is None


def test_a_return_path_survives_lowering() -> None:
    """VERP round-trips, also where a server lowers local parts (point 16)."""
    mail = report("failed", "5.1.1", "550 5.1.1 no such user").replace(VERP.encode(), VERP.upper().encode())
    assert read_bounce(mail, SECRET).return_path == (131, 7)


REPORT = b"From: a@b.example\r\nSubject: undelivered\r\n\r\n"


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"\0\xff" * 500,
        b"Subject: =?gb2312?B?zfI\r\n\r\n\x80",
        b"\r\n\r\n",
        b":" * 99,
        b"From: a@b.example\r\nSubject: =?utf-8?b?a?=\r\n\r\nx",
        b"Content-Type: message/rfc822\r\n\r\n" * 3000,
        b"To: " + b"a" * 3_000_000 + b"\r\nSubject: x\r\n\r\n",
        REPORT + b"a" * 3_000_000,
        REPORT + b"<" * 3_000_000,
        REPORT + b"<style>" * 400_000,
    ],
    ids=lambda rubbish: repr(rubbish[-20:]),
)
def test_rubbish_is_unknown(rubbish: bytes) -> None:
    """Whatever comes into the mailbox, nothing is raised."""
    assert read_bounce(rubbish, SECRET).kind is BounceKind.UNKNOWN


def test_no_temporary_failure_of_flufls_corpus_is_permanent() -> None:
    """flufl.bounce's own 116 mails, fetched by the set-up, not copied: judged by its own table."""
    folders = sorted(CORPUS.glob("flufl_bounce-*/tests"))
    if not folders:
        pytest.skip("没有 flufl.bounce 的样本：bash .ci/setup test (its corpus is not there)")
    table = (folders[-1] / "test_detectors.py").read_text("utf-8")
    rows = re.findall(r"\('\w+', '([\w.]+)',\s*\[.*?\],?\s*(True|False)?\)", table, re.DOTALL)
    judged = Counter[tuple[str, BounceKind]]()
    for name, is_temporary in rows:
        content = (folders[-1] / "data" / name).read_bytes()
        message_from_bytes(content)
        judged[is_temporary or "False", read_bounce(content, SECRET).kind] += 1
    assert len(rows) > 100
    permanent = {BounceKind.HARD, BounceKind.SOFT}
    assert not [kind for (is_temporary, kind) in judged if is_temporary == "True" and kind in permanent]
    found = sum(
        count for (temporary, kind), count in judged.items() if temporary == "False" and kind in permanent
    )
    assert found >= 95, judged
