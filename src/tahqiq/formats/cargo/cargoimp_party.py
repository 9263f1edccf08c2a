"""Parties of a Cargo-IMP message: sender, receiver, who is notified, with address and ways to reach them."""

from tahqiq.formats.cargo.cargoimp_line import Line, append
from tahqiq.formats.cargo.paper import Row, beside

NAMED = ("NAM", "ADR", "LOC")
PARTIES = {"SHP": "consignor", "CNE": "consignee", "NFY": "notify", "AGT": "agent"}


def party(role: str, lines: list[Line], message: str, of: Row) -> Row:
    """A party by its lines in an FWB or FHL; ``of`` is the bill that it belongs to."""
    row: Row = {"role": lines[0].cell(role), **of}
    tagged = any(line.text.startswith(NAMED) for line in lines)
    first = lines[0].text[3:].split("/")
    on_tag = role == "notify" or (message == "FHL" and not tagged)
    name = first[1].strip() if on_tag and len(first) > 1 else ""
    if name:
        row["name"] = lines[0].cell(name)
    account = [part for part in first[1:] if part.strip() and part.strip() != name]
    if account:
        row["account"] = lines[0].cell("/".join(account))
    below, kind = lines[1:], ""
    for place, line in enumerate(below):
        if tagged and line.text[:3] in NAMED:
            kind = line.text[:3]
        said = line.text.removeprefix(kind).strip("/") if tagged else line.text.strip("/")
        position = place + bool(name)
        if role == "agent":
            append(row, "name" if place == 0 else "city", line, said)
        elif (tagged and kind == "NAM") or (not tagged and position == 0):
            append(row, "name", line, said)
        elif (tagged and kind == "ADR") or (not tagged and position == 1):
            append(row, "address", line, said)
        elif (tagged and line.text.startswith("LOC")) or (not tagged and position == 2):
            append(row, "city", line, said)
        else:
            _country(row, line, said)
    return row


def _country(row: Row, line: Line, said: str) -> None:
    parts = said.split("/")
    if parts[0].strip():
        beside(row, "country", line.cell(parts[0]))
    if len(parts) > 1 and parts[1].strip():
        beside(row, "postcode", line.cell(parts[1]))
    for sort, value in zip(parts[2::2], parts[3::2], strict=False):
        if value.strip():
            beside(
                row,
                {"TE": "phone", "FX": "fax", "TL": "telex"}.get(sort, f"contact {sort}".strip()),
                line.cell(value),
            )
    if len(parts) > 2 and len(parts) % 2 and parts[-1].strip():
        beside(row, "contact", line.cell(parts[-1]))
