"""The list of a shift made at the desk from what arrived: chances from rules in use, from what they opened so
far and, with enough openings, from a model taught on them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from pydantic import Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival
from tahqiq.desks.cargo.checks.difference_view import difference_view
from tahqiq.desks.cargo.checks.differences import Difference, Tolerance
from tahqiq.desks.cargo.indicators.operations import active, outcomes_of
from tahqiq.desks.cargo.indicators.trial import Met, named_by, names_of
from tahqiq.desks.cargo.local_model.columns import appearance
from tahqiq.desks.cargo.local_model.model import LocalModel, day_number, memory_of, past_examinations, train
from tahqiq.desks.cargo.local_model.signs import signs_of
from tahqiq.desks.cargo.local_model.wording import InFour, in_four, threat_in_words, why_model
from tahqiq.desks.cargo.outcomes import statistics
from tahqiq.desks.cargo.outcomes.record import Outcome
from tahqiq.desks.cargo.selection_lists import shift as shifts
from tahqiq.desks.cargo.selection_lists.candidates import ANY, Candidates, Learned
from tahqiq.desks.cargo.selection_lists.draft import draft_list
from tahqiq.desks.cargo.selection_lists.operations import SavedListView, SaveListRequest, save
from tahqiq.desks.cargo.selection_lists.record import SelectionListEntry
from tahqiq.desks.cargo.selection_lists.shift import Shift
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.model.kind import day_of

ENOUGH = 20
"""After so many openings for a rule, what they found is its chance, and no longer the weight that its author
gave it."""
EVERY = 0.005
"""The chance of what no rule names and nobody drew yet: never nothing."""
DIFFERS = 0.01
"""By which share of it each thing on which papers or scales differ raises that chance: so that among those of
which nothing else speaks, one whose papers differ comes first, and never before what a rule names."""
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
learning: {follow: 0.1, cells: 0.1, examination: full}
most_per_declarant: 3
"""


