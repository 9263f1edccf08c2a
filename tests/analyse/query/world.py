"""A small workspace of invented people, numbers and calls for questions: who has which number, who called
whom when."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

NAMES = (
    "علي حسن كاظم",
    "Ali Hasan Kadhim",
    "سارة أحمد حميد",
    "Sara Ahmed Hamid",
    "ئاوات ڕەحیم",
    "Omar Faruq",
    "زينب جاسم",
    "Layla Omar Saleh",
)
CITIES = ("بغداد", "Erbil", "Basra", "")
PEOPLE, PHONES, CALLS = 24, 14, 60


def number(at: int) -> str:
    """A telephone number of the world."""
    return f"0790100{at:04d}"


@contextmanager
def world(root: Path, seed: int = 1) -> Iterator[Workbench]:
    """The workspace, open: people with none to two numbers each (some shared), and calls and messages of
    March and April 2026."""
    rng = Random(seed)
    files = root / "delivery"
    files.mkdir(parents=True)
    people = ["name,phone,city,birth date"]
    entities = []
    for at in range(PEOPLE):
        phones = [number(one) for one in rng.sample(range(PHONES), rng.choice((0, 1, 1, 2)))]
        person = {
            "name": [NAMES[at % len(NAMES)]],
            "birthDate": [f"19{60 + at}-05-0{1 + at % 9}"],
            "phone": phones,
            "address": [rng.choice(CITIES)],
        }
        entities.append(
            json.dumps(
                {
                    "id": f"p{at}",
                    "schema": "Person",
                    "properties": {name: [one for one in values if one] for name, values in person.items()},
                }
            )
        )
        if at % 3 == 0:
            people.append(
                f"{NAMES[at % len(NAMES)]},{number(rng.randrange(PHONES))},Basra,1970-02-0{1 + at % 9}"
            )
    (files / "people.ftm.json").write_text("\n".join(entities) + "\n", "utf-8")
    (files / "subscribers.csv").write_text("\n".join(people) + "\n", "utf-8")
    calls = ["calling number,called number,start time,duration"]
    for _ in range(CALLS):
        a, b = rng.sample(range(PHONES), 2)
        calls.append(
            f"{number(a)},{number(b)},2026-0{rng.choice((3, 4))}-{rng.randrange(1, 28):02d} "
            f"10:{rng.randrange(60):02d}:00,{rng.randrange(1, 300)}"
        )
    (files / "calls.csv").write_text("\n".join(calls) + "\n", "utf-8")
    door = Door.found(root / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.collect([files], bench.deposit(zone="Asia/Baghdad"))
    yield bench
    door.close()
