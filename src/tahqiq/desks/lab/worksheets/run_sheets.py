"""``tahqiq lab fire RUN`` and ``tahqiq lab propellant RUN``: the worksheet of a run beside its blank and the
substrate."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.components.operations import run_of
from tahqiq.desks.lab.signal.components import Component, components
from tahqiq.desks.lab.signal.grid import Ions
from tahqiq.desks.lab.signal.refusals import ions_or_why
from tahqiq.desks.lab.terminal import line
from tahqiq.desks.lab.worksheets.fire import (
    REQUIRED,
    RequirementView,
    answer,
    profiles,
    requirements,
    weathering,
)
from tahqiq.desks.lab.worksheets.signs import PatternSignView, Sheet, seen
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted

SheetAnswer = Literal["gasoline", "none", "undetermined", "signs", "no-signs"]


class FireDebrisRequest(Strict):
    """A run of fire debris and what it is read beside."""

    run: Annotated[Path, ARGUMENT] = Field(description="A run: ANDI, Agilent .D, mzML, mzXML, JCAMP-DX.")
    blank: Path = Field(
        description="The blank of the whole procedure (adsorbent and solvent) that was injected before it."
    )
    substrate: Path | None = Field(
        default=None, description="Material of the same kind without the suspected liquid, burnt or not."
    )
    no_substrate: str = Field(
        default="", max_length=500, description="Why there is no substrate to compare, where there is none."
    )


class PropellantRequest(Strict):
    """A run of suspected propellant or explosive and its blank."""

    run: Annotated[Path, ARGUMENT] = Field(description="A run: ANDI, Agilent .D, mzML, mzXML, JCAMP-DX.")
    blank: Path = Field(description="The blank that was injected before it.")


class FireWorksheetView(Strict):
    """A worksheet: its ``answer`` in words, the requirements of the pattern (fire debris), ``profiles`` as
    shares of the whole signal, ``weathering`` (see the manual; null where it says nothing), the components
    that patterns fit, and the ``limits`` of what such a run can say."""

    sheet: Sheet
    answer: SheetAnswer
    says: str
    next_step: str
    requirements: list[RequirementView]
    profiles: dict[str, float]
    weathering: float | None
    signs: list[PatternSignView]
    substrate: str
    limits: list[str]


def fire(asked: FireDebrisRequest) -> FireWorksheetView:
    """The worksheet of fire debris. Raises ``WrongUse`` (``lab-fire-substrate``) where there is neither a
    substrate nor a reason, and what reading raises."""
    return fire_sheet(
        _ions(asked.run),
        _parts(asked.blank),
        _parts(asked.substrate) if asked.substrate else [],
        _substrate(asked.substrate, asked.no_substrate),
    )


def propellant(asked: PropellantRequest) -> FireWorksheetView:
    """The worksheet of a propellant or explosive."""
    return propellant_sheet(components(_ions(asked.run)), _parts(asked.blank))


def _substrate(path: Path | None, why: str) -> str:
    if path is None and not why.strip():
        raise WrongUse("lab-fire-substrate")
    return path.name if path is not None else f"- {why.strip()}"


def fire_sheet(
    ions: Ions, blank: Sequence[Component], substrate: Sequence[Component], compared: str
) -> FireWorksheetView:
    """The worksheet of fire debris over what was read already; ``compared`` names the substrate, or why there
    is none (after "- ")."""
    found, shares = seen("fire", components(ions), blank, substrate), profiles(ions)
    needs = requirements(found, shares)
    view = answer(needs, found)
    return _sheet_view(
        "fire", view, needs, shares, weathering(found), found, compared, limits_of("fire", found, compared)
    )


def propellant_sheet(parts: Sequence[Component], blank: Sequence[Component]) -> FireWorksheetView:
    """The worksheet of a propellant over what was read already."""
    found = seen("propellant", parts, blank, [])
    view: SheetAnswer = "signs" if any(not one.set_aside for one in found) else "no-signs"
    return _sheet_view("propellant", view, [], {}, None, found, "", limits_of("propellant", found, ""))


def limits_of(sheet: Sheet, found: Sequence[PatternSignView], compared: str) -> list[str]:
    """What a worksheet cannot say, as codes of sentences."""
    if sheet == "propellant":
        limits = ["lab-propellant-inorganic", "lab-propellant-heat", "lab-propellant-use"]
        return limits + (["lab-propellant-reference"] if any(not one.verified for one in found) else [])
    limits = ["lab-fire-origin", "lab-fire-classes", "lab-fire-reference"]
    limits += ["lab-fire-no-substrate"] if compared.startswith("-") else []
    return limits + (["lab-fire-pyrolysis"] if any(one.family == "pyrolysis" for one in found) else [])


def names_of(found: Sequence[PatternSignView]) -> list[str]:
    """The groups that count, each once; "(?)" marks those whose pattern was not verified."""
    return list(
        dict.fromkeys(one.sign + ("" if one.verified else " (?)") for one in found if not one.set_aside)
    )


def _sheet_view(
    sheet: Sheet,
    view: SheetAnswer,
    needs: list[RequirementView],
    shares: dict[str, float],
    light: float | None,
    found: list[PatternSignView],
    compared: str,
    limits: list[str],
) -> FireWorksheetView:
    names = ", ".join(names_of(found)) or "-"
    lacks = ", ".join(one.requirement for one in needs if not one.holds) or "-"
    printed = message(
        f"lab-sheet-says-{view}", wanted(), {"signs": names, "lacking": lacks, "count": len(REQUIRED)}
    )
    return FireWorksheetView(
        sheet=sheet,
        answer=view,
        says=printed.sentence,
        next_step=printed.next_step,
        requirements=needs,
        profiles=shares,
        weathering=light,
        signs=found,
        substrate=compared,
        limits=[message(one, wanted(), {}).sentence for one in limits],
    )


def _ions(path: Path) -> Ions:
    run, _, problems = run_of(path)
    return ions_or_why(path.name, run, problems)


def _parts(path: Path) -> list[Component]:
    return components(_ions(path))


def lines(view: FireWorksheetView) -> list[str]:
    """A worksheet in a terminal."""
    printed = [view.says, view.next_step]
    printed += [
        f"  {line('holds-yes' if one.holds else 'holds-no')}  {one.requirement}: {one.found}"
        for one in view.requirements
    ]
    printed += [
        f"  {line('share', name=name, percent=f'{100 * share:.2f}')}" for name, share in view.profiles.items()
    ]
    printed += [] if view.weathering is None else [f"  {line('weathering', found=f'{view.weathering:g}')}"]
    printed += [
        "  "
        + line(
            "pattern",
            minutes=f"{one.time / 60:.3f}",
            sign=one.sign,
            doubt="" if one.verified else " (?)",
            ions=" ".join(map(str, one.ions)),
            aside=line(f"aside-{one.set_aside}") if one.set_aside else "",
        )
        for one in view.signs
    ]
    return [text for text in [*printed, *view.limits] if text]


FIRE = Tool("fire", FireDebrisRequest, FireWorksheetView, fire, lines)
PROPELLANT = Tool("propellant", PropellantRequest, FireWorksheetView, propellant, lines)
