"""What an analyst keeps at the side: an association matrix, a list of ties, who met where, an address book,
places on a map."""

from random import Random
from xml.sax.saxutils import escape

from tahqiq.samples.calls import Calls
from tahqiq.samples.network import Case
from tahqiq.samples.people import spell_latin
from tahqiq.samples.places import AREAS
from tahqiq.samples.reserved_numbers import written
from tahqiq.samples.sheets import SAMPLE, Book, Row, write_csv
from tahqiq.samples.truth import Truth

FOLDER = "10_analyst"


def analyst(case: Case, calls: Calls, rng: Random, truth: Truth) -> None:
    """Write all five."""
    matrix(case, rng, truth)
    edges(case, rng, truth)
    attendance(case, rng, truth)
    cards(case, rng, truth)
    placemarks(case, truth)


def matrix(case: Case, rng: Random, truth: Truth) -> None:
    """Who knows whom among twenty: names along both edges, 1 where a tie is known, the diagonal empty."""
    entry = truth.file(f"{FOLDER}/association_matrix_SAMPLE.xlsx", "matrix", "xlsx")
    people = [
        case.role(role)
        for role in (
            "lieutenant_baghdad",
            "lieutenant_north",
            "broker",
            "crossing_agent",
            "airport_handler",
            "accountant",
            "recruiter",
            "forger",
        )
    ]
    people += [
        case.role(role, index)
        for role in ("driver", "courier", "hawaladar", "distributor_north")
        for index in range(3)
    ]
    known = {frozenset((a, b)) for a, b, _ in case.ties}
    names = [spell_latin(person, rng) for person in people]
    with Book(truth.evidence / entry.path, "Matrix") as book:
        sheet = book.sheet("Matrix")
        sheet.add((SAMPLE,))
        sheet.add(("", *names))
        ties = 0
        for at, person in enumerate(people):
            truth.mention(person.pid, names[at], entry, sheet.row + 1, "", sheet.name)
            cells = [
                "" if other is person else int(frozenset((person.pid, other.pid)) in known)
                for other in people
            ]
            ties += sum(cell for cell in cells if isinstance(cell, int))
            sheet.add((names[at], *cells))
    entry.records, entry.furniture, entry.note = (
        len(people),
        2,
        f"{len(people)} people, {ties // 2} undirected ties",
    )
    entry.parts = {"Matrix": len(people)}


def edges(case: Case, rng: Random, truth: Truth) -> None:
    """All ties but those of the organiser, as a list."""
    entry = truth.file(f"{FOLDER}/ties_SAMPLE.csv", "edges", "csv")
    boss = case.role("organiser").pid
    rows: list[Row] = [("Person A", "Person B", "Relation", "Remark")]
    for a, b, kind in case.ties:
        if boss in (a, b):
            continue
        names = [
            truth.mention(pid, spell_latin(case.person(pid), rng), entry, len(rows) + 1, column)
            for pid, column in ((a, "Person A"), (b, "Person B"))
        ]
        rows.append((*names, kind, SAMPLE))
    entry.records, entry.furniture, entry.encoding = len(rows) - 1, 1, "utf-8"
    write_csv(truth.evidence / entry.path, rows)


def attendance(case: Case, rng: Random, truth: Truth) -> None:
    """Two modes: people and the gatherings at which they were seen; without header, separated by tabs."""
    entry = truth.file(f"{FOLDER}/gatherings_SAMPLE.tsv", "two-mode", "csv")
    rows: list[Row] = []
    for number in range(1, 9):
        for person in rng.sample(case.people[1:45], rng.randrange(3, 8)):
            rows.append(
                (truth.mention(person.pid, person.two_ar, entry, len(rows) + 1, "c1"), f"SAMPLE-G{number}")
            )
    entry.records, entry.encoding = len(rows), "utf-8"
    write_csv(truth.evidence / entry.path, rows, delimiter="\t")


def cards(case: Case, rng: Random, truth: Truth) -> None:
    """An address book (vCard 3.0) of the recruiter's contacts."""
    entry = truth.file(f"{FOLDER}/contacts_SAMPLE.vcf", "contacts", "vcard")
    lines: list[str] = []
    for number, person in enumerate(rng.sample(case.people[3:52], 24), 1):
        name = rng.choice(
            (person.kunya, person.two_ar, person.latin, person.ckb if person.north else person.short_ar)
        )
        truth.mention(person.pid, name, entry, number, "FN")
        phone = case.phones[case.by_person[person.pid][0]]
        lines += [
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"FN:{name}",
            f"N:{person.surname.ar};{person.chain[0].ar};;;",
            f"TEL;TYPE=CELL:{written(phone.e164, rng)}",
            f"NOTE:{SAMPLE}",
            "END:VCARD",
        ]
    entry.records, entry.encoding = 24, "utf-8"
    (truth.evidence / entry.path).write_bytes(("\r\n".join(lines) + "\r\n").encode())


def placemarks(case: Case, truth: Truth) -> None:
    """Places of interest as KML 2.2 points, and the western road as a line."""
    entry = truth.file(f"{FOLDER}/places_SAMPLE.kml", "places", "kml")
    marks = [
        f"<Placemark><name>{escape(arabic)}</name><description>{escape(english)} - {SAMPLE}</description>"
        f"<Point><coordinates>{lon},{lat},0</coordinates></Point></Placemark>"
        for arabic, english, lat, lon, _, _ in AREAS.values()
    ]
    road = sorted({(cell.lon, cell.lat) for cell in case.ground.cells[0]["road_west"]})
    track = " ".join(f"{lon},{lat}" for lon, lat in road)
    marks.append(
        f"<Placemark><name>الطريق</name><description>{SAMPLE}</description><LineString><coordinates>{track}</coordinates></LineString></Placemark>"
    )
    body = "\n".join(marks)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml '
        f'xmlns="http://www.opengis.net/kml/2.2"><Document><name>{SAMPLE}</name>\n{body}\n'
        "</Document></kml>\n"
    )
    entry.records, entry.encoding = len(marks), "utf-8"
    (truth.evidence / entry.path).write_bytes(text.encode())
