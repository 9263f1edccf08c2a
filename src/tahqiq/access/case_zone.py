"""The zone of a case: whose clocks say when its days begin. A case without one has that of the office."""

from collections.abc import Iterable

from tahqiq.kit.office import office_zone
from tahqiq.model.types.zones import zone as known_zone
from tahqiq.store.database import Database
from tahqiq.store.workspace import note, noted, noted_all


def own_zones(database: Database, cases: Iterable[str]) -> dict[str, str]:
    """The zones (IANA names) that were set for cases, by case; cases without one are left out."""
    names = {_name(case): case for case in cases}
    return {names[name]: zone for name, zone in noted_all(database, list(names)).items() if zone}


def zone_of(database: Database, case: str) -> str:
    """The zone whose days count in a case: its own, else that of the office; of no case ("") the office's."""
    return (noted(database, _name(case)) if case else "") or office_zone()


def set_zone(database: Database, case: str, zone: str) -> None:
    """Set the zone of a case; "" is that of the office. Raises ``WrongUse`` (``unknown-zone``)."""
    if zone:
        known_zone(zone)
    note(database, _name(case), zone)


def _name(case: str) -> str:
    """What the zone of a case is noted under."""
    return f"zone-{case}"
