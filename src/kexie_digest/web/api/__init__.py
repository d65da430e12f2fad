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
    editions,
    events,
    recipients,
    runs,
)

#: One router a noun.
ROUTERS = (
    description.router,
    articles.router,
    events.router,
    editions.router,
    deciding.router,
    deliveries.router,
    runs.router,
    configured.router,
    recipients.router,
    asking.router,
)
