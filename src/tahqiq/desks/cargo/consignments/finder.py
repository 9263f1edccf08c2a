"""Consignments by any number or name, for the search of the page."""

from collections.abc import Sequence

from tahqiq.desk import Desktop
from tahqiq.desk.lookups import Candidate, Finder
from tahqiq.desks.cargo.arrivals.record import bare
from tahqiq.desks.cargo.consignments.board import ArrivalBoardRequest, board

SHORTEST = 3
"""Fewer signs than these begin too many numbers."""


def _like(at: Desktop, words: str) -> Sequence[Candidate]:
    """What the board finds with these words; the goods, who gets them and the day stand beside the number."""
    if len(bare(words)) < SHORTEST:
        return ()
    lines = board(at, ArrivalBoardRequest(text=words[:100]), None).lines
    return [
        Candidate(one.id, one.number or one.key, ", ".join(filter(None, (one.goods, one.consignee, one.day))))
        for one in lines
    ]


CONSIGNMENTS = Finder("consignment", _like)
