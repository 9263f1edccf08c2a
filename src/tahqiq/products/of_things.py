"""A chart of given things, laid out with all that is known between them."""

from collections.abc import Sequence

from tahqiq.access.door import Door
from tahqiq.analyse.layout import layout
from tahqiq.casework.documents import CaseDocuments
from tahqiq.model.scope import Actor
from tahqiq.products.board import Board
from tahqiq.resolve.proposals import Proposals


def chart_of_things(
    door: Door, actor: Actor, proposals: Proposals, case: str, ids: Sequence[str], title: str
) -> str:
    """Begin a chart of the things with these ids in a case; its id. What the person may not see is left
    out. Raises ``NotFound`` (``no-such-case``), ``Refused``."""
    board = Board(door.workspace, door.scope(actor, "analysis"), proposals).draw(list(ids))
    at = {item["id"]: no for no, item in enumerate(board.items)}
    edges = [(at[line["a"]], at[line["b"]]) for line in board.lines if line["a"] in at and line["b"] in at]
    places = layout("force", len(at), edges, seed=1).tolist()
    items = [
        {"entity": one, "x": round(x, 3), "y": round(y, 3)} for one, (x, y) in zip(at, places, strict=True)
    ]
    body = {"items": items, "hidden": [], "groups": []}
    return CaseDocuments(door, actor).make(case, "chart", title, body).document.id
