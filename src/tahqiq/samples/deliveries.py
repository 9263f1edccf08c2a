"""The operators' deliveries of call records: two layouts, overlapping periods, one in UTC, lines broken as
they are in real life.

Operator 0 ("Nakhla Mobile", invented) sends one CSV per number with English headers, decimal cells, months
before days. Operator 1 ("Rawafid Tel", invented) sends a workbook with a sheet per number (Arabic, two header
rows, hexadecimal cells, the number in a cell above the table, a line of totals) and one delivery as
Windows-1256 text.
"""

from collections import Counter
from dataclasses import dataclass
from random import Random

from tahqiq.samples.calls import DATA, SMS, Calls, Event
from tahqiq.samples.network import Case, Phone, local_time, utc_time
from tahqiq.samples.reserved_numbers import local
from tahqiq.samples.sheets import SAMPLE, Book, Row, write_csv
from tahqiq.samples.truth import FileTruth, Truth

FOLDER = "02_calls"
UTC_KEY, OVERLAP_KEY, CSV_KEY = "T02", "T03", "T07"
SHEET_KEYS = ("T01", "T04", "T09", "T10", "T11")
HEAD_EN = (
    "Record Type",
    "Calling Number",
    "Called Number",
    "Start Date",
    "Start Time",
    "Duration (sec)",
    "First Cell (MCC-MNC-LAC-CI)",
    "Last Cell (MCC-MNC-LAC-CI)",
    "IMEI",
    "IMSI",
    "Uplink Bytes",
    "Downlink Bytes",
)
HEAD_AR = (
    "نوع الخدمة",
    "الطرف الآخر",
    "التاريخ",
    "الساعة",
    "المدة (ثانية)",
    "LAC",
    "CI",
    "IMEI",
    "IMSI",
    "الحجم (بايت)",
)
HEAD_1256 = (
    "الرقم المطلوب",
    "نوع الخدمة",
    "الطرف الآخر",
    "التاريخ والوقت",
    "المدة",
    "LAC",
    "CI",
    "IMEI",
    "IMSI",
)


@dataclass
class Tally:
    """What went into the deliveries, for the truth: records per event, and the counts that follow from
    them."""

    records: Counter[int]
    lost: set[int]
    overlap: int = 0
    outside: int = 0


def deliver(case: Case, calls: Calls, rng: Random, truth: Truth, doubles: int) -> None:
    """Write all call record files and the counts of records, doubles and distinct events to ``truth``."""
    tally = Tally(Counter(), set())
    writer = _Writer(case, calls, rng, truth, tally)
    for key in ("T02", "T05", "T06", "T08", "T12", "T13", "T14"):
        writer.english(key, [*calls.of(key)])
    writer.overlapping(OVERLAP_KEY, doubles - sum(len(event.seen) == 2 for event in calls.events))
    writer.workbook()
    writer.windows(CSV_KEY)
    seen = {number: count for number, count in tally.records.items() if number not in tally.lost}
    party = sum(len(event.seen) == 2 for event in calls.events)
    truth.story["calls"] = {
        "records": sum(tally.records.values()),
        "distinct_events": len(seen),
        "records_lost": len(tally.lost),
        "doubles": {"total": sum(seen.values()) - len(seen), "other_party": party, "overlap": tally.overlap},
        "outside_authority": {
            "records": tally.outside,
            "file": next(path for path in truth.files if "T08" in truth.files[path].note),
        },
        "first_utc": utc_time(calls.events[0].t).isoformat(),
        "last_utc": utc_time(calls.events[-1].t).isoformat(),
        "tolerance": {"start_seconds": 2, "duration_seconds": 0},
    }


def clock(event: Event, phone: Phone) -> int:
    """The start as this operator's exchange wrote it: the second operator is up to two seconds late when both
    wrote the call."""
    return event.t + (event.t % 3 if len(event.seen) == 2 and phone.operator == 1 else 0)


