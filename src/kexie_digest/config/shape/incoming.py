"""``sources:`` and ``drops:``: where articles come from."""

from typing import Annotated

from pydantic import BaseModel, Field

from kexie_digest.config.fields import (
    AccountName,
    Duration,
    Expect,
    Host,
    Line,
    PolledAddress,
    Selector,
    Text,
)
from kexie_digest.config.shape.strict import STRICT
from kexie_digest.model import Rights

_RIGHTS = Expect(
    "转载权限：full、excerpt 或 link", "what may be republished: full, excerpt or link", "rights: excerpt"
)
_LAYOUT = Expect("版式名", "name of a page layout", "layout: newspaper")
_Rights = Annotated[Rights, Field(strict=False), _RIGHTS]


_ENTRY = Expect("CSS 选择器或 XPath", "a CSS selector or an XPath", 'list: "ul.news > li"')
_WITHIN = Expect("条目内的 CSS 选择器或 XPath", "a selector within an entry", 'title: "a"')
_BODY = Expect("文章页正文的 CSS 选择器或 XPath", "a selector of the article's body", 'body: "#zoom"')


class _Shape(BaseModel):
    model_config = STRICT


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
