"""The API: the verbs of the desk as JSON.

Takes JSON, gives JSON described by ``/api/openapi.json``; the workflows behind it are
those of the pages.
"""

from kexie_digest.web.api import description, runs

#: One router a noun.
ROUTERS = (description.router, runs.router)
