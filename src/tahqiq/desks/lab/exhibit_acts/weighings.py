"""The net weight of an exhibit with its uncertainty."""

import math

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import changed, example
from tahqiq.desks.lab.examinations.record import FINE, Weighing, WeighingDetails
from tahqiq.desks.lab.examinations.requests import ExaminationVersionRequest
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock


class WeighingRequest(WeighingDetails, ExaminationVersionRequest, needs=()):
    """A net weight. Components of its uncertainty are standard uncertainties in grams, but for the
    readability."""

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


WEIGH = Operation(
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
)
