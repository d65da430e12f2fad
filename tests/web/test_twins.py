"""Everything the desk does, a program can do: every button has its place in the API, or a reason."""

from __future__ import annotations

from kexie_digest.model.desk.user import Role
from kexie_digest.web import api, desk
from kexie_digest.web.security.guard import guarded_routes
from kexie_digest.web.security.roles import ACCESS

#: What a browser alone may do, and why.
ALONE = {
    "/login": "a program comes with a token",
    "/logout": "a token is revoked",
    "/desk/account": "who steals a token shall not get the account: its password is changed in the browser",
    "/desk/account/tokens": "a token shall not make others that outlive it",
}
#: Desk path → API paths, where a form has one address for several acts or another name.
NAMED = {
    "/desk/readers": ("/api/recipients",),
    "/desk/readers/import": ("/api/recipients/import",),
    "/desk/readers/change": (
        "/api/recipients/remove",
        "/api/recipients/suppress",
        "/api/recipients/lift",
    ),
    "/desk/users/{name}": (
        "/api/users/{name}/role",
        "/api/users/{name}/password",
        "/api/users/{name}/disable",
        "/api/users/{name}/enable",
    ),
    "/desk/account/tokens/{token_id}/revoke": ("/api/tokens/{token_id}/revoke",),
    "/desk/editions/{digest}/{number}/deliveries/copies": (
        "/api/editions/{digest}/{number}/deliveries/resend",
        "/api/editions/{digest}/{number}/deliveries/received",
    ),
}
#: Desk pages to look at, where the API's name is another one; parts of a page are left out.
SHOWN = {
    "/desk": "/api/articles",
    "/desk/readers": "/api/recipients",
    "/desk/readers/export": "/api/recipients/export",
    "/desk/account": "/api/tokens",
    "/desk/runs/{run_id}/progress": "/api/runs/{run_id}",
    "/desk/editions/{digest}/{number}/progress": "/api/editions/{digest}/{number}",
}


def _paths(method: str, routers: tuple[object, ...]) -> set[str]:
    return {route.path for route in guarded_routes(routers) if method in route.methods}  # type: ignore[arg-type] # tuples of routers are sequences of them


def test_every_button_has_its_place_in_the_api() -> None:
    """A new form of the desk fails here until a program can do the same, or a reason is given."""
    there = _paths("POST", api.ROUTERS)
    missing = []
    for path in sorted(_paths("POST", desk.ROUTERS) - set(ALONE)):
        twins = NAMED.get(path, (path.replace("/desk", "/api", 1),))
        missing += [(path, twin) for twin in twins if twin not in there]
    assert missing == []


def test_every_page_of_the_desk_can_be_read_by_programs() -> None:
    """What is shown is also given as JSON or as a file."""
    there = _paths("GET", api.ROUTERS)
    pages = _paths("GET", desk.ROUTERS) - {"/login"}
    wanted = {path: SHOWN.get(path, path.replace("/desk", "/api", 1)) for path in pages}
    assert {path: twin for path, twin in wanted.items() if twin not in there} == {}


def test_a_program_needs_the_role_that_a_person_needs() -> None:
    """The API is no way round a role: no twin asks for less than the desk's own form."""
    for path in _paths("POST", desk.ROUTERS) - set(ALONE):
        for twin in NAMED.get(path, (path.replace("/desk", "/api", 1),)):
            here, there = ACCESS["POST", path], ACCESS["POST", twin]
            assert here is not None, path
            assert there is not None, twin
            assert Role(there).covers(Role(here)), twin


def test_reasons_and_names_are_of_forms_that_exist() -> None:
    """A form that is gone leaves no excuse behind."""
    assert set(ALONE) | set(NAMED) <= _paths("POST", desk.ROUTERS)
    assert set(SHOWN) <= _paths("GET", desk.ROUTERS)
