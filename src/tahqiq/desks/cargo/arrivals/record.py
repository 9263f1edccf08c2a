"""One consignment at a post, by sea, air or road, with everything that papers, scales, scanners and seals say
of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.checks.differences import SCALE_KILOS, Difference, Tolerance, differences
from tahqiq.desks.cargo.checks.statements import PaperStatement
from tahqiq.desks.cargo.names.names import POST
from tahqiq.formats.cargo.amounts import number
from tahqiq.model.kind import Key, Kind

Mode = Literal["sea", "air", "road"]
What = Literal["entry", "exit", "lane", "weighed", "scanned", "seal", "transfer"]


class ArrivalStatement(Strict):
    """What one source says of the bill (``box`` empty) or of one of its boxes; ``row`` is the segment or line
    of the file. ``weight`` in kilograms, ``boxed``: with the box itself. Empty and None where it says
    nothing."""

    source: str
    file: str
    kind: str
    row: int
    box: str = ""
    weight: float | None = None
    boxed: bool = False
    loaded: str = ""
    seals: list[str] = Field(default=[])
    packages: float | None = None
    consignees: list[str] = Field(default=[])
    hs: list[str] = Field(default=[])


class ArrivalEvent(Strict):
    """Something that happened to the lorry or box on its way: ``value`` is the weight in kilograms, the
    verdict, what the seal told, or the plate of the lorry that took the load over.

    ``lat`` and ``lon`` are degrees where a device gave them; ``lane`` is that of the queue; ``plate`` is the
    lorry where it is another than the one the consignment came with. ``source`` and ``row`` say where it
    stands; what an officer noted by hand has none and names the person in ``by``."""

    what: What
    at: AwareDatetime
    place: str = ""
    value: str = ""
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    lane: str = ""
    plate: str = ""
    source: str = ""
    row: int = 0
    by: str = ""


class Arrival(Strict):
    """One consignment. ``key`` is what tells it again in another paper: bill, carnet, or lorry and day.
    ``day`` is the day of arrival (ISO; "" : nobody says), ``gross`` in kilograms.

    ``driver`` is the document of whoever drives; it is compared with itself, and nothing is asked about the
    person."""

    key: str
    post: Annotated[str, POST]
    mode: Mode
    number: str = ""
    master: str = ""
    declaration: str = ""
    journey: str = ""
    day: str = ""
    containers: list[str] = Field(default=[], max_length=500)
    tractor: str = ""
    trailer: str = ""
    driver: str = ""
    goods: str = ""
    hs: list[str] = Field(default=[])
    origin: str = ""
    load: str = ""
    discharge: str = ""
    nature: str = ""
    gross: float | None = None
    packages: float | None = None
    value: float | None = None
    freight: float | None = None
    shipper: str = ""
    consignee: str = ""
    notify: str = ""
    declarant: str = ""
    carrier: str = ""
    phones: list[str] = Field(default=[])
    odd_boxes: list[str] = Field(default=[], description="Boxes whose number cannot be.")
    said: list[ArrivalStatement] = Field(default=[])
    events: list[ArrivalEvent] = Field(default=[])
    recorded: AwareDatetime

    def differing(self, tolerance: Tolerance | None = None) -> list[Difference]:
        """What differs between the statements about the bill, and about each of its boxes."""
        groups: dict[str, list[ArrivalStatement]] = {}
        for one in self.said:
            groups.setdefault(one.box, []).append(one)
        found: list[Difference] = []
        for box, said in groups.items():
            if len(said) > 1 or box:
                subject = "container" if box else "bill"
                found += differences(
                    subject,
                    [_paper_statement(one, box or self.number) for one in said],
                    tolerance or Tolerance(),
                )
        return found

    def contradictions(self, tolerance: Tolerance | None = None) -> list[Difference]:
        """What papers and scales differ on."""
        return [*self.differing(tolerance), *self.scale_changes()]

    def scale_changes(self) -> list[Difference]:
        """Where it weighs another weight than on the scale before: more than :data:`SCALE_KILOS` apart, with
        the same lorry."""
        changed: list[Difference] = []
        before: tuple[ArrivalEvent, float] | None = None
        for one in sorted(self.events, key=lambda event: event.at):
            weight = number(one.value) if one.what == "weighed" else None
            if one.what == "transfer":
                before = None  # another lorry weighs what it weighs
            if weight is None:
                continue
            if before and before[0].plate == one.plate and abs(before[1] - weight) > SCALE_KILOS:
                said = tuple(_weighing(event, kilos) for event, kilos in (before, (one, weight)))
                changed.append(Difference("bill", self.number or self.key, "scales", said))
            before = one, weight
        return changed

    @property
    def words(self) -> str:
        """Everything it may be looked for by, in small letters, signs left out: numbers, boxes, plates,
        seals, parties, telephones."""
        texts = [
            self.number,
            self.master,
            self.declaration,
            self.journey,
            self.tractor,
            self.trailer,
            self.driver,
            *self.containers,
            *self.phones,
        ]
        texts += [self.goods, self.shipper, self.consignee, self.notify, self.declarant, self.carrier]
        texts += [seal for one in self.said for seal in one.seals]
        texts += [one.value for one in self.events if one.what in ("seal", "transfer")] + [
            one.plate for one in self.events
        ]
        return "\n".join(dict.fromkeys(bare(text) for text in texts if text))


def bare(text: str) -> str:
    """A text as it is looked for: letters and digits alone, in small letters.

    >>> bare("CSQU 305438-3")
    'csqu3054383'
    """
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _paper_statement(one: ArrivalStatement, number: str) -> PaperStatement:
    return PaperStatement(
        one.file,
        one.kind,
        number,
        str(one.row),
        one.weight,
        one.boxed,
        one.loaded,
        set(one.seals),
        one.packages,
        set(one.consignees),
        set(one.hs),
    )


def _weighing(one: ArrivalEvent, kilos: float) -> tuple[str, str, str, str]:
    """What a scale says: where it stands, what told it, line or time, kilograms."""
    told = ("table", str(one.row)) if one.source else ("note", f"{one.at:%Y-%m-%d %H:%M}")
    return (one.place, *told, f"{kilos:g} kg")


_AT = datetime.fromisoformat("2026-03-01T05:40:00+03:00")
ARRIVAL = Kind(
    "cargo-arrival",
    Arrival,
    lambda body: body.number or body.key,
    "cargo",
    Arrival(
        key="BLA4471",
        post="trebil",
        mode="road",
        number="BL-A4471",
        day="2026-03-01",
        tractor="12345",
        trailer="7788",
        goods="تفاح",
        hs=["080810"],
        origin="JO",
        consignee="شركة المخازن",
        declarant="شركة النخيل للتخليص",
        gross=19800.0,
        recorded=_AT,
    ),
    home="desk",
    keys=(
        Key("same", "text", lambda body: body.key),
        Key("post", "text", lambda body: body.post),
        Key("mode", "text", lambda body: body.mode),
        Key("day", "text", lambda body: body.day),
        Key("number", "text", lambda body: body.number),
        Key("consignee", "text", lambda body: body.consignee),
        Key("declarant", "text", lambda body: body.declarant),
        Key("tractor", "text", lambda body: body.tractor),
        Key("recorded", "time", lambda body: body.recorded),
    ),
    together=(("post", "day"), ("same", "recorded")),
)
"""One record for each consignment at a post; what a later paper says is a version of it."""
