"""The shelf: published editions, the ones that are asked for often kept in memory.

Takes digests and numbers, gives Issues. What an edition said when it was published does
not change, so an Issue is read once; whether it is still published is asked each time.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kexie_digest.errors import NotFound
from kexie_digest.model import Digest, Edition, Item, Standing
from kexie_digest.renderers.webpage import EditionView, ItemView, view_edition
from kexie_digest.store.editions import published
from kexie_digest.workflows.cache import Cache
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.sharing import folder_of

#: Issues kept in memory; one of 30 articles takes about 0.3 MB.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Issue:
    """A published edition as pages show it; ``pages`` keeps what was rendered of it.

    ``standing`` says which, and changes when it does; ``path`` is that of its page; ``folder``
    holds its files.
    """

    standing: Standing
    edition: Edition
    view: EditionView
    published_at: dt.datetime
    folder: Path
    pages: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def path(self) -> str:
        """The path of its page."""
        return f"/editions/{self.edition.digest}/{self.edition.total_number}"

    def has_file(self, name: str) -> bool:
        """Tell whether one of its files is there."""
        return (self.folder / name).is_file()

    def items(self) -> Iterator[tuple[Item, ItemView]]:
        """Give each item with its view, in reading order."""
        return zip(self.edition.items, self.view.items, strict=True)

    def find(self, report_id: str) -> tuple[Item, ItemView] | None:
        """Find the item that prints or names a report."""
        for item, view in self.items():
            if any(source.article_id == report_id for source in item.sources) or item.article_id == report_id:
                return item, view
        return None


class Shelf:
    """Published editions of a program."""

    def __init__(self, context: Context) -> None:
        """Put up an empty shelf.

        Args:
            context: Store, digests, output folder.
        """
        self.context = context
        self._kept: Cache[Issue] = Cache(_KEPT)

    def issue(self, digest: str, total_number: int) -> Issue:
        """Give a published edition.

        Args:
            digest: The digest's key.
            total_number: 总第N期.

        Returns:
            The issue.

        Raises:
            NotFound: There is none, or it is not published.
        """
        with self.context.store.reading() as tx:
            standing = published.standing(tx, digest, total_number)
        return self.issue_at(standing)

    def issue_at(self, standing: Standing) -> Issue:
        """Give a published edition that was just looked up.

        Args:
            standing: Where it stands.

        Returns:
            The issue.
        """
        return self._kept.get(standing, lambda: self._read(standing))

    def latest(
        self, digest: str | None = None, year: int | None = None, *, limit: int, offset: int = 0
    ) -> list[Issue]:
        """List published editions, the latest first.

        Args:
            digest: Only of this digest.
            year: Only of this year.
            limit: The most to give.
            offset: How many to skip.

        Returns:
            The issues.
        """
        with self.context.store.reading() as tx:
            standings = published.list_standings(tx, digest, year, limit=limit, offset=offset)
        return [self.issue_at(standing) for standing in standings]

    def addresses(self, *, limit: int) -> list[tuple[str, str]]:
        """List the pages of the latest issues: path and ISO day of publication."""
        with self.context.store.reading() as tx:
            standings = published.list_standings(tx, limit=limit)
        return [
            (f"/editions/{one.digest}/{one.total_number}", f"{one.published_at or one.added_at:%Y-%m-%d}")
            for one in standings
        ]

    def digest(self, key: str) -> Digest:
        """Give a digest as configured, or a bare one when its editions outlived it.

        Args:
            key: Its key.

        Returns:
            The digest.

        Raises:
            NotFound: It is not configured and never published anything.
        """
        for digest in self.context.config.digests:
            if digest.key == key:
                return digest
        for issue in self.latest(key, limit=1):
            return Digest(key, issue.edition.title)
        raise NotFound("没有这个简报 (no such digest)", subject=key)

    def _read(self, standing: Standing) -> Issue:
        with self.context.store.reading() as tx:
            edition, _ = published.get(tx, standing.digest, standing.total_number)
        configured = {digest.key: digest for digest in self.context.config.digests}
        digest = configured.get(edition.digest, Digest(edition.digest, edition.title))
        elsewhere = Path(standing.folder) if standing.folder else None
        return Issue(
            standing=standing,
            edition=edition,
            view=view_edition(edition, digest, self.context.render_tools),
            published_at=standing.published_at or standing.added_at,
            folder=folder_of(self.context, edition.digest, edition.total_number, elsewhere),
        )
