"""What a server's no means: by its text, not only its code.

Takes a reply and the provider's bucket, gives a Verdict. A naive "5xx = dead" destroys a
healthy list at QQ and 163: both answer 550 to whoever is merely too fast (their
help pages say so). What is not known is taken by RFC 3463 and RFC 5321.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kexie_digest.model import Reply


class Remedy(StrEnum):
    """What to do about a refusal."""

    RETRY = "retry"
    """This copy later, by the table of waits."""
    CLOSE = "close"
    """Nothing to this provider for a while; the address is well."""
    NARROW = "narrow"
    """Fewer connections to this provider."""
    SLOW = "slow"
    """Fewer messages a minute to this provider, and a pause."""
    SHORTEN = "shorten"
    """Fewer messages a connection to this provider."""
    STOP_ACCOUNT = "stop_account"
    """The account's quota is used up: nothing over it until its day ends."""
    REFUSED = "refused"
    """This copy is refused for good, the address may be well."""
    DEAD = "dead"
    """There is no such address: never again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A remedy, and how long the provider or the copy must wait (None: by the table)."""

    remedy: Remedy
    wait: timedelta | None = None

    @property
    def is_final(self) -> bool:
        """Whether the copy has failed."""
        return self.remedy in {Remedy.REFUSED, Remedy.DEAD}


_MINUTES = {minutes: timedelta(minutes=minutes) for minutes in (2, 5, 10, 15, 30, 60)}

#: Bucket ("" for any) → pattern of the text → verdict; the first that matches counts.
_TABLE: tuple[tuple[str, re.Pattern[str], Verdict], ...] = tuple(
    (bucket, re.compile(pattern, re.IGNORECASE), verdict)
    for bucket, pattern, verdict in (
        ("qq", r"(domain|sender|connection|ip) frequency limited", Verdict(Remedy.SLOW, _MINUTES[30])),
        ("qq", r"mailbox unavailable or access denied", Verdict(Remedy.RETRY, _MINUTES[60])),
        ("qq", r"mail content denied", Verdict(Remedy.REFUSED)),
        ("netease", r"\bDT:SPM\b", Verdict(Remedy.RETRY, _MINUTES[2])),
        ("netease", r"\bHL:ICC\b", Verdict(Remedy.NARROW, _MINUTES[2])),
        ("netease", r"\bHL:(IFC|ITC|IHU)\b|\bMI:SFQ\b", Verdict(Remedy.SLOW, _MINUTES[15])),
        ("netease", r"\b(MI|RP):(DMC|DRC|SSB|STC|CEL)\b", Verdict(Remedy.SHORTEN, _MINUTES[5])),
        ("netease", r"\bHL:REP\b", Verdict(Remedy.CLOSE, _MINUTES[60])),
        ("netease", r"\bRP:(TRC|QRC|CHI)\b", Verdict(Remedy.SLOW, _MINUTES[15])),
        (
            "",
            (
                r"(daily|sending|outgoing|hourly).{0,24}(quota|limit).{0,24}(exceed|reach|used)"
                r"|(exceed|reach)\w*.{0,24}(daily|sending|hourly).{0,24}(quota|limit)"
                r"|发信.{0,8}(超限|超过|上限|限额)|(超过|达到).{0,10}(发信|发送|日发).{0,8}(限额|上限|限制|数量)"
            ),
            Verdict(Remedy.STOP_ACCOUNT),
        ),
        ("", r"too many connections|concurrent connection", Verdict(Remedy.NARROW, _MINUTES[2])),
        (
            "",
            (
                r"frequency limit|rate limit|too (fast|many (messages|mails|emails|recipients))"
                r"|throttl|发送频率|频率(过高|限制)|过于频繁"
            ),
            Verdict(Remedy.SLOW, _MINUTES[15]),
        ),
    )
)

#: "There is no such mailbox", in the words of those who send no enhanced code.
_NO_SUCH = re.compile(
    r"no such (user|recipient|mailbox|account)|user (unknown|not found|does ?n[o']t exist)"
    r"|unknown (user|recipient|mailbox)|mailbox (not found|does not exist)|does not exist"
    r"|recipient (address )?(rejected: user unknown|not found)|invalid recipient"
    r"|(用户|邮箱|账号|帐号|收件人)(地址)?(不存在|未找到|错误)|不存在(的|此)?(用户|邮箱)",
    re.IGNORECASE,
)

#: The mailbox is there but cannot take it now, though the code says 5xx.
_FULL = re.compile(
    r"mailbox (is )?full|over ?quota|quota exceeded|insufficient (system )?storage"
    r"|邮箱(空间)?已?满|容量(不足|已满)",
    re.IGNORECASE,
)

_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")

#: Enhanced codes that say "no such address": 5.1.1, 5.1.2 (no such domain), 5.1.3, 5.1.6, 5.1.10.
_DEAD = frozenset({"1.1", "1.2", "1.3", "1.6", "1.10"})

_PERMANENT = range(500, 600)


def judge(reply: Reply, bucket: str = "") -> Verdict:
    """Say what a refusal means.

    Args:
        reply: The server's answer, 4xx or 5xx.
        bucket: The recipient's provider, from ``bucket_of``.

    Returns:
        The verdict.
    """
    for where, pattern, verdict in _TABLE:
        if where in {"", bucket} and pattern.search(reply.text):
            return verdict
    if reply.code not in _PERMANENT:
        return Verdict(Remedy.RETRY)
    return _permanent(reply)


def _permanent(reply: Reply) -> Verdict:
    if _FULL.search(reply.text):
        return Verdict(Remedy.RETRY, _MINUTES[60])
    enhanced = _ENHANCED.search(reply.text)
    if enhanced is not None:
        if enhanced[1] == "4":
            return Verdict(Remedy.RETRY)
        subject = f"{int(enhanced[2])}.{int(enhanced[3])}"
        return Verdict(Remedy.DEAD if subject in _DEAD else Remedy.REFUSED)
    if reply.code in {550, 551, 553} and _NO_SUCH.search(reply.text):
        return Verdict(Remedy.DEAD)
    return Verdict(Remedy.REFUSED)
