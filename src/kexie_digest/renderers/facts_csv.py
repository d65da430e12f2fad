"""``facts.csv``: who won, signed and held what in an edition, one row each, for spreadsheets.

Takes the edition's facts, gives one row per award recipient, party to an agreement and
activity; each names its sentence and the report it stands in, or every report of the item
where rights keep the sentence back. Values are quoted from the
facts unchanged, but for what a spreadsheet would run as a formula (``text.spreadsheet``).
"""

from collections.abc import Iterator

from kexie_digest.model import Digest, Edition, Item, Rendition, Section
from kexie_digest.renderers import Tools
from kexie_digest.renderers._citing import cited_sources
from kexie_digest.text.spreadsheet import write_csv

Cell = str | int | None

HEADER = (
    "类别 kind",
    "名称 name",
    "事项 what",
    "相关单位 bodies",
    "级别 level",
    "日期 date",
    "地点 place",
    "规模 attendance",
    "公布数 announced",
    "原句 sentence",
    "专题 theme",
    "条目 item",
    "稿件编号 id",
    "刊物 publication",
    "原件 document",
    "版次 page",
    "版面日期 printed on",
    "链接 link",
)


def render(edition: Edition, _digest: Digest, _tools: Tools) -> Rendition:
    """Write the facts of an edition as a table.

    Args:
        edition: Whose facts to write.
        _digest: Not needed; the edition is complete.
        _tools: Not needed.

    Returns:
        ``facts.csv``; only the header when the edition has no facts.
    """
    rows = [
        (*facts, sentence, *_cited(section, item, sentence))
        for section in edition.sections
        for item in section.items
        for facts, sentence in _facts(item)
    ]
    return Rendition(name="facts.csv", media_type="text/csv", content=write_csv(HEADER, rows))


def _facts(item: Item) -> Iterator[tuple[tuple[Cell, ...], str]]:
    """Give the cells of each row and the sentence behind it; a roll without names is one row."""
    for award in item.facts.awards:
        bodies = "、".join(award.awarding_body)
        conferred = (award.award, bodies, award.level, award.date, None, None, award.count)
        yield from ((("获奖", name, *conferred), award.evidence) for name in award.recipients or ("",))
    for agreement in item.facts.cooperation:
        parties = "、".join(agreement.parties)
        signed = (agreement.instrument, parties, None, agreement.date, None, None, None)
        yield from ((("合作", name, *signed), agreement.evidence) for name in agreement.parties or ("",))
    for activity in item.facts.activities:
        hosts = "、".join(activity.organisers)
        held = (None, hosts, None, activity.date, activity.place, activity.attendance, None)
        yield ("活动", activity.name, *held), activity.evidence


def _cited(section: Section, item: Item, sentence: str) -> tuple[Cell, ...]:
    reports = [
        (source.article_id, source.publication, source.file, source.page, source.date, source.href)
        for source in cited_sources(item, sentence)
    ]
    columns = ("；".join(dict.fromkeys(filter(None, column))) for column in zip(*reports, strict=True))
    return (section.label, item.title, *columns)
