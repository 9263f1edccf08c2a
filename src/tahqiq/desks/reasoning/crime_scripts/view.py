"""A crime script as an answer."""

from collections.abc import Mapping

from tahqiq.desk.answers import Strict
from tahqiq.desks.reasoning.crime_scripts.record import ActDetails, NamedThing, ScriptAct
from tahqiq.desks.reasoning.crime_scripts.scripts import Script
from tahqiq.desks.reasoning.worksheets.record import NoteDetails
from tahqiq.desks.reasoning.worksheets.view import CitedValueView, WorksheetView, cited_value, head
from tahqiq.products.describe import head_json
from tahqiq.products.stated_bodies import Head


class NamedView(Strict):
    """Somebody or something in an act with what it is called; ``about`` null where nothing of it is visible
    any more."""

    entity: str
    words: str
    about: Head | None


class ActView(ActDetails):
    """An act as it stands."""

    actors: list[NamedView]
    tools: list[NamedView]
    places: list[NamedView]
    rests: list[CitedValueView]


class ScriptView(NoteDetails, WorksheetView):
    """A script with its acts in order; ``without_source`` acts rest on nothing recorded that stands."""

    acts: list[ActView]
    without_source: int


def script_view(script: Script, people: Mapping[str, str]) -> ScriptView:
    """A crime script."""
    return ScriptView.model_validate(
        {
            **head(script.paper, people),
            "note": script.paper.body.note,
            "acts": [_act(act, script) for act in script.acts],
            "without_source": script.without_source,
        }
    )


def _act(act: ScriptAct, script: Script) -> dict[str, object]:
    return {
        **act.model_dump(include=set(ActDetails.model_fields)),
        **{
            name: [_named(one, script) for one in getattr(act, name)]
            for name in ("actors", "tools", "places")
        },
        "rests": [cited_value(script.cited[one.reference]) for one in act.rests],
    }


def _named(item: NamedThing, script: Script) -> dict[str, object]:
    seen = script.entities.get(item.entity)
    return {
        "entity": item.entity,
        "words": item.words,
        "about": head_json(seen) if seen is not None else None,
    }
