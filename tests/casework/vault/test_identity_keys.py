"""A closed field opens in its own place only, and digests say yes or no after the same work."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.access.field_encryption import close, derived, open_, place
from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.casework.vault.identity_keys import PAGE, folded, met, sign, signs_of
from tahqiq.kit.errors import Damaged
from tahqiq.model.types.identifier import IdentifierType
from tahqiq.model.types.phone import PhoneType

from .conftest import KIND

KEY = bytes(range(32))
places = st.tuples(
    st.sampled_from(["vault_field", "vault_act"]),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["name", "phone"]),
    st.integers(1, 2),
)


@given(st.binary(max_size=100), places, places)
def test_it_opens_in_its_own_place_only(
    plain: bytes, here: tuple[str, str, str, int], there: tuple[str, str, str, int]
) -> None:
    closed = close(KEY, plain, place(*here))
    assert open_(KEY, closed, place(*here)) == plain
    assert closed != close(KEY, plain, place(*here))
    if here != there:
        with pytest.raises(Damaged):
            open_(KEY, closed, place(*there))
    with pytest.raises(Damaged):
        open_(derived(KEY, "other"), closed, place(*here))


@given(st.binary(max_size=40), st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_byte_is_found(plain: bytes, at: int, change: int) -> None:
    closed = bytearray(close(KEY, plain, place("t", "r", "f", 1)))
    closed[at % len(closed)] ^= change
    with pytest.raises(Damaged):
        open_(KEY, bytes(closed), place("t", "r", "f", 1))


def test_a_place_is_one_place() -> None:
    assert len({derived(KEY, "keys"), derived(KEY, "index"), KEY}) == 3
    with pytest.raises(ValueError, match="bar"):
        place("t|r", "f", "x", 1)


def test_digests_are_of_fields_and_values_not_of_their_text() -> None:
    assert sign(KEY, "k", ["a", "b"], ["x", "yz"]) != sign(KEY, "k", ["a", "b"], ["xy", "z"])
    assert sign(KEY, "k", ["a"], ["٣ x  Y"]) == sign(KEY, "k", ["a"], ["3 X y"])
    assert (
        sign(KEY, "k", ["a"], ["x"])
        != sign(KEY, "other", ["a"], ["x"])
        != sign(derived(KEY, "i"), "k", ["a"], ["x"])
    )
    assert folded(" Ａb ") == "ab"


def test_met_compares_everything() -> None:
    kept = [sign(KEY, "k", ["a"], [str(number)]) for number in range(PAGE + 3)]
    assert met([kept[0]], kept)
    assert met([b"x" * 32, kept[-1]], kept)
    assert not met([b"x" * 32], kept)
    assert not met([b"x" * 32], [])


NUMBERED = replace(KIND, numbers=(("phone", PhoneType()), ("born", IdentifierType())))


@pytest.mark.parametrize(
    ("field", "kept", "asked", "same"),
    [
        ("phone", "٠٧٧٠١٢٣٤٥٦٧", "+964 770 123 4567", True),
        ("phone", "+9647701234567", "0770-123-4567", True),
        ("phone", "07701234567", "07701234568", False),
        ("born", "A 123-456", "a١٢٣٤٥٦", True),
        ("born", "A123456", "A123457", False),
    ],
)
def test_a_number_is_the_same_however_it_is_written(field: str, kept: str, asked: str, same: bool) -> None:
    stored = signs_of(KEY, NUMBERED, {field: kept})
    wanted = signs_of(KEY, NUMBERED, {field: asked}, padded=True)
    assert met(wanted, stored) is same
    assert len(wanted) == len(signs_of(KEY, NUMBERED, {}, padded=True)), "the work tells nothing"
    assert signs_of(KEY, NUMBERED, {"phone": "-"})[1:] == [], "what is no number is compared as text alone"


@pytest.mark.parametrize(
    "change",
    [
        {"fields": ()},
        {"fields": ("a", "a"), "signs": ()},
        {"signs": (("nobody",),)},
        {"purposes": {}},
        {"name": "a|b"},
        {"numbers": (("nobody", PhoneType()),)},
    ],
)
def test_a_vault_that_cannot_be_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"vault|sign|numbers"):
        replace(KIND, **change)  # type: ignore[arg-type]
    assert isinstance(KIND, VaultKind)
