"""Change an edition that is being made up, one act at a time.

Takes an Edition and an Act, gives the changed Edition. What an editor writes over is
kept in ``Item.printed_…`` and can be restored; what stands in its place has no spans,
because it is no quotation any more. It does not know who may do what, nor what becomes
of an item's reports.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import (
    Act,
    Annotate,
    Discard,
    Edition,
    Hold,
    Item,
    Move,
    Pin,
    Quote,
    Resummarise,
    Retitle,
    Section,
)

#: Characters an editor may write into a title, a summary and a comment.
MAX_TITLE, MAX_SUMMARY, MAX_NOTE = 120, 1000, 2000


def arrange(edition: Edition, act: Act, labels: Mapping[str, str]) -> Edition:
    """Carry out one act.

    Args:
        edition: As it is.
        act: What an editor wants.
        labels: Theme key → label, for a section that the edition does not have yet.

    Returns:
        The edition as it is then; sections that became empty are gone.

    Raises:
        NotFound: The edition prints no item of this event, or there is no such theme.
        Conflict: The text is too long, or the edition would be empty.
    """
    if isinstance(act, Annotate) and not act.event:
        return replace(edition, note=_bounded(act.note, MAX_NOTE))
    item = find(edition, act.event)
    match act:
        case Move():
            return _placed(edition, item, act.theme, act.position, labels)
        case Pin():
            return _led_by(edition, item)
        case Hold() | Discard():
            return _without(edition, item)
        case Retitle():
            return _each(edition, item, lambda one: _retitled(one, _bounded(act.title, MAX_TITLE)))
        case Resummarise():
            return _each(edition, item, lambda one: _resummarised(one, _bounded(act.summary, MAX_SUMMARY)))
        case Annotate():
            return _each(edition, item, lambda one: replace(one, note=_bounded(act.note, MAX_NOTE)))


def find(edition: Edition, event: str) -> Item:
    """Find the item that tells an event.

    Args:
        edition: The edition.
        event: The event's key.

    Returns:
        The item.

    Raises:
        NotFound: There is none.
    """
    item = next((one for one in edition.items if one.event == event), None)
    if item is None:
        raise NotFound(
            "这一期里没有这一条 (no such item in this edition)",
            subject=event,
            code="no_such_item",
            advice="它可能刚被别的编辑移走；请刷新页面再看。",
        )
    return item


def replace_items(edition: Edition, former: Sequence[Item], sections: Sequence[Section]) -> Edition:
    """Put freshly made items where former ones stood.

    Args:
        edition: The edition.
        former: Items of it that go.
        sections: What comes instead. The first item whose event was printed before, or
            else the first of all, takes the place of the first former item; the others
            stand at the end of their sections.

    Returns:
        The edition; the editor's title, summary and comment stay with their event.
    """
    known = {item.event: item for item in former}
    fresh = [
        (section, _keeping(item, known.get(item.event))) for section in sections for item in section.items
    ]
    fresh.sort(key=lambda pair: pair[1].event not in known)
    result = list(edition.sections)
    for section, item in fresh:
        result = _put(result, section, item, former if item is fresh[0][1] else ())
    gone = set(map(id, former))
    return _with_sections(
        edition, [replace(one, items=tuple(i for i in one.items if id(i) not in gone)) for one in result]
    )


def _put(sections: list[Section], home: Section, item: Item, former: Sequence[Item]) -> list[Section]:
    """Put an item before the first former one, or at the end of its own section."""
    gone = set(map(id, former))
    for index, section in enumerate(sections):
        for position, one in enumerate(section.items):
            if id(one) in gone:
                items = (*section.items[:position], item, *section.items[position:])
                return [*sections[:index], replace(section, items=items), *sections[index + 1 :]]
    for index, section in enumerate(sections):
        if section.theme == home.theme:
            longer = replace(section, items=(*section.items, item))
            return [*sections[:index], longer, *sections[index + 1 :]]
    return [*sections, replace(home, items=(item,))]


def _keeping(item: Item, before: Item | None) -> Item:
    """Keep what an editor wrote: title, summary and comment."""
    if before is None:
        return item
    kept = replace(item, note=before.note)
    if before.printed_title is not None:
        kept = _retitled(kept, before.title)
    if before.printed_summary is not None:
        kept = _resummarised(kept, "".join(quote.text for quote in before.summary))
    return kept


def _placed(edition: Edition, item: Item, theme: str, position: int, labels: Mapping[str, str]) -> Edition:
    rest = [_minus(section, item) for section in edition.sections]
    target = next((section for section in rest if section.theme == theme), None)
    if target is None:
        if theme not in labels:
            raise NotFound("没有这个专题 (no such theme)", subject=theme, code="unknown_theme")
        return _with_sections(edition, [*rest, Section(theme, labels[theme], (item,))])
    items = list(target.items)
    items.insert(max(position, 0), item)
    return _with_sections(
        edition, [replace(one, items=tuple(items)) if one is target else one for one in rest]
    )


def _led_by(edition: Edition, item: Item) -> Edition:
    home = next(section for section in edition.sections if item in section.items)
    first = replace(home, items=(item, *_minus(home, item).items))
    return _with_sections(edition, [first, *(section for section in edition.sections if section is not home)])


def _without(edition: Edition, item: Item) -> Edition:
    if len(edition.items) == 1:
        raise Conflict(
            "这是最后一条，不能再移走 (the last item cannot be taken out)",
            subject=item.title,
            code="edition_empty",
            advice="不想出这一期，请撤回整期。",
        )
    return _with_sections(edition, [_minus(section, item) for section in edition.sections])


def _minus(section: Section, item: Item) -> Section:
    return replace(section, items=tuple(one for one in section.items if one is not item))


def _with_sections(edition: Edition, sections: list[Section]) -> Edition:
    return replace(edition, sections=tuple(section for section in sections if section.items))


def _each(edition: Edition, item: Item, change: Callable[[Item], Item]) -> Edition:
    sections = tuple(
        replace(section, items=tuple(change(one) if one is item else one for one in section.items))
        for section in edition.sections
    )
    return replace(edition, sections=sections)


def _retitled(item: Item, title: str) -> Item:
    printed = item.title if item.printed_title is None else item.printed_title
    if title in ("", printed):
        return replace(item, title=printed, printed_title=None)
    return replace(item, title=title, printed_title=printed)


def _resummarised(item: Item, summary: str) -> Item:
    printed = item.summary if item.printed_summary is None else item.printed_summary
    if summary in ("", "".join(quote.text for quote in printed)):
        return replace(item, summary=printed, printed_summary=None)
    return replace(item, summary=(Quote(summary),), printed_summary=printed)


def _bounded(text: str, most: int) -> str:
    clean = " ".join(text.split()) if most == MAX_TITLE else text.strip()
    if len(clean) > most:
        raise Conflict(
            f"文字太长：{len(clean)} 字，最多 {most} 字 (too long)",
            subject=clean[:20],
            code="too_long",
            advice="请缩短后再保存。",
        )
    return clean
