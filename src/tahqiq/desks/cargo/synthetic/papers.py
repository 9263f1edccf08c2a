"""The papers and tables in which invented consignments arrive: CUSCAR, BAPLIE and a gate's table at the port,
waybills (FWB) and the flight's manifest (XFFM) at the airport, lists of lorries, scales and seals at the
crossing."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import timedelta

from tahqiq.desks.cargo.synthetic.traffic import AIR, ROAD, SEA, Sent, at_hour

LANES, TARE = 3, 2_300
LAST = 20.7
"""The hour after which nothing more happens to the consignments of a day."""
ROAD_WAY = ((32.83, 39.00), (32.98, 39.42), (33.04, 39.80), (33.05, 40.02), (33.04, 40.28))
ASIDE = ((32.83, 39.00), (32.98, 39.42), (33.29, 39.71), (33.2905, 39.7104), (33.04, 40.28))
"""Positions on the road from Trebil to Rutba, and on a way that leaves it for the desert to the north."""


def papers_of(day: Sequence[Sent], passed: float = 24.0) -> list[tuple[str, str, str]]:
    """(post, name of the file, text) of the papers of one day. ``passed`` are the hours of it that have
    passed: a day that is not over has the same events, closer together, none of them ahead of now."""
    pace = min(1.0, passed / LAST)
    found: list[tuple[str, str, str]] = []
    by = {post: [one for one in day if one.post == post] for post in (SEA, AIR, ROAD)}
    if by[SEA]:
        name = f"{by[SEA][0].day:%Y-%m-%d}"
        found += [
            (SEA, f"manifest-{name}.edi", cuscar(by[SEA])),
            (SEA, f"bays-{name}.edi", bays(by[SEA])),
            (SEA, f"gate-{name}.csv", gate(by[SEA], pace)),
        ]
    if by[AIR]:
        name = f"{by[AIR][0].day:%Y-%m-%d}"
        found += [
            (AIR, f"waybills-{name}.txt", waybills(by[AIR])),
            (AIR, f"flight-{name}.xml", flight(by[AIR])),
        ]
    if by[ROAD]:
        name = f"{by[ROAD][0].day:%Y-%m-%d}"
        found += [
            (ROAD, f"lorries-{name}.csv", lorries(by[ROAD], pace)),
            (ROAD, f"scales-{name}.csv", scales(by[ROAD], pace)),
            (ROAD, f"seals-{name}.csv", seals(by[ROAD], pace)),
        ]
    return found


def cuscar(sent: Sequence[Sent]) -> str:
    """A manifest of the ship of the day (UN/EDIFACT, D.95B)."""
    day = sent[0].day
    body = [
        "UNH+1+CUSCAR:D:95B:UN",
        f"BGM+85+MAN{day:%y%m%d}+9",
        f"DTM+132:{day:%Y%m%d}0600:203",
        "NAD+MS+SMPL:172:20",
        f"TDT+20+V{day:%j}+1++SMPL:172:20+++9074729:146::SAMPLE STAR:PA",
        "LOC+11+IQUQR:139:6",
    ]
    for one in sent:
        body += [f"EQD+CN+{one.box}+22G1:102:5+++5", f"SEL+{one.seal}+CA"]
    for no, one in enumerate(sent, 1):
        body += [
            f"CNI+{no}+{one.number}",
            f"RFF+BM:{one.number}",
            f"LOC+9+{one.load}:139:6",
            "GIS+23",
            f"NAD+CZ+++{one.shipper}",
            f"NAD+CN+++{one.consignee}",
            f"COM+{one.phone}:TE",
            f"NAD+DT+++{one.declarant}",
            f"GID+1+{one.packages}:CT",
            f"FTX+AAA+++{one.goods}",
            f"MEA+AAE+G+KGM:{one.gross}",
            f"SGP+{one.box}+{one.packages}",
            f"CST++{one.hs}",
        ]
    body.append(f"CNT+16:{len(sent)}")
    return (
        "'".join(
            [
                f"UNB+UNOW:4+SMPL+CUSTOMS+{day:%y%m%d}:0500+{day:%j}",
                *body,
                f"UNT+{len(body) + 1}+1",
                f"UNZ+1+{day:%j}",
            ]
        )
        + "'"
    )


def bays(sent: Sequence[Sent]) -> str:
    """Where the boxes stand on the ship, with what the ship's scale says (UN/EDIFACT, D.95B, SMDG 2.2)."""
    day = sent[0].day
    body = [
        "UNH+2+BAPLIE:D:95B:UN:SMDG22",
        f"BGM++BAY{day:%y%m%d}+9",
        f"DTM+137:{day:%y%m%d}0400:201",
        f"TDT+20+V{day:%j}+++SMPL:172:20+++9074729:146::SAMPLE STAR",
    ]
    for no, one in enumerate(sent, 1):
        body += [
            f"LOC+147+{no:05d}82::5",
            f"MEA+VGM++KGM:{one.gross + TARE}",
            f"LOC+9+{one.load}:139:6",
            "LOC+11+IQUQR:139:6",
            f"EQD+CN+{one.box}+22G1+++5",
        ]
    return (
        "'".join(
            [
                f"UNB+UNOW:4+SMPL+CUSTOMS+{day:%y%m%d}:0400+{day:%j}B",
                *body,
                f"UNT+{len(body) + 1}+2",
                f"UNZ+1+{day:%j}B",
            ]
        )
        + "'"
    )


