"""Who may do what: one table, method and path to the least role.

Takes nothing, gives :data:`ACCESS`. An endpoint without a line here answers nobody, and
a test walks all routes to find it.
"""

from kexie_digest.model.user import Role

EDITOR, REVIEWER, PUBLISHER, ADMIN = Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.ADMIN

#: Method and path template → the least role; None: everybody.
ACCESS: dict[tuple[str, str], Role | None] = {
    ("GET", "/"): None,
    ("GET", "/assets/{name}"): None,
    ("GET", "/login"): None,
    ("POST", "/login"): None,
    ("POST", "/logout"): EDITOR,
    ("GET", "/desk"): EDITOR,
    ("POST", "/desk/drops"): EDITOR,
    ("GET", "/desk/articles/{article_id}"): EDITOR,
    ("POST", "/desk/articles/{article_id}/corrections"): EDITOR,
    ("POST", "/desk/articles/{article_id}/corrections/{correction_id}/undo"): EDITOR,
    ("POST", "/desk/articles/{article_id}/settled"): EDITOR,
    ("GET", "/desk/events/{key}"): EDITOR,
    ("POST", "/desk/events/{key}/merge"): EDITOR,
    ("POST", "/desk/events/{key}/split"): EDITOR,
    ("POST", "/desk/events/{key}/rulings/{ruling_id}/undo"): EDITOR,
    ("GET", "/desk/search"): EDITOR,
    ("GET", "/desk/editions"): EDITOR,
    ("GET", "/desk/editions/{digest}/{number}"): EDITOR,
    ("GET", "/desk/editions/{digest}/{number}/preview/{name}"): EDITOR,
    ("POST", "/desk/editions/{digest}/{number}/acts"): EDITOR,
    ("POST", "/desk/editions/{digest}/{number}/taken"): EDITOR,
    ("POST", "/desk/editions/{digest}/{number}/remade"): EDITOR,
    ("POST", "/desk/editions/{digest}/{number}/ticks"): EDITOR,
    ("POST", "/desk/editions/{digest}/{number}/submit"): EDITOR,
    ("POST", "/desk/editions/{digest}/{number}/withdraw"): EDITOR,
    ("POST", "/desk/editions/{digest}/{number}/approve"): REVIEWER,
    ("POST", "/desk/editions/{digest}/{number}/return"): REVIEWER,
    ("GET", "/desk/runs"): EDITOR,
    ("POST", "/desk/runs"): EDITOR,
    ("GET", "/desk/runs/{run_id}"): EDITOR,
    ("GET", "/desk/runs/{run_id}/progress"): EDITOR,
    ("POST", "/desk/runs/{run_id}/cancel"): EDITOR,
    ("GET", "/desk/sources"): EDITOR,
    ("GET", "/desk/themes"): EDITOR,
    ("GET", "/desk/digests"): EDITOR,
    ("GET", "/desk/audit"): REVIEWER,
    ("GET", "/desk/account"): EDITOR,
    ("POST", "/desk/account"): EDITOR,
    ("GET", "/desk/users"): ADMIN,
    ("POST", "/desk/users"): ADMIN,
    ("POST", "/desk/users/{name}"): ADMIN,
    ("GET", "/api/openapi.json"): EDITOR,
    ("POST", "/api/runs"): EDITOR,
    ("GET", "/api/runs/{run_id}"): EDITOR,
}
