"""The pages of a bundle on paper: words of the language for places and grades, what stands on every sheet,
and tables that keep within it."""

import pytest

from tahqiq.model.grade import Grade
from tahqiq.model.place import Part, Place
from tahqiq.products.bundle.html import page, table
from tahqiq.products.product_words import Tongue


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "page 3 · line 59 · field 2"),
        ("ar", "الصفحة 3 · السطر ٥٩ · الحقل ٢"),
        ("ckb", "لاپەڕە 3 · دێڕ ٥٩ · خانە ٢"),
    ],
)
def test_a_place_is_said_in_the_language(language: str, told: str) -> None:
    place = Place(Part(2, "page", "3"), 59, 2)
    assert Tongue(language).place(place).replace("٣", "3") == told
    assert Tongue(language).place(Place(Part(0, "sheet", "المشتركون"), 58, 6)) == "المشتركون · F58"
    assert Tongue(language).place(Place()) == ""


def test_a_grade_is_its_code_and_what_it_means() -> None:
    say = Tongue("ar")
    assert say.grade(Grade.parse("admiralty:B1")) == "B1 (موثوق عادةً · مؤكد)"
    assert say.grade("admiralty:B1") == say.grade(Grade.parse("B1"))
    assert say.grade("as the unit says") == "as the unit says"
    assert say.grade("") == say.grade(None) == say.say("not-graded")


def test_every_sheet_says_how_it_is_handled_and_nothing_of_it_ends_the_style() -> None:
    made = page("t", "ar", "", '"}</style><script>للمحكمة')
    assert "@top-center" in made
    assert "<script>" not in made
    assert made.count("</style>") == 1
    assert f"\\{ord('ل'):x} " in made
    assert "@top-center" not in page("t", "ar", "")


def test_only_words_that_would_not_fit_are_broken() -> None:
    made = table(["a"], [["+9647465750359"], ["f" * 64]])
    assert "<td><bdi>+9647465750359" in made
    assert f"<td class=long><bdi>{'f' * 64}" in made
