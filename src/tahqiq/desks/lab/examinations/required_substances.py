"""What must be stated of an exhibit: beside what was looked for, what its sort asks (fenethylline found or
not in captagon) and what its package declares (a medicine)."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.examinations.ledger import Standing, standings
from tahqiq.desks.lab.examinations.record import Examination, Sort


class _Rule(Strict):
    states: list[str]
    source: str
    verified: bool


@cache
def rules() -> dict[Sort, _Rule]:
    """What each sort asks (``required_substances.yaml``), with its source and whether that was verified."""
    text = files(__package__).joinpath("required_substances.yaml").read_text("utf-8")
    return TypeAdapter(dict[Sort, _Rule]).validate_python(yaml.safe_load(text))


def all_standings(body: Examination) -> list[Standing]:
    """Each substance of the ledger, then those that must be stated and are not in it: ``unknown``, with
    ``to-be-stated`` wanting."""
    view = standings(body.results)
    there = {one.substance.casefold() for one in view}
    asked = dict.fromkeys(
        name.strip() for name in (*rules()[body.intake.sort].states, *body.intake.declared) if name.strip()
    )
    return [
        *view,
        *(
            Standing(substance=name, holds="unknown", wanting=["to-be-stated"], counted=[])
            for name in asked
            if name.casefold() not in there
        ),
    ]
