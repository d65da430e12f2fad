"""The two sizes of an edition's pictures, and where each output finds them.

Takes an Image, gives the file and size that screens and mail show. The large file is for
the press and the archive; ``workflows.pictures`` writes both.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from kexie_digest.model import Image

#: Twice the width of a mail's text: sharp on good screens, about 100 KB a photograph.
SCREEN_WIDTH = 1120
_MARK = "-screen"


@dataclass(frozen=True, slots=True)
class ScreenCopy:
    """What screens show: path below the edition's folder, and pixels (0: not known)."""

    path: str
    width: int
    height: int


def screen_copy(image: Image) -> ScreenCopy:
    """Name the copy of a picture for screens.

    Args:
        image: A picture of an edition.

    Returns:
        A smaller file, or the picture itself when it is small enough.
    """
    if image.width <= SCREEN_WIDTH:
        return ScreenCopy(image.path, image.width, image.height)
    path = PurePosixPath(image.path)
    height = max(1, round(image.height * SCREEN_WIDTH / image.width))
    return ScreenCopy(str(path.with_name(f"{path.stem}{_MARK}{path.suffix}")), SCREEN_WIDTH, height)
