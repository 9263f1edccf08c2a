"""Two names beside each other, part by part, as a hit keeps them."""

from tahqiq.desks.passengers.hits.record import NamePart
from tahqiq.names.score import Comparison


def name_parts(compared: Comparison) -> list[NamePart]:
    """The parts of the traveller's name, each beside that of the listed one."""
    return [
        NamePart.model_validate(
            {
                "traveller": one.left.text if one.left else None,
                "listed": one.right.text if one.right else None,
                "relation": one.relation.value,
                "score": round(one.score, 4),
            }
        )
        for one in compared.alignment
    ]
