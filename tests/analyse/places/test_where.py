"""Towns and governorates by their names in four languages, and never a town where only a word stands."""

import pytest

from tahqiq.analyse.places.where import named
from tahqiq.model.types import tables


@pytest.mark.parametrize(
    ("text", "exactness"),
    [
        ("بغداد / الرصافة", "town"),
        ("حي الجامعة، بغداد", "town"),
        ("Erbil", "town"),
        ("هەولێر", "town"),
        ("محافظة نينوى", "governorate"),
        ("Anbar", "governorate"),
        ("بلد", "town"),
        ("البلد المجاور", None),
        ("he was hit there", None),
        ("", None),
        ("؛،/", None),
        ("x" * 5000, None),
    ],
)
def test_a_name_is_as_exact_as_it_is(text: str, exactness: str | None) -> None:
    found = named(text)
    assert (found[3] if found else None) == exactness


def test_every_governorate_has_a_circle_and_every_town_four_names() -> None:
    assert set(tables.governorate_circles()) == set(tables.governorates())
    for code, (lat, lon, metres, names) in tables.towns().items():
        assert 11 < lat < 44, code
        assert 24 < lon < 66, code
        assert 1000 < metres < 50_000, code
        assert len(names) == 4, code
        assert all(names), code
        assert named(names[0]) == (lat, lon, metres, "town"), code
    for lat, lon, _ in tables.governorate_circles().values():
        assert 29 < lat < 37.5
        assert 38.5 < lon < 49
