"""What is posted for an alarm: our own signed JSON, or what a chat robot takes.

Takes a Notice and a Hook, gives address, headers and body; reads what came back. Pure.
Ours is signed as standardwebhooks.com says (webhook-id, -timestamp, -signature); the robots
of 企业微信, 钉钉 and 飞书 take a text each, and say with status 200 that they refuse it.
"""

import base64
import binascii
import datetime as dt
import hashlib
import hmac
import json
from dataclasses import dataclass
from urllib.parse import quote_plus

from kexie_digest.model import Notice, NoticeEvent
from kexie_digest.workflows.context import Hook

_EVENTS = {
    NoticeEvent.RAISED: "⚠ 报警",
    NoticeEvent.CHANGED: "⚠ 报警有变",
    NoticeEvent.RESOLVED: "✓ 已解除",
}
_PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent where; the address may hold a key and is never shown."""

    url: str
    headers: dict[str, str]
    body: bytes


def name_of(hook: Hook) -> str:
    """Name a hook in rows and logs without its secret: by the hash of its address."""
    return f"hook:{hook.form or 'json'}:{hashlib.sha256(hook.url.encode()).hexdigest()[:12]}"


def spoken(notice: Notice, publication: str) -> str:
    """Say a notice as a person reads it.

    Args:
        notice: What happened.
        publication: Whose program speaks.

    Returns:
        Two or three lines.
    """
    lines = [f"{_EVENTS[notice.event]}【{publication}】{notice.alarm.message}"]
    if notice.event is not NoticeEvent.RESOLVED and notice.alarm.advice:
        lines.append(f"→ {notice.alarm.advice}")
    return "\n".join(lines)


def write(notice: Notice, hook: Hook, *, publication: str, desk: str, now: dt.datetime) -> Post:
    """Write what is posted.

    Args:
        notice: What happened.
        hook: Where to, in which form.
        publication: Whose program speaks.
        desk: The desk's address.
        now: The present instant, which is signed too.

    Returns:
        The post.
    """
    text = f"{spoken(notice, publication)}\n{desk}"
    seconds = int(now.timestamp())
    if hook.form == "wecom":
        return _json(hook.url, {"msgtype": "text", "text": {"content": text}})
    if hook.form == "dingtalk":
        url = hook.url
        if hook.secret:
            stamp = f"{seconds * 1000}"
            sign = _mac(hook.secret.encode(), f"{stamp}\n{hook.secret}".encode())
            url += f"{'&' if '?' in url else '?'}timestamp={stamp}&sign={quote_plus(sign)}"
        return _json(url, {"msgtype": "text", "text": {"content": text}})
    if hook.form == "feishu":
        value: dict[str, object] = {"msg_type": "text", "content": {"text": text}}
        if hook.secret:
            sign = _mac(f"{seconds}\n{hook.secret}".encode(), b"")
            value = {"timestamp": str(seconds), "sign": sign, **value}
        return _json(hook.url, value)
    return _ours(notice, hook, publication=publication, desk=desk, seconds=seconds)


def refusal(form: str, content: bytes) -> str:
    """Say how a robot refused a post that it answered with status 200.

    Args:
        form: Of the hook.
        content: What it answered.

    Returns:
        Its words; empty when it took the post. Our own hooks say it by status.
    """
    if not form:
        return ""
    try:
        said = json.loads(content)
        code = said.get("errcode", said.get("code", said.get("StatusCode")))
        return "" if code == 0 else str(said.get("errmsg") or said.get("msg") or code)[:200]
    except (ValueError, AttributeError):
        return "答复无法理解 (an answer that makes no sense)"


def _ours(notice: Notice, hook: Hook, *, publication: str, desk: str, seconds: int) -> Post:
    alarm = notice.alarm
    value: dict[str, object] = {
        "event": notice.event.value,
        "kind": alarm.kind.value,
        "subject": alarm.subject,
        "message": alarm.message,
        "advice": alarm.advice,
        "since": alarm.since.isoformat() if alarm.since else None,
        "at": notice.made_at.isoformat(),
        "publication": publication,
        "desk": desk,
    }
    post = _json(hook.url, value)
    identity = f"notice-{notice.id}"
    headers = {"webhook-id": identity, "webhook-timestamp": str(seconds)}
    if hook.secret:
        signed = f"{identity}.{seconds}.".encode() + post.body
        headers["webhook-signature"] = f"v1,{_mac(_key(hook.secret), signed)}"
    return Post(post.url, {**post.headers, **headers}, post.body)


def _json(url: str, value: dict[str, object]) -> Post:
    body = json.dumps(value, ensure_ascii=False).encode()
    return Post(url, {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}, body)


def _key(secret: str) -> bytes:
    """Read a secret: base64 after ``whsec_``, as standardwebhooks.com writes it, or its own letters."""
    if secret.startswith(_PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
        except binascii.Error:
            pass
    return secret.encode()


def _mac(key: bytes, message: bytes) -> str:
    return base64.b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode("ascii")
