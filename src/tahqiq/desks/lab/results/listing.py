"""The exhibits of a case as the bench lists them, with what may be said of each, and which look alike."""

from collections.abc import Sequence

from tahqiq.casework.shelves import Kept
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.told import Strict
from tahqiq.desks.lab.asked_of_sort import all_standings
from tahqiq.desks.lab.bench.looking import AskedCase
from tahqiq.desks.lab.exhibit import EXAMINATION, Examination
from tahqiq.desks.lab.ledger import Holds
from tahqiq.desks.lab.results.likeness import likeness
from tahqiq.jobs.progress import Progress


class ToldLabSubstance(Strict):
    """A substance of an exhibit and how it stands; ``wanting`` are codes of what is missing."""

    substance: str
    holds: Holds
    wanting: list[str]


class ToldLabExhibit(Strict):
    """An exhibit of a case: its seizure, where its examination stands, its substances."""

    examination: str
    exhibit: str
    seizure: str
    appearance: str
    state: str
    substances: list[ToldLabSubstance]


class ToldLabLikeness(Strict):
    """Two exhibits whose profiles are alike: how much (0 to 1), over how many components of how many;
    ``apart``: they are of different seizures."""

    exhibit: str
    other: str
    value: float
    common: int
    all: int
    apart: bool


class ToldLabExhibits(Strict):
    """The exhibits of a case by their numbers, and pairs of them that are alike, the most alike first. A
    likeness is a lead, no proof of one origin."""

    exhibits: list[ToldLabExhibit]
    alike: list[ToldLabLikeness]


def listed(at: Desktop, _asked: AskedCase, _progress: Progress | None) -> ToldLabExhibits:
    """The exhibits of a case."""
    found = sorted(at.shelf(EXAMINATION).every(case=at.home), key=lambda one: one.body.exhibit)
    lives = Lives(at, EXAMINATION)
    lines = [
        ToldLabExhibit(
            examination=one.id,
            exhibit=one.body.exhibit,
            seizure=one.body.intake.seizure,
            appearance=one.body.appearance,
            state=lives.of(one).standing.state,
            substances=[
                ToldLabSubstance(substance=each.substance, holds=each.holds, wanting=each.wanting)
                for each in all_standings(one.body)
            ],
        )
        for one in found
    ]
    return ToldLabExhibits(exhibits=lines, alike=alike(found))


def alike(found: Sequence[Kept[Examination]]) -> list[ToldLabLikeness]:
    """Pairs of examinations whose profiles are alike."""
    pairs = []
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            seen = likeness(one.body.profile, other.body.profile)
            if seen.alike:
                apart = one.body.intake.seizure != other.body.intake.seizure
                pairs.append(
                    ToldLabLikeness(
                        exhibit=one.body.exhibit,
                        other=other.body.exhibit,
                        value=seen.value,
                        common=seen.common,
                        all=seen.all,
                        apart=apart,
                    )
                )
    return sorted(pairs, key=lambda pair: -pair.value)


LIST = Operation(
    "exhibits", AskedCase, ToldLabExhibits, "look", "read-case", listed, lambda at: AskedCase(case=at.home)
)
