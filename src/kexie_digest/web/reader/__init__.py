"""The readers' pages: what everybody may see.

Takes published editions, gives pages that work without scripts.
"""

from kexie_digest.web.reader import landing

#: One router a page.
ROUTERS = (landing.router,)
