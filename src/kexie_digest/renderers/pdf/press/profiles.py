"""The colour profile of the press: the printer's own, or a common one that stands in.

Takes the path an owner set, gives the ICC profile with the name of its printing
condition. It converts nothing. We ship no profile: printing houses give theirs away, and
their licences differ.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageCms

from kexie_digest.errors import RenderError

#: Debian's libgs-common; Ghostscript's own build.
COMMON = (
    Path("/usr/share/color/icc/ghostscript/default_cmyk.icc"),
    Path("/usr/local/share/color/icc/ghostscript/default_cmyk.icc"),
)
#: What a profile's description holds -> the condition's name in the ICC registry.
CONDITIONS = (
    (re.compile(r"(FOGRA)\s?-?(\d\d)L?", re.IGNORECASE), r"\1\2"),
    (re.compile(r"ISO ?coated ?v2", re.IGNORECASE), "FOGRA39"),
    (re.compile(r"PSO ?coated ?v3", re.IGNORECASE), "FOGRA51"),
    (re.compile(r"Japan ?Color ?2001 ?Coated", re.IGNORECASE), "JC200103"),
    (re.compile(r"GRACoL ?2006", re.IGNORECASE), "CGATS TR 006"),
    (re.compile(r"SWOP", re.IGNORECASE), "CGATS TR 001"),
)
ADVICE = (
    "请向印刷厂索取 CMYK 特性文件（.icc），在 sources.yaml 的该简报下写 press: {icc: 路径}；"
    "或执行 apt-get install libgs-common 使用通用的一份 (ask the printer for a CMYK profile)。"
)
STAND_IN = (
    "印刷文件用的是通用特性文件（{}），付印前请换成印刷厂的：在 sources.yaml 的该简报下写 "
    "press: {{icc: 路径}} (a stand-in for the printer's colour profile)"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A CMYK output profile.

    ``condition`` is its name in the ICC registry, or empty when it is not known.
    """

    content: bytes
    description: str
    condition: str


def find(
    path: str, condition: str = "", *, common: tuple[Path, ...] = COMMON
) -> tuple[Profile, tuple[str, ...]]:
    """Read the printer's profile, or a common one where none is set.

    Args:
        path: The profile's path; empty: any common CMYK profile of this machine.
        condition: Registered name of the printing condition; empty: from the profile.
        common: Where common profiles are.

    Returns:
        The profile, and a warning when it only stands in for the printer's.

    Raises:
        RenderError: The file is missing or no CMYK profile (``profile_unusable``), or none
            is set and this machine has none (``no_profile``).
    """
    if path:
        return read(Path(path), condition), ()
    for candidate in common:
        if candidate.is_file():
            profile = read(candidate, condition)
            return profile, (STAND_IN.format(profile.description),)
    raise RenderError(
        "没有 CMYK 特性文件，印刷文件未生成 (no CMYK colour profile: no print file)",
        code="no_profile",
        permanent=True,
        advice=ADVICE,
    )


def read(path: Path, condition: str = "") -> Profile:
    """Read one profile and make sure that it describes a four-colour press.

    Args:
        path: An ICC file.
        condition: As for :func:`find`.

    Returns:
        The profile.

    Raises:
        RenderError: It cannot be read, or is not CMYK.
    """
    try:
        content = path.read_bytes()
        opened = ImageCms.ImageCmsProfile(io.BytesIO(content)).profile
    except OSError as error:
        raise RenderError(
            "特性文件不能用 (the colour profile cannot be used)",
            subject=str(path),
            code="profile_unusable",
            permanent=True,
            advice=ADVICE,
        ) from error
    if opened.xcolor_space.strip() != "CMYK" or opened.device_class.strip() != "prtr":
        raise RenderError(
            "这不是 CMYK 印刷特性文件 (not the profile of a CMYK press)",
            subject=str(path),
            code="profile_unusable",
            permanent=True,
            advice=ADVICE,
        )
    description = (opened.profile_description or path.stem).strip("\0 ")
    return Profile(content, description, condition or named_condition(description))


def named_condition(description: str) -> str:
    """Recognise a registered printing condition in a profile's description.

    Args:
        description: Such as ``Coated FOGRA39 (ISO 12647-2:2004)``.

    Returns:
        Such as ``FOGRA39``; empty when the description names none we know.
    """
    for pattern, name in CONDITIONS:
        if found := pattern.search(description):
            return found.expand(name).upper()
    return ""
