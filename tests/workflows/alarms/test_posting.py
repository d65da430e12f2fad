"""What is posted for an alarm, byte by byte (kexie_digest.workflows.alarms.posting)."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from kexie_digest.model import Alarm, AlarmKind, Notice, NoticeEvent
from kexie_digest.workflows.alarms.posting import name_of, refusal, spoken, write
from kexie_digest.workflows.context import Hook

NOW = dt.datetime(2026, 3, 6, 1, 0, tzinfo=dt.UTC)
SECRET = "three quiet herons"  # noqa: S105 - of these tests
ALARM = Alarm(AlarmKind.SOURCE_QUIET, "city", "云岭科协网：久无更新", "请打开网址看看。", since=NOW)
NOTICE = Notice(7, NoticeEvent.RAISED, ALARM, "hook", NOW)


def posted(hook: Hook, notice: Notice = NOTICE) -> tuple[str, dict[str, str], dict[str, object]]:
    """Write a post; its body is read."""
    post = write(
        notice, hook, publication="云岭科协", desk="https://digest.example.org/desk/sources", now=NOW
    )
    return post.url, post.headers, json.loads(post.body)


def mac(key: bytes, message: bytes) -> str:
    """HMAC-SHA256 in base64."""
    return base64.b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode()


def test_our_own_json_is_signed_by_the_standard() -> None:
    """standardwebhooks.com: id, instant and body are signed; a receiver's library checks it."""
    post = write(NOTICE, Hook("https://ops/h", secret=SECRET), publication="云岭科协", desk="d", now=NOW)
    signed = b"notice-7.1772758800." + post.body
    assert post.headers["webhook-id"] == "notice-7"
    assert post.headers["webhook-timestamp"] == "1772758800"
    assert post.headers["webhook-signature"] == f"v1,{mac(SECRET.encode(), signed)}"
    value = json.loads(post.body)
    assert (value["event"], value["kind"], value["subject"], value["since"]) == (
        "raised",
        "source_quiet",
        "city",
        "2026-03-06T01:00:00+00:00",
    )
    key = base64.b64encode(b"0123456789abcdef").decode()
    packed = write(NOTICE, Hook("https://ops/h", secret=f"whsec_{key}"), publication="", desk="", now=NOW)
    signed = b"notice-7.1772758800." + packed.body
    assert packed.headers["webhook-signature"] == f"v1,{mac(b'0123456789abcdef', signed)}"
    assert "webhook-signature" not in posted(Hook("https://ops/h"))[1]


def test_a_robot_of_wecom_gets_a_text() -> None:
    """Its key is in the address."""
    _, _, value = posted(Hook("https://q/send?key=k", "wecom"))
    assert value["msgtype"] == "text"
    assert "⚠ 报警【云岭科协】云岭科协网：久无更新\\n→ 请打开网址看看" in json.dumps(
        value, ensure_ascii=False
    )


def test_a_robot_of_dingtalk_gets_instant_and_sign_in_the_address() -> None:
    """Milliseconds, a line end and the secret, signed with the secret."""
    url, _, value = posted(Hook("https://o/robot/send?access_token=t", "dingtalk", SECRET))
    query = parse_qs(urlsplit(url).query)
    assert query["access_token"] == ["t"]
    assert query["timestamp"] == ["1772758800000"]
    assert query["sign"] == [mac(SECRET.encode(), f"1772758800000\n{SECRET}".encode())]
    assert value["msgtype"] == "text"
    assert posted(Hook("https://o/robot/send?access_token=t", "dingtalk"))[0].endswith("access_token=t")


def test_a_robot_of_feishu_gets_instant_and_sign_in_the_body() -> None:
    """Nothing, signed with seconds, a line end and the secret."""
    _, _, value = posted(Hook("https://f/hook/h", "feishu", SECRET))
    assert value["timestamp"] == "1772758800"
    assert value["sign"] == mac(f"1772758800\n{SECRET}".encode(), b"")
    assert value["msg_type"] == "text"
    assert "sign" not in posted(Hook("https://f/hook/h", "feishu"))[2]


def test_what_is_over_needs_no_advice() -> None:
    """One line; nothing is to be done."""
    over = Notice(8, NoticeEvent.RESOLVED, ALARM, "hook", NOW)
    assert spoken(over, "云岭科协") == "✓ 已解除【云岭科协】云岭科协网：久无更新"


@pytest.mark.parametrize(
    ("form", "content", "said"),
    [
        ("", b"whatever", ""),
        ("wecom", b'{"errcode":0,"errmsg":"ok"}', ""),
        ("wecom", b'{"errcode":93000,"errmsg":"invalid webhook url"}', "invalid webhook url"),
        ("dingtalk", b'{"errcode":310000,"errmsg":"sign not match"}', "sign not match"),
        ("feishu", b'{"code":0,"msg":"success"}', ""),
        ("feishu", b'{"StatusCode":0}', ""),
        ("feishu", b'{"code":19021,"msg":"sign match fail"}', "sign match fail"),
        ("feishu", b"<html>", "答复无法理解 (an answer that makes no sense)"),
        ("wecom", b"[]", "答复无法理解 (an answer that makes no sense)"),
    ],
)
def test_refusals_with_status_200_are_read(form: str, content: bytes, said: str) -> None:
    """Each robot's own words; an answer without sense is no yes."""
    assert refusal(form, content) == said


def test_a_hook_is_named_without_its_key() -> None:
    """The same hook has the same name, another key another one."""
    one, other = Hook("https://q/send?key=s3cret", "wecom"), Hook("https://q/send?key=0ther", "wecom")
    assert name_of(one) == name_of(one) != name_of(other)
    assert "s3cret" not in name_of(one) + repr(one)
