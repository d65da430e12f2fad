"""What came back: a bounce, a complaint, a wish to leave; about which copy, and how bad.

Takes the bytes of a mail in the bounce mailbox, gives a Bounce. Which copy it is about is
believed only when a MAC says so: the return address (VERP), or a reader's token in the
copy that was sent back. How bad it is: delivery reports (RFC 3464) first, then the
provider's own words (QQ, 163, exmail, Aliyun: HTML in GB18030 without any report), then
flufl.bounce. In doubt a failure is temporary: a reader lost by mistake never complains.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message as Mail
from enum import StrEnum

from flufl.bounce import all_failures

from kexie_digest.mailings.pacing import bucket_of
from kexie_digest.mailings.replies import Remedy, judge
from kexie_digest.mailings.tokens import ReturnPath, read_return_path
from kexie_digest.model import Reply
from kexie_digest.text.charset import decode


class BounceKind(StrEnum):
    """How bad a bounce is."""

    HARD = "hard"
    SOFT = "soft"
    TEMPORARY = "temporary"
    COMPLAINT = "complaint"
    UNSUBSCRIBE = "unsubscribe"
    AUTO_REPLY = "auto_reply"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail that came back; ``return_path`` and ``token`` say about which copy, if they do."""

    kind: BounceKind
    text: str = ""
    return_path: ReturnPath | None = None
    token: str = ""


#: Where a mail server notes the address a mail was delivered to.
_ENVELOPE = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-rcpt-to", "to")

#: What is read of a mail: report and the returned copy's headers come first. Anybody can write
#: to the mailbox, and must not keep us busy for longer than a moment.
_READ = 128 * 1024

_ADDRESS = re.compile(r"(?<![^\s<>,;:\"])[^\s<>,;:\"@]{1,320}@[^\s<>,;:\"]{1,255}")
_TOKEN = re.compile(r"<[A-Za-z0-9_-]+\.\d+\.([A-Za-z0-9_-]{24})@|/u/([A-Za-z0-9_-]{24})")
_LEAVE = re.compile(r"unsubscribe[\s%20]+([A-Za-z0-9_-]{24})\s*$", re.IGNORECASE)
#: A style ends at the next one at the latest: thousands that never end are walked once.
_TAGS = re.compile(
    r"<(style|script)[^<>]*>[^<]*(?:<(?!/?(?:style|script))[^<]*)*</\1>|<[^<>]+>", re.IGNORECASE
)
_SMTP = re.compile(r"(?<![\d.])([45]\d\d)[ \-#:：]\s*(.{0,200})", re.DOTALL)
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")

#: Words of Chinese providers' reports, where they quote no reply.
_WORDS: tuple[tuple[re.Pattern[str], BounceKind], ...] = (
    (
        # "可能不存在，或暂时停用" is a guess of the provider's, no finding.
        re.compile(
            r"(收件人|邮箱|帐号|账号|用户|地址)[^。；\n]{0,12}(?<!可能)(?<!也许)(?<!是否)"
            r"(不存在|未找到|已注销|已停用|无效)(?![，、]?(或|也可能))"
        ),
        BounceKind.HARD,
    ),
    (re.compile(r"不存在.{0,6}(收件人|邮箱|帐号|账号|用户)"), BounceKind.HARD),
    (re.compile(r"(暂时|稍后|延迟|超时|正在重试|频率|过于频繁|临时)"), BounceKind.TEMPORARY),
    (re.compile(r"(邮箱|空间|容量).{0,8}(已满|不足|超限)"), BounceKind.TEMPORARY),
    (re.compile(r"(拒收|拒绝|垃圾邮件|黑名单|被屏蔽|反垃圾)"), BounceKind.SOFT),
)

_IS_REPORT = re.compile(
    r"退信|退回|投递失败|发送失败|未能送达|无法送达|undeliver|delivery (status|failure|has failed)"
    r"|returned mail|failure notice|mail delivery failed",
    re.IGNORECASE,
)


def read_bounce(content: bytes, secret: bytes) -> Bounce:
    """Read a mail that came to the bounce address.

    Args:
        content: The mail, whole.
        secret: The installation's secret key.

    Returns:
        What it is; ``unknown`` for what is no bounce at all.
    """
    try:
        return _read(message_from_bytes(content[:_READ]), secret)
    except RecursionError:  # thousands of parts within parts: no server's report
        return Bounce(BounceKind.UNKNOWN)


def _read(mail: Mail, secret: bytes) -> Bounce:
    texts = list(_texts(mail))
    kind, text = _classify(mail, texts)
    token = _token_of(mail, texts, kind)
    return Bounce(kind, " ".join(text.split())[:500], _return_path(mail, secret), token)


def _classify(mail: Mail, texts: list[str]) -> tuple[BounceKind, str]:
    report_type = str(mail.get_param("report-type") or "").lower()
    if report_type == "feedback-report" or any(
        part.get_content_type() == "message/feedback-report" for part in mail.walk()
    ):
        return BounceKind.COMPLAINT, "投诉为垃圾邮件 (reported as spam)"
    if _LEAVE.search(_subject(mail)):
        return BounceKind.UNSUBSCRIBE, _subject(mail)
    reports = [_of_report(fields) for fields in _status_fields(mail)]
    found = [one for one in reports if one is not None]
    if found:
        return min(found, key=lambda one: _ORDER.index(one[0]))
    kind, text = _of_words(mail, texts)
    is_robot = str(mail.get("auto-submitted") or "").lower().startswith("auto-replied")
    return (
        (BounceKind.AUTO_REPLY, _subject(mail)) if is_robot and kind is BounceKind.UNKNOWN else (kind, text)
    )


