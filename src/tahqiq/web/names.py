"""Who a person id stands for, for what the caller may see anyway: the values and sources that carry the
id."""

from tahqiq.web.bodies import EntityBody
from tahqiq.workbench import Workbench


def named(bench: Workbench, entities: list[EntityBody]) -> None:
    """Write beside each recorded value the name of the person who deposited its source."""
    statements = [item for entity in entities for item in entity.statements]
    names = bench.names(item.asserted_by for item in statements)
    for item in statements:
        item.asserted_by_name = names.get(item.asserted_by, "")
