"""The zone of the office: set on its machine, and Baghdad where nothing usable is."""

import pytest

from tahqiq.kit.office import VARIABLE, office_zone


@pytest.mark.parametrize(
    ("value", "zone"),
    [
        ("Asia/Amman", "Asia/Amman"),
        ("", "Asia/Baghdad"),
        ("Baghdad", "Asia/Baghdad"),
        ("../../etc/passwd", "Asia/Baghdad"),
    ],
)
def test_the_office_has_the_zone_that_is_set_or_that_of_baghdad(
    monkeypatch: pytest.MonkeyPatch, value: str, zone: str
) -> None:
    monkeypatch.setenv(VARIABLE, value)
    assert office_zone() == zone
