"""The traces of a run leave the program: who may export may, and the log has what left."""

import csv
import hashlib
from io import StringIO
from typing import Literal

from pydantic import Field

from tahqiq.desk import ActingDesktop
from tahqiq.desk.answers import MadeFile, Strict
from tahqiq.desks.lab.file_names import file_name
from tahqiq.desks.lab.sequences.record import SEQUENCE
from tahqiq.desks.lab.sequences.view import TracesRequest, traces
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import NotFound, Refused


class TraceExportRequest(TracesRequest):
    """A run and the ions whose traces are wanted, and as what they leave."""

    form: Literal["csv", "png"] = Field(
        default="csv",
        description="As what it leaves: csv (values), png (the picture that the page has drawn of it).",
    )


class TraceExportView(Strict):
    """What left: the digest of the run's file, and the values (time in seconds, counts) as a CSV; null where
    a picture was asked leave for."""

    run: str
    sha256: str
    file: MadeFile | None


def export(at: ActingDesktop, asked: TraceExportRequest, progress: Progress | None) -> TraceExportView:
    """Let the traces of a run leave. Raises ``Refused`` (``print-kept-inside``, or because the person may not
    export), ``NotFound`` (``lab-no-such-run``)."""
    door = at.bench.door
    try:
        at.records(SEQUENCE, at.leaving()).get(asked.sequence, at.home)
    except NotFound:
        at.records(SEQUENCE).get(asked.sequence, at.home)
        raise Refused("print-kept-inside") from None
    view = traces(at, asked, progress)
    with door.audit.act(
        at.actor,
        "export",
        f"lab-run {asked.sequence} {asked.run}",
        at.home,
        {"form": asked.form, "run": view.sha256},
    ) as outcome:
        data = _values(
            view.times, {"total": view.total, **{f"m/z {mass}": trace for mass, trace in view.ions.items()}}
        )
        outcome["sha256"] = hashlib.sha256(data).hexdigest()
    name = file_name(f"run-{asked.run}", ".csv")
    return TraceExportView(
        run=asked.run,
        sha256=view.sha256,
        file=MadeFile.of(name, "text/csv", data) if asked.form == "csv" else None,
    )


def _values(times: list[float], traces: dict[str, list[float]]) -> bytes:
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["seconds", *traces])
    rows.writerows(
        [time, *(f"{trace[place]:g}" for trace in traces.values())] for place, time in enumerate(times)
    )
    return out.getvalue().encode()
