"""The quality checks of a reference material's run before its spectrum may enter the house library. Every
limit is the signed method's (``house:``)."""

from collections.abc import Iterator, Sequence

from tahqiq.desks.lab.batch.archive import Unpacked
from tahqiq.desks.lab.batch.method import House
from tahqiq.desks.lab.batch.view import InjectionView, SequenceView
from tahqiq.desks.lab.components.operations import SAME_TIME, in_blank, likeness
from tahqiq.desks.lab.in_house_library.record import HouseCheck, HouseMaterial
from tahqiq.desks.lab.ion_labels import atoms, nominal
from tahqiq.desks.lab.signal.components import Component
from tahqiq.model.place import Place

MATERIAL_RUNS = ("calibrator", "check", "mix")
"""The kinds of injections that hold reference material; nothing of an exhibit may become a reference."""


def checks(
    archive: Unpacked,
    view: SequenceView,
    limits: House,
    injection: InjectionView,
    part: Component,
    material: HouseMaterial,
    formula: str,
) -> list[HouseCheck]:
    """Every check with what was found."""
    return [
        HouseCheck(
            check="certificate", holds=bool(material.certificate), found=material.certificate[:12], limit=""
        ),
        _expiry(injection, material),
        HouseCheck(
            check="control",
            holds=view.instrument.in_control,
            found="; ".join(one.what for one in view.instrument.breaches),
            limit="",
        ),
        HouseCheck(check="tune", holds=bool(view.instrument.tune), found=view.instrument.tune, limit=""),
        _blank(archive, view, limits, injection, part),
        HouseCheck(
            check="noise",
            holds=part.ratio >= limits.ratio,
            found=f"{part.ratio:.0f}",
            limit=f"≥ {limits.ratio:g}",
        ),
        HouseCheck(
            check="purity",
            holds=part.purity >= limits.purity,
            found=f"{part.purity:.3f}",
            limit=f"≥ {limits.purity:g}",
        ),
        _saturation(view, injection),
        _replicates(archive, view, limits, injection, part),
        _molecule(limits, part, formula),
    ]


def _expiry(injection: InjectionView, material: HouseMaterial) -> HouseCheck:
    day = (injection.acquired or "")[:10]
    return HouseCheck(
        check="expiry",
        holds=bool(day) and day <= material.expires.isoformat(),
        found=day,
        limit=f"≤ {material.expires.isoformat()}",
    )


def _blank(
    archive: Unpacked, view: SequenceView, limits: House, injection: InjectionView, part: Component
) -> HouseCheck:
    """The last blank before the run; without any the check fails."""
    before = [one.run for one in view.injections if one.kind == "blank" and one.row < injection.row]
    if not before:
        return HouseCheck(check="blank", holds=False, found="", limit=f"≤ {limits.blank:g}")
    share = in_blank(part, archive.run(before[-1])[1]) or 0.0
    return HouseCheck(
        check="blank",
        holds=share <= limits.blank,
        found=f"{before[-1]}: {share:.4f}",
        limit=f"≤ {limits.blank:g}",
    )


def _saturation(view: SequenceView, injection: InjectionView) -> HouseCheck:
    here = Place(row=injection.row).label()
    full = any(one.code == "lab-saturated" and one.place == here for one in view.problems)
    return HouseCheck(check="saturation", holds=not full, found="", limit="")


def _replicates(
    archive: Unpacked, view: SequenceView, limits: House, injection: InjectionView, part: Component
) -> HouseCheck:
    """How many injections of reference material show the same spectrum at the same time, the entry's own
    among them."""
    others = [one.run for one in view.injections if one.kind in MATERIAL_RUNS and one.run != injection.run]
    seen = [max(_alike(archive.run(name)[1], part), default=0.0) for name in others]
    count = 1 + sum(one >= limits.alike for one in seen)
    return HouseCheck(
        check="replicates",
        holds=count >= limits.replicates,
        found=str(count),
        limit=f"≥ {limits.replicates} (cosine ≥ {limits.alike:g})",
    )


def _alike(parts: Sequence[Component], part: Component) -> Iterator[float]:
    return (likeness(part, one) for one in parts if abs(one.time - part.time) <= SAME_TIME)


def _molecule(limits: House, part: Component, formula: str) -> HouseCheck:
    """Whether anything stands beyond the molecule and its isotopes; a formula that cannot be read fails."""
    molecule = nominal(formula)
    if molecule is None:
        return HouseCheck(check="molecule", holds=False, found=formula, limit=f"≤ {limits.stray:g}")
    own = atoms(formula)
    last = molecule + 3 + 2 * (own.get("Cl", 0) + own.get("Br", 0))
    highest = float(part.heights.max())
    beyond = (
        max(
            (float(height) for mass, height in zip(part.mz, part.heights, strict=True) if mass > last),
            default=0.0,
        )
        / highest
    )
    return HouseCheck(
        check="molecule",
        holds=beyond <= limits.stray,
        found=f"M {molecule}: {beyond:.4f}",
        limit=f"≤ {limits.stray:g}",
    )