def flight(sent: Sequence[Sent]) -> str:
    """What was carried on the flight of the day (IATA Cargo-XML, XFFM): pieces and weight of each waybill as
    the airline loaded them."""
    day = sent[0].day
    loaded = [
        f"""<ram:IncludedMasterConsignment>\
<ram:GrossWeightMeasure unitCode="KGM">{one.carried[1]}</ram:GrossWeightMeasure>\
<ram:TotalPieceQuantity>{one.carried[0]}</ram:TotalPieceQuantity>
<ram:SummaryDescription>{one.goods}</ram:SummaryDescription>\
<ram:TransportContractDocument><ram:ID>{one.number}</ram:ID></ram:TransportContractDocument>
<ram:OriginLocation><ram:ID>{one.load}</ram:ID></ram:OriginLocation>\
<ram:FinalDestinationLocation><ram:ID>BGW</ram:ID></ram:FinalDestinationLocation>\
</ram:IncludedMasterConsignment>"""
        for one in sent
    ]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:FlightManifest xmlns:rsm="iata:flightmanifest:1" xmlns:ram="iata:datamodel:3">
<rsm:MessageHeaderDocument><ram:ID>ZZ410/{day:%d}/IST</ram:ID>\
<ram:Name>Transport Loading Report</ram:Name><ram:TypeCode>122</ram:TypeCode>\
<ram:IssueDateTime>{day}T03:00:00</ram:IssueDateTime>
<ram:PurposeCode>Creation</ram:PurposeCode><ram:VersionID>2.00</ram:VersionID></rsm:MessageHeaderDocument>
<rsm:LogisticsTransportMovement><ram:ID>ZZ410</ram:ID><ram:ModeCode>4</ram:ModeCode>\
<ram:DepartureEvent><ram:DepartureOccurrenceDateTime>{day}T04:00:00</ram:DepartureOccurrenceDateTime>
<ram:OccurrenceDepartureLocation><ram:ID>IST</ram:ID></ram:OccurrenceDepartureLocation></ram:DepartureEvent></rsm:LogisticsTransportMovement>
<rsm:ArrivalEvent><ram:ArrivalOccurrenceDateTime>{day}T07:00:00</ram:ArrivalOccurrenceDateTime>\
<ram:OccurrenceArrivalLocation><ram:ID>BGW</ram:ID></ram:OccurrenceArrivalLocation>
<ram:AssociatedTransportCargo>
{chr(10).join(loaded)}
</ram:AssociatedTransportCargo></rsm:ArrivalEvent>
</rsm:FlightManifest>
"""


def waybills(sent: Iterable[Sent]) -> str:
    """Air waybills as text (FWB/16), one after another."""
    lines: list[str] = []
    for one in sent:
        lines += [
            "FWB/16",
            f"{one.number}{one.load}BGW/T{one.packages}K{one.gross}",
            f"FLT/ZZ{410 + one.packages % 9}/{one.day:%d}",
            "SHP",
            f"/{one.shipper}",
            "/STREET 1",
            "/CITY",
            "/TR",
            "CNE",
            f"/{one.consignee}",
            "/الكرادة",
            "/BAGHDAD",
            f"/IQ/10001/TE/{one.phone}",
            *(["NFY/" + one.notify, "/الكرادة", "/BAGHDAD", "/IQ"] if one.notify else []),
            f"CVD/USD//PP/NVD/{one.value:g}/XXX",
            f"RTD/1/P{one.packages}/K{one.gross}/CQ/W{one.gross}",
            f"/NG/{one.goods}",
            f"/2/NH/{one.hs}",
        ]
    return "\n".join(lines) + "\n"


def gate(sent: Iterable[Sent], pace: float) -> str:
    """What the port's gate weighs and reads."""
    return _table(
        ("رقم الحاوية", "رقم الختم", "الوزن", "التاريخ", "الوقت", "الموقع"),
        [
            (
                one.box,
                one.seal_seen,
                one.weighed[0],
                one.day.isoformat(),
                _clock(one, 14 + 20 / 60, pace),
                "بوابة أم قصر",
            )
            for one in sent
        ],
    )


