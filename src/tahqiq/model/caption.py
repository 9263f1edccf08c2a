"""What an entity is called on a screen, in a list, on a chart."""

from tahqiq.model.entity import Entity
from tahqiq.model.types.phone import OF_FILE
from tahqiq.model.vocabulary import vocabulary

_CAPITALS = frozenset({"BankAccount"})
"""Identifiers that people write in capitals; their keys are in small letters."""
_NAMED = 30
"""How much of the name of a network, or of the SHA-256 of a document that is not visible, is said."""


def caption(entity: Entity) -> str:
    """The best name among the visible values, the identifier's key where there is none, else the type's name
    and the id's beginning.

    A short number says whose it is, a network's or a document's: the same digits are another thing elsewhere.
    The text keeps its script; show it with ``dir="auto"``.
    """
    schema = vocabulary().schemata.get(entity.schema)
    key = entity.key.upper() if entity.key and entity.schema in _CAPITALS else entity.key
    if schema is None:
        return key or f"{entity.schema} {entity.id.hex()[:8]}"
    named = schema.caption_of(entity.properties) or key or f"{schema.label('en')} {entity.id.hex()[:8]}"
    return f"{named} ({whose})" if (whose := _whose(entity)) else named


def _whose(entity: Entity) -> str:
    if entity.schema != "PhoneNumber":
        return ""
    return entity.numbered or entity.namespace.removeprefix(OF_FILE)[:_NAMED]
