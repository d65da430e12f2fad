"""What refusals mean: the table of the design, reply by reply."""

from __future__ import annotations

import pytest

from kexie_digest.mailings.replies import judge
from kexie_digest.model import Reply


@pytest.mark.parametrize(
    ("bucket", "code", "text", "remedy"),
    [
        ("qq", 550, "Domain frequency limited [x http://service.mail.qq.com]", "slow"),
        ("qq", 550, "Sender frequency limited", "slow"),
        ("qq", 550, "Connection frequency limited", "slow"),
        ("qq", 550, "Mailbox unavailable or access denied", "retry"),
        ("example.org", 550, "Mailbox unavailable or access denied", "refused"),
        ("netease", 451, "DT:SPM 163 mx", "retry"),
        ("netease", 554, "DT:SPM 163 mx", "retry"),
        ("netease", 421, "HL:ICC 163", "narrow"),
        ("netease", 421, "HL:IFC 163", "slow"),
        ("netease", 451, "MI:SFQ 163", "slow"),
        ("netease", 450, "MI:DMC 163", "shorten"),
        ("netease", 550, "RP:DRC 163", "shorten"),
        ("netease", 421, "HL:REP 163", "close"),
        ("x", 550, "5.1.1 user unknown", "dead"),
        ("x", 550, "No such user here", "dead"),
        ("x", 550, "用户不存在", "dead"),
        ("x", 550, "5.7.1 relaying denied, recipient does not exist", "refused"),
        ("x", 552, "5.2.2 mailbox full", "retry"),
        ("x", 554, "5.7.1 spam", "refused"),
        ("x", 550, "4.2.0 odd but temporary", "retry"),
        ("x", 450, "whatever", "retry"),
        ("x", 550, "Daily sending quota exceeded", "stop_account"),
        ("x", 550, "发信数量超过每日上限", "stop_account"),
        ("x", 421, "too many connections", "narrow"),
        ("x", 550, "rate limit", "slow"),
    ],
)
def test_the_table(bucket: str, code: int, text: str, remedy: str) -> None:
    """The text decides where a provider misuses its codes (point 32)."""
    assert judge(Reply(code, text), bucket).remedy.value == remedy


@pytest.mark.parametrize("code", [421, 450, 451, 452])
@pytest.mark.parametrize("text", ["", "busy", "5.1.1 nobody", "greylisted", "\u4e71\u7801"])
def test_no_temporary_code_ever_kills(code: int, text: str) -> None:
    """A 4xx is never final, whatever it says."""
    assert not judge(Reply(code, text), "x").is_final
