"""A list of which every line was decided about, as one that is signed must be."""

from tahqiq.desk import ActingDesktop
from tahqiq.desks.cargo.selection_lists.operations import LineDecisionRequest, SavedListView, decide


def accept_all(at: ActingDesktop, made: SavedListView) -> SavedListView:
    """The list after every line that nobody decided about was accepted."""
    for line in made.lines:
        if not line.choice:
            asked = LineDecisionRequest(
                shift_list=made.shift_list, version=made.version, consignment=line.line.id, choice="accept"
            )
            made = decide(at, asked, None)
    return made
