"""The exhibits of a case as the bench lists them, with what may be said of each, and which look alike."""

from collections.abc import Sequence
from datetime import date

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.examinations.ledger import Holds
from tahqiq.desks.lab.examinations.record import EXAMINATION, Examination
from tahqiq.desks.lab.examinations.required_substances import all_standings
from tahqiq.desks.lab.examinations.stage import stage
from tahqiq.desks.lab.exhibit_list.profile_similarity import likeness
from tahqiq.jobs.progress import Progress


class LabSubstanceView(Strict):
    """A substance of an exhibit and how it stands; ``wanting`` are codes of what is missing."""

    substance: str
    holds: Holds
    wanting: list[str]


class LabExhibitView(Strict):
    """An exhibit of a case: its seizure, where its examination stands, by when its report is wanted, its
    substances."""

    examination: str
    exhibit: str
    seizure: str
    appearance: str
    state: str
    due_on: date | None
    substances: list[LabSubstanceView]


class SimilarProfileView(Strict):
    """Two exhibits whose profiles are alike: how much (0 to 1), over how many components of how many;
    ``apart``: they are of different seizures."""

    exhibit: str
    other: str
    value: float
    common: int
    all: int
    apart: bool


class LabExhibitsView(Strict):
    """The exhibits of a case by their numbers, and pairs of them that are alike, the most alike first. A
    likeness is a lead, no proof of one origin."""

    exhibits: list[LabExhibitView]
    alike: list[SimilarProfileView]


def listed(at: Desktop, _asked: CaseRequest, _progress: Progress | None) -> LabExhibitsView:
    """The exhibits of a case."""
    found = sorted(at.records(EXAMINATION).every(case=at.home), key=lambda one: one.body.exhibit)
    lives = Lives(at, EXAMINATION)
    lines = [
        LabExhibitView(
            examination=one.id,
            exhibit=one.body.exhibit,
            seizure=one.body.intake.seizure,
            appearance=one.body.appearance,
            state=stage(lives.of(one).standing.state, one.body),
            due_on=one.body.intake.due_on,
            substances=[
                LabSubstanceView(substance=each.substance, holds=each.holds, wanting=each.wanting)
                for each in all_standings(one.body)
            ],
        )
        for one in found
    ]
    return LabExhibitsView(exhibits=lines, alike=alike(found))


def alike(found: Sequence[RecordVersion[Examination]]) -> list[SimilarProfileView]:
    """Pairs of examinations whose profiles are alike."""
    pairs = []
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            seen = likeness(one.body.profile, other.body.profile)
            if seen.alike:
                apart = one.body.intake.seizure != other.body.intake.seizure
                pairs.append(
                    SimilarProfileView(
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
    "exhibits",
    CaseRequest,
    LabExhibitsView,
    "look",
    "read-case",
    listed,
    lambda at: CaseRequest(case=at.home),
)
