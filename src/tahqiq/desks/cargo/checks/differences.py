"""What differs between the statements about one box or one bill. A difference is a question, never a finding
about anybody."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tahqiq.desks.cargo.checks.statements import LISTS, MANIFESTS, PaperStatement
from tahqiq.formats.cargo.records import AIR
from tahqiq.kit.messages import message

AIR_KILOS = 10.0
"""What is said by air is weighed by pieces: half a tonne would hide every parcel."""
SCALE_KILOS = 400.0
"""What the fuel of a day's way and the errors of two scales explain; more was loaded or unloaded between
them."""
TARE = 5_200.0
"""Kilograms: no ordinary box (reefers of 45 feet included) weighs more when it is empty; an empty one may
have this and the half of a tonne more."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far weights may be apart: whichever of both is more; :data:`TARE` is added where one source weighs
    goods and another the box with them. ``flown`` : no tare."""

    kilos: float = 500.0
    percent: float = 5.0
    flown: bool = False

    def of(self, kinds: Iterable[str]) -> "Tolerance":
        """The same for papers of these kinds: where all are of the air, no more than :data:`AIR_KILOS`.

        >>> Tolerance().of(["FWB", "XFFM"]).kilos, Tolerance().of(["FWB", "SAD"]).kilos
        (10.0, 500.0)
        """
        return (
            Tolerance(min(self.kilos, AIR_KILOS), self.percent, flown=True) if AIR.issuperset(kinds) else self
        )

    def slack(self, weight: float) -> float:
        """Kilograms for a weight."""
        return max(self.kilos, weight * self.percent / 100)

    def in_words(self, locale: str) -> str:
        """Kilograms or per cent, and the tare, in a language.

        >>> Tolerance().of(["FWB"]).in_words("en")
        '10 kg or 5 %, whichever is more'
        """
        words = {"kilos": f"{self.kilos:g}", "percent": f"{self.percent:g}", "tare": f"{TARE:g}"}
        return message("cargo-tolerated" if self.flown else "cargo-tolerated-tare", locale, words).sentence


@dataclass(frozen=True, slots=True)
class Difference:
    """``what`` of the box or bill ``number`` differs: ``said`` are (source, kind of paper, place, value)."""

    subject: str
    number: str
    what: str
    said: tuple[tuple[str, str, str, str], ...]


def differences(subject: str, statements: Sequence[PaperStatement], tolerance: Tolerance) -> list[Difference]:
    """Everything that differs between statements about one thing."""
    found: list[Difference] = []

    def add(what: str, which: Iterable[PaperStatement], value: Callable[[PaperStatement], str]) -> None:
        found.append(
            Difference(
                subject,
                statements[0].number,
                what,
                tuple((one.source, one.kind, one.place, value(one)) for one in which),
            )
        )

    weighed = [
        one for one in statements if one.weight is not None and not (one.weight == 0 and not one.boxed)
    ]
    if _apart(weighed, subject == "container", tolerance.of(one.kind for one in weighed)):
        add("weight", weighed, lambda one: f"{one.weight:g} kg")
    heavy = [one for one in weighed if one.boxed and (one.weight or 0) > TARE + 500]
    empty = [one for one in statements if one.loaded == "empty"]
    if empty and heavy:
        add(
            "heavy",
            dict.fromkeys([*empty, *heavy]),
            lambda one: f"{one.loaded or '-'}, {one.weight or 0:g} kg",
        )
    told = [one for one in statements if one.loaded]
    if len({one.loaded for one in told}) > 1:
        add("loaded", told, lambda one: one.loaded)
    sealed = [one for one in statements if one.seals]
    if len({frozenset(_plain(seal) for seal in one.seals) for one in sealed}) > 1:
        add("seals", sealed, lambda one: ", ".join(sorted(one.seals)))
    counted = [one for one in statements if one.packages is not None]
    if len({one.packages for one in counted}) > 1:
        add("packages", counted, lambda one: f"{one.packages:g}")
    named = [one for one in statements if one.consignees]
    if any(not _same(named[0].consignees, one.consignees) for one in named[1:]):
        add("consignee", named, lambda one: ", ".join(sorted(one.consignees)))
    coded = [one for one in statements if one.hs]
    if any(not _fit(left.hs, right.hs) for left in coded for right in coded if left is not right):
        add("hs", coded, lambda one: ", ".join(sorted(one.hs)))
    return found


def only(statements: Sequence[PaperStatement], kinds: frozenset[str], ports: set[str]) -> Difference | None:
    """A box that a manifest names and no bay plan, or a bay plan for a port of the manifests and no manifest;
    None where not both kinds were read."""
    if not (kinds & LISTS and kinds & MANIFESTS):
        return None
    here = {one.kind for one in statements}
    if here & LISTS and here & MANIFESTS:
        return None
    told = [
        one
        for one in statements
        if one.kind in MANIFESTS or (one.kind in LISTS and (not ports or one.discharge in ports))
    ]
    if not told:
        return None
    return Difference(
        "container",
        told[0].number,
        "only",
        tuple((one.source, one.kind, one.place, one.number) for one in told),
    )


def _apart(weighed: Sequence[PaperStatement], boxes: bool, tolerance: Tolerance) -> bool:
    if len(weighed) < 2:
        return False
    lowest = [one.weight or 0 for one in weighed]
    highest = [
        (one.weight or 0) + (TARE if boxes and not one.boxed and any(other.boxed for other in weighed) else 0)
        for one in weighed
    ]
    return max(lowest) - min(highest) > tolerance.slack(max(lowest))


def _plain(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum())


def _same(left: set[str], right: set[str]) -> bool:
    """Whether two sets of names share one: half of the words of the shorter stand in the other."""
    for one in left:
        for other in right:
            first, second = (set(_words(name)) for name in (one, other))
            if len(first & second) * 2 >= min(len(first), len(second)):
                return True
    return False


def _words(name: str) -> list[str]:
    return "".join(sign.casefold() if sign.isalnum() else " " for sign in name).split()


def _fit(left: set[str], right: set[str]) -> bool:
    """Whether each code of the one is in the other, as far as the shorter of both is written (six digits at
    most)."""
    return all(any(_prefix(one, other) for other in right) for one in left)


def _prefix(one: str, other: str) -> bool:
    first, second = _plain(one)[:6], _plain(other)[:6]
    length = min(len(first), len(second))
    return first[:length] == second[:length]
