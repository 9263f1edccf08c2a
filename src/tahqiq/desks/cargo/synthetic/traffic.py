"""What arrives at three invented posts: ordinary consignments, concealments, and honest ones that look like
them. The same seed gives the same year.

It is made by us and knows what our rules ask: what is measured on it says how a rule behaves on such traffic,
not how it would on anybody's real one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from tahqiq.model.types.container import check_digit

SEA, AIR, ROAD = "umm-qasr", "baghdad-airport", "trebil"
POSTS = (SEA, AIR, ROAD)
GOODS = (
    ("690721", "بلاط سيراميك", 28.0, 0.6),
    ("080810", "تفاح", 18.0, 0.9),
    ("100630", "رز", 50.0, 0.8),
    ("940360", "أثاث خشبي", 40.0, 3.0),
    ("851713", "هواتف", 9.0, 120.0),
    ("847130", "حواسيب محمولة", 12.0, 90.0),
    ("310210", "سماد يوريا", 50.0, 0.4),
    ("401110", "إطارات", 11.0, 4.0),
    ("300490", "أدوية", 8.0, 60.0),
    ("252329", "سمنت", 50.0, 0.1),
)
"""HS code, name, kilograms of a package, dollars of a kilogram."""
COVER = ("080810", "690721", "310210", "100630")
OWNERS = ("TSTU", "SMPU", "EXLU")
HIDDEN, ALIKE = 0.012, 0.05
"""The shares of consignments with something hidden in them, and of honest ones that look so: a new lorry, a
seal changed by a guard, a scale that errs."""


@dataclass(slots=True)
class Sent:
    """One consignment as it is and as it is told. ``hidden`` names the way of concealment ("" : clean);
    ``alike`` what an honest one has in common with those."""

    number: str
    post: str
    day: date
    hs: str
    goods: str
    packages: int
    gross: int
    value: float
    shipper: str
    consignee: str
    declarant: str
    phone: str
    box: str = ""
    seal: str = ""
    tractor: str = ""
    trailer: str = ""
    driver: str = ""
    document: str = ""
    load: str = ""
    hidden: str = ""
    alike: str = ""
    weighed: list[int] = field(default_factory=list)
    seal_seen: str = ""
    opened: bool = False
    notify: str = ""
    more_carried: tuple[int, int] = (0, 0)

    @property
    def carried(self) -> tuple[int, int]:
        """Pieces and kilograms as an airline loaded them."""
        return self.packages + self.more_carried[0], self.gross + self.more_carried[1]


@dataclass(frozen=True, slots=True)
class Lorry:
    """A tractor with its usual trailer and driver."""

    tractor: str
    trailer: str
    driver: str
    document: str


class Traffic:
    """Consignments day by day. ``story`` may give the plate, name and telephone of the case's driver: his
    lorry brings one of the concealments on the last day."""

    def __init__(self, seed: int, story: Mapping[str, str] | None = None) -> None:
        self.dice = Random(f"{seed}/cargo")  # noqa: S311  # invented data, no secret
        self.made = 0
        self.fleet = [self._lorry() for _ in range(40)]
        self.firms = [
            f"شركة {first} {second}"
            for first in ("النخيل", "الرافدين", "البصرة", "دجلة", "الفرات", "بابل")
            for second in ("للتجارة", "للمقاولات", "للأغذية", "للنقل")
        ]
        self.shippers = [
            f"{first} {second}"
            for first in ("EAST", "GOLDEN", "ORIENT", "SILK")
            for second in ("TRADING", "FOODS", "STONE", "ELECTRONICS")
        ]
        self.brokers = [
            f"مكتب {name} للتخليص"
            for name in ("الأمين", "السلام", "الخليج", "النور", "التعاون", "الهدى", "الواحة", "المنار")
        ]
        self.story = dict(story or {})

    def day(self, when: date, count: int, last: bool = False) -> list[Sent]:
        """About ``count`` consignments of one day, a third at each post; on the ``last`` day the case's own
        lorry, parcel and box are among them."""
        found = [self._sent(when, POSTS[no % 3]) for no in range(count)]
        if last and self.story:
            found.append(self._driver(when))
            found.append(self._parcel(when))
            found.append(self._box(when))
        return found

    def one(self, when: date, post: str, kind: str) -> Sent:
        """One consignment of a day at a post: ``kind`` is hidden, alike, or "" for an ordinary one."""
        one = self._plain(when, post)
        return {SEA: self._sea, AIR: self._air, ROAD: self._road}[post](one, kind)

    def _sent(self, when: date, post: str) -> Sent:
        one = self._plain(when, post)
        chance = self.dice.random()
        kind = "hidden" if chance < HIDDEN else "alike" if chance < HIDDEN + ALIKE else ""
        return {SEA: self._sea, AIR: self._air, ROAD: self._road}[post](one, kind)

    def _plain(self, when: date, post: str) -> Sent:
        dice = self.dice
        self.made += 1
        hs, goods, unit, price = dice.choice(
            [one for one in GOODS if (post == AIR) == (one[0] in ("851713", "847130", "300490"))]
        )
        packages = dice.randint(3, 40) if post == AIR else dice.randint(120, 500)
        gross = round(packages * unit * dice.uniform(0.92, 1.08))
        return Sent(
            f"{'ZZ' if post == SEA else 'TR'}{when:%y%m%d}{self.made:05d}",
            post,
            when,
            hs,
            goods,
            packages,
            gross,
            round(gross * price * dice.uniform(0.8, 1.25), 2),
            dice.choice(self.shippers),
            dice.choice(self.firms),
            dice.choice(self.brokers),
            f"96477{dice.randrange(10**8):08d}",
        )

    def _sea(self, one: Sent, kind: str) -> Sent:
        owner, serial = self.dice.choice(OWNERS), f"{self.made % 10**6:06d}"
        one.box, one.seal, one.load = (
            f"{owner}{serial}{check_digit(owner + serial)}",
            f"SL{self.made:06d}",
            self.dice.choice(("CNSHA", "AEJEA", "INNSA", "TRMER")),
        )
        one.seal_seen, one.weighed = one.seal, [one.gross + 2300 + self.dice.randint(-120, 120)]
        if kind == "hidden":
            one.hidden, one.seal_seen = "rip-on", f"SL9{self.made:05d}"
            one.weighed = [one.weighed[0] + self.dice.randint(5_800, 7_000)]
            self._cover(one)
        elif kind == "alike":
            one.alike = self.dice.choice(("seal", "scale"))
            if one.alike == "seal":
                one.seal_seen = f"SL8{self.made:05d}"
            else:
                one.weighed = [one.weighed[0] + 6_200]
        return one

    def _air(self, one: Sent, kind: str) -> Sent:
        serial = f"{7_000_000 + self.made:07d}"
        one.number, one.load = (
            f"999-{serial}{int(serial) % 7}",
            self.dice.choice(("IST", "DXB", "AMM", "BEY")),
        )
        if kind:
            one.shipper, one.consignee = f"NEW SENDER {self.made}", f"شركة جديدة {self.made}"
            one.notify = f"جهة أخرى {self.made}"
            one.hs, one.goods = ("847130", "قطع غيار")
        if kind == "hidden":
            one.hidden, one.value = "undervalued parcel", round(one.gross * 0.8, 2)
            one.more_carried = 2, 31  # what was put in flew along
        elif kind == "alike":
            one.alike = "new sender"
        return one

    def _road(self, one: Sent, kind: str) -> Sent:
        lorry = self.dice.choice(self.fleet)
        one.load = "JOAMM"
        if kind:
            lorry = Lorry(lorry.tractor, self._lorry().trailer, lorry.driver, lorry.document)
        one.tractor, one.trailer, one.driver, one.document = (
            lorry.tractor,
            lorry.trailer,
            lorry.driver,
            lorry.document,
        )
        one.seal = one.seal_seen = f"ES-{self.made:06d}"
        full = one.gross + 14_500
        one.weighed = [full + self.dice.randint(-60, 60), full + self.dice.randint(-60, 60)]
        if kind == "hidden":
            one.hidden, one.opened = "unloaded on the way", True
            one.weighed[1] -= self.dice.randint(450, 1_400)
            self._cover(one)
        elif kind == "alike":
            one.alike = self.dice.choice(("pair", "seal", "scale"))
            one.opened = one.alike == "seal"
            if one.alike == "scale":
                one.weighed[1] -= 600
        return one

    def _cover(self, one: Sent) -> None:
        one.hs = self.dice.choice(COVER)
        one.goods = next(goods for hs, goods, _, _ in GOODS if hs == one.hs)

    def _driver(self, when: date) -> Sent:
        """The lorry of the case: apples in an insulated trailer that nobody saw behind it before, lighter at
        the second scale."""
        one = self._road(self._of_story(when, ROAD), "hidden")
        one.tractor, one.driver, one.document, one.phone = (
            self.story["plate"],
            self.story["name"],
            self.story.get("document") or "X0000001",
            self.story.get("phone", ""),
        )
        one.hs, one.goods, one.hidden = "080810", "تفاح", "case lorry"
        return one

    def _parcel(self, when: date) -> Sent:
        """The parcel of the case, to a consignee with the telephone of the case."""
        one = self._air(self._of_story(when, AIR), "hidden")
        one.phone, one.hidden = self.story.get("phone", ""), "case parcel"
        return one

    def _box(self, when: date) -> Sent:
        """The container of the case, to a consignee with the telephone of the case: another seal at the gate
        than in the manifest, and heavier than on the ship."""
        one = self._sea(self._of_story(when, SEA), "hidden")
        one.number, one.phone, one.hidden = (
            f"ZZ{when:%y%m%d}{self.made:05d}",
            self.story.get("phone", ""),
            "case box",
        )
        return one

    def _of_story(self, when: date, post: str) -> Sent:
        self.made += 1
        return Sent(
            f"TR{when:%y%m%d}{self.made:05d}",
            post,
            when,
            "847130",
            "قطع غيار",
            20,
            400 if post == AIR else 19_800,
            9_000.0,
            "GOLDEN FOODS",
            "شركة الجسر للتجارة",
            self.brokers[0],
            "",
        )

    def _lorry(self) -> Lorry:
        self.made += 1
        return Lorry(
            f"{11 + self.made % 9} J {20_000 + self.made}",
            f"{11 + self.made % 9} T {60_000 + self.made}",
            f"سائق {self.made}",
            f"J{self.made:07d}",
        )


def at_hour(day: date, hour: float) -> datetime:
    """A moment of a day, local."""
    return datetime(day.year, day.month, day.day) + timedelta(
        hours=hour
    )  # local, as tables of posts write it
