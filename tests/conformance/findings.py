"""A small desk of the tests whose records lie in cases, refer to what was collected, and stand in a
compartment: what the tutorial's does not."""

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from tahqiq.casework.clocks import Clock, Period, Tick
from tahqiq.desk import (
    ActingDesktop,
    Desk,
    Desktop,
    Lifecycle,
    Operation,
    Periodic,
    Place,
    Sample,
    Stated,
    classed,
)
from tahqiq.desk.destruction_requests import destruction
from tahqiq.jobs.progress import Progress
from tahqiq.model.kind import Key, Kind
from tahqiq.samples.truth import Json


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Reference(Strict):
    entity: str = Field(pattern="^[0-9a-f]{32}$")


class Finding(Strict):
    about: list[Reference] = []
    words: str = ""
    weight: int | None = Field(default=None, json_schema_extra=classed("administrative"))
    until: date | None = None


class Written(Strict):
    case: str = Field(description="The case, by id or title.")
    words: str = Field(description="What was found.")
    about: list[str] = Field(default=[], description="What it is about, by ids; may be repeated.")


class Answer(Strict):
    id: str
    version: int
    words: str


class Question(Strict):
    case: str = Field(description="The case, by id or title.")
    words: str = Field(default="", description="Only those with these words.")


class Listed(Strict):
    findings: list[Answer]


class Counted(Strict):
    read: int


def without(body: Finding, gone: frozenset[str]) -> Finding:
    about = [item for item in body.about if item.entity not in gone]
    return Finding(
        about=about,
        words="" if len(about) < len(body.about) else body.words,
        weight=body.weight,
        until=body.until,
    )


FINDING = Kind(
    "finding",
    Finding,
    lambda body: body.words,
    "findings",
    Finding(words="علبة", weight=12),
    keys=(Key("words", "text", lambda body: body.words), Key("weight", "integer", lambda body: body.weight)),
    erased=without,
    until=lambda body: body.until,
)
SECRET = Kind(
    "secret-finding",
    Finding,
    lambda body: body.words,
    "findings",
    Finding(words="سر"),
    keys=(Key("words", "text", lambda body: body.words),),
    compartment="inner",
)
NIGHTLY = Clock(
    "nightly", Period(1, "days"), date(2026, 1, 1), ("Nightly", "كل ليلة", "هەموو شەوێک", "هەر شەڤ")
)


def write(at: ActingDesktop, asked: Written, _progress: Progress | None) -> Answer:
    kept = at.records(FINDING).save(
        Finding(words=asked.words, about=[Reference(entity=one) for one in asked.about]), at.home
    )
    return Answer(id=kept.id, version=kept.version, words=kept.body.words)


def listed(at: Desktop, asked: Question, _progress: Progress | None) -> Listed:
    where = {"words": asked.words} if asked.words else {}
    found = at.records(FINDING).find(where, at.home, limit=500).records
    return Listed(findings=[Answer(id=one.id, version=one.version, words=one.body.words) for one in found])


def stated(at: ActingDesktop, asked: Question, progress: Progress | None) -> Counted:
    found = at.records(FINDING).find({}, at.home).records
    if progress:
        progress.report(0, len(found))
    taken = at.publish(
        "findings", [Stated(one.id, "Article", {"name": [one.body.words or "-"]}) for one in found]
    )
    return Counted(read=taken.records)


def some(at: ActingDesktop) -> Question:
    at.records(FINDING).save(FINDING.example, at.home)
    return Question(case=at.home)


def nightly(at: ActingDesktop, _tick: Tick) -> int:
    return at.records(at.desk.kind("findings-view")).count()[None]


def sample_files(place: Place) -> dict[str, Json]:
    names = [f"علبة {place.dice.randrange(1000)}" for _ in range(max(2, round(20 * place.scale)))]
    (place.folder / "articles.csv").write_text("name\n" + "".join(f"{name}\n" for name in names), "utf-8")
    return {"articles": names}


def sample_records(at: ActingDesktop, truth: Mapping[str, Json]) -> dict[str, int]:
    told = truth["desks"]
    names = told["findings"]["articles"]  # type: ignore[index,call-overload]
    for name in names:  # type: ignore[union-attr]
        at.records(FINDING).save(Finding(words=str(name)), at.home)
    return {FINDING.name: len(names)}  # type: ignore[arg-type]


DESTRUCTION, DESTROYING = destruction(
    "findings",
    lambda at: at.records(FINDING).save(
        Finding(words="علبة", until=date(2020, 1, 1)),
        at.home if at.home != at.desk.file else at.bench.cases()[0].id,
    ),
)
DESK = Desk(
    "findings",
    kinds=(FINDING, SECRET, DESTRUCTION),
    folder="findings_data",
    form_compartments=("inner",),
    lifecycles=(Lifecycle("finding", "finding"),),
    of_things=("finding",),
    clocks=(Periodic(NIGHTLY, nightly),),
    sample=Sample(sample_files, sample_records),
    operations=(
        Operation(
            "write",
            Written,
            Answer,
            "act",
            "write-case",
            write,
            lambda at: Written(case=at.home, words="مسحوق"),
        ),
        Operation("list", Question, Listed, "look", "read-case", listed, some),
        Operation("state", Question, Counted, "job", "deposit", stated, some),
        *DESTROYING,
    ),
)
