"""The two sizes of an edition's pictures, and where each output finds them.

Takes an Image, gives the file and size that screens and mail show. The large file is for
the press and the archive; ``workflows.pictures`` writes both.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from kexie_digest.model import Image

#: Twice the width of a mail's text: sharp on good screens, about 100 KB a photograph.
SCREEN_WIDTH = 1120
_MARK = "-screen"


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture as screens show it.

    ``path`` starts at the edition's folder; ``address`` is where mail finds it, empty when
    nothing of ours is on the web. ``width`` and ``height`` are its pixels, 0 when unknown;
    ``caption`` and ``credit`` are as printed.
    """

    path: str
    address: str
    alt: str
    caption: str
    credit: str
    width: int
    height: int

    @property
    def words(self) -> str:
        """Caption and credit in one line."""
        return "　".join(filter(None, [self.caption, self.credit]))

    def shown(self, widest: int) -> tuple[int, int]:
        """Give width and height in CSS pixels where at most ``widest`` fit across."""
        width = min(widest, self.width)
        return width, round(self.height * width / self.width) if self.width else 0


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


def view_picture(image: Image, hosted: str) -> PictureView:
    """Prepare a picture for the templates of screens and mail.

    Args:
        image: A picture of an edition.
        hosted: The edition's address on the web, empty when it has none.

    Returns:
        The view.
    """
    copy = screen_copy(image)
    return PictureView(
        path=quote(copy.path),
        address=f"{hosted}{quote(copy.path)}" if hosted else "",
        alt=image.alt or image.caption or "图片",
        caption=image.caption,
        credit=image.credit,
        width=copy.width,
        height=copy.height,
    )


def is_hosted(public_url: str) -> bool:
    """Tell whether readers' mail programs can fetch something from an address.

    Args:
        public_url: Where readers' pages live, or the stand-in when nothing is published.

    Returns:
        True for https addresses of real hosts (RFC 2606 keeps ``.invalid`` for none).
    """
    parts = urlsplit(public_url)
    host = parts.hostname or ""
    return parts.scheme == "https" and bool(host) and not host.endswith(".invalid")
