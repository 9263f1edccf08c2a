"""Small invented populations as feature tables."""

from random import Random

import pyarrow as pa

from tahqiq.names.skeleton import coarse, skeleton
from tahqiq.names.units import part_key
from tahqiq.resolve.engine import schema
from tahqiq.resolve.kinds import PERSON, WRITTEN
from tahqiq.samples.pools import MALE, SURNAMES


def person(no: int, **known: str | int | list[str]) -> dict[str, object]:
    """One record with slots as written (``given="Ali"``); skeletons are made here."""
    row: dict[str, object] = {field.name: None for field in schema(PERSON)}
    row.update(known, no=no)
    for slot in ("given", "father", "grandfather", "family", "mother"):
        text = known.get(slot)
        if isinstance(text, str):
            row[slot], row[f"{slot}_c"] = (
                skeleton(text).replace(" ", "") or text.lower(),
                coarse(text).replace(" ", "") or text.lower(),
            )
            if slot in WRITTEN:
                row[WRITTEN[slot]] = part_key(text) or None
    born = known.get("born")
    if isinstance(born, str):
        row["year"] = int(born[:4])
    return row


def table(rows: list[dict[str, object]]) -> pa.Table:
    """Records as a feature table."""
    return pa.Table.from_pylist(rows, schema=schema(PERSON))


def population(people: int, seed: int = 1) -> tuple[pa.Table, list[int]]:
    """Two records of each of ``people``, one in Arabic and one in Latin letters, and the person of each
    row."""
    rng = Random(seed)
    rows: list[dict[str, object]] = []
    for _ in range(people):
        parts = [*rng.choices(MALE, k=3), rng.choice(SURNAMES)]
        born, phone = (
            f"{rng.randrange(1950, 2005)}-{rng.randrange(2, 13):02d}-{rng.randrange(2, 29):02d}",
            f"+9647{rng.randrange(10**9):09d}",
        )
        for arabic in (True, False):
            names = [part.ar if arabic else rng.choice(part.latin) for part in parts]
            slots = dict(zip(("given", "father", "grandfather", "family"), names, strict=True))
            rows.append(
                person(len(rows), **slots, born=born, phones=[phone])
                if rng.random() < 0.5
                else person(len(rows), **slots, born=born)
            )
    return table(rows), [number // 2 for number in range(len(rows))]
