"""Whatever the score: what may be automatic, and what refuses."""

import numpy as np
import pytest

from tahqiq.resolve.bands import verdicts
from tahqiq.resolve.engine import DuckBackend, Linkage
from tahqiq.resolve.evidence import fields, numbers
from tahqiq.resolve.heard import heard
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
    evidence, weights = heard(fields(model, scored), numbers(scored, "match_weight"), *sides)
    found = verdicts("person", evidence, weights, *sides, population, np.array([same_origin]))
    return found.bands[0], float(weights[0]), [name for name, flags in found.vetoes.items() if flags[0]]


def test_name_across_scripts_and_full_birth_date_are_automatic() -> None:
    band, weight, vetoes = judged(person(0, **ALI, born="1984-03-17"), person(1, **LATIN, born="1984-03-17"))
    assert (band, vetoes) == ("automatic", [])
    assert weight > 20


@pytest.mark.parametrize("born", ["1984-01-01", "1984-07-01"])
def test_name_and_birth_year_alone_are_never_automatic(born: str) -> None:
    band, _, _ = judged(
        person(0, **ALI, born=born, place="bgdd"), person(1, **LATIN, born=born, place="bgdd")
    )
    assert band == "review"
    band, _, _ = judged(person(0, **ALI, year=1984), person(1, **LATIN, year=1984))
    assert band == "review"


def test_one_phone_is_one_agreement() -> None:
    band, _, _ = judged(person(0, phones=["+9647701234567"]), person(1, phones=["+9647701234567"], year=1990))
    assert band in ("review", "undecided")


@pytest.mark.parametrize(
    ("change", "veto"),
    [
        ({"sex": "female"}, "veto-sex"),
        ({"born": "1988-03-17"}, "veto-birth"),
        ({"father": "جبار"}, "veto-father"),
    ],
)
def test_a_contradiction_refuses_even_the_same_document(change: dict[str, str], veto: str) -> None:
    left = {**ALI, "born": "1984-03-17", "sex": "male"}
    band, _, vetoes = judged(
        person(0, **left, documents=["A1"]), person(1, **{**left, **change}, documents=["A1"])
    )
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


BROTHER = {"father": "علي", "grandfather": "كاظم", "family": "الساعدي", "mother": "زينب"}
HOUSE = {"phones": ["+9647701234567"], "vehicles": ["12345"], "place": "bgdd"}


@pytest.mark.parametrize(
    "names",
    [
        ("حسن", "حسين"),
        ("Hasan", "حسين"),
        ("محمد", "Mahmoud"),
        ("احمد", "محمد"),
        ("كريم", "كريمة"),
        ("سعد", "سعيد"),
    ],
)
@pytest.mark.parametrize("born", [("1984-03-17", "1984-03-17"), ("1984-03-17", "1985-04-02"), ("", "")])
def test_brothers_and_twins_of_one_house_are_never_joined_alone(
    names: tuple[str, str], born: tuple[str, str]
) -> None:
    """They share father, grandfather, family, mother, phone and car, as twins the birth date; and their given
    names share the consonants."""
    rows = [
        person(at, given=names[at], **BROTHER, **HOUSE, **({"born": born[at]} if born[at] else {}))  # type: ignore[arg-type]
        for at in (0, 1)
    ]
    assert judged(rows[0], rows[1])[0] == "review"


def test_a_phone_beside_two_parts_of_a_name_waits_and_beside_three_does_not() -> None:
    short = {"given": "Sarah", "father": "Ahmad"}
    long = {"given": "سارة", "father": "احمد", "grandfather": "حامد"}
    phone = ["+9647701234567"]
    assert judged(person(0, **long, phones=phone), person(1, **short, phones=phone))[0] == "review"
    assert (
        judged(person(0, **long, phones=phone), person(1, **short, grandfather="Hamid", phones=phone))[0]
        == "automatic"
    )
    assert judged(person(0, **long, documents=["A1"]), person(1, **short, documents=["A1"]))[0] == "automatic"


def test_what_a_household_shares_is_one_sign() -> None:
    """Mother, phone and car without a name, a birth date or a document: anybody of the house."""
    rows = [
        person(
            at, mother="زينب", father="علي", family="الساعدي", phones=["+9647701234567"], vehicles=["12345"]
        )
        for at in (0, 1)
    ]
    band, _, _ = judged(rows[0], rows[1])
    assert band != "automatic"


def test_a_father_with_another_name_refuses_though_the_consonants_are_the_same() -> None:
    rows = [
        person(at, given="علي", father=father, family="الساعدي", born="1984-03-17")
        for at, father in enumerate(("حسن", "حسين"))
    ]
    assert judged(rows[0], rows[1])[::2] == ("refused", ["veto-father"])


def test_two_names_weigh_as_a_contradiction() -> None:
    same = judged(person(0, given="حسن", **BROTHER), person(1, given="Hasan", **BROTHER))[1]
    other = judged(person(0, given="حسن", **BROTHER), person(1, given="حسين", **BROTHER))[1]
    model = Model.starting(PERSON)
    assert same - other == pytest.approx(model.bits("given", "same") - model.bits("given", "different"))


def test_twins_whose_names_are_one_letter_apart_wait_for_a_person() -> None:
    house = {"father": "Kadhim", "grandfather": "Jasim", "family": "Al-Saedi", "born": "1999-09-11"}
    band, _, _ = judged(person(0, given="Karmina", **house), person(1, given="Karmila", **house))
    assert band == "review"
