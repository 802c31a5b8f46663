"""The JSON Schema of a rule file, for editors: it completes keys and marks slips while typing."""

from __future__ import annotations

from typing import Any, Final, get_args

from cleaner import labels
from cleaner.rulebook.conditions import CONDITION, GUARDS, PATTERNS
from cleaner.rulebook.load import LABELS, RULE, STEP
from cleaner.rulebook.rule import Confidence, Status, Take, Zone

_PHRASES: Final = {
    "oneOf": [
        {"type": "string", "minLength": 1},
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
    ]
}
_WORDS: Final = _PHRASES
_RANGE: Final = {
    "oneOf": [
        {"type": "integer", "minimum": 0},
        {"type": "string", "pattern": r"^\s*(\d+|\d*\s*\.\.\s*\d*)\s*$"},
    ]
}
_ZONES: Final = {
    "oneOf": [
        {"enum": list(get_args(Zone))},
        {"type": "array", "items": {"enum": list(get_args(Zone))}},
    ]
}
_GONE: Final = {
    "oneOf": [
        {"const": True},
        {"enum": list(labels.RULE_LABELS)},
        {"type": "array", "items": {"enum": list(labels.RULE_LABELS)}},
    ]
}
_INNER: Final = {"$ref": "#/$defs/condition"}
_UNLESS: Final = {"oneOf": [_INNER, {"type": "array", "items": _INNER, "minItems": 1}]}
#: Every other key of a file is a rule's name. A schema tries its patterns on all keys, those it
#: lists by name too, so the pattern must leave them out itself.
_RULE_NAME: Final = r"^(?!(disable|lists|sites)$)[a-z0-9]+(-[a-z0-9]+)*$"

#: Key → what may stand there and what it means.
_KEYS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "is": (_PHRASES, "the whole block is one of these phrases"),
    "starts": (_PHRASES, "the block starts with one of these phrases"),
    "ends": (_PHRASES, "the block ends with one of these phrases"),
    "has": (_PHRASES, "one of these phrases stands in the block"),
    "re": ({"type": "string"}, "a regular expression over the folded view"),
    "words": (_RANGE, "how many words the block has: 3, 2..8, ..40, 12.."),
    "chars": (_RANGE, "how many characters the folded view has"),
    "links": (_RANGE, "per cent of the characters that stand in links (HTML only)"),
    "sentence": ({"type": "boolean"}, "the block ends like a sentence"),
    "prose": ({"type": "boolean"}, "the block is long and ends like a sentence"),
    "capitals": ({"type": "boolean"}, "what was matched is set in capitals"),
    "quoted": ({"type": "boolean"}, "a match inside quotation marks counts too"),
    "at": (_ZONES, "where on the page the block stands"),
    "gone": (_GONE, "a rule takes the block in this round: as one of these labels, or as any"),
    "tag": (_WORDS, "an element, class or role around the block (HTML only)"),
    "languages": (_WORDS, "BCP 47 tags of the pages that the rule speaks to"),
    "sites": (_WORDS, "domains that the rule speaks to"),
    "prev": (_INNER, "what the block before must be"),
    "next": (_INNER, "what the block after must be"),
    "unless": (_UNLESS, "what spares the block; of several conditions, any one does"),
    "times": (_RANGE, "how often the step may repeat"),
    "until": (_INNER, "where the walk stops"),
    "why": ({"type": "string", "minLength": 1}, "what the rule knows, in a sentence"),
    "label": ({"enum": list(LABELS)}, "what the block is, where the file does not say"),
    "then": ({"type": "array", "items": {"$ref": "#/$defs/step"}, "minItems": 1}, "the walk on"),
    "take": ({"enum": list(get_args(Take))}, "what leaves the text"),
    "test": ({"type": "string"}, "examples: `-` must go, `=` must stay"),
    "status": ({"enum": list(get_args(Status))}, "the rule's life cycle"),
    "was": (_WORDS, "former ids"),
    "source": ({"type": "string"}, "where the knowledge came from"),
    "confidence": (
        {"enum": list(get_args(Confidence))},
        "medium: no evidence to other rules; low: runs only when selected by its id",
    ),
}
assert set(_KEYS) == {*PATTERNS, *GUARDS, *RULE, *STEP}


def rule_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a rule file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cleaner rules",
        "type": "object",
        "properties": {
            "disable": {**_WORDS, "description": "ids or prefixes of rules to switch off"},
            "lists": {
                "type": "object",
                "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
                "additionalProperties": _PHRASES,
            },
            "sites": {**_WORDS, "description": "sister domains of a site file"},
        },
        "patternProperties": {_RULE_NAME: {"$ref": "#/$defs/rule"}},
        "additionalProperties": False,
        "$defs": {
            "condition": _object(CONDITION),
            "step": _object(STEP),
            "rule": {**_object(RULE), "required": ["why", "test"]},
        },
    }


def _object(keys: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key: {**_KEYS[key][0], "description": _KEYS[key][1]} for key in keys},
        "additionalProperties": False,
        "minProperties": 1,
    }
