"""Units of an exhibit are drawn at random by a sampling plan."""

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import changed, example
from tahqiq.desks.lab.examinations.record import Draw
from tahqiq.desks.lab.examinations.requests import ExaminationVersionRequest
from tahqiq.desks.lab.examinations.seals import require_opened
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.sampling_plans.operations import SamplingPlanRequest, plan
from tahqiq.desks.lab.sampling_plans.record import SamplingPlanDetails
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse


class UnitSamplingRequest(SamplingPlanDetails, ExaminationVersionRequest, needs=("units",)):
    """A plan for the units of an exhibit."""


def pick(at: ActingDesktop, asked: UnitSamplingRequest, _progress: Progress | None) -> ExaminationView:
    """Pick units at random by a plan; seed and picks are kept. Raises ``WrongUse``
    (``lab-sampling-none``, ``lab-units-more``: more than the exhibit holds), ``Conflict``
    (``lab-sealed``)."""
    kept = working(at, asked.examination)
    require_opened(kept.body)
    packages = kept.body.intake.packages
    if packages is not None and asked.units > packages:
        raise WrongUse("lab-units-more", units=asked.units, packages=packages).of_field("units")
    made = plan(
        SamplingPlanRequest(
            units=asked.units,
            proportion=asked.proportion,
            confidence=asked.confidence,
            negatives=asked.negatives,
        )
    )
    one = Draw(
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


PICK = Operation(
    "pick",
    UnitSamplingRequest,
    ExaminationView,
    "act",
    "write-case",
    pick,
    lambda at: UnitSamplingRequest(case=at.home, examination=example(at).examination, version=1, units=20),
)
