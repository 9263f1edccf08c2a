"""Who a person id stands for, for what the caller may see anyway: the values and sources that carry the id."""

from tahqiq.access.door import Door
from tahqiq.web.bodies import EntityBody


def named(door: Door, entities: list[EntityBody]) -> None:
    """Write beside each recorded value the name of the person who deposited its source."""
    statements = [item for entity in entities for item in entity.statements]
    names = door.people.names(item.asserted_by for item in statements)
    for item in statements:
        item.asserted_by_name = names.get(item.asserted_by, "")
