"""What the printed list shows: the lines that are opened, and the last decision about each other one."""

from collections.abc import Mapping

from tahqiq.desk import Desktop
from tahqiq.desks.cargo.selection_lists.record import SelectionList


def opened_first(_at: Desktop, body: Mapping[str, object]) -> Mapping[str, object]:
    """A list for paper: ``lines`` are those that are opened, as the screen counts them, ``decided`` the
    last decision about each line, once. Other records of the desk stay as they are."""
    if not {"lines", "decided", "considered"} <= body.keys():
        return body
    told = SelectionList.model_validate({name: body.get(name) for name in SelectionList.model_fields})
    opened = {line.id for line in told.open()}
    last = {one.id: one for one in told.decided}
    lines, decided = body["lines"], body["decided"]
    if not isinstance(lines, list) or not isinstance(decided, list):
        return body
    return {
        **body,
        "lines": [line for line in lines if line["id"] in opened],
        "decided": [one.model_dump(mode="json") for one in last.values()],
    }
