"""Lines of a surveillance's log that become sightings of a case, and whom observers take somebody for."""

from typing import Annotated

from pydantic import Field

from tahqiq.desk import ActingDesktop, Stated
from tahqiq.desk.answers import Strict
from tahqiq.desk.lines import changed
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.watches.log import OBSERVATION, Identification, ObservationLine, corrections, log_of
from tahqiq.desks.covert.watches.record import of_number
from tahqiq.desks.covert.watches.requests import WatchReference
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse
from tahqiq.model.grade import Grade

LineNumber = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,4}$")]


class SightingsRequest(WatchReference):
    """Lines that become sightings of a case."""

    case: str = Field(description="The case, by its id or title.")
    lines: list[LineNumber] = Field(
        min_length=1, max_length=2_000, description="Which lines of the log, by number."
    )
    grade: str = Field(description="How what was seen is graded, as scheme and code.")


class SightingsAnswer(Strict):
    """What went into the case: the original with the sightings, and one for each identification."""

    source: str
    sightings: int
    identifications: list[str]


def publish(at: ActingDesktop, asked: SightingsRequest, _progress: Progress | None) -> SightingsAnswer:
    """Hand lines to a case as sightings, sealed as an original with their grade; who an observer takes a
    subject for goes as a graded statement of its own and is no fact. Corrected lines, and lines that went
    before, do not go. Raises ``WrongUse`` (``covert-line-not-sightable``, ``unknown-grade``)."""
    kept = of_number(at, asked.watch)
    body, lines = kept.body, log_of(at, kept)
    grade = Grade.parse(asked.grade)
    chosen = sorted({int(one) for one in asked.lines})
    there, corrected = lines.numbered(chosen), corrections(lines, chosen)
    for number in chosen:
        if number not in there or number in corrected or there[number].body.published:
            raise WrongUse("covert-line-not-sightable", line=number)
    stated = [one for number in chosen for one in _stated(there[number].body)]
    made = at.publish(body.number, list({one.key: one for one in stated}.values()), str(grade)).source
    identifications = [
        _identification(at, line.body, told_of)
        for line in there.values()
        if (told_of := line.body.seen.identified)
    ]
    for line in there.values():
        changed(at, OBSERVATION, line, published=made)
    return SightingsAnswer(source=made, sightings=len(chosen), identifications=identifications)


def _stated(of: ObservationLine) -> list[Stated]:
    line = of.seen
    key = f"{of.of}/{of.number}"
    conditions = "; ".join(
        filter(
            None,
            (
                f"{line.observer} {line.position}".strip(),
                f"{line.distance} m" if line.distance else "",
                f"{line.seconds} s" if line.seconds else "",
                line.light,
                line.obstruction,
            ),
        )
    )
    properties: dict[str, list[str]] = {
        "date": [stamp(line.at)],
        "description": [f"{line.act} [{conditions}]"],
    }
    found: list[Stated] = []
    if line.subject:
        properties["subject"] = [f"{of.of}/{line.subject}"]
        found.append(Stated(f"{of.of}/{line.subject}", "Person", {"name": [line.subject]}))
    if line.place:
        properties["place"] = [f"{of.of}@{line.place}"]
        found.append(Stated(f"{of.of}@{line.place}", "Place", {"name": [line.place]}))
    if line.plate:
        properties["plateNumber"] = [line.plate]
    if line.seconds:
        properties["duration"] = [str(line.seconds)]
    return [*found, Stated(key, "Sighting", properties)]


def _identification(at: ActingDesktop, of: ObservationLine, told_of: Identification) -> str:
    line = of.seen
    text = (
        f"{line.observer}: {line.subject or '–'} = {told_of.who}. {told_of.because} [{line.distance} m; "
        f"{line.seconds} s; {line.light}; {line.obstruction or '–'}; {'+' if told_of.before else '–'}]"
    )
    title = f"{of.of}/{of.number}"
    return at.publish(
        title, [Stated(f"{title}/id", "Document", {"title": [title], "bodyText": [text]})], told_of.grade
    ).source
