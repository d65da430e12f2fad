"""科协简报: themed digests from newspaper pages, sites and feeds.

Read in this order: ``model``, the stages from ``sources`` to ``channels``,
``store``, ``workflows``, ``app``, and the entry points ``cli`` and ``scheduler``.
docs/ARCHITECTURE.md draws the walk.
"""

__version__ = "0.1.0"