class _Writer:
    def __init__(self, case: Case, calls: Calls, rng: Random, truth: Truth, tally: Tally) -> None:
        self.case, self.calls, self.rng, self.truth, self.tally = case, calls, rng, truth, tally
        self.index: dict[int, int] = {id(event): number for number, event in enumerate(calls.events)}

    def _count(self, events: list[Event], entry: FileTruth, key: str, part: str = "") -> None:
        phone = self.case.phones[key]
        entry.records += len(events)
        entry.parts[part] = entry.parts.get(part, 0) + len(events)
        entry.target = entry.target or phone.e164
        self.tally.records.update(self.index[id(event)] for event in events)
        self.tally.outside += sum(not self.case.start <= event.t < self.case.end for event in events)

    def _single(self, events: list[Event], count: int) -> list[int]:
        """Positions of events that no other record tells of and that nothing was planted in."""
        fit = [
            at for at, event in enumerate(events) if len(event.seen) == 1 and event.b and not event.planted
        ]
        return sorted(self.rng.sample(fit, min(count, len(fit) // 3)))

    # ---- operator 0

    def english(self, key: str, events: list[Event], suffix: str = "", quote_all: bool = False) -> None:
        phone = self.case.phones[key]
        path = f"{FOLDER}/CDR_{phone.e164}{suffix}_SAMPLE.csv"
        entry = self.truth.file(path, "calls", "csv")
        entry.zone, entry.encoding, entry.note = (
            ("UTC" if key == UTC_KEY else "+03:00"),
            "utf-8",
            f"ordered number {key}",
        )
        rows: list[Row] = [(f"Nakhla Mobile - Call Detail Records - {SAMPLE} (invented data)",)]
        if key != UTC_KEY:
            rows += [
                ("Order", "SMP-2026-117"),
                ("Target MSISDN", phone.e164),
                ("Period", self.case.period("%m/%d/%Y")),
                (),
            ]
        rows.append(HEAD_EN)
        entry.furniture = len(rows)
        body = [self._english_row(event, phone, key == UTC_KEY) for event in events]
        if key == "T05":
            self._break_english(events, body, entry)
        if key == "T08":
            self._cut(events, body, entry)
        self._count(events, entry, key)
        write_csv(self.truth.evidence / path, [*rows, *body], quote_all=quote_all)

    def _english_row(self, event: Event, phone: Phone, iso: bool) -> list[str]:
        out = event.a == phone.e164
        kind = {"voice": ("MTC", "MOC"), "sms": ("SMS-MT", "SMS-MO"), "data": ("DATA", "DATA")}[event.kind][
            out
        ]
        at = utc_time(clock(event, phone)) if iso else local_time(clock(event, phone))
        first, last = event.seen[phone.e164]
        other = event.other(phone.e164) if event.b else ""
        shown = local(other) if other and self.rng.random() < 0.12 else other
        volume = (str(event.up), str(event.down)) if event.kind == DATA else ("", "")
        return [
            kind,
            phone.e164 if out else shown,
            shown if out else phone.e164,
            at.strftime("%Y-%m-%d" if iso else "%m/%d/%Y"),
            at.strftime("%H:%M:%S"),
            "" if event.kind == SMS else str(event.seconds),
            first.decimal,
            last.decimal,
            phone.imei(event.t),
            phone.imsi(event.t),
            *volume,
        ]

    def _break_english(self, events: list[Event], body: list[list[str]], entry: FileTruth) -> None:
        """As after a visit to a spreadsheet program: numbers in scientific notation, leading zeros of IMEIs
        gone."""
        spots = self._single(events, 9)
        for at in spots[:5]:
            column = 2 if body[at][0].endswith("O") or body[at][0] == "MOC" else 1
            digits = events[at].other(entry.target or self.case.phones["T05"].e164)
            body[at][column] = _scientific(digits)
            entry.trouble("scientific-notation", entry.furniture + at + 1, HEAD_EN[column], body[at][column])
        for at in spots[5:]:
            body[at][8] = body[at][8].lstrip("0")
            entry.trouble("imei-digits-lost", entry.furniture + at + 1, "IMEI", body[at][8])

    def _cut(self, events: list[Event], body: list[list[str]], entry: FileTruth) -> None:
        for at in self._single(events, 1):
            body[at] = body[at][:2]
            entry.trouble("truncated-line", entry.furniture + at + 1, "", ",".join(body[at]), lost=True)
            self.tally.lost.add(self.index[id(events[at])])

    def overlapping(self, key: str, shared: int) -> None:
        """The same number ordered twice: ``shared`` records stand in both deliveries."""
        events = [*self.calls.of(key)]
        middle = len(events) // 2
        first, second = events[: middle + (shared + 1) // 2], events[middle - shared // 2 :]
        self.tally.overlap = len(first) + len(second) - len(events)
        self.english(key, first, "_1")
        self.english(key, second, "_2", quote_all=True)

    # ---- operator 1

    def _arabic(self, event: Event, phone: Phone) -> tuple[str, str]:
        out = event.a == phone.e164
        word = {
            "voice": ("مكالمة واردة", "مكالمة صادرة"),
            "sms": ("رسالة واردة", "رسالة صادرة"),
            "data": ("انترنت", "انترنت"),
        }
        return word[event.kind][out], local(event.other(phone.e164)) if event.b else ""

    def workbook(self) -> None:
        path = f"{FOLDER}/كشف_روافد_عينة_SAMPLE.xlsx"
        entry = self.truth.file(path, "calls", "xlsx")
        entry.zone, entry.note = "+03:00", "one sheet per ordered number, the number in cell B2 of each sheet"
        with Book(self.truth.evidence / path, "كشف مكالمات") as book:
            for key in SHEET_KEYS:
                self._sheet(book, key, entry)
        entry.target = ""

    def _sheet(self, book: Book, key: str, entry: FileTruth) -> None:
        phone, events = self.case.phones[key], [*self.calls.of(key)]
        name = f"رقم {SHEET_KEYS.index(key) + 1}"
        sheet = book.sheet(name, rtl=True)
        sheet.merge(1, 10, f"شركة روافد تيليكوم - كشف المكالمات - {SAMPLE}")
        sheet.skip()
        sheet.add(("الرقم المستهدف", local(phone.e164)))
        sheet.add(("الفترة", self.case.period()))
        sheet.skip()
        for column, text, depth in (
            (1, HEAD_AR[0], 2),
            (2, HEAD_AR[1], 2),
            (5, HEAD_AR[4], 2),
            (10, HEAD_AR[9], 2),
        ):
            sheet.merge(column, column, text, depth=depth)
        for first, last, text in ((3, 4, "الوقت"), (6, 7, "الخلية"), (8, 9, "الجهاز والشريحة")):
            sheet.merge(first, last, text)
        sheet.skip()
        top = sheet.add(("", "", HEAD_AR[2], HEAD_AR[3], "", HEAD_AR[5], HEAD_AR[6], HEAD_AR[7], HEAD_AR[8]))
        spots = self._single(events, 2) if key == "T11" else []
        for at, event in enumerate(events):
            row = self._sheet_row(event, phone)
            if at in spots:
                row[1] = _scientific(event.other(phone.e164))
                entry.trouble("scientific-notation", top + at + 1, HEAD_AR[1], str(row[1]), part=name)
            sheet.add(row)
        sheet.add(("المجموع", len(events), "", "", sum(event.seconds for event in events)))
        entry.furniture += top + 1
        self._count(events, entry, key, name)
        entry.targets[name] = phone.e164

    def _sheet_row(self, event: Event, phone: Phone) -> list[str | int]:
        at = local_time(clock(event, phone))
        kind, other = self._arabic(event, phone)
        first = event.seen[phone.e164][0].hexadecimal
        return [
            kind,
            other,
            at.strftime("%Y/%m/%d"),
            at.strftime("%H:%M:%S"),
            "" if event.kind == SMS else event.seconds,
            first[0],
            first[1],
            phone.imei(event.t),
            phone.imsi(event.t),
            event.up + event.down if event.kind == DATA else "",
        ]

    def windows(self, key: str) -> None:
        phone, events = self.case.phones[key], [*self.calls.of(key)]
        path = f"{FOLDER}/rawafid_{local(phone.e164)}_cp1256_SAMPLE.csv"
        entry = self.truth.file(path, "calls", "csv")
        entry.zone, entry.encoding, entry.note = (
            "+03:00",
            "windows-1256",
            f"ordered number {key}; days before months; semicolons",
        )
        rows: list[Row] = [(f"روافد تيليكوم {SAMPLE}",), HEAD_1256]
        entry.furniture = len(rows) + 1
        spots = self._single(events, 6)
        for at, event in enumerate(events):
            kind, other = self._arabic(event, phone)
            imei, line = phone.imei(event.t), len(rows) + 1
            if at in spots[:3]:
                other = _scientific(event.other(phone.e164))
                entry.trouble("scientific-notation", line, HEAD_1256[2], other)
            elif at in spots[3:]:
                imei = imei.lstrip("0")
                entry.trouble("imei-digits-lost", line, "IMEI", imei)
            when = local_time(clock(event, phone)).strftime("%d/%m/%Y %H:%M:%S")
            cell = event.seen[phone.e164][0].hexadecimal
            seconds = "" if event.kind == SMS else str(event.seconds)
            rows.append((local(phone.e164), kind, other, when, seconds, *cell, imei, phone.imsi(event.t)))
        rows.append(("المجموع", str(len(events))))
        self._count(events, entry, key)
        write_csv(self.truth.evidence / path, rows, encoding="cp1256", delimiter=";")


def _scientific(digits: str) -> str:
    """What a spreadsheet program makes of a long number.

    >>> _scientific("9647431234567")
    '9.64743E+12'
    """
    return f"{float(digits):.5E}"
