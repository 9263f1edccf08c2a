"""A prepared name has the parts that the parser gives, whichever way they were put together."""

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.names.form import form
from tahqiq.names.parse import parse

PIECES = [
    "Ali",
    "Mohammed",
    "Al-Juboori",
    "Alobaidi",
    "Abdul",
    "Rahman",
    "bin",
    "Nuri",
    "Dr",
    "J",
    "el-Din",
    "Noor",
    "Abu",
    "O'Neil",
    "Mahdi",
    "Sheikh",
    "محمد",
    "علي",
    "الجبوري",
    "عبد",
    "الرحمن",
    "بن",
    "الدين",
    "نوري",
    "الشيخ",
    "مجهول",
    "ابو",
    "عبدالله",
    "جبوري",
    "شێرکۆ",
    "",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_parts_are_those_of_the_parser(text: str) -> None:
    made, parsed = form(text), parse(text)
    assert made.parts == parsed.core()
    assert made.refused == parsed.refused
    assert made.key == tuple(part.key for part in made.parts) == tuple(word.key for word in made.words)
