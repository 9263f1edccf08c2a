"""Calibration curves, rules of control, methods and sheets, each by itself."""

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.lab.batch.control import breaches, westgard
from tahqiq.desks.lab.batch.curve import curve
from tahqiq.desks.lab.batch.method import Limit, digest, method_of
from tahqiq.desks.lab.batch.sheet import acquired, sheet
from tahqiq.kit.errors import NotFound, WrongUse

from .methods import TEXT, agreed


def test_a_straight_line_gives_the_textbook_uncertainty() -> None:
    x, y = np.array([10.0, 20, 40, 60, 80]), np.array([21.0, 39.5, 81, 119, 161])
    line = curve(x.tolist(), y.tolist(), "linear", "1")
    slope, constant = np.polyfit(x, y, 1)
    assert (line.coefficients[1], line.coefficients[0]) == pytest.approx((slope, constant))
    spread = np.sqrt(((y - constant - slope * x) ** 2).sum() / 3)
    assert line.spread == pytest.approx(spread)
    plain = spread / slope * np.sqrt(1 + 1 / 5 + (50 - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum())
    assert line.uncertainty(50.0) == pytest.approx(plain)
    assert line.limits() == pytest.approx((3.3 * spread / slope, 10 * spread / slope))
    assert line.r2 == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2)


def test_weights_draw_the_line_to_the_low_levels() -> None:
    x, y = [1.0, 2, 5, 100], [1.0, 2, 5, 130]
    off = {kind: abs((curve(x, y, "linear", kind).amount(1.0) or 0) - 1) for kind in ("1", "1/x", "1/x2")}
    assert off["1/x2"] < off["1/x"] < off["1"]


@given(
    st.sampled_from(["linear", "quadratic"]),
    st.sampled_from(["1", "1/x", "1/x2"]),
    st.floats(0.1, 50),
    st.floats(0, 0.02),
    st.floats(10, 90),
)
def test_what_a_curve_expects_is_read_off_it_again(
    model: str, weights: str, slope: float, bend: float, amount: float
) -> None:
    x = [10.0, 20, 40, 60, 80, 90]
    y = [5 + slope * one + (bend * one**2 if model == "quadratic" else 0) for one in x]
    fit = curve(x, y, model, weights)  # type: ignore[arg-type]
    assert fit.amount(fit.response(amount)) == pytest.approx(amount, rel=1e-6)
    assert fit.r2 == pytest.approx(1)


def test_two_points_know_no_uncertainty_and_a_falling_curve_is_refused() -> None:
    line = curve([50.0, 200], [94844, 740744], "linear", "1/x")
    assert line.amount(421165.0) == pytest.approx(125.8, abs=0.1)
    assert (line.spread, line.uncertainty(100.0), line.limits()) == (None, None, None)
    with pytest.raises(WrongUse, match="do not rise"):
        curve([10.0, 20], [5, 4], "linear", "1")
    with pytest.raises(WrongUse, match="too few"):
        curve([10.0, 10, 20], [5, 5, 9], "quadratic", "1")


@pytest.mark.parametrize(
    ("values", "rules"),
    [
        ([0, 0, 3.1], ["1-3s"]),
        ([0, 2.1, 2.2], ["2-2s"]),
        ([2.1, -2.1], ["R-4s"]),
        ([1.1, 1.2, 1.3, 1.4], ["4-1s"]),
        ([0.1] * 10, ["10x"]),
        ([0.1] * 9, []),
        ([2.1, 2.2, 0.0], []),
        ([-2.5, -3.5], ["1-3s", "2-2s"]),
        ([3.5, 0.0], []),
    ],
)
def test_westgards_rules(values: list[float], rules: list[str]) -> None:
    assert westgard([100 + 2 * one for one in values], 100, 2) == rules


def test_a_tune_is_held_against_its_limits() -> None:
    mz = np.array([69, 70, 219, 220, 502])
    limits = [
        Limit(ion=70, of=69, least=0.5, most=1.6),
        Limit(ion=219, of=69, least=40),
        Limit(ion=220, of=219, least=3.2, most=5.4),
        Limit(ion=503, of=502, least=7.9, most=12.3),
    ]
    assert breaches(mz, np.array([100, 1.1, 60, 2.6, 3.0]), 69, limits[:3]) == []
    broken = breaches(mz, np.array([50, 1.1, 60, 0.6, 3.0]), 69, limits)
    assert broken == [(69, 69, 83.33), (70, 69, 2.2), (220, 219, 1.0), (503, 502, 0.0)]
    assert breaches(mz[:0], np.array([]), 69, limits[:1])[-1] == (70, 69, -1.0)


