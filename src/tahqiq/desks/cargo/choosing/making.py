"""The list of a shift made at the desk from what arrived: chances from rules in use and what they opened so far, reasons from what papers say."""

import numpy as np
from pydantic import Field

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.cargo.arrivals.arrival import ARRIVAL, Arrival
from tahqiq.desks.cargo.check_tool import told_difference
from tahqiq.desks.cargo.checks.differences import Tolerance
from tahqiq.desks.cargo.choosing import shift as shifts
from tahqiq.desks.cargo.choosing.candidates import ANY, Candidates
from tahqiq.desks.cargo.choosing.kept import AskedKeeping, ToldList, keep
from tahqiq.desks.cargo.choosing.shift import Shift
from tahqiq.desks.cargo.list_tool import made
from tahqiq.desks.cargo.outcomes import figures
from tahqiq.desks.cargo.rulebook.rules_desk import active, outcomes_of
from tahqiq.desks.cargo.rulebook.trial import Met, named_by, names_of
from tahqiq.jobs.register import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import wanted

ENOUGH = 20
"""After so many openings for a rule, what they found is its chance, and no longer the weight that its author gave it."""
EVERY = 0.005
"""The chance of what no rule names and nobody drew yet: never nothing."""
SHIFT = """shift: sample-morning
seed: 20260301
hands: {scanner: 240, team: 720}
examinations:
  scan: {minutes: {scanner: 6}, shows: 0.5}
  full: {minutes: {team: 90}, shows: 0.95}
threats:
  narcotics: {harm: 5}
  weapons: {harm: 8}
  revenue: {harm: 1}
random: {share: 0.08, examination: full}
most_per_declarant: 3
"""


class ListAskedHere(Strict):
    """The shift, and which arrivals it chooses from."""

    shift: str = Field(min_length=10, max_length=20_000, description="The shift in YAML: hands in minutes, examinations, threats, the lot.")
    post: str = Field(min_length=1, max_length=60, description="The post.")
    day: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="The day of arrival.")


def make(at: Desktop, asked: ListAskedHere, progress: Progress | None) -> ToldList:
    """Make the list of a shift and keep it, unsigned. Raises ``Mistake`` for the shift, ``WrongUse`` (``cargo-nothing-arrived``)."""
    shift = shifts.read(asked.shift)
    every = [one.body for one in at.shelf(ARRIVAL).every(order="recorded")]
    outcomes = outcomes_of(at)
    done = {one.consignment for one in outcomes}
    found = [one for one in every if one.post == asked.post and one.day == asked.day and not names_of(one) & done]
    here = sorted(found, key=lambda one: one.key)  # so that the same seed draws the same
    if not here:
        raise WrongUse("cargo-nothing-arrived", post=asked.post, day=asked.day)
    said = named_by(active(at), every, outcomes, {one.key for one in here}, clock.now().date())
    rates = figures.by(outcomes, lambda one: one.rules, None)
    told = made(shift, _offered(shift, here, {one.key: said[one.key][0] for one in here}, rates))
    by_name = {one.number or one.key: one for one in here}
    lines = [
        line.model_copy(update={"line": 0, "reasons": reasons(by_name[line.id], said[by_name[line.id].key][0], rates)})
        for line in told.lines
    ]
    return keep(at, AskedKeeping(made=told.model_copy(update={"lines": lines})), progress)


def reasons(body: Arrival, met: list[Met], rates: dict[str, figures.Rate]) -> list[str]:
    """Why it ranks, in the language of whoever asks: rules with what they opened so far, and what differs between papers."""
    found = []
    for one in met:
        rate = rates.get(one.rule.name)
        found.append(one.rule.title[wanted()] + (f" ({rate.found}/{rate.opened})" if rate is not None else ""))
    return [*found, *(told_difference(one, Tolerance()).sentence for one in body.differing())]


def chance(rule: str, weight: float, rates: dict[str, figures.Rate]) -> float:
    """The chance that a rule speaks for: what its openings found where there are enough, else the weight its author gave it."""
    rate = rates.get(rule)
    return rate.rate if rate is not None and rate.opened >= ENOUGH and rate.rate is not None else weight


def _offered(shift: Shift, here: list[Arrival], said: dict[str, list[Met]], rates: dict[str, figures.Rate]) -> Candidates:
    chances = np.full((len(here), len(shift.threats)), EVERY)
    known = {one.name for one in shift.examinations}
    holds: list[str] = []
    for row, body in enumerate(here):
        hold = ""
        for met in said[body.key]:
            for column, threat in enumerate(shift.threats):
                if met.rule.threat == threat.name:  # rules speak each for itself
                    chances[row, column] = 1 - (1 - chances[row, column]) * (1 - chance(met.rule.name, met.rule.weight, rates))
            if met.rule.hold:
                hold = met.rule.hold if met.rule.hold in known else ANY
        holds.append(hold)
    return Candidates(
        tuple(one.number or one.key for one in here), tuple(range(1, len(here) + 1)), chances, tuple(one.declarant for one in here), tuple(holds), ()
    )  # fmt: skip


def _example(at: Desktop) -> ListAskedHere:
    at.shelf(ARRIVAL).save(ARRIVAL.example)
    return ListAskedHere(shift=SHIFT, post=ARRIVAL.example.post, day=ARRIVAL.example.day)


MAKE = Operation("lists-make", ListAskedHere, ToldList, "act", "write-case", make, _example, group="lists")
