"""Filled forms."""

import json

from tahqiq.formats.filled_form import AnsweredValue, Document, Entry, write

from . import Planter, Tokens


def filled_form(tokens: Tokens) -> tuple[str, bytes]:
    """Answers that are values, answers that are none, notes, states, words that no form writes, and the
    details of the form itself."""
    head = {
        name: tokens(name)
        for name in ("id", "form", "title", "filled_on", "filled_by", "typed_on", "typed_by", "compartment")
    }
    entity = "ab" * 16
    entries = (
        Entry(
            "name",
            "given",
            (tokens("name"),),
            tokens("name.note"),
            AnsweredValue(entity, "Person", "name", ()),
        ),
        Entry(
            "sort",
            "given",
            (tokens("sort"),),
            "",
            AnsweredValue(entity, "Person", "position", (tokens("said"),)),
        ),
        Entry("talk", "given", (tokens("talk"), tokens("talk")), tokens("talk.note")),
        Entry(tokens("path"), tokens("state"), ()),
        Entry("half", "given", (tokens("half"),)),
    )
    data = write(Document(**head, version=1, entries=entries))
    odd = {
        "path": "odd",
        "state": "given",
        "values": [tokens("odd")],
        "entity": tokens("odd.entity"),
        "colour": {"deep": tokens("odd.colour.deep")},
    }
    return "paper.form", data + json.dumps(odd).encode() + b"\n" + tokens("line").encode() + b"\n"


PLANTERS: dict[str, Planter] = {"filled_form": filled_form}
