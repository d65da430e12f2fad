"""The generator's own truth is consistent: it is what the reader is judged by."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator import evaluation, page, stories
from generator.scoring import misses, report
from samples.shingles import shingles

SEEDS = range(40)
HALVES = [half for half in stories.HALVES if stories.load(half)]


def _squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module", params=HALVES)
def pages(request: pytest.FixtureRequest) -> list[page.Page]:
    """Forty pages of one half."""
    return [page.make(request.param, seed) for seed in SEEDS]


def test_same_seed_same_page() -> None:
    """A page can be made again from its number; its neighbour is another one."""
    first, again, other = page.make("tuning", 5), page.make("tuning", 5), page.make("tuning", 6)
    assert (first.text, first.gold, first.faults) == (again.text, again.gold, again.faults)
    assert first.text != other.text


def test_paragraphs_stand_on_their_lines(pages: list[page.Page]) -> None:
    """Every paragraph is made of characters of the lines it names, in order, and of nothing else."""
    for made in pages:
        lines = made.text.split("\n")
        for article in made.gold["articles"]:
            for text, numbers in zip(article["paragraphs"], article["paragraph_lines"], strict=True):
                rest = _squeeze(text)
                for number in numbers:
                    printed = _squeeze(lines[number - 1])
                    length = max(n for n in range(len(rest) + 1) if rest[:n] in printed)
                    assert length, (made.name, number)
                    rest = rest[length:]
                assert rest == "", (made.name, article["id"])


def test_nothing_on_a_page_is_without_owner(pages: list[page.Page]) -> None:
    """Every printed line is named by the truth: body, head, caption, byline, rubric or page field."""
    for made in pages:
        gold = made.gold
        body = {n for article in gold["articles"] for lines in article["paragraph_lines"] for n in lines}
        known = list(gold["page"]["raw_lines"])
        for article in gold["articles"]:
            known += [article[key] for key in ("title", "kicker", "subtitle", "column") if article[key]]
            known += article["byline_raw"] + article["photo_credits"] + article["captions"]
            known += [item["raw"] for item in article["speakers"]]
            known += [
                word for item in article["subheads"] for word in (item["text"], *item["text"].split(" "))
            ]
            known += [article["byline_printed"]]
        for number, line in enumerate(made.text.split("\n"), 1):
            text = line.strip("#▲ *")
            owned = number in body or not text or any(text == item or item in text for item in known if item)
            assert owned, (made.name, number, line)


def test_lines_of_faults_are_printed(pages: list[page.Page]) -> None:
    """Each fault names a line that is not empty, and breaks go forward."""
    for made in pages:
        lines = made.text.split("\n")
        for fault in made.faults:
            assert lines[fault["line"] - 1].strip()
            assert fault.get("from", 0) < fault["line"]


def test_gaps_are_where_text_is_lost(pages: list[page.Page]) -> None:
    """At a gap the halves stand on different lines and nothing of the loss is printed."""
    for made in pages:
        for article in made.gold["articles"]:
            for gap in article["gaps"]:
                text = article["paragraphs"][gap["paragraph"]]
                assert gap["after"] + (gap["before"] or "") in text
                assert gap["before"] or text.endswith(gap["after"])


def test_the_truth_scores_full_marks(pages: list[page.Page]) -> None:
    """The truth, given back as a prediction, is right in every metric and raises no false flag."""
    tally = report.Tally()
    for made in pages:
        evaluation.judge(tally, made, evaluation.perfect(made))
    wrong = {name for name, count in tally.total.items() if count.f1 not in {None, 1.0}}
    assert wrong == set()
    assert tally.false_flags == 0
    assert tally.total["boundary"].true == tally.articles


def test_an_empty_reading_scores_nothing(pages: list[page.Page]) -> None:
    """A reader that finds nothing gets nothing: the figures can fail."""
    tally = report.Tally()
    for made in pages:
        evaluation.judge(tally, made, {})
    assert tally.total["boundary"].hit == 0
    assert tally.total["join"].hit == 0
    assert tally.flags.recall == 0


def test_a_merged_article_costs_its_boundary() -> None:
    """Two articles read as one are not counted as right."""
    made = page.make("tuning", 11)
    wrong = json.loads(json.dumps(made.gold))
    first, second = wrong["articles"][0], wrong["articles"].pop(1)
    first["paragraphs"] += second["paragraphs"]
    first["paragraph_lines"] += second["paragraph_lines"]
    tally = report.Tally()
    evaluation.judge(tally, made, wrong)
    assert tally.total["boundary"].true - tally.total["boundary"].hit == 2
    assert misses.describe(made, made.gold) == []
    assert sum("boundary" in row for row in misses.describe(made, wrong)) == 2


@pytest.mark.parametrize("half", HALVES)
def test_every_cue_is_missing_in_a_third(half: str) -> None:
    """A third and more of the articles lack each thing a reader would lean on."""
    cues = [cues for seed in range(150) for cues in page.make(half, seed).cues]
    for cue in report.CUES:
        of_those = [item for item in cues if cue != "slots" or item["pictures"]]
        assert sum(not item[cue] for item in of_those) / len(of_those) >= 0.33, cue


@pytest.mark.parametrize("half", HALVES)
def test_every_fault_occurs(half: str) -> None:
    """Two hundred pages hold every fault the generator knows, most of them often."""
    kinds = {fault["kind"] for seed in range(200) for fault in page.make(half, seed).faults}
    expected = {
        "byline_early byline_glued byline_twice caption_after_byline caption_astray caption_bare",
        "caption_before_body",
        "caption_between caption_inside caption_no_slot colophon cut_clause cut_date cut_quote cut_word",
        "date_conflict_lunar date_conflict_weekday equal_levels glyph_slip half_width kicker_unmarked",
        "lost_inside lost_tail marked masthead mixed_width no_headline no_mark rubric_pinyin rubric_plain",
        "shared_kicker slot spaced_numbers swapped_levels title_after traditional uneven_levels wrap",
    }
    assert {kind for row in expected for kind in row.split()} - kinds == set()


def test_halves_share_no_text() -> None:
    """Tuning and held-out articles have no run of eight hanzi in common."""
    texts = {
        half: {
            run
            for story in stories.load(half)
            for text in (story.title, *story.paragraphs)
            for run in shingles(text)
        }
        for half in stories.HALVES
    }
    assert texts["tuning"] & texts["heldout"] == set()
    assert len(stories.load("tuning")) >= 30
    assert len(stories.load("heldout")) >= 30


def test_no_run_of_a_real_page(shared_folder: Path) -> None:
    """No eight hanzi in a row of any article stand in one of the real pages."""
    real = set[str]()
    for seed in sorted((shared_folder / "seeds").glob("*.txt")):
        real |= shingles(seed.read_text(encoding="utf-8"))
    for path in sorted(stories.FOLDER.rglob("*.yaml")):
        assert shingles(path.read_text(encoding="utf-8")) & real == set(), path.name


def test_the_project_scorer_agrees(shared_folder: Path, tmp_path: Path) -> None:
    """``score.py`` takes the gold of generated pages and gives it 1.000 against itself."""
    for number, seed in enumerate(range(3)):
        gold = page.make("tuning", seed).gold
        (tmp_path / f"{number:03d}_page.json").write_text(
            json.dumps(gold, ensure_ascii=False), encoding="utf-8"
        )
    script = str(shared_folder / "gold" / "score.py")
    done = subprocess.run(
        [sys.executable, script, "--json", "--dir", str(tmp_path), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    figures = json.loads(done.stdout)
    wrong = {name: row for name, row in figures.items() if set(row.values()) - {1.0, None}}
    assert wrong == {}


def test_pages_are_made_without_the_project() -> None:
    """What makes and judges pages knows nothing of the reader: only evaluation and teaching call it."""
    folder = Path(__file__).parent
    modules = [
        path
        for path in folder.rglob("*.py")
        if path.name not in {"evaluation.py", "train.py", Path(__file__).name}
    ]
    assert len(modules) > 10
    assert [path.name for path in modules if "import kexie" in path.read_text(encoding="utf-8")] == []
    assert [path.name for path in modules if "from kexie" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("half", HALVES)
def test_clean_articles_are_whole(half: str) -> None:
    """Before any harm every paragraph ends where a sentence ends, and quotations are closed."""
    for story in stories.load(half):
        for text in story.paragraphs:
            assert text[-1] in "。！？：”", (story.id, text[-10:])
            assert text.count("“") == text.count("”"), (story.id, text[:10])
        assert len(story.paragraphs) >= 2