#: Of several recipients' reports the mildest counts: we send one copy to one reader.
_ORDER = (BounceKind.AUTO_REPLY, BounceKind.TEMPORARY, BounceKind.SOFT, BounceKind.HARD, BounceKind.UNKNOWN)


def _of_report(fields: dict[str, str]) -> tuple[BounceKind, str] | None:
    """Judge one recipient's part of a delivery report (RFC 3464 §2.3)."""
    action, status = fields.get("action", "").lower(), fields.get("status", "")
    text = fields.get("diagnostic-code", "") or status
    if action in {"delivered", "relayed", "expanded"}:
        return BounceKind.AUTO_REPLY, text
    if action == "delayed" or status.startswith("4"):
        return BounceKind.TEMPORARY, text
    if not action and not status:
        return None
    recipient = (fields.get("final-recipient") or fields.get("original-recipient") or "").partition(";")[2]
    return _of_reply(text if _STATUS.search(text) else f"{text} {status}", recipient.strip()), text


def _of_reply(text: str, recipient: str = "") -> BounceKind:
    """Judge a server's reply that a report quotes."""
    quoted = _SMTP.search(text)
    code = int(quoted[1]) if quoted else (450 if _is_temporary(text) else 550)
    remedy = judge(Reply(code, text), bucket_of(recipient) if recipient else "").remedy
    if remedy is Remedy.DEAD:
        return BounceKind.HARD
    return BounceKind.SOFT if remedy is Remedy.REFUSED else BounceKind.TEMPORARY


def _is_temporary(text: str) -> bool:
    status = _STATUS.search(text)
    return status is not None and status[1] == "4"


def _of_words(mail: Mail, texts: list[str]) -> tuple[BounceKind, str]:
    """Judge a report without a report: by the reply it quotes, by Chinese words, by flufl.bounce."""
    said = "\n".join(texts)
    if _IS_REPORT.search(_subject(mail)) or _IS_REPORT.search(said[:2000]):
        recipient = next(iter(_ADDRESS.findall(said)), "")
        for quoted in _SMTP.finditer(said):
            if _looks_like_reply(quoted):
                return _of_reply(quoted[0], recipient), quoted[0]
        for pattern, kind in _WORDS:
            word = pattern.search(said)
            if word:
                return kind, word[0]
    return _of_flufl(mail, said)


def _looks_like_reply(quoted: re.Match[str]) -> bool:
    """Keep numbers out that are no reply codes, such as 500 MB or 第503期."""
    return bool(
        re.match(r"\s*(?![MKG]B?\b|[期页号元人年])(\d\.\d\.\d|[A-Za-z<#]|[\u4e00-\u9fff])", quoted[2])
    )


def _of_flufl(mail: Mail, said: str) -> tuple[BounceKind, str]:
    try:
        temporary, permanent = all_failures(mail)
    except (
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        MessageError,
    ):  # it falls over a mail without From
        return BounceKind.UNKNOWN, ""
    if temporary:
        return BounceKind.TEMPORARY, said[:200]
    if not permanent:
        return BounceKind.UNKNOWN, ""
    quoted = _SMTP.search(said)
    if quoted:
        return _of_reply(quoted[0]), quoted[0]
    # It names an address and no reason: three of these, not one, make it a dead one.
    return BounceKind.SOFT, said[:200]


def _status_fields(mail: Mail) -> Iterator[dict[str, str]]:
    """Give the per-recipient fields of every delivery report in a mail."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        payload = part.get_payload()
        blocks = payload if isinstance(payload, list) else [message_from_bytes(str(payload).encode())]
        for block in blocks:
            if isinstance(block, Mail):
                fields = {name.lower(): str(value).strip() for name, value in block.items()}
                if "action" in fields or "status" in fields:
                    yield fields


def _texts(mail: Mail) -> Iterator[str]:
    """Give every text part as read by its bytes, tags taken out; returned headers included."""
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes):
                label = part.get_content_charset()
                yield _TAGS.sub(" ", decode(raw, label).text)


def _subject(mail: Mail) -> str:
    """Decode the subject; what cannot be decoded stays as it is."""
    raw = str(mail.get("subject") or "")
    try:
        pieces = decode_header(raw)
    except (ValueError, HeaderParseError):
        return raw
    return "".join(
        decode(piece, label).text if isinstance(piece, bytes) else piece for piece, label in pieces
    )


def _return_path(mail: Mail, secret: bytes) -> ReturnPath | None:
    for name in _ENVELOPE:
        for value in mail.get_all(name, []):
            for address in _ADDRESS.findall(str(value)):
                found = read_return_path(secret, address)
                if found is not None:
                    return found
    return None


def _token_of(mail: Mail, texts: list[str], kind: BounceKind) -> str:
    """Find a reader's token in the subject of a wish to leave, or in the copy that came back."""
    if kind is BounceKind.UNSUBSCRIBE:
        found = _LEAVE.search(_subject(mail))
        return found[1] if found else ""
    for part in mail.walk():
        if part is not mail and (message_id := part.get("message-id")):
            found = _TOKEN.search(str(message_id))
            if found:
                return found[1]
    for text in texts:
        found = _TOKEN.search(text)
        if found:
            return found[1] or found[2]
    return ""
