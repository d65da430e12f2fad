"""The API: the verbs of the desk as JSON.

Takes JSON, gives JSON described by ``/api/openapi.json``; the workflows behind it are
those of the pages. Programs come with a token, scripts of our pages with the session.
"""

from kexie_digest.web.api import (
    articles,
    asking,
    configured,
    deciding,
    deliveries,
    description,
    drops,
    editions,
    events,
    previews,
    recipients,
    runs,
)
from kexie_digest.web.api.people import audit, tokens, users

#: One router a noun.
ROUTERS = (
    description.router,
    articles.router,
    drops.router,
    events.router,
    editions.router,
    previews.router,
    deciding.router,
    deliveries.router,
    runs.router,
    configured.router,
    recipients.router,
    asking.router,
    users.router,
    tokens.router,
    audit.router,
)
