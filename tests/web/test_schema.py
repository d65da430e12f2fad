"""The API against its own description: bounded random requests, no server error, answers as described."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import checks
from schemathesis.schemas import BaseSchema

from kexie_digest.model.desk.user import TokenScope
from kexie_digest.web import api
from kexie_digest.web.api.description import describe
from kexie_digest.web.security.guard import guarded_routes
from kexie_digest.workflows.accounts import tokens
from kexie_digest.workflows.run import run, scope_of

from newsroom import Newsroom, all_samples, newsroom

pytestmark = pytest.mark.slow

YAML = """
drops: {inbox: {path: drops}}
digests:
  weekly: {title: 周报, review: [初审, 终审]}
"""
_CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
_TOPS = ("maximum", "exclusiveMaximum")
#: Beginning a run is left out: it would collect and publish between two requests; so is closing
#: tokens: the one that asks would be among them.
OPERATIONS = sorted(
    {
        (method, route.path)
        for route in guarded_routes(api.ROUTERS)
        for method in route.methods
        if route.include_in_schema
    }
    - {("POST", "/api/runs"), ("POST", "/api/tokens/{token_id}/revoke")}
)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom with an edition that is being made up."""
    with newsroom(tmp_path_factory.mktemp("schema"), *all_samples()[:3], yaml=YAML) as opened:
        run(opened.context, scope_of(opened.context))
        yield opened


@pytest.fixture(scope="module")
def described(drafted: Newsroom) -> BaseSchema:
    """The API as it describes itself, with a token that may do everything."""
    secret = tokens.make(drafted.context.store, "admin", TokenScope.ADMIN, "试验")
    header = {"Authorization": f"Bearer {secret}"}
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", drafted.app, headers=header)
    schema.config.update(headers=header)
    return schema


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_the_api_does_what_it_says(described: BaseSchema, method: str, path: str) -> None:
    """No 5xx; status, type and shape of every answer to random requests are described."""

    @given(case=described[path][method].as_strategy())
    @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=_CHECKS)

    ask()


def test_every_operation_says_all_a_caller_needs(drafted: Newsroom) -> None:
    """A Chinese and an English summary, scope, error shape, bounds; POSTs take an idempotency key."""
    told = describe(drafted.app)
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            place = f"{method} {path}"
            assert not operation["summary"].isascii(), place
            assert any(part.isascii() for part in operation["summary"].split()), place
            assert "令牌范围" in operation["description"], place
            assert operation["security"] == [{"bearer": []}], place
            for status in ("401", "403", "404", "422"):
                shape = operation["responses"][status]["content"]["application/problem+json"]["schema"]
                assert shape == {"$ref": "#/components/schemas/Problem"}, place
            for one in operation.get("parameters", ()):  # an integer of PostgreSQL holds no more
                if one["schema"].get("type") == "integer":
                    assert min(one["schema"].get(top, 2**40) for top in _TOPS) <= 2**31, (place, one["name"])
            names = [one["name"] for one in operation.get("parameters", ())]
            assert ("Idempotency-Key" in names) is (method == "post"), place
    assert set(told["components"]["schemas"]["Problem"]["properties"]) == {
        "type",
        "title",
        "status",
        "detail",
        "code",
        "advice",
        "instance",
    }
