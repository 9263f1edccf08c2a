"""Names that were once taken for one another, or not recognised as one: each trap by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.names.fold import fold
from tahqiq.names.parse import Slot, parse
from tahqiq.names.score import compare, score
from tahqiq.names.skeleton import name_words, skeleton
from tahqiq.names.units import known_units, read_units, units

ONE = [
    ("علاء الدین محمد", "علاء الدين محمد"),
    ("الشیخ علی کریم", "الشيخ علي كريم"),
    ("Cemal Hesen", "جمال حسن"),
    ("Ciwan Mecîd", "جوان مجيد"),
    ("Hacî Cemîl Casim", "حاجي جميل جاسم"),
    ("محمدعلي حسن كريم", "Mohammed Ali Hasan Karim"),
    ("محمدعلی کریمی", "Mohammad Ali Karimi"),
    ("عليرضا كريمي", "Ali Reza Karimi"),
    ("Ibn Khaldun", "ابن خلدون"),
    ("bin Laden Osama", "اسامة بن لادن"),
    ("Al-Sheikh Ali Karim", "الشيخ علي كريم"),
    ("El Sayed Salem", "السيد سالم"),
    ("Sayed Ahmad Karim", "السيد أحمد كريم"),
    ("Haji Omar Ali", "الحاج عمر علي"),
    ("عبد الرحمان قاسم", "عبد الرحمن قاسم"),
    ("هارون كريم", "هرون كريم"),
    ("اسحاق كريم", "اسحق كريم"),
    ("Juburi Mohammed Jassim", "محمد جاسم الجبوري"),
]
TWO = [
    ("علي حسن كريم الجبوري", "علي كريم حسن الجبوري"),
    ("Ali Hasan Karim", "Ali Karim Hasan"),
    ("Nabila Karim Hasan", "نبيل كريم حسن"),
    ("Abdulraheem Karim Hasan", "عبدالرحمن كريم حسن"),
    ("سالم كريم حسن", "سليم كريم حسن"),
    ("علي حسن كريم", "حسن كريم جاسم"),
    ("علي حسن كريم الجبوري", "حسن علي كريم الجبوري"),
    ("جاسم حسن كريم الجبوري", "قاسم حسن كريم الجبوري"),
]


@pytest.mark.parametrize(("left", "right"), ONE)
def test_one_name_however_written(left: str, right: str) -> None:
    assert score(left, right) > 0.85
    assert score(left, right) == score(right, left)


@pytest.mark.parametrize(("left", "right"), TWO)
def test_two_people_who_sound_alike_or_have_the_same_parts(left: str, right: str) -> None:
    assert score(left, right) < 0.85
    assert score(left, right) == score(right, left)


def test_the_yeh_of_persian_and_kurdish_keyboards_is_the_arabic_one() -> None:
    assert name_words("نور الدین") == ["نوردين"]
    assert skeleton("نورالدین علی") == skeleton("نور الدين علي")
    assert parse("شیخ علی کریم").of(Slot.TITLE) == ("شیخ",)
    assert fold("علی") == fold("علي") == fold("على")


def test_the_family_name_in_front_is_cheap_and_any_other_order_dear() -> None:
    asked = "علي حسن كريم الجبوري"
    family_first, swapped, turned = (
        score(asked, other)
        for other in ("الجبوري علي حسن كريم", "علي كريم حسن الجبوري", "حسن علي كريم الجبوري")
    )
    assert family_first > 0.95
    assert swapped < 0.8
    assert turned < 0.8
    assert compare("Hasan Ali Karim", "علي حسن كريم").code == "names-other-order"


def test_a_fathers_name_is_not_his_sons() -> None:
    son = "علي حسن كريم جاسم"
    assert score("علي حسن كريم", son) > score("حسن كريم جاسم", son)
    assert score("حسن كريم جاسم الجبوري", "علي حسن كريم الجبوري") < 0.7


WORDS = st.sampled_from(
    "Ali bin ibn ben al Al- el Abd Abdul Abu abu- Umm Din al-Din aldin Allah Nasr Nur Dr Mr Sayed "
    "الحاج محمد عبد الرحمن ابو الدين نصر الله ال بن ابن "
    "x - 7assan al-Sheikh د كريم, (علي) شێرکۆ Mother unknown ''".split(" ")
)


@given(st.lists(WORDS, max_size=16).map(" ".join))
def test_a_name_from_known_pieces_is_what_reading_it_gives(text: str) -> None:
    quick = known_units(text)
    assert quick is None or quick == read_units(text)
    assert units(text) == read_units(text)


@given(
    st.lists(st.sampled_from(["علي", "حسن", "كريم", "جاسم", "الجبوري"]), min_size=2, max_size=5, unique=True)
)
def test_a_turned_name_is_the_same_both_ways_and_never_better_than_the_name(parts: list[str]) -> None:
    name, turned = " ".join(parts), " ".join([parts[-1], *parts[:-1]])
    other = " ".join([*parts[:-2], parts[-1], parts[-2]])
    assert score(name, turned) == score(turned, name) <= score(name, name)
    if len(parts) > 2:
        assert score(name, other) <= score(name, turned)
