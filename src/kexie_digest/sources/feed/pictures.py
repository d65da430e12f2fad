"""Pictures of feed entries: which addresses may be asked, and the asking.

Takes the addresses that an entry names, gives bytes through the guarded client. Only the
source's own site is asked: pictures elsewhere may be there to count readers, and asking for
them would tell strangers what we read. Size, number and time are capped; a host that does
not answer is left in peace for the rest of the run.
"""

from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from kexie_digest.errors import SourceError
from kexie_digest.model import Source
from kexie_digest.sources._http import Client

#: Pictures asked for in one run of one source.
MOST_ASKED = 60
#: Seconds that all pictures of one source may take in one run.
LONGEST = 120.0
#: Failures in a row after which no more is asked.
_PATIENCE = 3
_WHOLE = 30.0
#: Endings under which anybody registers a name: the site is one label more.
_SECOND_LEVEL = frozenset({"com", "net", "org", "gov", "edu", "ac", "co"})
_COUNTRY_LENGTH = 2


@dataclass(slots=True)
class PictureFetcher:
    """Fetches pictures for the entries of one source."""

    source: Source
    client: Client
    _asked: int = 0
    _failures: int = 0
    _began: float | None = None
    _sites: frozenset[str] = field(default=frozenset())

    def __post_init__(self) -> None:
        """Set the client's whole time lower than for feeds."""
        self._sites = frozenset({_site(self.source.url)})
        limits = replace(self.client.limits, whole=min(_WHOLE, self.client.limits.whole))
        self.client = replace(self.client, limits=limits)

    def may_ask(self, address: str) -> bool:
        """Tell whether a picture may be fetched.

        Args:
            address: As an entry names it.

        Returns:
            Whether it stands on the source's own site, and this run has not asked enough.
        """
        if not address.startswith(("http://", "https://")) or _site(address) not in self._sites:
            return False
        now = self.client.clock.monotonic()
        is_late = self._began is not None and now - self._began > LONGEST
        return self._asked < MOST_ASKED and self._failures < _PATIENCE and not is_late

    def fetch(self, address: str) -> bytes:
        """Fetch one picture.

        Args:
            address: One that :meth:`may_ask` allowed.

        Returns:
            Its bytes.

        Raises:
            SourceError: As for every address.
        """
        self._began = self._began if self._began is not None else self.client.clock.monotonic()
        self._asked += 1
        try:
            content = self.client.get(address, allow_private=self.source.allow_private).content
        except SourceError:
            self._failures += 1
            raise
        self._failures = 0
        return content


def _site(address: str) -> str:
    """Give the part of a host's name that one owner registered (kxxh.gov.cn), or the address of a host."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    labels = host.split(".")
    if host.replace(".", "").isdecimal() or ":" in host:
        return host
    is_country = len(labels[-1]) == _COUNTRY_LENGTH and len(labels) > _COUNTRY_LENGTH
    count = 3 if is_country and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-count:])
