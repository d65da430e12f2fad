"""The only way to a source's server: guarded, capped, polite.

Takes addresses, gives replies or typed errors; see ``client`` for the guard.
"""

from kexie_digest.sources._http.answers import AnswerError, Reply
from kexie_digest.sources._http.client import Client, Limits
from kexie_digest.sources._http.resolving import Resolver

__all__ = ["AnswerError", "Client", "Limits", "Reply", "Resolver"]
