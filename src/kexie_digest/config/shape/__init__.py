"""The shape of ``sources.yaml``: which settings exist and what each one takes.

Takes plain data, gives pydantic models of it; the same classes make the JSON
Schema that editors complete from. Names here are the names owners write; each
module is a section of the file, and here is the file as a whole.
"""

from typing import Annotated

from pydantic import BaseModel

from kexie_digest.config.fields import Days, Expect, Key, Line, Text, TimeZone
from kexie_digest.config.shape.digests import ColophonShape, DigestShape
from kexie_digest.config.shape.incoming import DropShape, RecipeShape, SourceShape
from kexie_digest.config.shape.schedule import ScheduleShape
from kexie_digest.config.shape.strict import STRICT
from kexie_digest.config.shape.themes import PhraseShape, ThemeShape

__all__ = [
    "CalendarShape",
    "ColophonShape",
    "DigestShape",
    "DropShape",
    "FileShape",
    "PhraseShape",
    "PublicationShape",
    "RecipeShape",
    "ScheduleShape",
    "SourceShape",
    "ThemeShape",
]


class _Shape(BaseModel):
    model_config = STRICT


class PublicationShape(_Shape):
    """``publication:``."""

    name: Annotated[Text, Expect("刊名", "the publication's name", "name: 示例科协简报")] = "科协简报"
    publisher: Annotated[Line, Expect("主办单位", "the publisher", "publisher: 示例市科学技术协会")] = ""
    timezone: Annotated[TimeZone, Expect("时区名", "an IANA time zone", "timezone: Asia/Shanghai")] = (
        "Asia/Shanghai"
    )


class CalendarShape(_Shape):
    """``calendar:``: days off and make-up workdays, where the announced ones are not enough."""

    days_off: Annotated[
        list[Days],
        Expect("放假的日子或起止的列表", "a list of days or spans", "days_off: [2027-02-06..2027-02-12]"),
    ] = []
    workdays: Annotated[
        list[Days], Expect("上班的日子的列表", "a list of days or spans", "workdays: [2027-02-20]")
    ] = []


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
