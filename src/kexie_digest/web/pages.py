"""Pages: a template and its values become a response.

Takes the request, a template's name and values, gives HTML. Templates are those of the
renderers (autoescape on, undefined names refused, the owner's folder first) with the few
filters that pages need; those of the desk are the program's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader

import kexie_digest
from kexie_digest.model.desk.inbox import InboxEntry
from kexie_digest.model.desk.user import Role
from kexie_digest.web import bilingual, wording
from kexie_digest.web.assets import Assets
from kexie_digest.web.security import roles
from kexie_digest.workflows.accounts.sessions import Visitor
from kexie_digest.workflows.context import Context

#: Pages below ``web/desk/`` are the program's own; see :func:`_plain`.
_DESK = "desk/"
#: Where they are: inside the wheel, or in the checkout of an editable install.
_PROGRAM = (
    Path(kexie_digest.__file__).parent / "_templates",
    Path(kexie_digest.__file__).parents[2] / "templates",
)
#: Lines of the inbox that are kept: the same ones are looked at again and again, and making
#: fifty takes a quarter of a page's time. A line is 1 KB.
_LINES = 2000
#: Filter → the Chinese words it writes.
_WORDS: dict[str, Mapping[str, str]] = {
    "flag": wording.FLAGS,
    "role": wording.ROLES,
    "scope": wording.SCOPES,
    "action": wording.ACTIONS,
    "stage": wording.STAGES,
    "state": wording.STATES,
    "delivery": wording.DELIVERIES,
    "campaign": wording.CAMPAIGNS,
    "output": wording.OUTPUTS,
    "suppression": wording.SUPPRESSIONS,
    "proof": wording.PROOFS,
    "decision": wording.DECISIONS,
    "act_name": wording.ACTS,
}


class Pages:
    """The templates, with what all pages show."""

    def __init__(self, context: Context, assets: Assets) -> None:
        """Prepare the templates.

        Args:
            context: Templates, configuration, time zone.
            assets: Where style sheet and scripts are.
        """
        zone = ZoneInfo(context.config.publication.timezone)
        themes = {theme.key: theme.label for theme in context.config.themes} | {"other": "其他"}
        sources = {source.key: source.name or source.key for source in context.config.sources}
        drops = {drop.key: f"投放 {drop.key}" for drop in context.config.drops}
        filters: dict[str, Callable[..., object]] = {
            "local": lambda instant: _local(instant, zone),
            "theme": lambda key: themes.get(key, key),
            "source": lambda key: (sources | drops).get(key, key),
            **{name: _worded(words) for name, words in _WORDS.items()},
            "took": wording.took,
            "counted": wording.counted,
            "cut": marked,
            "chinese": bilingual.chinese,
            "english": bilingual.english,
        }
        known: dict[str, object] = {
            "asset": assets.address,
            "address": address,
            "publication": context.config.publication,
            "all_themes": context.config.themes,
        }
        given = context.render_tools.templates
        self._given = _with(given.overlay(), filters, known)
        self._own = _with(_plain(given), filters, known)
        self._own.globals["line"] = lru_cache(maxsize=_LINES)(self._line)

    def page(
        self, request: Request, template: str, *, status: int = 200, values: Mapping[str, object]
    ) -> HTMLResponse:
        """Render a page or a fragment.

        Args:
            request: Who asks, and for what.
            template: Its name below ``web/``, such as ``desk/inbox.html.j2``.
            status: The HTTP status.
            values: What the template shows, beside what all pages show.

        Returns:
            The response; pages of somebody who is signed in are kept by no cache.
        """
        headers = {"Cache-Control": "no-store"} if visitor_of(request) else {}
        return HTMLResponse(self.render(request, template, values), status_code=status, headers=headers)

    def render(self, request: Request, template: str, values: Mapping[str, object]) -> str:
        """Render a template to text, for fragments inside a stream of events.

        Args:
            request: Who asks.
            template: Its name below ``web/``.
            values: What it shows.

        Returns:
            The HTML.
        """
        visitor = visitor_of(request)
        shared = {
            "visitor": visitor.user if visitor else None,
            "csrf": visitor.csrf if visitor else "",
            "path": request.url.path,
            "may": lambda method, path: _may(visitor, method, path),
        }
        templates = self._own if template.startswith(_DESK) else self._given
        return templates.get_template(f"web/{template}").render({**shared, **values})

    def _line(self, entry: InboxEntry, within: str) -> str:
        """Make a line of the inbox; values never change, so that a line kept is never out of date."""
        parts: Any = self._own.get_template("web/desk/parts/line.html.j2").module
        return cast("str", parts.line(entry, within))


def _plain(given: Environment) -> Environment:
    """Make the environment of the desk's own pages: ours alone, and hence without the sandbox.

    The sandbox guards against templates that somebody was given. The owner's folder may
    replace readers' pages, mail and bulletin; the desk's pages come from the program only,
    and a page of fifty lines took 4.3 ms of processor time in the sandbox, 1.5 without.
    """
    return Environment(
        loader=FileSystemLoader(_PROGRAM),
        autoescape=True,
        undefined=given.undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # compiled once; no look at the disk for each page and part
    )


def _with(
    templates: Environment, filters: Mapping[str, Callable[..., object]], known: Mapping[str, object]
) -> Environment:
    # An overlay shares these with the renderers: ours must not leak into them.
    templates.filters = {**templates.filters, **filters}
    templates.globals = {**templates.globals, **known}
    return templates


def visitor_of(request: Request) -> Visitor | None:
    """Say who is signed in, as the guard found out."""
    return getattr(request.state, "visitor", None)


def is_fragment(request: Request) -> bool:
    """Tell whether a script asks for a part of a page."""
    return request.headers.get("hx-request") == "true" and "hx-boosted" not in request.headers


def go(request: Request, path: str) -> Response:
    """Send the browser to another page after a form (303), with or without scripts.

    Args:
        request: What was sent.
        path: A path of ours; never one that came with the request.

    Returns:
        The redirect.
    """
    if is_fragment(request):
        return Response(status_code=204, headers={"HX-Redirect": path})
    return RedirectResponse(path, status_code=303)


def address(path: str, **query: object) -> str:
    """Write a path with its query, empty values left out.

    Args:
        path: A path of ours.
        query: Names and values.

    Returns:
        The address.
    """
    given = {name: value for name, value in query.items() if value not in {None, ""}}
    return f"{path}?{urlencode(given)}" if given else path


def marked(text: str, marks: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """Cut a text where marks begin and end.

    Args:
        text: Any text.
        marks: Half-open offsets in it, in order.

    Returns:
        Its pieces, each with whether it is marked; joined they are the text.
    """
    pieces, at = [], 0
    for start, end in marks:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]


def _may(visitor: Visitor | None, method: str, path: str) -> bool:
    needed = roles.ACCESS[method, path]
    return needed is None or (visitor is not None and visitor.user.role.covers(Role(needed)))


def _local(instant: dt.datetime | None, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).strftime("%Y-%m-%d %H:%M") if instant else "—"


def _worded(words: Mapping[str, str]) -> Callable[[object], str]:
    return lambda word: words.get(str(word), str(word))
