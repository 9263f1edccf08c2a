"""Who a person id stands for, for what the caller may see anyway: the values and sources that carry the id."""

from collections.abc import Iterable

from tahqiq.access.door import Door
from tahqiq.kit.errors import NotFound
from tahqiq.web.bodies import EntityBody


def names_of(door: Door, ids: Iterable[str]) -> dict[str, str]:
    """Names by person id; an id that is nobody's (a program, a closed workspace) is left out."""
    found: dict[str, str] = {}
    for person in set(ids):
        try:
            found[person] = door.people.get(person).name
        except NotFound:
            continue
    return found


def named(door: Door, entities: list[EntityBody]) -> None:
    """Write beside each recorded value the name of the person who deposited its source."""
    statements = [item for entity in entities for item in entity.statements]
    names = names_of(door, (item.asserted_by for item in statements))
    for item in statements:
        item.asserted_by_name = names.get(item.asserted_by, "")
