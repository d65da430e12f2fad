"""Values survive JSON."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from kexie_digest.model import Edition, Flag, FlagKind, Report, Span
from kexie_digest.model.serialization import from_json, json_schema, to_json

from factories import make_report, sample_edition


def test_an_edition_survives_json() -> None:
    """What is read back is what was written, spans and facts included."""
    edition = sample_edition()
    assert from_json(Edition, json.loads(json.dumps(to_json(edition)))) == edition


def test_a_report_survives_json() -> None:
    """Enumerations, nested tuples and None come back as they were."""
    report = make_report(flags=(Flag(FlagKind.GAP, "缺字", Span(3, 9, line=2), "join"),))
    assert from_json(Report, json.loads(json.dumps(to_json(report)))) == report


def test_wrong_data_is_refused() -> None:
    """Data of another shape is an error, not half a value."""
    with pytest.raises(ValidationError):
        from_json(Edition, {"digest": "weekly"})


def test_the_schema_names_every_field() -> None:
    """The JSON Schema lists the fields of edition.json."""
    schema = json_schema(Edition)
    assert {"digest", "number", "total_number", "sections"} <= set(schema["properties"])
