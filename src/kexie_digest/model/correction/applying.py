"""Apply editors' corrections to a report.

Takes a report as read and corrections in the order they were made, gives the report as
editors left it. A correction that no longer fits (the page was read anew, and reads
otherwise now) is passed over; :func:`check` is how a new one is refused. Facts stay.
How paragraphs are joined and divided is the business of ``rejoining``.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kexie_digest.errors import Conflict
from kexie_digest.model.article import Article, FlagKind
from kexie_digest.model.correction import Correction, CorrectionField
from kexie_digest.model.correction.rejoining import check_join, refused, rejoin
from kexie_digest.model.understanding import Assignment, Evidence, Report, Themes

#: Characters an editor may write into a title or a caption.
MAX_WORDS = 300
_PARAGRAPH = re.compile(r"paragraphs\[(\d+)\]")
_OTHER = "other"


def current(report: Report, correction: Correction) -> str:
    """Give the value that a correction would change, as it stands now.

    Args:
        report: The report as editors left it.
        correction: Which value; of a join, ``was`` says how many paragraphs.

    Returns:
        The value, to be compared with what the editor saw.

    Raises:
        Conflict: ``path`` names nothing of this article.
    """
    article = report.article
    match correction.field:
        case CorrectionField.THEME:
            return report.themes.keys[0]
        case CorrectionField.THEMES:
            return ",".join(report.themes.keys)
        case CorrectionField.TITLE:
            return article.title or ""
        case CorrectionField.CAPTION:
            return (
                _captions(article)[correction.path]
                if correction.path in _captions(article)
                else _none(correction)
            )
        case CorrectionField.JOIN:
            first = first_paragraph(correction)
            count = correction.was.count("\n") + 1
            texts = [passage.text for passage in article.paragraphs[first : first + count]]
            return "\n".join(texts) if texts else _none(correction)


def check(report: Report, correction: Correction) -> None:
    """Refuse a correction that cannot be made.

    Args:
        report: The report as editors left it.
        correction: What an editor wants.

    Raises:
        Conflict: With code ``changed_meanwhile`` the editor saw an older value; with
            ``bad_correction`` the change itself makes no sense.
    """
    if current(report, correction) != correction.was:
        raise Conflict(
            "这一处刚被别的编辑改过 (somebody changed this meanwhile)",
            subject=correction.article_id,
            code="changed_meanwhile",
            permanent=True,
            advice="请刷新页面，看过现在的内容后再改。",
        )
    if correction.field in {CorrectionField.TITLE, CorrectionField.CAPTION}:
        _check_words(correction)
    elif correction.field is CorrectionField.JOIN:
        check_join(report.article, first_paragraph(correction), correction)
    elif not all(correction.becomes.split(",")):
        raise refused(correction, "请至少选一个专题。")


def apply(report: Report, corrections: Sequence[Correction]) -> Report:
    """Give a report as its editors left it.

    Args:
        report: As it was read.
        corrections: Its corrections, the earliest first.

    Returns:
        The corrected report: evidence and summary sentences that no longer stand in the
        text are gone, places are renumbered, doubts an editor settled are cleared.
    """
    corrected = report
    for correction in _without_reversals(corrections):
        corrected = _STEPS[correction.field](corrected, correction)
    return _quoting(_without_reverted(corrected, report)) if corrected.article.edited else corrected


def first_paragraph(correction: Correction) -> int:
    """Read the paragraph number out of a join's path.

    Args:
        correction: A join.

    Returns:
        The index of its first paragraph.

    Raises:
        Conflict: The path is none.
    """
    found = _PARAGRAPH.fullmatch(correction.path)
    return int(found[1]) if found else int(_none(correction))


def _none(correction: Correction) -> str:
    raise refused(correction, "稿件里没有这一处，请刷新页面再选。")


def _check_words(correction: Correction) -> None:
    words = correction.becomes
    if len(words) > MAX_WORDS or "\n" in words or words != words.strip():
        raise refused(correction, f"请写在一行里，不超过 {MAX_WORDS} 字，首尾不留空格。")


def _captions(article: Article) -> dict[str, str]:
    captions = {f"captions[{index}]": text for index, text in enumerate(article.captions)}
    return captions | {f"images[{index}]": image.caption for index, image in enumerate(article.images)}


def _theme(report: Report, correction: Correction) -> Report:
    """Put one theme first; the former one stays a label where the text speaks for it."""
    former, *rest = report.themes.assignments or (Assignment(_OTHER, 0.0, ()),)
    kept = [former.theme] if former.evidence else []
    kept += [assignment.theme for assignment in rest]
    keys = dict.fromkeys([correction.becomes, *kept])
    return _labelled(report, [correction.becomes] if correction.becomes == _OTHER else list(keys))


def _themes(report: Report, correction: Correction) -> Report:
    return _labelled(report, correction.becomes.split(","))


def _labelled(report: Report, keys: Sequence[str]) -> Report:
    """Set the labels; a new main theme also overrules what the headline carries."""
    themes = report.themes
    known = {assignment.theme: assignment for assignment in themes.assignments}
    headline = tuple(key for key in themes.headline if key in keys) if keys[0] == themes.keys[0] else ()
    assignments = tuple(known.get(key, Assignment(key, 0.0, ())) for key in keys)
    return replace(report, themes=Themes(assignments, headline=headline, edited=True, certain=True))


def _title(report: Report, correction: Correction) -> Report:
    article = report.article
    printed = "" if article.title_synthetic else article.title or ""
    edited = {"title": printed} | article.edited
    flags = tuple(flag for flag in article.flags if flag.flag is not FlagKind.NO_HEADLINE)
    now = replace(
        article, title=correction.becomes or None, title_synthetic=False, flags=flags, edited=edited
    )
    return replace(report, article=now)


def _caption(report: Report, correction: Correction) -> Report:
    """Change a caption, and its picture's or list's copy of the same words."""
    article = report.article
    if _captions(article).get(correction.path) != correction.was:
        return report

    def mended(path: str, text: str) -> str:
        same = path == correction.path or (text == correction.was and bool(text))
        return correction.becomes if same else text

    captions = tuple(mended(f"captions[{i}]", text) for i, text in enumerate(article.captions))
    images = tuple(
        replace(image, caption=mended(f"images[{i}]", image.caption))
        for i, image in enumerate(article.images)
    )
    before = _captions(article)
    after = replace(article, captions=captions, images=images)
    changed = {path: before[path] for path, text in _captions(after).items() if text != before[path]}
    return replace(report, article=replace(after, edited=changed | article.edited))


def _quoting(report: Report) -> Report:
    """Leave out evidence that quoted words an editor wrote over."""
    article = report.article
    beside = (article.title, article.kicker, article.subtitle, *article.captions)
    texts = [text for text in beside if text]
    texts += [passage.text for passage in article.paragraphs]
    texts += [subhead.text for subhead in article.subheads]

    def stands(evidence: Evidence) -> bool:
        return any(evidence.text in text for text in texts)

    assignments = tuple(
        replace(assignment, evidence=tuple(filter(stands, assignment.evidence)))
        for assignment in report.themes.assignments
    )
    return replace(report, themes=replace(report.themes, assignments=assignments))


def _join(report: Report, correction: Correction) -> Report:
    return rejoin(report, first_paragraph(correction), correction)


def _without_reversals(corrections: Sequence[Correction]) -> list[Correction]:
    """Leave out a join and the next one where that restores the borders: nothing is lost by either."""
    kept: list[Correction] = []
    joins: list[Correction] = []
    for correction in corrections:
        if correction.field is not CorrectionField.JOIN:
            kept.append(correction)
        elif joins and _restores(correction, joins[-1]):
            kept.remove(joins.pop())
        else:
            kept.append(correction)
            joins.append(correction)
    return kept


def _restores(later: Correction, earlier: Correction) -> bool:
    return (later.path, later.was, later.becomes) == (earlier.path, earlier.becomes, earlier.was)


def _without_reverted(corrected: Report, report: Report) -> Report:
    """Take back the editor's mark where the words are again the printed ones."""
    article = corrected.article
    if article.title == report.article.title and "title" in article.edited:
        article = replace(article, title_synthetic=report.article.title_synthetic, flags=report.article.flags)
    now, before = _words(article), _words(report.article)
    edited = {path: printed for path, printed in article.edited.items() if now.get(path) != before.get(path)}
    return replace(corrected, article=replace(article, edited=edited))


def _words(article: Article) -> dict[str, str | None]:
    return {"title": article.title, **_captions(article)}


_STEPS: dict[CorrectionField, Callable[[Report, Correction], Report]] = {
    CorrectionField.THEME: _theme,
    CorrectionField.THEMES: _themes,
    CorrectionField.TITLE: _title,
    CorrectionField.CAPTION: _caption,
    CorrectionField.JOIN: _join,
}
