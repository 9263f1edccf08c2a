"""Facilities of an invented service: for women, for children, for men; a building for those not tried, one
for those convicted; wings, landings and cells with a drawing."""

from dataclasses import dataclass, field

from tahqiq.desks.custody.synthetic.rows import Service

PER_CELL = 4
CELLS = 12
"""How many cells a landing has."""


@dataclass(slots=True)
class Facility:
    """A facility: for whom, and the cells of each building with how many are still free."""

    code: str
    sex: str
    ages: str
    free: dict[str, list[str]] = field(default_factory=dict)


def facilities(service: Service, count: int, held: int) -> list[Facility]:
    """So many facilities, with room for ``held`` people and a third more."""
    made: list[Facility] = []
    landings = max(1, -(-held * 4 // 3 // count // (2 * CELLS * PER_CELL)))
    for number in range(1, count + 1):
        code = f"F{number:02}"
        one = Facility(code, "female" if number % 8 == 2 else "male", "child" if number % 8 == 3 else "adult")
        service.add(
            "place",
            code=code,
            name=f"إصلاحية {number}",
            sort="site",
            within="",
            facility=code,
            sex=one.sex,
            ages=one.ages,
        )
        for building, status in (("A", "untried"), ("B", "convicted")):
            service.add(
                "place", code=f"{code}/{building}", sort="building", within=code, facility=code, status=status
            )
            one.free[status] = []
            for landing in range(1, landings + 1):
                _landing(service, one, f"{code}/{building}/{landing}", status, landing)
        made.append(one)
    return made


def _landing(service: Service, one: Facility, wing: str, status: str, landing: int) -> None:
    service.add(
        "place",
        code=wing,
        sort="wing",
        within=wing.rpartition("/")[0],
        facility=one.code,
        capacity=CELLS * PER_CELL,
    )
    for cell in range(1, CELLS + 1):
        code = f"{wing}/{cell:02}"
        service.add(
            "place",
            code=code,
            sort="cell",
            within=wing,
            facility=one.code,
            capacity=PER_CELL,
            floor=16.0,
            window="yes",
            toilet="yes",
            x=(cell - 1) % 6 * 40,
            y=landing * 100 + (cell - 1) // 6 * 40,
            width=36,
            height=36,
        )
        one.free[status] += [code] * PER_CELL
