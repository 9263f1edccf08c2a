"""Papers and tables imported into the desk: what they say of consignments stands beside what others say."""

from typing import Annotated

from pydantic import Field

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import ARGUMENT, COLLECTED, ActingDesktop, Operation
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desks.cargo.arrivals.intake import import_file
from tahqiq.desks.cargo.arrivals.papers import ImportedFile
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound
from tahqiq.model.types.base import DateOrder

SAMPLE = (
    "UNB+UNOA:2+LINE+CUSTOMS+260301:0900+77'UNH+1+CUSCAR:D:95B:UN'BGM+85+MAN1+9'"
    "DTM+132:202603010900:203'TDT+20+V12+1++LINE:172:20+++9074729:146::TEST STAR:PA'"
    "EQD+CN+CSQU3054383+22G1:102:5+++5'SEL+S100+CA'CNI+1+BL-A'RFF+BM:BL-A'LOC+9+CNSHA:139:6'NAD+CN+++BASRA "
    "STORES+2 PORT STREET+BASRA'GID+1+40:CT'FTX+AAA+++CERAMIC TILES'"
    "MEA+AAE+G+KGM:9800'SGP+CSQU3054383+40'CST++690721'UNT+17+1'UNZ+1+77'"
)


class ArrivalsRequest(Strict):
    """A collected paper or table, and the post it is about."""

    source: Annotated[str, ARGUMENT, COLLECTED] = Field(
        description=(
            "The collected manifest, waybill, declaration, bay plan or table in the desk's file, by the "
            "id of its source."
        )
    )
    post: str = Field(min_length=1, max_length=60, description="The post, as the unit calls it.")
    date_order: DateOrder | None = Field(
        default=None, description="dmy, mdy or ymd, where the days of a table do not tell."
    )
    day: str = Field(
        default="",
        pattern=r"^(\d{4}-\d{2}-\d{2})?$",
        description="The day of arrival, where the paper does not say it (waybills name none).",
    )


class ReadArrivalView(Strict):
    """A consignment as it stands after the file: what to compare with the paper. ``gross`` in kilograms."""

    key: str
    number: str
    tractor: str
    trailer: str
    declaration: str
    driver: str
    goods: str
    gross: float | None


class ArrivalsView(Strict):
    """What came of it: consignments seen for the first time, with something new, with nothing new; ``alone``:
    boxes and lines of which no consignment is known (the first hundred); ``problems`` in their place (the
    first hundred); ``read``: the consignments that are new or changed (the first hundred)."""

    new: int
    changed: int
    same: int
    alone_count: int
    alone: list[str]
    problems: list[ProblemView]
    read: list[ReadArrivalView]


def import_paper(at: ActingDesktop, asked: ArrivalsRequest, _progress: Progress | None) -> ArrivalsView:
    """Write down what a collected paper or table says. Raises ``NotFound`` (``no-such-source``), ``WrongUse``
    (``cargo-nothing-here``)."""
    source = at.bench.source(asked.source)
    if source.case != at.home:
        raise NotFound("no-such-source", no=asked.source)
    brought = ImportedFile(source.id, source.name, asked.post.strip(), clock.now(), asked.day)
    made = import_file(at, at.bench.original(source.id)[1], brought, asked.date_order)
    return ArrivalsView(
        new=made.new,
        changed=made.changed,
        same=made.same,
        alone_count=len(made.alone),
        alone=made.alone[:100],
        problems=problem_views(made.problems[:100]),
        read=[
            ReadArrivalView.model_validate(
                {name: getattr(one, name) for name in ReadArrivalView.model_fields}
            )
            for one in made.read[:100]
        ],
    )


def _example(at: ActingDesktop) -> ArrivalsRequest:
    made = at.bench.collect_made(SAMPLE.encode(), "CUSCAR.edi", at.bench.deposit(at.home, zone=ZONE))
    return ArrivalsRequest(source=made.source, post="umm-qasr")


IMPORT = Operation(
    "arrivals-take",
    ArrivalsRequest,
    ArrivalsView,
    "act",
    "write-case",
    import_paper,
    _example,
    group="arrivals",
)
