"""The ledger of fields balances whatever is entered, and counts like things together."""

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.kit.messages import LOCALES, catalogue
from tahqiq.model import account as reasons
from tahqiq.model.account import LOOK, NOT_MAPPED, TECHNICAL, Account, Aside, Fields, together
from tahqiq.model.place import Part, Place

ASIDES = st.builds(
    Aside,
    st.sampled_from(["a", "b", "الاسم"]),
    st.integers(-1, 9),
    st.sampled_from([LOOK, TECHNICAL]),
    st.builds(Place, st.sampled_from([Part(0), Part(1, "sheet", "x")]), st.integers(0, 5)),
)


@given(st.lists(ASIDES), st.integers(0, 99), st.integers(0, 99))
def test_read_is_used_and_set_aside_and_problems(items: list[Aside], used: int, problems: int) -> None:
    one, other = Account(used, problems), Account()
    one.aside(*items)
    other.add(one)
    assert one.fields() == other.fields()
    assert one.asides() == other.asides()
    told = one.fields()
    wanted = sum(max(item.count, 0) for item in items)
    assert told == Fields(used + wanted + problems, used, wanted, problems)
    assert sum(item.count for item in together(one.asides())) == wanted


def test_fields_of_one_name_and_reason_are_counted_together_and_the_first_place_stays() -> None:
    account = Account()
    account.aside(
        Aside("x", 2, LOOK, Place(row=7)), Aside("x", 1, LOOK, Place(row=3)), Aside("x", 1, NOT_MAPPED)
    )
    assert [(item.count, item.place.row) for item in account.asides()] == [(3, 7), (1, 0)]


def test_every_reason_is_said_in_every_language() -> None:
    codes = [value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)]
    assert set(codes) == {code for code in catalogue() if code.startswith("aside-")}
    for code in codes:
        for locale in LOCALES:
            assert Aside("f", 1, code).say(locale).sentence
