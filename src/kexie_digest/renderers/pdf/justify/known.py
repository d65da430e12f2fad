"""Which functions of WeasyPrint 70 and pydyf ours replace or build upon, by a digest of their source.

A function that was written anew may break a replacement though its name and parameters stayed:
:func:`differences` names each whose source is another. For a new version of the engine: read what
changed in the functions it names, mend ours, and write the new :func:`digest` here.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import re
from functools import cache
from pathlib import Path

from kexie_digest.renderers.pdf.justify import Untyped

#: Where a function is written → the first half of its source's MD5.
WRITTEN = {
    "weasyprint.css.targets:TargetCollector.cache_target_page_counters": "8f0ecf2b99628abb",
    "weasyprint.formatting_structure.boxes:Box.is_in_normal_flow": "9b505d98c4920224",
    "weasyprint.layout.block:block_level_layout": "25b9b225cf2d46c0",
    "weasyprint.layout.block:block_level_layout_switch": "8dd54f719fb0109b",
    "weasyprint.layout.block:remove_placeholders": "e24778df080152f0",
    "weasyprint.layout.column:columns_layout": "457d6550fb073bba",
    "weasyprint.layout.inline:get_next_linebox": "5a35ed8881554410",
    "weasyprint.layout.inline:inline_block_box_layout": "5e080fb3d11b560d",
    "weasyprint.layout.inline:justify_line": "4d62a6814f2405e3",
    "weasyprint.layout.inline:split_text_box": "831d29e210497c62",
    "weasyprint.layout.percent:resolve_one_percentage": "973c2e0e43dc021c",
    "weasyprint.layout.percent:resolve_percentages": "1e1970ae523f68d8",
    "weasyprint.pdf.fonts:Font.__init__": "a3c7041db824ff2f",
    "weasyprint.pdf.fonts:Font._fonttools_subset": "bb757fdedcc1af30",
    "weasyprint.pdf.fonts:Font._harfbuzz_subset": "c51f94363dc1ad2e",
    "weasyprint.pdf.fonts:Font.type": "04537469a955ee4f",
    "weasyprint.pdf.tags:_build_box_tree": "4d18cdf9565ed7a4",
    "weasyprint.text.fonts:get_font_description": "f548e29b25f6ce7d",
    "weasyprint.text.fonts:get_hb_object_data": "030d634dc13b9b95",
    "weasyprint.text.line_break:Layout.set_text": "f2f7d6723cccba52",
    "weasyprint.text.line_break:Layout.setup": "501db3dfe1e43954",
    "weasyprint.text.line_break:can_break_text": "7b09efcedf7ef5da",
    "weasyprint.text.line_break:create_layout": "1e355ecdabee5454",
    "weasyprint.text.line_break:first_line_metrics": "e759162a3c266659",
    "weasyprint.text.line_break:line_size": "c9006e8c40a84921",
    "weasyprint.text.line_break:split_first_line": "25773c24825dca6a",
    "weasyprint.text.line_break:strut": "b6ffe0837bfd5a52",
    "pydyf:PDF.page_references": "03d03ca750fc8a8e",
    "pydyf:PDF.write": "640a91535e8b6362",
    "pydyf:Stream.data": "d47f193597cbe520",
    "pydyf:_to_bytes": "5523bdf61410661c",
}
#: Where such a function is looked up under its name, and replaced, besides.
LOOKED_UP = (
    "weasyprint.layout.block:resolve_percentages",
    "weasyprint.layout.column:resolve_percentages",
    "weasyprint.layout.inline:can_break_text",
    "weasyprint.layout.inline:resolve_percentages",
    "weasyprint.layout.inline:split_first_line",
    "weasyprint.layout.inline:strut",
    "weasyprint.pdf.fonts:get_hb_object_data",
    "weasyprint.text.line_break:get_font_description",
)


def differences() -> list[str]:
    """Say which functions are not the ones this package was written for.

    Returns:
        Places as ``module:Class.function``; empty when all are known.
    """
    changed = [place for place, known in WRITTEN.items() if digest(place) != known]
    return changed + [place for place in LOOKED_UP if not _is_there(place)]


def digest(place: str) -> str:
    """Digest the source of a function as its file has it: in memory it may be replaced already.

    Args:
        place: ``module:function`` or ``module:Class.function``.

    Returns:
        Sixteen hexadecimal digits; nothing where there is no such function.
    """
    module, path = place.split(":")
    source = _source(module)
    for depth, name in enumerate(path.split(".")):
        source = _block(source, name, depth)
    return hashlib.md5(source.rstrip().encode(), usedforsecurity=False).hexdigest()[:16] if source else ""


@cache
def _source(module: str) -> str:
    try:
        found = importlib.util.find_spec(module)
        return Path(found.origin).read_text("utf-8") if found and found.origin else ""
    except (ImportError, OSError, UnicodeDecodeError):  # gone, or no source: built in, or compiled
        return ""


def _block(source: str, name: str, depth: int) -> str:
    """Cut a class or function out: from its decorators to the next line that stands as far left."""
    margin = " " * 4 * depth
    pattern = rf"^(?:{margin}@.*\n)*{margin}(?:def|class) {name}\b.*\n(?:(?:{margin} .*|{margin}\).*)?\n)*"
    found = re.search(pattern, source, re.MULTILINE)
    return found[0] if found else ""


def _is_there(place: str) -> bool:
    module, name = place.split(":")
    try:
        there: Untyped = importlib.import_module(module)
    except ImportError:
        return False
    return hasattr(there, name)
