"""Names that are none, or hostile: they come in whole, say why they are no name, and link nobody."""

import pytest

from tahqiq.names.score import compare
from tahqiq.resolve.kept import Kept
from tahqiq.resolve.kinds import PERSON
from tahqiq.store.pairs import Pairs
from tests.casework.conftest import House, casework_template, house  # noqa: F401

HEAD = "name,mother name,date of birth,phone\n"
PARTS = ("given", "father", "grandfather", "family", "mother")
NO_NAMES = {
    "placeholder": "UNKNOWN",
    "placeholder in Arabic": "مجهول",
    "not available": "N/A",
    "test": "test",
    "one letter": "A",
    "one Arabic letter": "ع",
    "emoji": "😀😀",
    "signs": "--- ***",
    "a phone number": "07901234567",
    "a phone number in Arabic digits": "٠٧٩٠١٢٣٤٥٦٧",
}
ODD_NAMES = {
    "scripts mixed in a word": "Aliعلي Hasan",
    "right-to-left override": "Ali \u202eHasan\u202c Kadhim",
    "ten thousand signs": "Ali " + "حسن" * 3330,
    "nothing but marks": "\u064b\u064c\u064d\u0651",
    "zero width": "Ali\u200bHasan",
}


def twice(house: House, name: str, more: str = ",,") -> dict[str, object]:  # noqa: F811
    """Two files that say the same of a person of that name; the record and the pairs."""
    for file, other in (
        ("one.csv", "Ghada Basim Lutfi,,1950-02-03,07905550001"),
        ("two.csv", "Wasim Raad Hamza,,1990-10-11,07905550002"),
    ):
        (made,) = house.collect(file, f"{HEAD}{other}\n{name},{more}\n")
        assert made.records == made.mapped == 2
    bench = house.bench("analyst")
    said = [
        item.value
        for _, all_ in bench.workspace.reading.scan(bench.scope())
        for item in all_
        if item.prop == "name"
    ]
    _, adopted = bench.link()
    rows = Kept.of(bench.workspace, bench.scope("analysis")).table(PERSON).to_pylist()
    pairs = [
        pair for pair in Pairs(bench.workspace.database).of(bench.scope()) if pair.model.startswith("person")
    ]
    assert house.bench("owner").verify().holds
    return {"said": said, "adopted": adopted, "rows": rows, "pairs": pairs}


@pytest.mark.parametrize("name", NO_NAMES.values(), ids=NO_NAMES.keys())
def test_what_is_no_name_links_nobody_whatever_else_agrees(house: House, name: str) -> None:  # noqa: F811
    """The same text, birth date and phone in two files: nothing of the name counts, nobody is joined, and the
    text is kept as it stands."""
    found = twice(house, name, ",1984-03-17,07901112233")
    assert found["adopted"] == 0
    pairs = found["pairs"]
    assert isinstance(pairs, list)
    assert not {reason.field for pair in pairs for reason in pair.reasons} & set(PARTS)
    assert not [pair for pair in pairs if pair.band == "automatic"]


@pytest.mark.parametrize("name", NO_NAMES.values(), ids=NO_NAMES.keys())
def test_what_is_no_name_says_why(name: str) -> None:
    compared = compare(name, name)
    assert compared.score == 0.0
    assert compared.refused
    for locale in ("en", "ar", "ckb", "kmr-Arab"):
        assert compared.say(locale).sentence


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES.keys())
def test_an_odd_name_comes_in_and_alone_joins_nobody(house: House, name: str) -> None:  # noqa: F811
    found = twice(house, name)
    assert found["adopted"] == 0
    assert not [pair for pair in found["pairs"] if pair.band == "automatic"]  # type: ignore[attr-defined]


def test_an_empty_name_is_no_record_that_links(house: House) -> None:  # noqa: F811
    found = twice(house, "", ",1984-03-17,")
    assert found["adopted"] == 0
    assert not [pair for pair in found["pairs"] if pair.band in ("automatic", "review")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("born", ["1984-01-01", "1984-07-01"])
def test_a_default_birth_date_is_weak(house: House, born: str) -> None:  # noqa: F811
    """A name and a date that clerks write for an unknown day wait for a person; the same name and a real day
    are joined."""
    name = "Mundhir Shawkat Lutfi Al-Qaraghuli"
    assert twice(house, name, f",{born},")["adopted"] == 0


def test_a_real_birth_date_is_not(house: House) -> None:  # noqa: F811
    assert twice(house, "Mundhir Shawkat Lutfi Al-Qaraghuli", ",1984-03-17,")["adopted"] == 1
