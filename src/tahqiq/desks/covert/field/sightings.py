"""Lines of a surveillance's log that become sightings of a case, and whom observers take somebody for."""

from tahqiq.desk import ActingDesktop, Stated
from tahqiq.desk.lines import changed
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.field.watch import (
    SEEN_LINE,
    Identified,
    SeenLine,
    corrections,
    log_of,
    of_number,
)
from tahqiq.desks.covert.field.watch_requests import (
    SightingsRequest,
    SightingsView,
)
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse
from tahqiq.model.grade import Grade


def publish(at: ActingDesktop, asked: SightingsRequest, _progress: Progress | None) -> SightingsView:
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
        changed(at, SEEN_LINE, line, published=made)
    return SightingsView(source=made, sightings=len(chosen), identifications=identifications)


def _stated(of: SeenLine) -> list[Stated]:
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


def _identification(at: ActingDesktop, of: SeenLine, told_of: Identified) -> str:
    line = of.seen
    text = (
        f"{line.observer}: {line.subject or '–'} = {told_of.who}. {told_of.because} [{line.distance} m; "
        f"{line.seconds} s; {line.light}; {line.obstruction or '–'}; {'+' if told_of.before else '–'}]"
    )
    title = f"{of.of}/{of.number}"
    return at.publish(
        title, [Stated(f"{title}/id", "Document", {"title": [title], "bodyText": [text]})], told_of.grade
    ).source
