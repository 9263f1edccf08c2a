"""What an entity is called on a screen, in a list, on a chart."""

from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary


def caption(entity: Entity) -> str:
    """The best name among the visible values, the identifier's key where there is none, else the type's name and the id's beginning.

    The text keeps its script; show it with ``dir="auto"``.
    """
    schema = vocabulary().schemata.get(entity.schema)
    if schema is None:
        return entity.key or f"{entity.schema} {entity.id.hex()[:8]}"
    return schema.caption_of(entity.properties) or entity.key or f"{schema.label('en')} {entity.id.hex()[:8]}"
