"""Characters in = characters out, on texts."""

from __future__ import annotations

from kexie_digest.renderers.pdf.preflight.wording import bare, lost_pieces, printed_texts

from factories import make_item

TEXT = bare("三月里，海岚省科协的科普大篷车沿着江边的老路走了九天，每到一处先把气象仪架在晒场上。")


def test_whole_text_is_not_lost() -> None:
    """Blanks, hyphens and joiners are the engine's business."""
    assert bare("气象 ob-\nservation\u200b站") == "气象observation站"
    assert lost_pieces(TEXT, f"上文{TEXT}下文") == []


def test_a_page_break_is_not_a_loss() -> None:
    """A running head between two halves of a paragraph breaks one piece."""
    assert lost_pieces(TEXT, f"{TEXT[:20]}海岚科协动态周报—3—{TEXT[20:]}") == []


def test_a_lost_line_is_a_loss() -> None:
    """Half of the text gone is told with its first words."""
    assert lost_pieces(TEXT, TEXT[:16])[0] == TEXT[16:24]


def test_a_short_title_must_be_whole() -> None:
    """A title of up to eight characters has no piece to spare."""
    assert lost_pieces("候鸟到了", "候鸟走了") == ["候鸟到了"]


def test_summarised_item_is_looked_for_by_its_summary() -> None:
    """A digest that prints summaries is not blamed for the paragraphs."""
    item = make_item(paragraphs=(TEXT, TEXT[::-1], TEXT[5:] + "余文"), summary=({"text": "三月里。"},))
    assert printed_texts(item, "岭下小学办起气象站三月里。") == (bare(item.title), bare("三月里。"))
    assert len(printed_texts(item, item.title + "".join(item.paragraphs))) == 4
