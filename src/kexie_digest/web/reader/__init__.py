"""The readers' pages: what everybody may see, and what readers do about their mail.

Takes published editions, gives pages that work without scripts, files, feeds. Every page
is the same for everybody who asks in the same language, so that caches may keep it.
"""

from kexie_digest.web.reader import (
    archive,
    feeds,
    files,
    issue,
    registers,
    robots,
    search,
    wechat,
)
from kexie_digest.web.reader.mailbox import choosing, joining, leaving

#: One router a page; ``files`` last, its paths take almost any name.
ROUTERS = (
    archive.router,
    search.router,
    registers.router,
    feeds.router,
    robots.router,
    joining.router,
    choosing.router,
    leaving.router,
    wechat.router,
    issue.router,
    files.router,
)
