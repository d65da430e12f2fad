"""Who may do what: one table, method and path to the least role.

Takes nothing, gives :data:`ACCESS`. An endpoint without a line here answers nobody, and
a test walks all routes to find it.
"""

from kexie_digest.model.desk.user import Role, TokenScope

EDITOR, REVIEWER, PUBLISHER, ADMIN = Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.ADMIN

_SCOPES = {
    EDITOR: TokenScope.EDIT,
    REVIEWER: TokenScope.REVIEW,
    PUBLISHER: TokenScope.PUBLISH,
    ADMIN: TokenScope.ADMIN,
}

#: Method and path template → the least role; None: everybody.
ACCESS: dict[tuple[str, str], Role | None] = {
    ("GET", "/"): None,
    ("GET", "/editions"): None,
    ("GET", "/editions/{digest}/{number}"): None,
    ("GET", "/editions/{digest}/{number}/items/{item}"): None,
    ("GET", "/editions/{digest}/{number}/wechat"): EDITOR,
    ("GET", "/editions/{digest}/{number}/wechat.html"): EDITOR,
    ("GET", "/editions/{digest}/{number}/{name}"): None,
    ("HEAD", "/editions/{digest}/{number}/{name}"): None,
    ("GET", "/editions/{digest}/{number}/pictures/{name}"): None,
    ("HEAD", "/editions/{digest}/{number}/pictures/{name}"): None,
    ("GET", "/{digest}/{number:int}/"): None,
    ("GET", "/{digest}/{number:int}/{name}"): None,
    ("HEAD", "/{digest}/{number:int}/{name}"): None,
    ("GET", "/{digest}/{number:int}/pictures/{name}"): None,
    ("HEAD", "/{digest}/{number:int}/pictures/{name}"): None,
    ("GET", "/themes/{theme}"): None,
    ("GET", "/search"): None,
    ("GET", "/awards"): None,
    ("GET", "/agreements"): None,
    ("GET", "/feeds"): None,
    ("GET", "/feeds/{digest}.{form}"): None,
    ("GET", "/feeds/{digest}/{theme}.{form}"): None,
    ("GET", "/calendar/{digest}.ics"): None,
    ("GET", "/robots.txt"): None,
    ("GET", "/sitemap.xml"): None,
    ("GET", "/subscribe"): None,
    ("POST", "/subscribe"): None,
    ("POST", "/subscribe/link"): None,
    ("GET", "/c/{token}"): None,
    ("POST", "/c/{token}"): None,
    ("GET", "/p/{token}"): None,
    ("POST", "/p/{token}"): None,
    ("GET", "/p/{token}/export"): None,
    ("POST", "/p/{token}/delete"): None,
    ("GET", "/u/{token}"): None,
    ("POST", "/u/{token}"): None,
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
    ("GET", "/desk/readers"): PUBLISHER,
    ("POST", "/desk/readers"): PUBLISHER,
    ("POST", "/desk/readers/import"): PUBLISHER,
    ("POST", "/desk/readers/change"): PUBLISHER,
    ("GET", "/desk/readers/export"): PUBLISHER,
    ("GET", "/desk/editions/{digest}/{number}/deliveries"): PUBLISHER,
    ("POST", "/desk/editions/{digest}/{number}/deliveries/copies"): PUBLISHER,
    ("POST", "/desk/editions/{digest}/{number}/deliveries/{what}"): PUBLISHER,
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
    ("POST", "/desk/account/tokens"): EDITOR,
    ("POST", "/desk/account/tokens/{token_id}/revoke"): EDITOR,
    ("GET", "/desk/users"): ADMIN,
    ("POST", "/desk/users"): ADMIN,
    ("POST", "/desk/users/{name}"): ADMIN,
    ("GET", "/api/openapi.json"): EDITOR,
    ("GET", "/api/articles"): EDITOR,
    ("GET", "/api/articles/{article_id}"): EDITOR,
    ("POST", "/api/articles/{article_id}/corrections"): EDITOR,
    ("POST", "/api/articles/{article_id}/corrections/{correction_id}/undo"): EDITOR,
    ("POST", "/api/articles/{article_id}/settled"): EDITOR,
    ("GET", "/api/events/{key}"): EDITOR,
    ("POST", "/api/events/{key}/merge"): EDITOR,
    ("POST", "/api/events/{key}/split"): EDITOR,
    ("POST", "/api/events/{key}/rulings/{ruling_id}/undo"): EDITOR,
    ("GET", "/api/editions"): EDITOR,
    ("GET", "/api/editions/{digest}/{number}"): EDITOR,
    ("GET", "/api/editions/{digest}/{number}/offered"): EDITOR,
    ("GET", "/api/editions/{digest}/{number}/proofs"): EDITOR,
    ("POST", "/api/editions/{digest}/{number}/acts"): EDITOR,
    ("POST", "/api/editions/{digest}/{number}/taken"): EDITOR,
    ("POST", "/api/editions/{digest}/{number}/remade"): EDITOR,
    ("POST", "/api/editions/{digest}/{number}/ticks"): EDITOR,
    ("POST", "/api/editions/{digest}/{number}/submit"): EDITOR,
    ("POST", "/api/editions/{digest}/{number}/withdraw"): EDITOR,
    ("POST", "/api/editions/{digest}/{number}/approve"): REVIEWER,
    ("POST", "/api/editions/{digest}/{number}/return"): REVIEWER,
    ("GET", "/api/editions/{digest}/{number}/deliveries"): PUBLISHER,
    ("POST", "/api/editions/{digest}/{number}/deliveries/resend"): PUBLISHER,
    ("POST", "/api/editions/{digest}/{number}/deliveries/received"): PUBLISHER,
    ("POST", "/api/editions/{digest}/{number}/deliveries/{what}"): PUBLISHER,
    ("GET", "/api/runs"): EDITOR,
    ("POST", "/api/runs"): EDITOR,
    ("GET", "/api/runs/{run_id}"): EDITOR,
    ("POST", "/api/runs/{run_id}/cancel"): EDITOR,
    ("GET", "/api/sources"): EDITOR,
    ("GET", "/api/themes"): EDITOR,
    ("GET", "/api/digests"): EDITOR,
    ("GET", "/api/recipients"): PUBLISHER,
    ("GET", "/api/recipients/suppressed"): PUBLISHER,
    ("POST", "/api/recipients"): PUBLISHER,
    ("POST", "/api/recipients/import"): PUBLISHER,
    ("POST", "/api/recipients/remove"): PUBLISHER,
    ("POST", "/api/recipients/suppress"): PUBLISHER,
    ("POST", "/api/recipients/lift"): PUBLISHER,
    ("GET", "/api/search"): EDITOR,
    ("GET", "/api/facts/awards"): EDITOR,
    ("GET", "/api/facts/agreements"): EDITOR,
    ("GET", "/api/facts/activities"): EDITOR,
}

#: What only the holder of a token from a mail can ask for: a forged request would have to
#: know the token, and a mail program that leaves a list for its user is another site
#: (RFC 8058 §3.1).
ONE_CLICK = frozenset({("POST", "/u/{token}")})


def scope_for(method: str, needed: Role) -> TokenScope:
    """Say which scope a token needs where a role is needed.

    Args:
        method: The request's; to look takes less than to act.
        needed: The least role, from :data:`ACCESS`.

    Returns:
        The least scope. What only higher roles may see (readers' addresses) takes theirs.
    """
    return TokenScope.READ if method == "GET" and needed is EDITOR else _SCOPES[needed]
