"""The mapping of Internet protocol detail records: who had a session, when, from which address and port to
which; addresses are no telephones."""

from dataclasses import replace

from tahqiq.collect.mapping.build_calls import duration_of, start_of
from tahqiq.collect.mapping.build_cells import cell_source
from tahqiq.collect.mapping.document import EntitySpec, FactSpec, Mapping, Source, Value
from tahqiq.collect.mapping.template import Match
from tahqiq.kit.reasons import reason

TELEPHONES = 0.8
"""From which share of telephone numbers a column of subscribers is one of them."""


def build_sessions(found: Match, base: Mapping, why: list[str]) -> Mapping:
    """The document. A subscriber that is no telephone number, and an address, is a thing by its text; ports,
    volume and addresses stay in the event's text."""
    columns = found.columns
    entities: dict[str, EntitySpec] = {}

    def thing(concept: str) -> Source | None:
        if concept not in columns:
            return None
        name = columns[concept].name
        entities[concept] = EntitySpec("NamedThing", key=(name,), pool=concept, properties={"name": name})
        return Value(entity=concept)

    who = columns.get("subscriber")
    own: Source | None
    if who is not None and who.share("long_phone") >= TELEPHONES:
        own = Value(column=who.name, as_="PhoneNumber")
    else:
        own = thing("subscriber") or (None if "imsi" in columns else thing("source_ip"))
    told = [
        columns[name].name
        for name in ("source_ip", "source_port", "peer_ip", "peer_port", "volume")
        if name in columns
    ]
    fact = FactSpec(
        schema="DataSession",
        a=own,
        b=thing("peer_ip"),
        start=start_of(columns),
        seconds=duration_of(columns, why),
        place=cell_source(columns, why),
        device=columns["imei"].name if "imei" in columns else None,
        sim=Value(column=columns["imsi"].name, type="imsi") if "imsi" in columns else None,
        service=columns["service"].name if "service" in columns else None,
        text=Value(columns=tuple(told), join=" · ") if len(told) > 1 else told[0] if told else None,
    )
    why.append(reason("because-sessions"))
    return replace(base, entities=entities, facts={"session": fact})
