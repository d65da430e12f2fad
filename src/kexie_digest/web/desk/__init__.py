"""The editors' desk, one file a page; each page's template has its name.

Takes what editors click and type, gives pages. Every change goes through a workflow that
writes it down in the trail of acts.
"""

from kexie_digest.web.desk import (
    article,
    deliveries,
    digests,
    drops,
    editions,
    event,
    inbox,
    readers,
    runs,
    search,
    sources,
    themes,
    workshop,
)
from kexie_digest.web.desk.people import account, audit, login, users

#: One router a page.
ROUTERS = (
    login.router,
    inbox.router,
    drops.router,
    article.router,
    event.router,
    search.router,
    editions.router,
    workshop.router,
    deliveries.router,
    readers.router,
    runs.router,
    sources.router,
    themes.router,
    digests.router,
    audit.router,
    account.router,
    users.router,
)
