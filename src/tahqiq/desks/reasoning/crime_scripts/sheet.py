"""A crime script as a table, and as it may leave the program."""

from collections.abc import Mapping
from dataclasses import replace

from tahqiq.casework.citations import Citations
from tahqiq.desks.reasoning.crime_scripts.record import NamedThing
from tahqiq.desks.reasoning.crime_scripts.scripts import Script
from tahqiq.desks.reasoning.crime_scripts.view import script_view
from tahqiq.desks.reasoning.worksheets.sheet import (
    Sheet,
    cited_cells,
    named_freely,
    sheet_text,
    shown_in,
    word,
)
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity


def script_for_products(script: Script, free: Citations) -> tuple[Script, int]:
    """A script without values that no product may hold (outside their order), and how many those are."""
    held = {ref for ref, item in script.cited.items() if item.statement is not None and item.statement.held}
    acts = [
        act.model_copy(update={"rests": [one for one in act.rests if one.reference not in held]})
        for act in script.acts
    ]
    paper = replace(script.paper, body=script.paper.body.model_copy(update={"acts": acts}))
    cited = {ref: item for ref, item in script.cited.items() if ref not in held}
    named = free.heads({ref[0] for ref, item in cited.items() if item.entity is not None})
    return replace(
        script,
        paper=paper,
        entities=free.heads(script.entities),
        cited={ref: named_freely(item, named) for ref, item in cited.items()},
    ), len(held)


def script_table(script: Script, locale: str) -> list[list[str]]:
    """A script as a table: a row for each act."""
    names = ("stage", "act", "how", "actors", "tools", "places", "rests", "gaps", "prevention")
    rows = [[word(f"sheet-{name}", locale) for name in names]]
    for act in script.acts:
        rests = [
            " · ".join(
                filter(
                    None,
                    (
                        *cited_cells(script.cited[one.reference], locale),
                        word(f"cited-{script.cited[one.reference].state}", locale),
                    ),
                )
            )
            for one in act.rests
        ]
        rows.append(
            [
                word(f"stage-{act.stage}", locale),
                act.title,
                act.text,
                *(
                    "; ".join(_name(one, script.entities) for one in some)
                    for some in (act.actors, act.tools, act.places)
                ),
                "\n".join(rests),
                act.gaps,
                act.prevention,
            ]
        )
    return rows


def _name(item: NamedThing, entities: Mapping[str, Entity]) -> str:
    seen = entities.get(item.entity)
    return caption(seen) if seen is not None else item.words


def script_sheet(script: Script, form: Sheet, left_out: int, locale: str) -> str:
    """A script as the text of a file."""
    body = script.paper.body
    table, answer = script_table(script, locale), script_view(script, {})
    return sheet_text(form, body.title, [body.note], table, answer, left_out, locale)


def shown_in_script(script: Script) -> tuple[list[str], set[str]]:
    """Ids of the entities and of the sources that a script shows: what must be free to leave before it
    leaves."""
    return shown_in(list(script.cited.values()), script.entities)
