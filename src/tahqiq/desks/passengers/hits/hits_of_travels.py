"""The hits of bookings and travellers."""

from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.hits.record import HIT, HitRecord
from tahqiq.kit.parts import parts
from tahqiq.store.record_where import OneOf


class PersonHitView(Strict):
    """A hit of somebody: against which list or rule (``titles``: that of a rule by language, where it has
    several), why (document, name, name-and-birth, rule), where it stands."""

    id: str
    of_list: str
    titles: dict[str, str]
    why: str
    state: str


def hits_of_travels(at: Desktop, records: list[str]) -> dict[str, list[tuple[HitRecord, PersonHitView]]]:
    made: dict[str, list[tuple[HitRecord, PersonHitView]]] = {}
    for part in parts(records, 200):
        for page in at.records(HIT).pages({"travel": OneOf(tuple(part))}, "came"):
            states = Lives(at, HIT).states(page)
            for one in page:
                view = PersonHitView(
                    id=one.id,
                    of_list=one.body.list_name,
                    titles=one.body.titles,
                    why=one.body.why,
                    state=states[one.id][1].state,
                )
                made.setdefault(one.body.travel, []).append((one.body, view))
    return made
