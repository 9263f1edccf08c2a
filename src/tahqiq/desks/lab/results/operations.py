"""Results of techniques are entered by hand in the ledger of an exhibit, each of a substance that is chosen
from the known ones."""

from pydantic import Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.examinations.counted import standing_results, substance_of
from tahqiq.desks.lab.examinations.ledger import THROUGH_PACKAGE, Result
from tahqiq.desks.lab.examinations.lookup import examination_of, working
from tahqiq.desks.lab.examinations.operations import changed, example
from tahqiq.desks.lab.examinations.record import Entered, Examination
from tahqiq.desks.lab.examinations.requests import ExaminationVersionRequest, OneExaminationRequest
from tahqiq.desks.lab.examinations.seals import require_reached
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.results.known import Where, known, named
from tahqiq.desks.lab.results.measured_of import require_measured_of
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse

NO_ROWS_OF_ITS_OWN = ("", "text", "media")
"""As what data of an instrument, a photograph of a plate or a printed chromatogram are read; calls, payments
or registers are none."""


class ResultRequest(ExaminationVersionRequest):
    """A result to enter."""

    result: Result = Field(description="What the technique said.")
    source: str = Field(
        default="",
        max_length=16,
        description="The data as a source of the case, by its id; its digest is taken for that of the data.",
    )


class KnownSubstanceView(Strict):
    """A substance: its name, the Arabic one ("": none), and where the name is known from."""

    name: str
    also: str
    where: Where


class KnownSubstancesView(Strict):
    """The names, nearest to the exhibit first."""

    substances: list[KnownSubstanceView]


class KnownSubstancesRequest(OneExaminationRequest):
    """The names that hold a text."""

    text: str = Field(
        default="",
        max_length=200,
        description="A name or a part of one, in Latin or Arabic letters; all without.",
    )


def enter(at: ActingDesktop, asked: ResultRequest, _progress: Progress | None) -> ExaminationView:
    """Enter a result; earlier ones stay as they are, in every version. Raises ``WrongUse``: ``lab-issued``
    once the examination was released, ``lab-substance-unlisted`` for a name that is not known and of which
    nobody said so, ``lab-other-case`` where the data are those of another case,
    ``lab-data-of-another-kind`` where the program read calls, payments or the like in them; ``Conflict``
    (``lab-result-there``: the ledger holds just this result; ``lab-sealed``: the opening of its seal comes
    first); ``NotFound``; and as
    :func:`~tahqiq.desks.lab.results.measured_of.require_measured_of` where they are of another exhibit."""
    kept = working(at, asked.examination)
    if asked.result.technique not in THROUGH_PACKAGE:
        require_reached(kept.body)
    one = Entered(
        **{**asked.result.model_dump(), **_named(at, kept.body, asked.result)},
        by=at.bench.person.login,
        at=clock.stamp(),
    )
    if asked.source:
        source, _ = at.bench.original(asked.source)
        if source.case != at.home:
            raise WrongUse("lab-other-case", name=source.name)
        if source.mapping_name not in NO_ROWS_OF_ITS_OWN:
            raise WrongUse("lab-data-of-another-kind", name=source.name).of_field("source")
        require_measured_of(at, kept, asked.result, source)
        one = one.model_copy(update={"data": source.sha256})
    _require_new(kept.body, one)
    return changed(at, kept, asked.version, results=[*kept.body.results, one])


def _require_new(body: Examination, one: Entered) -> None:
    """Raise ``Conflict`` where a result that counts says the same of the same sampling already."""
    for place, other in standing_results(body):
        if (substance_of(other.substance), _said(other)) == (substance_of(one.substance), _said(one)):
            raise Conflict("lab-result-there", place=place, substance=one.substance)


def _said(one: Entered) -> dict[str, object]:
    """What a result says, without who entered it and when."""
    return one.model_dump(exclude={"substance", "by", "at", "measured", "withdrawn"})


def _named(at: Desktop, body: Examination, result: Result) -> dict[str, str | bool]:
    """The substance of a result as it is known, and whether it is on no list."""
    name = substance_of(result.substance)
    found = next((one for one in known(at, body) if substance_of(one.name) == name), None)
    if found is None and not result.unlisted:
        name = result.substance.strip()[:80]
        raise WrongUse("lab-substance-unlisted", substance=name).of_field("result.substance")
    earlier = any(one.unlisted for one in body.results if substance_of(one.substance) == name)
    unlisted = found is None or (found.where == "exhibit" and earlier)
    return {"substance": result.substance.strip() if found is None else found.name, "unlisted": unlisted}


def look(at: Desktop, asked: KnownSubstancesRequest, _progress: Progress | None) -> KnownSubstancesView:
    """The substances that a result of an exhibit may be about. Raises ``NotFound`` (``lab-no-exhibit``)."""
    found = named(known(at, examination_of(at, asked.examination).body), asked.text)
    return KnownSubstancesView(
        substances=[KnownSubstanceView(name=one.name, also=one.also, where=one.where) for one in found]
    )


def _entering(at: ActingDesktop) -> ResultRequest:
    result = Result(
        technique="colour-test", substance="amphetamine", outcome="positive", basis="reference-material"
    )
    return ResultRequest(case=at.home, examination=example(at).examination, version=1, result=result)


def _asking(at: ActingDesktop) -> KnownSubstancesRequest:
    return KnownSubstancesRequest(case=at.home, examination=example(at).examination, text="amph")


RESULT = Operation(
    "result", ResultRequest, ExaminationView, "act", "write-case", enter, _entering, leaves=True
)
SUBSTANCES = Operation(
    "substances", KnownSubstancesRequest, KnownSubstancesView, "look", "read-case", look, _asking
)
