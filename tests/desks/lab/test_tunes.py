"""Tunes by their own spectrum: a substance that is injected is found at its time beside its solvent, one that
flows in all the time is the mean of all scans."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from tahqiq.desks.lab.batch.instrument import instrument
from tahqiq.desks.lab.batch.method import Limit, Method, Tune, method_of
from tahqiq.desks.lab.batch.runs import read_runs
from tahqiq.desks.lab.batch.sheet import Injection

from .methods import TEXT, agreed
from .run_files import andi

BFB = {50: 0.2, 75: 0.45, 95: 1.0, 96: 0.07, 174: 0.8, 175: 0.055, 176: 0.78, 177: 0.05}
DFTPP = {
    51: 0.4,
    69: 0.5,
    127: 0.5,
    198: 1.0,
    199: 0.066,
    275: 0.2,
    365: 0.02,
    441: 0.08,
    442: 0.6,
    443: 0.11,
}
LIMITS = {
    "BFB": (
        95,
        (
            "{ion: 50, of: 95, least: 15, most: 40}, {ion: 75, of: 95, least: 30, most: 60}, {ion: 173, "
            "of: 174, most: 2}, {ion: 174, of: 95, least: 50}, {ion: 176, of: 174, least: 95, most: 101}"
        ),
    ),
    "DFTPP": (
        198,
        (
            "{ion: 51, of: 198, least: 30, most: 60}, {ion: 68, of: 69, most: 2}, {ion: 442, of: 198, "
            "least: 40}, {ion: 443, of: 442, least: 17, most: 23}"
        ),
    ),
}
SOLVENT = {43: 1.0, 58: 0.6, 84: 0.4}


def method(folder: Path, substance: str, more: str = ", time: 120, window: 10") -> Method:
    base, limits = LIMITS[substance]
    head, _, rest = TEXT.partition("tune:")
    text = f"{head}tune: {{substance: {substance}, base: {base}, hours: 12{more}, limits: [{limits}]}}\n"
    assert "mix:" in rest
    (folder / "m.yaml").write_text(agreed(text))
    return method_of(folder / "m.yaml")[0]


def chromatogram(path: Path, spectrum: Mapping[int, float]) -> None:
    """A run of solvent at 78 s and a substance at 120 s, over a noisy background."""
    rng = np.random.default_rng(5)
    scans = []
    for number in range(300):
        rows = {44: 300.0, 207: 500.0}
        for at, held_, high in ((60, SOLVENT, 3e6), (200, spectrum, 2e5)):
            for mass, share in held_.items():
                rows[mass] = rows.get(mass, 0) + share * high * float(np.exp(-0.5 * ((number - at) / 3) ** 2))
        scans.append(
            (
                60 + 0.3 * number,
                [
                    (float(mass), int(rng.poisson(high / 20) * 20))
                    for mass, high in sorted(rows.items())
                    if high > 100
                ],
            )
        )
    andi(path, scans)


@pytest.mark.parametrize(
    ("substance", "spectrum", "wrong", "broken"),
    [
        ("BFB", BFB, {176: 0.2}, ["BFB 176/174"]),
        ("DFTPP", DFTPP, {442: 0.2}, ["DFTPP 442/198", "DFTPP 443/442"]),
    ],
)
def test_an_injected_tune_is_found_at_its_time_and_held_against_its_limits(
    tmp_path: Path, substance: str, spectrum: dict[int, float], wrong: dict[int, float], broken: list[str]
) -> None:
    asked = method(tmp_path, substance)
    for name, one, breaches in (
        ("good", spectrum, []),
        ("bad", {**spectrum, **wrong}, broken),
        ("absent", {}, [f"tune: no {substance}"]),
    ):
        chromatogram(tmp_path / f"{name}.cdf", one)
        runs, problems = read_runs(
            [Injection(2, name, "tune", "", None, "", tmp_path / f"{name}.cdf")], asked.ions
        )
        assert problems == []
        told = instrument(asked.model_copy(update={"mix": []}), runs)
        assert ([each.what for each in told.breaches], told.in_control) == (breaches, not breaches)


def test_pftba_that_flows_in_is_the_mean_of_a_few_scans(
    tmp_path: Path, shared_data: Callable[[str], Path]
) -> None:
    limits = [Limit(ion=219, of=69, least=40), Limit(ion=502, of=69, least=2.4)]
    asked = Tune(substance="PFTBA", base=69, hours=24, continuous=True, limits=limits)
    whole = method(tmp_path, "BFB").model_copy(update={"tune": asked, "mix": []})
    few = andi(
        tmp_path / "few.cdf", [(float(scan), [(69.0, 1000), (219.0, 200), (502.0, 50)]) for scan in range(5)]
    )
    for path, breaches in (
        (few, ["PFTBA 219/69"]),
        (shared_data("lab/andi/extrel_centscnl.cdf"), []),
        (shared_data("lab/andi/teknivnt_centscnh.cdf"), []),
    ):
        runs, _ = read_runs([Injection(2, "t", "tune", "", None, "", path)], whole.ions)
        assert [one.what for one in instrument(whole, runs).breaches] == breaches