def lorries(sent: Iterable[Sent], pace: float) -> str:
    """The list of lorries that entered, as the crossing keeps it."""
    header = (
        "رقم الشاحنة",
        "رقم المقطورة",
        "السائق",
        "رقم الجواز",
        "رقم دفتر التير",
        "المنفذ",
        "الحركة",
        "التاريخ",
        "الوقت",
        "وصف البضاعة",
        "رمز البضاعة",
        "عدد الطرود",
        "المرسل إليه",
        "الشاحن",
        "المخلص",
        "الختم الالكتروني",
        "القادم من",
        "الهاتف",
        "رقم المسرب",
    )
    return _table(
        header,
        [
            (
                one.tractor,
                one.trailer,
                one.driver,
                one.document,
                one.number,
                "طريبيل",
                "دخول",
                one.day.isoformat(),
                _clock(one, 6 + no % 9 + 10 / 60, pace),
                one.goods,
                one.hs,
                one.packages,
                one.consignee,
                one.shipper,
                one.declarant,
                one.seal,
                "JOAMM",
                one.phone,
                1 + no % LANES,
            )
            for no, one in enumerate(sent)
        ],
    )


def scales(sent: Iterable[Sent], pace: float) -> str:
    """Two scales on the way, at the crossing and at Rutba."""
    rows = []
    for one in sent:
        for weight, hour, place in zip(
            one.weighed, (16.0, 20.5), ("ميزان طريبيل", "ميزان الرطبة"), strict=True
        ):
            when = at_hour(one.day, hour * pace)
            rows.append((one.tractor, one.number, weight, when.strftime("%Y-%m-%d %H:%M"), place))
    return _table(("رقم الشاحنة", "رقم دفتر التير", "الوزن", "التاريخ والوقت", "الموقع"), rows)


def seals(sent: Iterable[Sent], pace: float) -> str:
    """What electronic seals told, with the position: the road from Trebil to Rutba; whoever was unloaded on
    the way left it and stood."""
    rows = []
    for one in sent:
        word, way = ("opened" if one.opened else "moving"), (ASIDE if one.hidden else ROAD_WAY)
        told = [("locked", 16.2), ("moving", 17.0), (word, 18.5), ("moving", 19.2), ("arrived", 20.6)]
        rows += [
            (
                one.seal,
                event,
                at_hour(one.day, hour * pace).strftime("%Y-%m-%d %H:%M"),
                f"{lat:.4f}",
                f"{lon:.4f}",
            )
            for (event, hour), (lat, lon) in zip(told, way, strict=True)
        ]
    return _table(("الختم الالكتروني", "الحدث", "التاريخ والوقت", "خط العرض", "خط الطول"), rows)


def _clock(one: Sent, hour: float, pace: float) -> str:
    """The minute of the day in which an hour of a whole day falls."""
    return (at_hour(one.day, hour * pace) + timedelta(seconds=1)).strftime("%H:%M")


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return made.getvalue()
