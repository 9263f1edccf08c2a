"""What an entity is called on a screen, in a list, on a chart."""

from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary

_CAPITALS = frozenset({"BankAccount"})
"""Identifiers that people write in capitals; their keys are in small letters."""


def caption(entity: Entity) -> str:
    """The best name among the visible values, the identifier's key where there is none, else the type's name
    and the id's beginning.

    The text keeps its script; show it with ``dir="auto"``.
    """
    schema = vocabulary().schemata.get(entity.schema)
    key = entity.key.upper() if entity.key and entity.schema in _CAPITALS else entity.key
    if schema is None:
        return key or f"{entity.schema} {entity.id.hex()[:8]}"
    return schema.caption_of(entity.properties) or key or f"{schema.label('en')} {entity.id.hex()[:8]}"
