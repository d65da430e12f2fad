"""The shape of ``sources.yaml``: which settings exist and what each one takes.

Takes plain data, gives pydantic models of it; the same classes make the JSON
Schema that editors complete from. Names here are the names owners write.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from kexie_digest.config.fields import (
    AccountName,
    CronLine,
    DayName,
    Days,
    Duration,
    Expect,
    FromPhrase,
    Host,
    Key,
    Line,
    MailAddress,
    Pattern,
    PolledAddress,
    RecipientText,
    Selector,
    Text,
    TimeOfDay,
    TimeZone,
    Weight,
)
from kexie_digest.model import BodyLength, CatchUp, Every, OnEmpty, OnHoliday, Rights

#: What a phrase weighs when the owner gives none: a phrase is strong evidence, a term weighs 1-2.
PHRASE_WEIGHT = 3.0


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


_RIGHTS = Expect(
    "转载权限：full、excerpt 或 link", "what may be republished: full, excerpt or link", "rights: excerpt"
)
_LAYOUT = Expect("版式名", "name of a page layout", "layout: newspaper")
_Rights = Annotated[Rights, Field(strict=False), _RIGHTS]
_BodyLength = Annotated[
    BodyLength, Field(strict=False), Expect("summary 或 full", "summary or full", "email: summary")
]


class PublicationShape(_Shape):
    """``publication:``."""

    name: Annotated[Text, Expect("刊名", "the publication's name", "name: 示例科协简报")] = "科协简报"
    publisher: Annotated[Line, Expect("主办单位", "the publisher", "publisher: 示例市科学技术协会")] = ""
    timezone: Annotated[TimeZone, Expect("时区名", "an IANA time zone", "timezone: Asia/Shanghai")] = (
        "Asia/Shanghai"
    )


_ENTRY = Expect("CSS 选择器或 XPath", "a CSS selector or an XPath", 'list: "ul.news > li"')
_WITHIN = Expect("条目内的 CSS 选择器或 XPath", "a selector within an entry", 'title: "a"')
_BODY = Expect("文章页正文的 CSS 选择器或 XPath", "a selector of the article's body", 'body: "#zoom"')


class RecipeShape(_Shape):
    """``recipe:`` of a list page: where its entries, and the bodies of its articles, are."""

    list: Annotated[Selector | None, _ENTRY] = None
    link: Annotated[Selector | None, _WITHIN] = None
    title: Annotated[Selector | None, _WITHIN] = None
    date: Annotated[Selector | None, _WITHIN] = None
    body: Annotated[Selector | None, _BODY] = None


class SourceShape(_Shape):
    """One entry of ``sources:``."""

    kind: Annotated[Text, Expect("来源种类", "a kind of source", "kind: feed")]
    url: Annotated[
        PolledAddress,
        Expect(
            "http 或 https 网址；邮箱写 imaps 地址",
            "an http or https address, for a mailbox an imaps one",
            'url: "https://example.org/rss.xml"',
        ),
    ]
    name: Annotated[Line, Expect("来源名称", "the source's name", "name: 示例网")] = ""
    every: Annotated[
        Duration, Expect("数字加 m、h 或 d，最长 31d", "a number and m, h or d, at most 31d", "every: 30m")
    ] = "30m"
    rights: _Rights = Rights.EXCERPT
    layout: Annotated[Text | None, _LAYOUT] = None
    backlog_days: Annotated[
        int,
        Field(ge=0, le=3650),
        Expect("0 到 3650 的整数", "a whole number from 0 to 3650", "backlog_days: 14"),
    ] = 14
    allow_private: Annotated[
        list[Host], Expect("内网主机名的列表", "a list of intranet hosts", "allow_private: [oa.example.org]")
    ] = []
    recipe: Annotated[
        RecipeShape | None,
        Expect(
            "list、link、title、date、body 五项",
            "a mapping of list, link, title, date, body",
            'recipe: {list: "ul.news > li", body: "#zoom"}',
        ),
    ] = None
    account: Annotated[
        AccountName | None,
        Expect(
            "环境变量 KEXIE_MAILBOX_… 的后半",
            "the name in the variable KEXIE_MAILBOX_name that holds the login",
            "account: NEWS",
        ),
    ] = None


class DropShape(_Shape):
    """One entry of ``drops:``."""

    path: Annotated[Text, Expect("文件夹路径", "a folder's path", "path: drops")]
    rights: _Rights = Rights.FULL
    layout: Annotated[Text | None, _LAYOUT] = None


class PhraseShape(_Shape):
    """A phrase with its weight."""

    pattern: Annotated[Pattern, Expect("正则表达式", "a regular expression", 'pattern: "航天员.{0,6}授课"')]
    weight: Annotated[
        Weight, Expect("大于 0、不超过 100 的数", "a number above 0, at most 100", "weight: 3")
    ] = PHRASE_WEIGHT


_Phrase = Annotated[
    PhraseShape,
    FromPhrase,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"pattern": {"type": "string"}, "weight": {"type": "number"}},
                    "required": ["pattern"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
_PHRASES = Expect(
    "正则表达式的列表，可带权重",
    "a list of regular expressions, with weights if wanted",
    'phrases: ["航天员.{0,6}授课"]',
)


class ThemeShape(_Shape):
    """One entry of ``themes:``; what is left out keeps the built-in value, if there is one."""

    label: Annotated[Text | None, Expect("专题名称", "the theme's name", "label: 航天科普")] = None
    terms: Annotated[
        dict[Text, Weight] | None,
        Expect("词语: 权重", "words with their weights", "terms: {航天: 2, 空间站: 2}"),
    ] = None
    phrases: Annotated[list[_Phrase] | None, _PHRASES] = None
    counters: Annotated[list[_Phrase] | None, _PHRASES] = None


class ScheduleShape(_Shape):
    """``schedule:`` of a digest."""

    every: Annotated[
        Every,
        Field(strict=False),
        Expect("day、week、month、quarter 或 year", "day, week, month, quarter or year", "every: week"),
    ] = Every.WEEK
    on: Annotated[
        DayName | None,
        Expect(
            "week 时为星期几，month 时为 1 到 28 或 last，quarter、year 时为“月-日”或 last",
            "a weekday; for month 1 to 28 or last; for quarter and year month-day or last",
            "on: friday",
        ),
    ] = None
    at: Annotated[TimeOfDay, Expect("加引号的 24 小时制时间", "a quoted 24-hour time", 'at: "09:00"')] = (
        "09:00"
    )
    cron: Annotated[
        CronLine | None,
        Expect(
            "“分 时 日 月 星期”五项，星期写名称，日可写 last，星期可写 fri#1",
            "minute hour day month weekday, weekdays by name",
            'cron: "0 9 * * mon,thu"',
        ),
    ] = None
    holidays: Annotated[
        OnHoliday,
        Field(strict=False),
        Expect(
            "逢休息日：keep 照出、skip 停出、before 提前、after 顺延到工作日",
            "on days off: keep, skip, before or after",
            "holidays: before",
        ),
    ] = OnHoliday.KEEP


class CalendarShape(_Shape):
    """``calendar:``: days off and make-up workdays, where the announced ones are not enough."""

    days_off: Annotated[
        list[Days],
        Expect("放假的日子或起止的列表", "a list of days or spans", "days_off: [2027-02-06..2027-02-12]"),
    ] = []
    workdays: Annotated[
        list[Days], Expect("上班的日子的列表", "a list of days or spans", "workdays: [2027-02-20]")
    ] = []


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


class FileShape(_Shape):
    """``sources.yaml`` as a whole."""

    publication: Annotated[
        PublicationShape,
        Expect(
            "name、publisher、timezone",
            "a mapping of name, publisher, timezone",
            "publication: {name: 示例科协简报}",
        ),
    ] = PublicationShape()
    sources: Annotated[
        dict[Key, SourceShape],
        Expect(
            "来源名: 设置",
            "a mapping of sources",
            'sources: {city-news: {kind: feed, url: "https://example.org/rss.xml"}}',
        ),
    ] = {}
    drops: Annotated[
        dict[Key, DropShape] | None,
        Expect("投放文件夹名: 设置", "a mapping of drop folders", "drops: {inbox: {path: drops}}"),
    ] = None
    themes: Annotated[
        dict[Key, ThemeShape],
        Expect(
            "专题键名: 设置", "a mapping of themes", "themes: {space: {label: 航天科普, terms: {航天: 2}}}"
        ),
    ] = {}
    themes_learning: Annotated[bool, Expect("true 或 false", "true or false", "themes_learning: false")] = (
        True
    )
    digests: Annotated[
        dict[Key, DigestShape] | None,
        Expect("简报键名: 设置", "a mapping of digests", "digests: {weekly: {title: 科协动态周报}}"),
    ] = None
    calendar: Annotated[
        CalendarShape,
        Expect(
            "days_off、workdays 两项",
            "a mapping of days_off, workdays",
            "calendar: {days_off: [2027-02-06..2027-02-12], workdays: [2027-02-20]}",
        ),
    ] = CalendarShape()
