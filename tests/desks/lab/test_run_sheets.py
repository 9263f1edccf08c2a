"""Worksheets of fire debris and propellants: invented patterns, and public runs that nobody here made (the
petrol run was looked at when the rule was written, the other runs were not)."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tahqiq.desks.lab.readers import read, recognised
from tahqiq.desks.lab.signal.components import Component, components
from tahqiq.desks.lab.signal.grid import ions_of
from tahqiq.desks.lab.spectrum import Run
from tahqiq.desks.lab.worksheets.fire import answer, profiles, requirements, weathering
from tahqiq.desks.lab.worksheets.run_sheets import (
    FireDebrisRequest,
    PropellantRequest,
    fire,
    lines,
    propellant,
)
from tahqiq.desks.lab.worksheets.signs import Sheet, seen, sign_of, signs
from tahqiq.kit.errors import WrongUse

from .run_files import andi
from .runs import Peak
from .runs import run as made
from .test_batch import write

C3, C4 = {105: 1.0, 120: 0.45, 77: 0.1, 91: 0.1}, {119: 1.0, 134: 0.33, 91: 0.13}
PETROL = [
    Peak(40, {91: 1.0, 106: 0.5, 77: 0.1}, 3e5),
    Peak(90, {91: 1.0, 120: 0.25, 65: 0.1}, 6e4),
    Peak(110, C3, 2e5),
    Peak(128, C3, 9e4),
    Peak(146, C3, 6e4),
    Peak(170, C3, 3e5),
    *(Peak(200 + 18 * number, C4, 5e4) for number in range(5)),
    Peak(300, {117: 1.0, 118: 0.6, 115: 0.3}, 4e4),
    Peak(340, {128: 1.0, 127: 0.12, 129: 0.11}, 5e4),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The invented runs as files."""
    write(tmp_path / "petrol.cdf", made(PETROL))
    write(tmp_path / "blank.cdf", made([], seed=4))
    write(tmp_path / "part.cdf", made(PETROL[1:11]))
    write(tmp_path / "burnt.cdf", made([Peak(60, {104: 1.0, 103: 0.4, 78: 0.4}, 2e5), Peak(110, C3, 3e3)]))
    return tmp_path


def test_the_pattern_of_petrol_is_told_requirement_by_requirement(folder: Path) -> None:
    told = fire(
        FireDebrisRequest(
            run=folder / "petrol.cdf", blank=folder / "blank.cdf", substrate=folder / "burnt.cdf"
        )
    )
    assert (told.answer, [one.holds for one in told.requirements]) == ("gasoline", [True] * 6)
    assert told.weathering is not None
    assert "arson" not in " ".join(lines(told)).casefold()
    assert any("by whom" in line for line in lines(told))
    part = fire(
        FireDebrisRequest(run=folder / "part.cdf", blank=folder / "blank.cdf", no_substrate="burnt out")
    )
    assert (part.answer, part.substrate) == ("undetermined", "- burnt out")
    assert [one.requirement for one in part.requirements if not one.holds] == ["indanes", "naphthalenes"]


def test_what_blank_or_substrate_hold_is_set_aside_and_none_is_a_result(folder: Path) -> None:
    told = fire(
        FireDebrisRequest(
            run=folder / "petrol.cdf", blank=folder / "petrol.cdf", no_substrate="none was kept"
        )
    )
    assert told.answer == "none"
    assert {one.set_aside for one in told.signs} == {"blank"}
    assert told.says == "No ignitable liquid was identified in this run."
    told = fire(
        FireDebrisRequest(
            run=folder / "petrol.cdf", blank=folder / "blank.cdf", substrate=folder / "petrol.cdf"
        )
    )
    assert told.answer == "none"
    burnt = fire(FireDebrisRequest(run=folder / "burnt.cdf", blank=folder / "blank.cdf", no_substrate="none"))
    assert (burnt.answer, any("styrene" in one for one in burnt.limits)) == ("none", True)
    with pytest.raises(WrongUse, match="neither a substrate"):
        fire(FireDebrisRequest(run=folder / "petrol.cdf", blank=folder / "blank.cdf"))


def test_a_propellant_sheet_says_what_it_cannot_say(folder: Path) -> None:
    write(
        folder / "powder.cdf",
        made([Peak(200, {169: 1.0, 168: 0.6, 167: 0.35, 77: 0.1}), Peak(300, {46: 1.0, 76: 0.3, 30: 0.5})]),
    )
    told = propellant(PropellantRequest(run=folder / "powder.cdf", blank=folder / "blank.cdf"))
    assert [one.sign for one in told.signs] == ["diphenylamine", "nitrate ester"]
    assert "nitrate ester (?)" in told.says
    empty = propellant(PropellantRequest(run=folder / "blank.cdf", blank=folder / "blank.cdf"))
    assert (empty.answer, "excludes nothing" in empty.next_step, len(empty.limits)) == ("no-signs", True, 3)


def test_a_benzene_with_a_longer_chain_is_no_toluene() -> None:
    part = Component(
        0, 0, 1, 1, np.array([65, 91, 92, 134]), np.array([12.0, 100, 55, 25]), np.zeros(4), 1, 1, 100
    )
    assert sign_of("fire", part) == ""
    assert sign_of("fire", replace(part, heights=np.array([12.0, 100, 55, 0]))) == "toluene"


def test_every_pattern_says_whether_it_was_verified() -> None:
    assert not signs("propellant")["TATP"].verified
    assert all(one.family for sheet in ("fire", "propellant") for one in signs(sheet).values())


def test_a_qgd_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "run.qgd").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(WrongUse, match=r"\.qgd") as refused:
        recognised(tmp_path / "run.qgd")
    assert "mzML" in refused.value.say("en").next_step


def test_a_cut_run_is_told_in_words(tmp_path: Path) -> None:
    whole = andi(tmp_path / "run.cdf").read_bytes()
    (tmp_path / "cut.cdf").write_bytes(whole[:100])
    with pytest.raises(WrongUse) as refused:
        read(tmp_path / "cut.cdf")
    said = refused.value.say("ar").sentence
    assert "Error" not in said
    assert "100" in said


def _public(run: Run, sheet: Sheet) -> list[str]:
    return [one.sign for one in seen(sheet, components(ions_of(run)), [], [])]


def test_public_runs(shared_data: Callable[[str], Path], tmp_path: Path) -> None:
    petrol = read(shared_data("lab/gasoline_run.cdf")).run
    assert petrol is not None
    ions = ions_of(petrol)
    found = seen("fire", components(ions), [], [])
    assert answer(requirements(found, profiles(ions)), found) == "gasoline"
    assert (weathering(found) or 0) > 1
    with zipfile.ZipFile(shared_data("lab/lrcfs/lrcfs_8_runs.zip")) as held:
        held.extractall(tmp_path)
    for name in ("220223001", "220223014"):
        case = read(tmp_path / f"{name}.D").run
        assert case is not None
        assert _public(case, "fire") == _public(case, "propellant") == []
    for name, signs_ in (
        ("eley_3", {"diphenylamine"}),
        ("geco_4", {"diphenylamine", "ethyl centralite", "nitrodiphenylamine"}),
    ):
        powder = read(shared_data(f"lab/propellant_{name}.jdx")).run
        assert powder is not None
        assert set(_public(powder, "propellant")) == signs_
