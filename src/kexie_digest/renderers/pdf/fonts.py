"""The faces the bulletin is set in, and whether this machine has them.

Takes nothing, gives the families fontconfig knows. It does not install anything: the
advice names the command.
"""

from __future__ import annotations

from functools import lru_cache

from kexie_digest.errors import RenderError
from kexie_digest.renderers.pdf.justify.haste import quick_import

#: Song, Hei and Kai: the families our style sheets name, by family name only
#: (of sliced web fonts 44 to 76 % of the text was lost in the PDF; variable ones are garbage in Ghostscript).
FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai")

#: FangSong (仿宋) comes with Windows, WPS and macOS but is not free: it is used where an owner
#: has it, the first name first.
FANGSONG = (
    "FangSong_GB2312",
    "仿宋_GB2312",
    "FangSong",
    "仿宋",
    "STFangsong",
    "方正仿宋_GBK",
    "FZFangSong-Z02",
)

INSTALL = (
    "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
    "fontconfig fonts-noto-cjk fonts-noto-cjk-extra fonts-lxgw-wenkai"
)
ADVICE = f"请在 Debian 12 上以管理员身份执行（install what the PDF needs）：{INSTALL}"


@lru_cache(maxsize=1)
def installed_families() -> frozenset[str]:
    """List the font families that fontconfig finds on this machine.

    Raises:
        RenderError: Pango or fontconfig themselves are missing.
    """
    try:
        with quick_import():
            from weasyprint.text.ffi import ffi, fontconfig  # noqa: PLC0415 - needs Pango, which may be missing
    except OSError as error:
        raise RenderError(
            "缺少排版库 Pango (Pango is missing)", code="pango_missing", permanent=True, advice=ADVICE
        ) from error
    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    families, name = set(), ffi.new("FcChar8 **")
    for position in range(fonts.nfont):
        index = 0
        while fontconfig.FcPatternGetString(fonts.fonts[position], b"family", index, name) == 0:
            families.add(ffi.string(name[0]).decode())
            index += 1
    return frozenset(families)


def fangsong() -> str:
    """Give the family of FangSong that this machine has, or nothing."""
    return next((family for family in FANGSONG if family in installed_families()), "")


def require(families: tuple[str, ...] = FAMILIES) -> None:
    """Make sure that every family is there, as a missing one is replaced silently.

    Args:
        families: Family names as style sheets write them.

    Raises:
        RenderError: Names the missing families and the command that installs them.
    """
    missing = [family for family in families if family not in installed_families()]
    if missing:
        raise RenderError(
            "缺少字体 (fonts are missing)",
            subject="、".join(missing),
            code="fonts_missing",
            permanent=True,
            advice=ADVICE,
        )
