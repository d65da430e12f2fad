"""Corrections applied: what changes, what is marked as an editor's words, what stays."""

from __future__ import annotations

import datetime as dt

import pytest

from kexie_digest.errors import Conflict
from kexie_digest.model import (
    Assignment,
    Correction,
    CorrectionField,
    Evidence,
    Flag,
    FlagKind,
    Image,
    Report,
    Themes,
)
from kexie_digest.model.correction.applying import apply, check, current

from factories import make_article, make_report

NOON = dt.datetime(2026, 3, 6, 4, 0, tzinfo=dt.UTC)


def correction(field: str, was: str, becomes: str, path: str = "") -> Correction:
    """A correction by 秦岚."""
    return Correction("r-1", CorrectionField(field), was, becomes, by="秦岚", at=NOON, path=path)


def sorted_report(*keys: str, headline: tuple[str, ...] = ()) -> Report:
    """A report with these labels, each proved by a word of its title, and in doubt."""
    proof = (Evidence("办起", 3.0, "title"),)
    themes = Themes(tuple(Assignment(key, 2.0, proof) for key in keys), unsure=True, headline=headline)
    return make_report(themes=themes)


def test_a_theme_is_put_first_and_the_proved_label_stays() -> None:
    """The editor's theme leads, doubt is over, and the headline no longer decides the section."""
    report = sorted_report("awards", "cooperation", headline=("awards",))
    now = apply(report, [correction("theme", "awards", "international")])
    assert now.themes.keys == ("international", "awards", "cooperation")
    assert (now.themes.edited, now.themes.unsure, now.themes.headline) == (True, False, ())
    assert now.facts == report.facts


def test_other_stands_alone() -> None:
    """What is no news of ours has no other label."""
    now = apply(sorted_report("awards", "cooperation"), [correction("theme", "awards", "other")])
    assert now.themes.keys == ("other",)


def test_a_theme_of_an_editor_leaves_when_it_is_corrected() -> None:
    """A label that no word proves does not linger after a second thought."""
    steps = [correction("theme", "awards", "international"), correction("theme", "international", "awards")]
    assert apply(sorted_report("awards"), steps).themes.keys == ("awards",)


def test_a_confirmed_theme_keeps_its_headline() -> None:
    """The same theme again settles the doubt and nothing else."""
    now = apply(sorted_report("awards", headline=("awards",)), [correction("theme", "awards", "awards")])
    assert (now.themes.unsure, now.themes.edited, now.themes.headline) == (False, True, ("awards",))


def test_labels_are_set_as_a_whole() -> None:
    """Labels taken away are gone, also from the headline; the main one is the first."""
    report = sorted_report("awards", "cooperation", headline=("awards", "cooperation"))
    now = apply(report, [correction("themes", "awards,cooperation", "awards,rural_support")])
    assert now.themes.keys == ("awards", "rural_support")
    assert now.themes.headline == ("awards",)


def test_a_title_is_marked_as_the_editors_words() -> None:
    """The printed title is kept beside it, and words quoted from it prove nothing any more."""
    report = sorted_report("awards")
    now = apply(report, [correction("title", "岭下小学办起气象站", "岭下小学有了观测台")])
    assert now.article.title == "岭下小学有了观测台"
    assert now.article.edited == {"title": "岭下小学办起气象站"}
    assert now.themes.assignments[0].evidence == ()


def test_words_that_still_stand_go_on_proving() -> None:
    """Evidence of the title that is also in the text is still a quotation."""
    report = make_report(themes=Themes((Assignment("awards", 2.0, (Evidence("岭下小学", 1.0, "title"),)),)))
    now = apply(report, [correction("title", "岭下小学办起气象站", "孩子们看云")])
    assert len(now.themes.assignments[0].evidence) == 1


def test_a_proposed_title_gives_way() -> None:
    """A title proposed by the program is no print: the editor's mark says none was printed."""
    doubts = (Flag(FlagKind.NO_HEADLINE, "无题"), Flag(FlagKind.GAP, "缺字"))
    report = make_report(make_article("3月2日开站", title_synthetic=True, flags=doubts))
    now = apply(report, [correction("title", "3月2日开站", "小学办起气象站")])
    assert now.article.edited == {"title": ""}
    assert (now.article.title_synthetic, [flag.flag for flag in now.article.flags]) == (False, [FlagKind.GAP])


def test_a_title_restored_is_a_quotation_again() -> None:
    """Undone, the report is what it was, proposed title and flag included."""
    report = make_report(
        make_article("甲题", title_synthetic=True, flags=(Flag(FlagKind.NO_HEADLINE, "无题"),))
    )
    steps = [correction("title", "甲题", "乙题"), correction("title", "乙题", "甲题")]
    assert apply(report, steps) == report


def test_a_caption_is_changed_with_its_picture() -> None:
    """One caption stored twice (list and picture) is corrected in both places."""
    article = make_article(
        captions=("观测现场", "合影"), images=(Image("a.jpg"), Image("b.jpg", caption="合影"))
    )
    now = apply(make_report(article), [correction("caption", "合影", "全体合影", "captions[1]")]).article
    assert now.captions == ("观测现场", "全体合影")
    assert [image.caption for image in now.images] == ["", "全体合影"]
    assert now.edited == {"captions[1]": "合影", "images[1]": "合影"}


def test_an_empty_caption_is_filled_alone() -> None:
    """Two pictures without a caption are two pictures."""
    article = make_article(images=(Image("a.jpg"), Image("b.jpg")))
    now = apply(make_report(article), [correction("caption", "", "百叶箱", "images[1]")]).article
    assert [image.caption for image in now.images] == ["", "百叶箱"]


def test_a_caption_that_reads_otherwise_now_is_left() -> None:
    """The page was read anew and the first caption is another one: it is not overwritten."""
    report = make_report(make_article(captions=("新的第一幅",)))
    assert apply(report, [correction("caption", "旧的", "改过", "captions[0]")]) == report


@pytest.mark.parametrize(
    ("field", "path", "value"),
    [
        ("theme", "", "awards"),
        ("themes", "", "awards,cooperation"),
        ("title", "", "岭下小学办起气象站"),
        ("join", "paragraphs[0]", "3月2日，岭下小学的气象站开始自动上传数据。"),
    ],
)
def test_what_the_editor_saw_is_compared(field: str, path: str, value: str) -> None:
    """The present value of every field can be asked for; another one is a conflict."""
    report = sorted_report("awards", "cooperation")
    wanted = correction(field, value, value, path)
    assert current(report, wanted) == value
    with pytest.raises(Conflict) as caught:
        check(report, correction(field, "旧值", "新值", path))
    assert (caught.value.code, caught.value.permanent) == ("changed_meanwhile", True)


@pytest.mark.parametrize(
    "wrong",
    [
        correction("title", "岭下小学办起气象站", "两\n行"),
        correction("title", "岭下小学办起气象站", "长" * 301),
        correction("title", "岭下小学办起气象站", " 空格"),
        correction("caption", "", "改", "captions[7]"),
        correction("caption", "", "改", "nowhere"),
        correction("join", "", "改", "paragraphs[9]"),
        correction("join", "", "改", "paragraphs"),
        correction("themes", "awards", "awards,"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: Correction) -> None:
    """Line breaks in a title, a caption that is not there, an empty label: named, not guessed."""
    with pytest.raises(Conflict) as caught:
        check(sorted_report("awards"), wrong)
    assert caught.value.code == "bad_correction"
    assert caught.value.advice