class ShiftListRequest(Strict):
    """The shift, and which arrivals it chooses from."""

    shift: str = Field(
        min_length=10,
        max_length=20_000,
        description="The shift in YAML: hands in minutes, examinations, threats, the lot.",
    )
    post: str = Field(min_length=1, max_length=60, description="The post.")
    day: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="The day of arrival.")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known before a list is made: rules that name each consignment (by key), what rules opened so
    far, and a model for each threat that has one."""

    met: Mapping[str, list[Met]]
    rates: Mapping[str, statistics.Rate]
    models: Mapping[str, LocalModel]
    learned: Learned


def make(at: ActingDesktop, asked: ShiftListRequest, progress: Progress | None) -> SavedListView:
    """Make the list of a shift and keep it, unsigned. Raises ``Mistake`` for the shift, ``WrongUse``
    (``cargo-nothing-arrived``)."""
    shift = shifts.read(asked.shift)
    every = [one.body for one in at.records(ARRIVAL).every(order="recorded")]
    outcomes = outcomes_of(at)
    done = {one.consignment for one in outcomes}
    found = [
        one for one in every if one.post == asked.post and one.day == asked.day and not names_of(one) & done
    ]
    here = sorted(found, key=lambda one: one.key)  # so that the same seed draws the same
    if not here:
        raise WrongUse("cargo-nothing-arrived", post=asked.post, day=asked.day)
    known = _known(at, shift, every, outcomes, here, day_number(asked.day))
    told = draft_list(shift, _candidates(shift, here, known))
    places = {one.number or one.key: place for place, one in enumerate(here)}
    lines = [_line(line, here[places[line.id]], places[line.id], known) for line in told.lines]
    remarked = [
        *told.remarked,
        *(
            in_four(lambda locale, threat=threat: _rung(threat.name, known, locale))  # type: ignore[misc]
            for threat in shift.threats
        ),
    ]
    remarks = [one[wanted()] for one in remarked]
    return save(
        at,
        SaveListRequest(
            made=told.model_copy(update={"lines": lines, "remarks": remarks, "remarked": remarked})
        ),
        progress,
    )


def _known(
    at: Desktop, shift: Shift, every: list[Arrival], outcomes: list[Outcome], here: list[Arrival], today: int
) -> Knowledge:
    past = past_examinations(every, outcomes, today)
    said = named_by(
        active(at),
        every,
        outcomes,
        {one.key for one in here} | {one.body.key for one in past},
        day_of(clock.now()),
    )
    features = {key: told for key, (_, told) in said.items()}
    models = {
        threat.name: model
        for threat in shift.threats
        if (model := train(threat.name, past, features, here, today))
    }
    shown = tuple(map(appearance, here))
    learned = Learned(memory_of(past), tuple(map(signs_of, shown)), today, shown)
    return Knowledge(
        {one.key: said[one.key][0] for one in here},
        statistics.rates_by(outcomes, lambda one: one.rules, None),
        models,
        learned,
    )


def _line(line: SelectionListEntry, body: Arrival, place: int, known: Knowledge) -> SelectionListEntry:
    """A line with its reasons, the rules that name it and the model that ranks it, if one does."""
    model = known.models.get(line.threat)
    leading = (
        model
        if model is not None and _of_model(model, place) >= _of_rules(known, body, line.threat)
        else None
    )
    met = known.met[body.key]
    told = reasons(body, met, known.rates)
    told += [why_model(leading, line.threat, place)] if leading is not None else []
    return _spare(line, grounded=bool(met) or leading is not None).model_copy(
        update={
            "line": 0,
            "containers": body.containers,
            "plates": [plate for plate in (body.tractor, body.trailer) if plate],
            "goods": body.goods,
            "reasons": [one[wanted()] for one in told],
            "told": told,
            "rules": [one.rule.name for one in met],
            "model": leading.name if leading is not None else "",
        }
    )


def _spare(line: SelectionListEntry, *, grounded: bool) -> SelectionListEntry:
    """The line; where it ranks by its harm, and nothing but the least chance says that there is any, that it
    takes the capacity that is left."""
    if line.why != "harm" or grounded:
        return line
    words = in_four(lambda locale: message("cargo-opened-spare", locale, {}).sentence)
    return line.model_copy(update={"why": "spare", "words": words, "sentence": words[wanted()]})


def reasons(body: Arrival, met: list[Met], rates: Mapping[str, statistics.Rate]) -> list[InFour]:
    """Why it ranks, in four languages: rules with what they opened so far, and what differs between
    papers and scales."""
    found: list[InFour] = []
    for one in met:
        rate = rates.get(one.rule.name)
        found.append(
            {
                locale: text + (f" ({rate.found}/{rate.opened})" if rate is not None else "")
                for locale, text in one.rule.title.items()
            }
        )
    return [*found, *map(_difference_in_four, body.contradictions())]


def _difference_in_four(one: Difference) -> InFour:
    return in_four(lambda _: difference_view(one, Tolerance()).sentence)


def _rung(threat: str, known: Knowledge, locale: str) -> str:
    """Who leads for a threat: rules alone, rules and a model, or the model."""
    model = known.models.get(threat)
    openings = known.learned.memory.openings
    words: dict[str, str | int] = {
        "threat": threat_in_words(threat, locale),
        "openings": model.openings if model else openings,
        "finds": model.finds if model else 0,
        "percent": f"{100 * model.share:.0f}" if model else "0",
        "model": model.name if model else "",
    }
    return message("cargo-model-leads" if model else "cargo-rules-lead", locale, words).sentence


def chance(rule: str, weight: float, rates: Mapping[str, statistics.Rate]) -> float:
    """The chance that a rule speaks for: what its openings found where there are enough, else the weight its
    author gave it."""
    rate = rates.get(rule)
    return rate.rate if rate is not None and rate.opened >= ENOUGH and rate.rate is not None else weight


def _of_rules(known: Knowledge, body: Arrival, threat: str) -> float:
    """The chance that rules speak for; each speaks for itself."""
    none = 1 - EVERY * (1 + DIFFERS * min(len(body.contradictions()), 9))
    for one in known.met[body.key]:
        if one.rule.threat == threat:
            none *= 1 - chance(one.rule.name, one.rule.weight, known.rates)
    return 1 - none


def _of_model(model: LocalModel, place: int) -> float:
    return model.share * float(model.chances[place])


def _candidates(shift: Shift, here: list[Arrival], known: Knowledge) -> Candidates:
    """The higher of both counts: a new rule knows what no opening could teach yet."""
    chances = np.array([[_of_rules(known, body, threat.name) for threat in shift.threats] for body in here])
    for column, threat in enumerate(shift.threats):
        if (model := known.models.get(threat.name)) is not None:
            chances[:, column] = np.maximum(
                chances[:, column], [_of_model(model, place) for place in range(len(here))]
            )
    depths = {one.name for one in shift.examinations}
    holds = tuple(
        next(
            (
                met.rule.hold if met.rule.hold in depths else ANY
                for met in known.met[body.key]
                if met.rule.hold
            ),
            "",
        )
        for body in here
    )
    return Candidates(
        tuple(one.number or one.key for one in here),
        tuple(range(1, len(here) + 1)),
        chances,
        tuple(one.declarant for one in here),
        holds,
        (),
        known.learned,
    )


def _example(at: ActingDesktop) -> ShiftListRequest:
    at.records(ARRIVAL).save(ARRIVAL.example)
    return ShiftListRequest(shift=SHIFT, post=ARRIVAL.example.post, day=ARRIVAL.example.day)


MAKE = Operation(
    "lists-make", ShiftListRequest, SavedListView, "act", "write-case", make, _example, group="lists"
)
