"""``digests:``: what is composed, how it looks and who is sent it."""

from typing import Annotated

from pydantic import BaseModel, Field

from kexie_digest.config.fields import Colour, Expect, Key, Line, MailAddress, RecipientText, Text, TimeZone
from kexie_digest.config.shape.schedule import ScheduleShape
from kexie_digest.config.shape.strict import STRICT
from kexie_digest.model import BodyLength, CatchUp, OnEmpty

_BodyLength = Annotated[
    BodyLength, Field(strict=False), Expect("summary 或 full", "summary or full", "email: summary")
]


class _Shape(BaseModel):
    model_config = STRICT


class BodyShape(_Shape):
    """``body:`` of a digest: how much of an article each output prints."""

    email: _BodyLength = BodyLength.SUMMARY
    bulletin: _BodyLength = BodyLength.FULL


class SenderShape(_Shape):
    """``sender:`` of a digest."""

    name: Annotated[Text, Expect("发件人名称", "the sender's name", "name: 示例市科协")] = "科协简报"
    address: Annotated[MailAddress, Expect("邮箱地址", "a mail address", "address: digest@example.org")] = (
        "digest@digest.invalid"
    )


class PressShape(_Shape):
    """``press:`` of a digest: what the printing house wants of ``bulletin-print.pdf``."""

    icc: Annotated[
        Text,
        Expect("印刷厂 CMYK 特性文件的路径", "path of the printer's CMYK profile", "icc: press/FOGRA39.icc"),
    ]
    condition: Annotated[
        Line,
        Expect("印刷条件的注册名", "registered name of the printing condition", "condition: FOGRA39"),
    ] = ""


_OFFICES = Expect("单位名称的列表", "a list of offices", "report_to: [示例省科学技术协会]")


class ColophonShape(_Shape):
    """``colophon:`` of a digest: the foot of an official bulletin's last page (报、送、发、印数)."""

    report_to: Annotated[list[Text], _OFFICES] = []
    send_to: Annotated[list[Text], _OFFICES] = []
    distribute_to: Annotated[list[Text], _OFFICES] = []
    copies: Annotated[
        int, Field(ge=0), Expect("印数，不小于 0 的整数", "how many copies, at least 0", "copies: 200")
    ] = 0


class DigestShape(_Shape):
    """One entry of ``digests:``."""

    title: Annotated[Text, Expect("简报名称", "the digest's title", "title: 科协动态周报")]
    schedule: Annotated[
        ScheduleShape | None,
        Expect(
            "every、on、at，或 cron；逢休息日写 holidays",
            "a mapping of every, on, at, or cron; and holidays",
            'schedule: {every: week, on: friday, at: "09:00"}',
        ),
    ] = None
    timezone: Annotated[
        TimeZone | None,
        Expect("IANA 时区名，不写则同 publication", "an IANA time zone", "timezone: Asia/Urumqi"),
    ] = None
    sections: Annotated[
        list[Text],
        Field(min_length=1),
        Expect(
            "专题键名的列表，“*”代表其余",
            "a list of theme keys, * for the rest",
            'sections: [awards, cooperation, "*"]',
        ),
    ] = ["awards", "cooperation", "science_popularization", "*"]
    style: Annotated[Key, Expect("版式风格名", "name of a bulletin style", "style: newspaper")] = "newspaper"
    colour: Annotated[
        Colour,
        Expect(
            "带引号的 #RRGGBB（不加引号，# 以后是注释）",
            "#RRGGBB in quotes: without them # begins a comment",
            'colour: "#0b4f8a"',
        ),
    ] = ""
    body: Annotated[
        BodyShape,
        Expect(
            "email、bulletin 两项", "a mapping of email, bulletin", "body: {email: summary, bulletin: full}"
        ),
    ] = BodyShape()
    sender: Annotated[
        SenderShape,
        Expect(
            "name、address 两项",
            "a mapping of name, address",
            "sender: {name: 示例市科协, address: digest@example.org}",
        ),
    ] = SenderShape()
    recipients: Annotated[
        list[RecipientText],
        Expect("邮箱地址或名单名的列表", "a list of mail addresses or list names", "recipients: [members]"),
    ] = []
    max_age: Annotated[
        int,
        Field(ge=0),
        Expect(
            "天数：更旧的一期等编辑决定才寄，0 为不限",
            "days after which mail waits for an editor, 0 for never",
            "max_age: 14",
        ),
    ] = 14
    catch_up: Annotated[
        CatchUp,
        Field(strict=False),
        Expect(
            "停机误期后：one 合出一期、each 逐期补出、skip 不补",
            "after downtime: one edition for the gap, each its own, or skip",
            "catch_up: one",
        ),
    ] = CatchUp.ONE
    empty: Annotated[
        OnEmpty,
        Field(strict=False),
        Expect(
            "没有新稿时：skip 不出刊、notice 出一期告知读者",
            "without news: skip the edition, or notice to readers",
            "empty: skip",
        ),
    ] = OnEmpty.SKIP
    hold_flagged: Annotated[bool, Expect("true 或 false", "true or false", "hold_flagged: true")] = False
    review: Annotated[
        list[Text],
        Field(max_length=6),
        Expect(
            "审稿步骤的列表，最多六步", "a list of review steps, at most six", "review: [初审, 复审, 终审]"
        ),
    ] = []
    four_eyes: Annotated[bool, Expect("true 或 false", "true or false", "four_eyes: true")] = False
    press: Annotated[
        PressShape | None,
        Expect("icc、condition 两项", "a mapping of icc, condition", "press: {icc: press/FOGRA39.icc}"),
    ] = None
    colophon: Annotated[
        ColophonShape,
        Expect(
            "report_to、send_to、distribute_to、copies 四项",
            "a mapping of report_to, send_to, distribute_to, copies",
            "colophon: {report_to: [示例省科学技术协会], copies: 200}",
        ),
    ] = ColophonShape()
