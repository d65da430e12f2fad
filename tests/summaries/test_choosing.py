"""Summaries quote whole sentences, the main fact first of all, in source order."""

from __future__ import annotations

from kexie_digest.model import Activity, Article, Award, Facts, Gap, Passage, Span
from kexie_digest.summaries import choose

NEWS = "5月6日，沂水市科协在滨河广场举办青少年航模比赛。"
PRIZE = "沂水三中代表队获得一等奖。"
MORE = "来自全市四十所学校的三百名学生参加了航模比赛。"
THEY = "他们用纸板和橡皮筋制作了模型飞机。"
QUOTE = "“飞起来的那一刻最开心！”"


def article(*paragraphs: str, title: str = "沂水市青少年航模比赛举行", gaps: tuple[Gap, ...] = ()) -> Article:
    """An article of some paragraphs."""
    return Article(tuple(Passage(text) for text in paragraphs), title=title, gaps=gaps)


def texts(story: Article, facts: Facts | None = None, *, length: int = 120) -> list[str]:
    """What was chosen, as text."""
    return [quote.text for quote in choose(story, facts or Facts(), length=length)]


def test_sentences_keep_the_order_of_the_source() -> None:
    """Whatever is chosen first, it is read in order."""
    assert texts(article(NEWS + MORE + PRIZE)) == [NEWS, MORE, PRIZE]


def test_the_sentence_of_the_main_fact_is_taken_when_only_one_fits() -> None:
    """An honour outweighs the position of the lead."""
    facts = Facts(awards=(Award("一等奖", (), ("沂水三中代表队",), PRIZE),))
    assert texts(article(NEWS + MORE + PRIZE), facts, length=len(PRIZE)) == [PRIZE]


def test_the_length_is_kept_and_nothing_is_cut() -> None:
    """Whole sentences only, together no longer than the room."""
    for length in (15, 30, 60, 120):
        chosen = texts(article(NEWS + MORE, PRIZE), length=length)
        assert all(text in (NEWS, MORE, PRIZE) for text in chosen)
        assert sum(map(len, chosen)) <= max(length, len(NEWS))


def test_a_sentence_that_leans_comes_only_with_the_one_before() -> None:
    """他们 without its antecedent says nothing."""
    assert THEY not in texts(article(NEWS, MORE + THEY), length=len(NEWS) + len(THEY))


def test_speech_without_a_speaker_is_never_quoted() -> None:
    """Nor is the speaker without the speech."""
    assert texts(article(QUOTE + "一名队员说。", NEWS)) == [NEWS]


def test_text_with_a_hole_or_a_stump_is_never_quoted() -> None:
    """The lost text is marked in the gaps; the stump has no end mark."""
    story = article(
        "比赛分为产生效应的两组。", NEWS, "赛后，选手们纷纷", gaps=(Gap(0, "分为", "产生"), Gap(2, "纷纷"))
    )
    assert texts(story) == [NEWS]


def test_an_open_quotation_is_never_quoted() -> None:
    """Half of a speech is no sentence."""
    assert texts(article("主席说，“航模比赛培养了动手能力。希望办下去。", NEWS)) == [NEWS]


def test_one_sentence_at_least_even_when_too_long() -> None:
    """Better long than none."""
    assert texts(article(NEWS), length=5) == [NEWS]


def test_nothing_quotable_gives_nothing() -> None:
    """No text, or stumps only."""
    assert texts(article()) == []
    assert texts(article("未完的一句话")) == []


def test_quotes_carry_the_spans_of_the_original() -> None:
    """A sentence over a column break has two spans, exact to the character."""
    raw = "头\n" + NEWS[:10] + "\n\n" + NEWS[10:] + MORE
    first = Span(2, 12, 2)
    second = Span(14, 14 + len(NEWS) - 10 + len(MORE), 4)
    story = Article((Passage(NEWS + MORE, (first, second)),), title="航模比赛")
    for quote in choose(story, Facts()):
        assert "".join(raw[span.start : span.end] for span in quote.spans) == quote.text
        assert quote.paragraph == 0


def test_spans_of_a_passage_with_markup_are_given_whole() -> None:
    """Coarser, never wrong: pieces that do not add up are not cut."""
    span = Span(0, len(NEWS) + 4, 1)
    story = Article((Passage(NEWS, (span,)),), title="航模比赛")
    assert choose(story, Facts())[0].spans == (span,)


def test_an_activity_is_the_main_fact_when_there_is_no_other() -> None:
    """The sentence that tells what was held."""
    facts = Facts(activities=(Activity("青少年航模比赛", ("沂水市科协",), NEWS),))
    assert texts(article(MORE + PRIZE, NEWS), facts, length=len(NEWS)) == [NEWS]
