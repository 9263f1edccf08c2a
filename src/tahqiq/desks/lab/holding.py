"""What is done with an exhibit in the laboratory: seals, handing on, weighing, splitting; units picked by a
plan."""

import math

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.acts import add_acts
from tahqiq.desk.custody import ExhibitActRequest
from tahqiq.desks.lab.examinations import (
    ExaminationVersionRequest,
    ExaminationView,
    changed,
    example,
    working,
)
from tahqiq.desks.lab.exhibit import ACT_LINE, Picked, Weighing
from tahqiq.desks.lab.sampling import SamplingPlanRequest, Share, plan
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock

FINE = r"^\d{1,9}(\.\d{1,6})?$"


class HandlingRequest(ExhibitActRequest, ExaminationVersionRequest):
    """An act with an exhibit."""


class UnitSamplingRequest(ExaminationVersionRequest):
    """A plan for the units of an exhibit."""

    units: int = Field(ge=1, le=1_000_000, description="How many units there are.")
    proportion: Share = Field(
        default="0.5",
        pattern=r"^0?\.\d{1,6}$|^1(\.0+)?$",
        description="At least this share of them is to be shown positive, as 0.9.",
    )
    confidence: Share = Field(
        default="0.95", pattern=r"^0?\.\d{1,6}$", description="With this confidence, as 0.95."
    )
    negatives: int = Field(
        default=0, ge=0, le=20, description="How many negatives among those examined are allowed for."
    )


class WeighingRequest(ExaminationVersionRequest):
    """A net weight. Components of its uncertainty are standard uncertainties in grams, but for the
    readability."""

    what: str = Field(default="", max_length=200, description="What was weighed; without it, the exhibit.")
    grams: str = Field(pattern=FINE, description="The net weight in grams.")
    balance: str = Field(min_length=1, max_length=100, description="The balance.")
    readability: str = Field(pattern=FINE, description="The smallest step of the balance, in grams.")
    repeatability: str = Field(
        default="0", pattern=FINE, description="Standard deviation of repeated weighings, in grams."
    )
    linearity: str = Field(
        default="0", pattern=FINE, description="Standard uncertainty of linearity, in grams."
    )
    calibration: str = Field(
        default="0", pattern=FINE, description="Standard uncertainty of the balance's calibration, in grams."
    )
    tared: bool = Field(default=True, description="Whether the balance was tared, so that it was read twice.")


def handle(at: ActingDesktop, asked: HandlingRequest, _progress: Progress | None) -> ExaminationView:
    """Write down an act with an exhibit. Raises ``Conflict`` for what cannot have happened
    (``custody-…``)."""
    kept = working(at, asked.examination)
    step = asked.step(kept.body.exhibit)
    custody = add_acts(at, ACT_LINE, kept.id, kept.body.exhibit, kept.body.custody, step)
    return changed(at, kept, asked.version, custody=custody)


def pick(at: ActingDesktop, asked: UnitSamplingRequest, _progress: Progress | None) -> ExaminationView:
    """Pick units at random by a plan; seed and picks are kept. Raises ``WrongUse``
    (``lab-sampling-none``)."""
    kept = working(at, asked.examination)
    made = plan(
        SamplingPlanRequest(
            units=asked.units,
            proportion=asked.proportion,
            confidence=asked.confidence,
            negatives=asked.negatives,
        )
    )
    one = Picked(
        units=made.units,
        proportion=made.proportion,
        confidence=made.confidence,
        negatives=made.negatives,
        examine=made.examine,
        picks=made.picks,
        seed=made.seed,
        at=clock.stamp(),
        by=at.bench.person.login,
    )
    return changed(at, kept, asked.version, picked=[*kept.body.picked, one])


def weigh(at: ActingDesktop, asked: WeighingRequest, _progress: Progress | None) -> ExaminationView:
    """Write down a net weight with its uncertainty (k = 2)."""
    kept = working(at, asked.examination)
    one = Weighing(
        what=asked.what or kept.body.exhibit,
        grams=asked.grams,
        uncertainty=expanded(asked),
        balance=asked.balance,
        at=clock.stamp(),
        by=at.bench.person.login,
    )
    return changed(at, kept, asked.version, weighings=[*kept.body.weighings, one])


def expanded(asked: WeighingRequest) -> str:
    """The expanded uncertainty of a weighing in grams (k = 2, SWGDRUG SD-3, ASTM E2764): readability as a
    rectangle of its width, twice when tared, beside the other components."""
    read = float(asked.readability) / math.sqrt(12)
    parts = [
        read,
        read if asked.tared else 0.0,
        float(asked.repeatability),
        float(asked.linearity),
        float(asked.calibration),
    ]
    digits = max(len(asked.readability.partition(".")[2]), 1)
    up = math.ceil(2 * math.hypot(*parts) * 10**digits - 1e-9) / 10**digits
    return f"{up:.{digits}f}"


OPERATIONS = (
    Operation(
        "handle",
        HandlingRequest,
        ExaminationView,
        "act",
        "write-case",
        handle,
        lambda at: HandlingRequest(
            case=at.home,
            examination=example(at).examination,
            version=1,
            doing="sealed",
            at=clock.now(),
            holder=at.bench.person.login,
            seal="L-0001",
        ),
    ),
    Operation(
        "pick",
        UnitSamplingRequest,
        ExaminationView,
        "act",
        "write-case",
        pick,
        lambda at: UnitSamplingRequest(
            case=at.home, examination=example(at).examination, version=1, units=20
        ),
    ),
    Operation(
        "weigh",
        WeighingRequest,
        ExaminationView,
        "act",
        "write-case",
        weigh,
        lambda at: WeighingRequest(
            case=at.home,
            examination=example(at).examination,
            version=1,
            grams="2.341",
            balance="B-2",
            readability="0.001",
        ),
    ),
)
