"""Values to JSON and back, and the JSON Schema of any value.

Takes our frozen dataclasses, gives plain JSON data (ISO dates, lists) or the
other way round, validated. It reads and writes no files.
"""

from typing import Any, TypeVar

from pydantic import TypeAdapter

Value = TypeVar("Value")


#: Building an adapter takes milliseconds, using it microseconds; there is one a class.
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_json(value: object) -> Any:  # noqa: ANN401 - JSON data has no narrower type
    """Turn a value of ``model`` into data that ``json.dumps`` takes.

    Args:
        value: A dataclass instance of ``kexie_digest.model``.

    Returns:
        Dicts, lists, strings, numbers, booleans and None.
    """
    return _adapter(type(value)).dump_python(value, mode="json")


def from_json(kind: type[Value], data: Any) -> Value:  # noqa: ANN401 - as above
    """Rebuild a value from the data :func:`to_json` made.

    Args:
        kind: The dataclass to build.
        data: JSON data.

    Returns:
        The value; equal to the one that was written.

    Raises:
        pydantic.ValidationError: The data does not fit the class.
    """
    value: Value = _adapter(kind).validate_python(data)
    return value


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a value's JSON form.

    Args:
        kind: A dataclass of ``kexie_digest.model``.

    Returns:
        The schema as data.
    """
    return _adapter(kind).json_schema(mode="serialization")
