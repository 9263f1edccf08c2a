"""Whatever the score: what may be automatic, and what refuses."""

import pytest

from tahqiq.resolve.bands import verdicts
from tahqiq.resolve.engine import DuckBackend, Linkage
from tahqiq.resolve.evidence import fields, numbers
from tahqiq.resolve.kinds import PERSON
from tahqiq.resolve.model import Model
from tests.resolve.people import person, table

ALI = {"given": "علي", "father": "حسين", "grandfather": "كاظم", "family": "الساعدي"}
LATIN = {"given": "Ali", "father": "Hussein", "grandfather": "Kadhim", "family": "Al-Saedi"}


def judged(
    left: dict[str, object], right: dict[str, object], population: int = 1000, same_origin: bool = False
) -> tuple[str, float, list[str]]:
    """Band, weight and vetoes of two records; fails when they are no candidates."""
    records = table([left, right])
    model = Model.starting(PERSON)
    scored = Linkage(model, records, DuckBackend(threads=1), population).within()
    assert scored.num_rows == 1
    sides = records.slice(0, 1), records.slice(1, 1)
    weights = numbers(scored, "match_weight")
    import numpy as np

    found = verdicts("person", fields(model, scored), weights, *sides, population, np.array([same_origin]))
    return found.bands[0], float(weights[0]), [name for name, flags in found.vetoes.items() if flags[0]]


def test_name_across_scripts_and_full_birth_date_are_automatic() -> None:
    band, weight, vetoes = judged(person(0, **ALI, born="1984-03-17"), person(1, **LATIN, born="1984-03-17"))
    assert (band, vetoes) == ("automatic", [])
    assert weight > 20


@pytest.mark.parametrize("born", ["1984-01-01", "1984-07-01"])
def test_name_and_birth_year_alone_are_never_automatic(born: str) -> None:
    band, _, _ = judged(person(0, **ALI, born=born, place="bgdd"), person(1, **LATIN, born=born, place="bgdd"))
    assert band == "review"
    band, _, _ = judged(person(0, **ALI, year=1984), person(1, **LATIN, year=1984))
    assert band == "review"


def test_one_phone_is_one_agreement() -> None:
    band, _, _ = judged(person(0, phones=["+9647701234567"]), person(1, phones=["+9647701234567"], year=1990))
    assert band in ("review", "undecided")


@pytest.mark.parametrize(
    ("change", "veto"),
    [({"sex": "female"}, "veto-sex"), ({"born": "1988-03-17"}, "veto-birth"), ({"father": "جبار"}, "veto-father")],
)
def test_a_contradiction_refuses_even_the_same_document(change: dict[str, str], veto: str) -> None:
    left = {**ALI, "born": "1984-03-17", "sex": "male"}
    band, _, vetoes = judged(person(0, **left, documents=["A1"]), person(1, **{**left, **change}, documents=["A1"]))
    assert vetoes == [veto]
    assert band == "refused"


def test_two_records_of_one_origin_are_not_two_agreements() -> None:
    same = (person(0, **ALI, born="1984-03-17"), person(1, **LATIN, born="1984-03-17"))
    assert judged(*same, same_origin=True)[0] == "review"


def test_the_same_pair_needs_more_in_a_larger_population() -> None:
    pair = (
        person(0, given="علي", father="حسين", mother="زينب", year=1984),
        person(1, given="Ali", father="Hussein", mother="Zainab", year=1984),
    )
    _, small, _ = judged(*pair, population=1_000)
    _, large, _ = judged(*pair, population=1_000_000)
    assert small - large == pytest.approx(9.97, abs=0.1)
