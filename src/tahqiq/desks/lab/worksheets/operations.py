"""A worksheet of a run goes into the examination of its exhibit, and from there into the report."""

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import changed, exhibit_example
from tahqiq.desks.lab.examinations.record import Worksheet
from tahqiq.desks.lab.examinations.requests import OneExaminationRequest
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.findings.run_uses import record_use, require_run_of
from tahqiq.desks.lab.sequences.examples import loaded
from tahqiq.desks.lab.sequences.record import sequence_of
from tahqiq.desks.lab.sequences.view import injection_of
from tahqiq.desks.lab.synthetic_sequence import CAME, EXHIBITS
from tahqiq.desks.lab.worksheets.run_sheets import fire_sheet, limits_of, names_of, propellant_sheet
from tahqiq.desks.lab.worksheets.signs import Sheet
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse


class WorksheetRequest(OneExaminationRequest):
    """A run whose worksheet is filled in."""

    sequence: str = Field(description="The sequence, by the id of its record.")
    run: str = Field(
        min_length=1, max_length=200, description="The run of the exhibit, as the sheet calls it."
    )
    sheet: Sheet = Field(description="Which worksheet: fire debris, or propellants and explosives.")
    substrate: str = Field(
        default="", max_length=200, description="The run of the substrate in the same sequence (fire debris)."
    )
    no_substrate: str = Field(
        default="", max_length=500, description="Why there is no substrate to compare, where there is none."
    )


def fill(at: ActingDesktop, asked: WorksheetRequest, _progress: Progress | None) -> ExaminationView:
    """Fill in a worksheet over a run of the exhibit, beside the blank before it. Raises as
    :func:`require_run_of`; ``WrongUse``: ``lab-barred`` where nothing of the run may be reported,
    ``lab-fire-substrate`` where a fire sheet has neither a substrate nor a reason;
    ``NotFound``; ``Conflict`` (``lab-taken-up``) where this sheet of the run is filled in."""
    kept = working(at, asked.examination)
    sequence, archive = sequence_of(at, asked.sequence)
    injection = injection_of(sequence.body.told, asked.run)
    require_run_of(at, kept, injection)
    if injection.bars or not injection.blank:
        raise WrongUse(
            "lab-barred",
            run=asked.run,
            target=asked.sheet,
            why=" ".join(one.sentence for one in injection.bars) or "-",
        )
    if any((one.sheet, one.run_sha256) == (asked.sheet, injection.sha256) for one in kept.body.worksheets):
        raise Conflict("lab-taken-up", run=asked.run, target=asked.sheet)
    compared = asked.substrate or (f"- {asked.no_substrate.strip()}" if asked.no_substrate.strip() else "")
    if asked.sheet == "fire" and not compared:
        raise WrongUse("lab-fire-substrate")
    substrate = (
        archive.run(injection_of(sequence.body.told, asked.substrate).run)[1] if asked.substrate else []
    )
    ions, parts = archive.run(asked.run)
    blank = archive.run(injection.blank)[1]
    view = (
        fire_sheet(ions, blank, substrate, compared)
        if asked.sheet == "fire"
        else propellant_sheet(parts, blank)
    )
    one = Worksheet(
        sheet=asked.sheet,
        answer=view.answer,
        sequence=sequence.id,
        archive=sequence.body.archive,
        run=asked.run,
        run_sha256=injection.sha256,
        blank=injection.blank,
        substrate=view.substrate,
        requirements=[(each.requirement, each.holds) for each in view.requirements],
        profiles=view.profiles,
        weathering=view.weathering,
        signs=names_of(view.signs),
        limits=limits_of(asked.sheet, view.signs, compared),
        by=at.bench.person.login,
        at=clock.stamp(),
    )
    record_use(at, kept, injection)
    return changed(at, kept, kept.version, worksheets=[*kept.body.worksheets, one])


def _example(at: ActingDesktop) -> WorksheetRequest:
    examination, _ = exhibit_example(at, EXHIBITS[0], CAME)
    return WorksheetRequest(
        case=at.home,
        examination=examination,
        sequence=loaded(at),
        run="12",
        sheet="fire",
        no_substrate="powder, no substrate",
    )


WORKSHEET = Operation(
    "worksheet", WorksheetRequest, ExaminationView, "act", "write-case", fill, _example, leaves=True
)
