"""Released results become statements of the case: seizures, exhibits, samples with substance and purity, and
lines between seizures whose exhibits are alike, as one sealed document of the desk."""

import json
from collections.abc import Iterator, Mapping, Sequence

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Operation, Stated
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.case_request import CaseRequest
from tahqiq.desks.lab.examinations.counted import net_weights, standing_purity
from tahqiq.desks.lab.examinations.lookup import state_of
from tahqiq.desks.lab.examinations.record import EXAMINATION, Examination
from tahqiq.desks.lab.examinations.required_substances import all_standings
from tahqiq.desks.lab.exhibit_list.operations import SimilarProfileView, alike
from tahqiq.jobs.progress import Progress
from tahqiq.kit.messages import message, wanted
from tahqiq.model.source import Source

TITLE = "laboratory"
"""What the desk's documents of results are called."""


IN_WORDS = ("result", "purityForm")
"""Values that are said in the language asked for."""


class LabStatementsView(Strict):
    """The sealed document: its source ("" : nothing new was released, so that there is none), the exhibits it
    states, those that were stated before as they are, those that wait for their release, and the exhibits
    that are alike."""

    source: str
    exhibits: list[str]
    stated: list[str]
    waiting: list[str]
    alike: list[SimilarProfileView]


def state(at: ActingDesktop, _asked: CaseRequest, _progress: Progress | None) -> LabStatementsView:
    """State the released examinations of a case that no document of the desk states yet as they are now, with
    their seizures and the lines to seizures that are alike. What was stated before stays."""
    found = sorted(at.records(EXAMINATION).every(case=at.home), key=lambda one: one.body.exhibit)
    released = [one for one in found if state_of(at, one) == "issued"]
    waiting = [one.body.exhibit for one in found if one not in released]
    before = _stated(at) if released else {}
    entities = {one.body.exhibit: list(_exhibit(one)) for one in released}
    new = {
        exhibit
        for exhibit, stated in entities.items()
        if any(before.get(each.key) != _facts(each.properties) for each in stated)
    }
    pairs = alike(released)
    touched = [one for one in pairs if {one.exhibit, one.other} & new]
    beside = new | {name for one in touched for name in (one.exhibit, one.other)}
    source = ""
    if new:
        stated = [each for exhibit in entities if exhibit in new for each in entities[exhibit]]
        source = at.publish(TITLE, [*_seizures(released, beside), *stated, *_lines(released, touched)]).source
    return LabStatementsView(
        source=source,
        exhibits=sorted(new),
        stated=[one for one in entities if one not in new],
        waiting=waiting,
        alike=pairs,
    )


def _stated(at: Desktop) -> dict[str, dict[str, list[str]]]:
    """What the documents of the desk in this case say last, by key."""
    found = {}
    for source in sorted((one for one in at.bench.sources() if _own(at, one)), key=lambda one: one.name):
        for line in at.bench.original(source.id)[1].read_text("utf-8").splitlines():
            view = json.loads(line)
            found[str(view["id"])] = _facts(view["properties"])
    return found


def _own(at: Desktop, source: Source) -> bool:
    named = source.name.startswith(f"{at.desk.name} {TITLE} ") and source.format == "ftm"
    return named and source.case == at.home and source.state == "published" and source.original_here


def _facts(properties: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Values that do not depend on the language in which they were stated."""
    return {
        name: view
        for name, values in properties.items()
        if name not in IN_WORDS and (view := sorted(filter(None, values)))
    }


def _seizures(released: Sequence[RecordVersion[Examination]], beside: set[str]) -> Iterator[Stated]:
    """The seizures of some exhibits, each with all substances that were found in its released exhibits."""
    seen: dict[str, list[RecordVersion[Examination]]] = {}
    for one in released:
        if one.body.intake.seizure:
            seen.setdefault(one.body.intake.seizure, []).append(one)
    for number, exhibits in seen.items():
        if not any(one.body.exhibit in beside for one in exhibits):
            continue
        intake = exhibits[0].body.intake
        substances = list(
            dict.fromkeys(
                each.substance for one in exhibits for each in all_standings(one.body) if each.holds == "yes"
            )
        )
        yield Stated(
            f"seizure {number}",
            "Seizure",
            {
                "name": [number],
                "recordNumber": [number],
                "date": [intake.seized_on.isoformat()] if intake.seized_on else [],
                "location": [intake.seized_at],
                "substance": substances,
            },
        )


def _exhibit(one: RecordVersion[Examination]) -> Iterator[Stated]:
    body, intake = one.body, one.body.intake
    yield Stated(
        f"exhibit {body.exhibit}",
        "Exhibit",
        {
            "name": [body.exhibit],
            "exhibitNumber": [body.exhibit],
            "sealNumber": [body.seal],
            "description": [body.appearance],
            "seizure": [f"seizure {intake.seizure}"] if intake.seizure else [],
        },
    )
    for number, each in enumerate(all_standings(body), 1):
        name = f"{body.exhibit} {each.substance}"
        words = message(
            "lab-stated-yes" if each.holds == "yes" else "lab-stated-no",
            wanted(),
            {"substance": each.substance},
        ).sentence
        pure = standing_purity(body, each.substance) if each.holds == "yes" else None
        form = "" if pure is None else message(f"desk-lab-value-{pure.form}", wanted(), {}).sentence
        yield Stated(
            f"sample {body.exhibit} {number}",
            "Sample",
            {
                "name": [name],
                "sampleNumber": [name],
                "substance": [each.substance] if each.holds == "yes" else [],
                "purity": [] if pure is None else [pure.percent],
                "purityForm": [form],
                "laboratory": [intake.laboratory],
                "mass": [f"{one:f}" for one in net_weights(body)[-1:] if each.holds == "yes"],
                "result": [words],
                "exhibit": [f"exhibit {body.exhibit}"],
            },
        )


def _lines(
    released: Sequence[RecordVersion[Examination]], pairs: Sequence[SimilarProfileView]
) -> Iterator[Stated]:
    seizures = {one.body.exhibit: one.body.intake.seizure for one in released}
    for number, pair in enumerate(pairs, 1):
        ends = (seizures[pair.exhibit], seizures[pair.other])
        if pair.apart and all(ends):
            words = message(
                "lab-alike-line",
                wanted(),
                {
                    "value": f"{pair.value:.3f}",
                    "one": pair.exhibit,
                    "other": pair.other,
                    "common": pair.common,
                },
            )
            yield Stated(
                f"alike {number}",
                "UnknownLink",
                {
                    "subject": [f"seizure {ends[0]}"],
                    "object": [f"seizure {ends[1]}"],
                    "role": [words.sentence],
                },
            )


STATE = Operation(
    "state",
    CaseRequest,
    LabStatementsView,
    "act",
    "write-case",
    state,
    lambda at: CaseRequest(case=at.home),
)