def test_a_method_counts_as_it_was_agreed_to_by_two(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(agreed(TEXT))
    method, seal = method_of(path)
    assert (method.targets[0].name, len(seal)) == ("invented amine", 64)
    path.write_bytes(agreed(TEXT).replace("\n", "\r\n").encode())
    assert method_of(path)[0] == method  # other line ends are the same text
    path.write_text(agreed(TEXT).replace("within: 0.5", "within: 0.9"))
    with pytest.raises(WrongUse, match="not what was agreed to"):
        method_of(path)
    path.write_text(agreed(TEXT, "A. One", " a.  one "))
    with pytest.raises(WrongUse, match="with themselves"):
        method_of(path)
    path.write_text(agreed(TEXT.replace("ratio: 10", "ratio: 1")))
    with pytest.raises(WrongUse, match=r"targets\.0\.ratio") as told:
        method_of(path)
    assert "أصغر ما يجوز هو 3" in told.value.say("ar").sentence
    for broken in ("a: [", "- 1", "", "name: &a [*a]"):
        path.write_text(broken)
        with pytest.raises(WrongUse, match="cannot be used"):
            method_of(path)
    with pytest.raises(NotFound):
        method_of(tmp_path / "none.yaml")
    assert digest("a\napproved: x") == digest("a\napproved: y") != digest("b\napproved: x")


def test_lines_of_a_sheet_that_cannot_be_used_are_told_with_their_place(tmp_path: Path) -> None:
    for name in ("a.cdf", "b.cdf"):
        (tmp_path / name).touch()
    rows = [
        "a,blank,methanol,",
        "b,calibrator,50 ug/mL x,",
        "b,case,twice,",
        "a,cse,typo,",
        "gone,case,x,",
        "../a,case,x,",
        "b,check,no number,",
    ]
    (tmp_path / "s.csv").write_text("\n".join(["run,kind,sample,amount", *rows]))
    found, problems = sheet(tmp_path)
    assert [(one.run, one.kind, one.amount, one.unit) for one in found] == [
        ("a", "blank", None, ""),
        ("b", "calibrator", 50.0, "ug/mL"),
    ]
    assert [(one.code, one.place.row) for one in problems] == [
        ("lab-sheet-twice", 4),
        ("lab-sheet-kind", 5),
        ("lab-sheet-run", 6),
        ("lab-sheet-run", 7),
        ("lab-sheet-twice", 8),
    ]
    assert len(found) + sum(one.records for one in problems) == len(rows)
    for between, coding in ((";", "utf-8-sig"), ("\t", "utf-16")):
        text = "\n".join(
            [
                f"Run{between}Kind{between}Sample{between}Amount",
                f"a{between}Blank{between}x, y",
                f"b{between}check{between}z{between}2,5 mg",
            ]
        )
        (tmp_path / "s.csv").write_bytes(text.encode(coding))
        found, problems = sheet(tmp_path)
        assert ([(one.kind, one.sample, one.amount) for one in found], problems) == (
            [("blank", "x, y", None), ("check", "z", 2.5)],
            [],
        )
    (tmp_path / "t.csv").write_text("run,kind\n")
    with pytest.raises(WrongUse, match="2 CSV files"):
        sheet(tmp_path)
    with pytest.raises(WrongUse, match="sample"):
        sheet(tmp_path / "t.csv")


def test_moments_of_instruments() -> None:
    assert acquired((("experiment_date_time_stamp", "20070301123005+0100"),)) == datetime(
        2007, 3, 1, 12, 30, 5
    )
    assert acquired((("acquired", "yesterday"),)) is None


def test_the_method_of_the_how_to_is_one_once_it_is_agreed_to(tmp_path: Path) -> None:
    page = Path(__file__).parents[3] / "docs" / "how-to" / "hold-a-sequence-against-a-method.md"
    text = page.read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "m.yaml").write_text(text)
    with pytest.raises(WrongUse, match=digest(text)):
        method_of(tmp_path / "m.yaml")
    (tmp_path / "m.yaml").write_text(text.replace("0" * 64, digest(text)))
    method, _ = method_of(tmp_path / "m.yaml")
    assert method.tune is not None
    assert (method.targets[0].ion, method.tune.limits[1].most, method.ions) == (342, 2, {91, 140, 342})
