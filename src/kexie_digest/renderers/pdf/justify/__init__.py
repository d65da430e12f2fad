"""Justify Chinese lines and squeeze adjoining punctuation (两端对齐、标点挤压).

WeasyPrint 70 stretches spaces only, which leaves 62 % of Chinese lines ragged, and sets
each of two adjoining marks at full width. This package replaces those of its functions that
``_REPLACED`` names, once per process, after making sure that they are the ones it was written
for; on any other version it logs one error and leaves the engine alone. It is the only place
that knows WeasyPrint's inside. Some replacements change nothing but the time it takes
(``memory``, ``breaking``, ``faces``, ``plain``,
``writing``).

Takes nothing, gives whether lines will be justified. Sources: CLREQ 3.1.6 (squeeze) and
3.2.2 (justification).
"""

from __future__ import annotations

import importlib
import inspect
import logging
from typing import Any, TypeAlias

logger = logging.getLogger(__name__)

#: WeasyPrint's boxes, layouts and attributes carry no types.
Untyped: TypeAlias = Any

SUPPORTED = "70."

#: What is replaced.
_REPLACED = {
    "weasyprint.text.line_break:Layout.set_text": ("self", "text", "justify"),
    "weasyprint.layout.inline:split_first_line": (
        "text",
        "style",
        "context",
        "max_width",
        "justification_spacing",
        "is_line_start",
        "minimum",
    ),
    "weasyprint.text.line_break:get_font_description": ("style",),
    "weasyprint.layout.percent:resolve_one_percentage": ("box", "property_name", "refer_to"),
    "weasyprint.formatting_structure.boxes:Box.is_in_normal_flow": ("self",),
    "weasyprint.css.targets:TargetCollector.cache_target_page_counters": (
        "self",
        "anchor_name",
        "page_counter_values",
        "page_maker_index",
        "page_maker",
    ),
    "weasyprint.layout.inline:justify_line": ("context", "line", "extra_width"),
    "weasyprint.layout.inline:get_next_linebox": (
        "context",
        "linebox",
        "position_y",
        "bottom_space",
        "skip_stack",
        "containing_block",
        "absolute_boxes",
        "fixed_boxes",
        "first_letter_style",
        "first_line_style",
    ),
    "weasyprint.layout.block:block_level_layout": (
        "context",
        "box",
        "bottom_space",
        "skip_stack",
        "containing_block",
        "page_is_empty",
        "absolute_boxes",
        "fixed_boxes",
        "adjoining_margins",
        "first_letter_style",
        "first_line_style",
        "discard",
        "max_lines",
    ),
    "weasyprint.pdf.fonts:Font.__init__": ("self", "pango_font", "description", "font_size"),
    "weasyprint.pdf.fonts:Font._harfbuzz_subset": ("self", "to_unicode", "hinting"),
    "pydyf:_to_bytes": ("item",),
    "pydyf:PDF.write": ("self", "output", "version", "identifier", "compress"),
    "weasyprint.pdf.tags:_build_box_tree": (
        "box",
        "parent",
        "pdf",
        "page_number",
        "nums",
        "annotations",
        "tags",
    ),
}
#: What the replacements call.
_CALLED = {
    "weasyprint.text.line_break:create_layout": (
        "text",
        "style",
        "context",
        "max_width",
        "justification_spacing",
    ),
    "weasyprint.text.line_break:line_size": ("line", "style"),
    "weasyprint.text.line_break:strut": ("style",),
    "weasyprint.pdf.fonts:Font._fonttools_subset": ("self", "to_unicode", "hinting"),
    "weasyprint.pdf.fonts:get_hb_object_data": ("hb_object", "ot_color", "glyph"),
}
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
        The version, or the functions whose parameters changed; empty when all is known.
    """
    version = importlib.import_module("weasyprint").__version__
    doubts = [] if version.startswith(SUPPORTED) else [f"WeasyPrint {version}"]
    for place, parameters in (_REPLACED | _CALLED).items():
        function = _look_up(place)
        if function is None or tuple(inspect.signature(function).parameters) != parameters:
            doubts.append(place)
    return doubts


def _look_up(place: str) -> Untyped:
    module, path = place.split(":")
    try:
        found: Untyped = importlib.import_module(module)
    except ImportError:
        return None
    for name in path.split("."):
        found = getattr(found, name, None)
    return found


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
    tags._build_box_tree = _ours("language").speaking(tags._build_box_tree)  # noqa: SLF001 - as above
    _hasten(inline, line_break)


def _hasten(inline: Untyped, line_break: Untyped) -> None:
    """Put those in place that change nothing but the time it takes."""
    plain, writing = _ours("plain"), _ours("writing")
    starting = _ours("stretch").starting
    inline.get_next_linebox = _ours("memory").remembering(starting(inline.get_next_linebox))
    inline.split_first_line = _ours("breaking").shortening(inline.split_first_line)
    line_break.get_font_description = _ours("faces").describing(line_break.get_font_description)
    percent: Untyped = importlib.import_module("weasyprint.layout.percent")
    percent.resolve_one_percentage = plain.resolving(percent.resolve_one_percentage)
    boxes: Untyped = importlib.import_module("weasyprint.formatting_structure.boxes")
    boxes.Box.is_in_normal_flow = plain.flowing(boxes.Box.is_in_normal_flow)
    pydyf: Untyped = importlib.import_module("pydyf")
    pydyf._to_bytes = writing.spelling(pydyf._to_bytes)  # noqa: SLF001 - the guard covers it
    pydyf.Stream.data = writing.keeping(pydyf.Stream.data.fget)
    pydyf.PDF.page_references = writing.naming(pydyf.PDF.page_references.fget)
    pydyf.PDF.write = writing.writing_once(pydyf.PDF.write)


def _ours(name: str) -> Untyped:
    return importlib.import_module(f"kexie_digest.renderers.pdf.justify.{name}")
