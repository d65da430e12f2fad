"""Justify Chinese lines and squeeze adjoining punctuation (两端对齐、标点挤压).

WeasyPrint 70 stretches spaces only, which leaves 62 % of Chinese lines ragged, and sets
each of two adjoining marks at full width. This package replaces those of its functions that
``known`` names, once per process, after making sure that they are the ones it was written
for; on any other version it logs one error and leaves the engine alone. It is the only place
that knows WeasyPrint's inside. The replacements in ``quick`` change nothing but the time it takes.

Takes nothing, gives whether lines will be justified. Sources: CLREQ 3.1.6 (squeeze) and
3.2.2 (justification).
"""

from __future__ import annotations

import importlib
import logging
from typing import Any, TypeAlias

logger = logging.getLogger(__name__)

#: WeasyPrint's boxes, layouts and attributes carry no types.
Untyped: TypeAlias = Any

SUPPORTED = "70."

_outcome: list[bool] = []


def install() -> bool:
    """Replace the functions, once per process.

    Returns:
        Whether Chinese lines will be justified; False when WeasyPrint is not the
        version this was written for (one error is logged).
    """
    if not _outcome:
        doubts = differences()
        if doubts:
            logger.error("简报正文将不作两端对齐 (bulletin printed ragged): %s", "; ".join(doubts))
        else:
            _replace()
        _outcome.append(not doubts)
    return _outcome[0]


def differences() -> list[str]:
    """Say how the installed WeasyPrint differs from the one this package knows.

    Returns:
        The version, or the functions whose source changed; empty when all is known.
    """
    version = importlib.import_module("weasyprint").__version__
    known: Untyped = _ours("known")
    doubts = [] if version.startswith(SUPPORTED) else [f"WeasyPrint {version}"]
    return [*doubts, *known.differences()]


def _replace() -> None:
    """Put the replacements in place; their modules need the engine, so they load here."""
    squeeze, stretch, subset = _ours("squeeze"), _ours("stretch"), _ours("subset")
    line_break: Untyped = importlib.import_module("weasyprint.text.line_break")
    line_break.Layout.set_text = squeeze.squeezing(line_break.Layout.set_text)
    inline: Untyped = importlib.import_module("weasyprint.layout.inline")
    inline.justify_line = stretch.justify_line
    block: Untyped = importlib.import_module("weasyprint.layout.block")
    for name, wrap in (
        ("shrink", "shrinking"),
        ("feet.vanish", "vanishing"),
        ("feet.postpone", "postponing"),
        ("feet.filler", "omitting"),
        ("feet.fill", "filling"),
    ):
        block.block_level_layout = getattr(_ours(name), wrap)(block.block_level_layout)
    collector: Untyped = importlib.import_module("weasyprint.css.targets").TargetCollector
    collector.cache_target_page_counters = _ours("counting").following(collector.cache_target_page_counters)
    fonts: Untyped = importlib.import_module("weasyprint.pdf.fonts")
    fonts.Font.file_content = subset.ContentOnDemand(fonts.get_hb_object_data)
    fonts.Font.__init__ = subset.opened_without_copy(fonts.Font.__init__, fonts)
    fonts.Font._harfbuzz_subset = subset.checked(fonts.Font._harfbuzz_subset)  # noqa: SLF001 - the guard covers it
    fonts.Font.type = property(subset.kind)
    tags: Untyped = importlib.import_module("weasyprint.pdf.tags")
    tags._build_box_tree = _ours("tagging").completing(tags._build_box_tree)  # noqa: SLF001 - as above
    _hasten(inline, line_break)


def _hasten(inline: Untyped, line_break: Untyped) -> None:
    """Put those in place that change nothing but the time it takes."""
    quick = {
        name: _ours(f"quick.{name}")
        for name in (
            *("breaking", "ends", "faces", "gaps", "lengths"),
            *("memory", "neighbours", "plain", "setting", "writing"),
        )
    }
    starting = _ours("stretch").starting
    inline.get_next_linebox = quick["memory"].remembering(starting(inline.get_next_linebox))
    divided = _ours("quotes").dividing(quick["breaking"].shortening(inline.split_first_line))
    inline.split_first_line = _ours("lonely").accompanying(divided)
    inline.inline_block_box_layout = quick["gaps"].skipping(inline.inline_block_box_layout)
    inline.can_break_text = quick["neighbours"].remembering_pairs(inline.can_break_text)
    inline.strut = quick["neighbours"].keeping_struts(inline.strut)
    line_break.first_line_metrics = _ours("squeeze").levelling(
        quick["ends"].reading(line_break.first_line_metrics)
    )
    line_break.get_font_description = quick["faces"].describing(line_break.get_font_description)
    line_break.Layout.setup = quick["setting"].sharing(line_break.Layout.setup)
    _hasten_lengths(quick["plain"], quick["lengths"])
    _hasten_writing(quick["writing"])


def _hasten_lengths(plain: Untyped, lengths: Untyped) -> None:
    percent: Untyped = importlib.import_module("weasyprint.layout.percent")
    percent.resolve_one_percentage = plain.resolving(percent.resolve_one_percentage)
    resolve = lengths.keeping_lengths(percent.resolve_percentages)
    for name in ("block", "column", "inline"):
        module: Untyped = importlib.import_module(f"weasyprint.layout.{name}")
        module.resolve_percentages = resolve
    boxes: Untyped = importlib.import_module("weasyprint.formatting_structure.boxes")
    boxes.Box.is_in_normal_flow = plain.flowing(boxes.Box.is_in_normal_flow)


def _hasten_writing(writing: Untyped) -> None:
    pydyf: Untyped = importlib.import_module("pydyf")
    pydyf._to_bytes = writing.spelling(pydyf._to_bytes)  # noqa: SLF001 - the guard covers it
    pydyf.Stream.data = writing.keeping(pydyf.Stream.data.fget)
    pydyf.PDF.page_references = writing.naming(pydyf.PDF.page_references.fget)
    pydyf.PDF.write = writing.writing_once(pydyf.PDF.write)


def _ours(name: str) -> Untyped:
    return importlib.import_module(f"kexie_digest.renderers.pdf.justify.{name}")
