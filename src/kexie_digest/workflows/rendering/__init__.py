"""Render an edition in a process of its own, under limits of time, memory and reach.

Takes an edition, its digest and the tools; gives its outputs as they are finished. One
worker renders all of them, so that the engine is started once. A template that loops, eats
memory or breaks the engine costs its own output and names itself; nothing else stops.

``supervising`` is the parent, ``worker`` the child, ``confinement`` what the child may do,
``job`` what they say to each other.
"""

from kexie_digest.workflows.rendering.job import Limits
from kexie_digest.workflows.rendering.supervising import render_all

__all__ = ["Limits", "render_all"]
