"""Spellings differ as they do in life but stay the same person."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.samples.people import Population, spell_ar, spell_latin, spell_travel
from tahqiq.samples.pools import FEMALE, KURDISH, KURDISH_SURNAMES, MALE, SURNAMES
from tahqiq.samples.reserved_numbers import Numbers, iban, is_reserved, local, luhn, written


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.booleans(), st.booleans())
def test_spellings(seed: int, north: bool, female: bool) -> None:
    rng = Random(seed)
    person = Population(rng, Numbers(rng)).make(north=north, female=female)
    assert spell_latin(person, rng).split(" ")[0] in person.chain[0].latin
    travel = spell_travel(person, rng)
    assert travel.count("/") == 1
    assert all("A" <= char <= "Z" or char in "/ " for char in travel)
    loose = str.maketrans("أإآةى", "ااااا")
    clerk = spell_ar(person.ar, rng)
    assert sum(a != b for a, b in zip(clerk.replace(" ", ""), person.ar.replace(" ", ""), strict=True)) <= 12
    assert clerk.translate(loose).replace(" ", "")[:1] == person.ar.translate(loose)[:1]


def test_namesake_is_another_person() -> None:
    rng = Random(5)
    population = Population(rng, Numbers(rng))
    person = population.make(north=True)
    twin = population.namesake(person)
    assert (twin.chain[:2], twin.surname) == (person.chain[:2], person.surname)
    assert twin.pid != person.pid
    assert twin.document != person.document


def test_pools_have_usable_letters() -> None:
    for part in (*MALE, *KURDISH, *FEMALE, *SURNAMES, *KURDISH_SURNAMES):
        assert part.latin
        assert all("\u0600" <= char <= "\u06ff" or char == " " for char in part.ar + part.ckb), part
    assert all(part.ckb for part in (*KURDISH, *KURDISH_SURNAMES))


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_numbers(seed: int) -> None:
    rng = Random(seed)
    numbers = Numbers(rng)
    phone, foreign, imei = numbers.phone(seed % 3), numbers.foreign(), numbers.imei()
    assert is_reserved(phone)
    assert is_reserved(foreign)
    assert "964" + local(phone)[1:] == phone
    assert _digits(written(phone, rng)).endswith(phone[3:])
    assert imei[-1] == luhn(imei[:-1])
    text = iban(seed)
    assert int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97 == 1
