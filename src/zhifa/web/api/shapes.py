"""The fields of a step as JSON Schema (2020-12), drawn from the procedure's data."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhifa.enforcement.rules.fields import LONG, TEXT
from zhifa.enforcement.rules.procedure import Field

Schema = dict[str, Any]
PERSON: Schema = {"type": "integer", "minimum": 1}
KEY: Schema = {"type": "string", "pattern": "^[0-9A-Za-z._-]{1,60}$"}
KINDS: Mapping[str, Schema] = {
    "text": {"type": "string", "maxLength": TEXT},
    "name": {"type": "string", "maxLength": TEXT},
    "personal": {"type": "string", "maxLength": TEXT, "writeOnly": True},
    "phone": {"type": "string", "maxLength": TEXT, "writeOnly": True},
    "long": {"type": "string", "maxLength": LONG},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "money": {"type": "string", "pattern": r"^\d{1,16}(\.\d{1,2})?$"},
    "int": {"type": "integer"},
    "flag": {"type": "boolean", "default": False},
    "choice": {"type": "string"},
    "choices": {"type": "array", "uniqueItems": True},
    "person": PERSON,
    "officers": {"type": "array", "items": PERSON, "uniqueItems": True},
    "people": {"type": "array", "items": PERSON, "uniqueItems": True},
    "matter": KEY,
    "party": KEY,
    "recording": KEY,
    "plan": {"type": "string", "description": "每行一期：日期、空格、金额。"},
}


def _options(field: Field) -> Schema:
    if not field.options:
        return {"type": "string", "description": "可选的值由案件给出。"}
    return {
        "type": "string",
        "oneOf": [{"const": code, "title": name} for code, name in field.options],
    }


def property_of(field: Field) -> Schema:
    """One field: its kind, its Chinese name, its limits and choices."""
    found = {"title": field.name, **KINDS[field.kind]}
    if field.help:
        found["description"] = field.help
    if field.least is not None:
        found["minimum"] = field.least
    if field.most is not None:
        found["maximum"] = field.most
    if field.kind == "choice":
        found |= _options(field)
    if field.kind == "choices":
        found["items"] = _options(field)
    return found


def schema_of(fields: Sequence[Field], title: str) -> Schema:
    """What `data` of a step may say; what the schema cannot say, the step's conditions do."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "properties": {f.id: property_of(f) for f in fields},
        "required": [f.id for f in fields if not f.optional and f.kind != "flag"],
    }
