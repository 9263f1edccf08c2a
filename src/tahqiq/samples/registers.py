"""Lists of persons and things as offices keep them: arrests, travellers, companies, sightings of plates."""

import json
from datetime import timedelta
from random import Random

from tahqiq.samples.calls import DAY, Calls
from tahqiq.samples.network import Case, local_time
from tahqiq.samples.operator_lists import OperatorLists
from tahqiq.samples.people import Person, spell_ar, spell_latin, spell_travel
from tahqiq.samples.reserved_numbers import plate_ar
from tahqiq.samples.sheets import SAMPLE, Book, Row, Value, write_list
from tahqiq.samples.truth import Truth

LISTS = "07_registers"
FREE_ROLES = (
    "organiser",
    "lieutenant_baghdad",
    "lieutenant_north",
    "broker",
    "accountant",
    "supplier",
    "relative",
)
ARTICLES = (
    "27 مخدرات",
    "28 مخدرات",
    "32 مخدرات",
    "المادة 28 من قانون المخدرات",
    "33 مخدرات",
    "406 ق.ع",
    "443 ق.ع",
    "28/أولا مخدرات",
)
UNITS = (
    "مفرزة عينة 1",
    "مفرزة عينة 2",
    "مكتب عينة - الكرخ",
    "مكتب عينة - الرصافة",
    "نقطة تفتيش عينة",
    "مكتب عينة - السليمانية",
)
SEIZED = (
    "{n} حبة كبتاكون",
    "كريستال {m} غم",
    "{m} غرام كرستال + هاتف عدد 2",
    "كبتاگون عدد {n}",
    "لا يوجد",
    "مبلغ {n}000 دينار",
    "ميزان + كريستال {m}غم",
)


class Registers:
    """Writes the lists; every name written is also a mention in the truth."""

    def __init__(self, case: Case, calls: Calls, rng: Random, truth: Truth) -> None:
        self.case, self.calls, self.rng, self.truth = case, calls, rng, truth
        self.everybody = {person.pid: person for person in (*case.people, *case.crowd)}

    def write(self) -> None:
        """All of them."""
        OperatorLists(self.case, self.rng, self.truth).write()
        self.arrests()
        self.flights()
        self.crossings()
        self.companies()
        self.sightings()

    def arrests(self) -> None:
        """About three thousand arrests of three years; forty-six of the sixty people of interest among them,
        some people twice."""
        rng, case = self.rng, self.case
        people = [person for person in case.people if case.roles[person.pid] not in FREE_ROLES] + case.crowd
        people += rng.sample(case.crowd, max(4, len(case.crowd) // 70))
        rng.shuffle(people)
        entry = self.truth.file(f"{LISTS}/سجل_الموقوفين_عينة.xlsx", "arrests", "xlsx")
        head = (
            "ت",
            "الاسم الرباعي واللقب",
            "اسم الأم",
            "المواليد",
            "السكن",
            "المادة القانونية",
            "الجهة القابضة",
            "تاريخ القبض",
            "المضبوطات",
        )
        third = len(people) // 3
        with Book(self.truth.evidence / entry.path, "سجل الموقوفين") as book:
            for at, year in enumerate((2024, 2025, 2026)):
                chosen = people[at * third :] if at == 2 else people[at * third : (at + 1) * third]
                first, last = (
                    self.case.day(*one, year) for one in ((1, 1), (6, 30) if at == 2 else (12, 31))
                )
                title = str(year) if first.year == last.year else f"{first.year}-{last.year}"
                sheet = book.sheet(title, rtl=True)
                sheet.merge(1, 9, f"سجل الموقوفين لسنة {title} - {SAMPLE}")
                sheet.skip(2)
                sheet.add(head)
                for number, person in enumerate(chosen, 1):
                    name = self.truth.mention(
                        person.pid, spell_ar(person.ar, rng), entry, sheet.row + 1, head[1], sheet.name
                    )
                    day = first + timedelta(days=rng.randrange(180 if year == 2026 else 365))
                    goods = rng.choice(SEIZED).format(n=rng.randrange(50, 9000), m=rng.randrange(2, 900))
                    sheet.add(
                        (
                            number,
                            name,
                            spell_ar(person.mother_ar, rng),
                            self._born(person),
                            person.address,
                            rng.choice(ARTICLES),
                            rng.choice(UNITS),
                            day,
                            goods,
                        )
                    )
                sheet.add(("المجموع", len(chosen)))
                entry.parts[sheet.name] = len(chosen)
                entry.records += len(chosen)
                entry.furniture += 3

    def _born(self, person: Person) -> Value:
        chance = self.rng.random()
        if chance < 0.15:
            return str(person.born.year)
        return person.born if chance < 0.3 else f"{person.born.day}/{person.born.month}/{person.born.year}"

    def flights(self) -> None:
        entry = self.truth.file(f"{LISTS}/passenger_list_SAMPLE.csv", "travel", "csv")
        rows: list[Row] = [
            (f"Sindiyan Airport passenger list {SAMPLE}",),
            ("Flight", "Date", "Name", "Nationality", "Document No", "Date of Birth", "From", "To", "Seat"),
        ]
        often = [
            p
            for p in self.case.people
            if self.case.roles[p.pid] in ("courier", "broker", "recruiter", "cook")
        ]
        for _ in range(max(40, round(700 * self.truth.scale))):
            person = self.rng.choice(often) if self.rng.random() < 0.12 else self.rng.choice(self.case.crowd)
            name = self.truth.mention(
                person.pid, spell_travel(person, self.rng), entry, len(rows) + 1, "Name"
            )
            day = local_time(self.case.start + self.rng.randrange(181) * DAY).date()
            way = self.rng.choice((("QSN", "QBG"), ("QSN", "QXA"), ("QXA", "QSN")))
            rows.append(
                (
                    f"ZZ{self.rng.randrange(100, 140)}",
                    day.isoformat(),
                    name,
                    "IRQ",
                    person.document,
                    person.born.strftime("%d%b%y").upper(),
                    *way,
                    f"{self.rng.randrange(1, 31)}{self.rng.choice('ABCDEF')}",
                )
            )
        write_list(self.truth, entry, rows, 2)

    def crossings(self) -> None:
        entry = self.truth.file(f"{LISTS}/المسافرون_منفذ_الرطيبة_عينة.csv", "persons", "csv")
        rows: list[Row] = [
            (f"منفذ الرطيبة الحدودي - قائمة المسافرين - {SAMPLE}",),
            ("ت", "الاسم الكامل", "المواليد", "رقم الوثيقة", "تاريخ العبور", "الاتجاه", "رقم المركبة"),
        ]
        trips = self.calls.trips("T05")
        driver = self.case.role("driver", 0)
        planned = [(trip.start + 7 * 3600, driver) for trip in trips]
        planned += [
            (
                self.case.start + self.rng.randrange((self.case.end - self.case.start) // 60) * 60,
                self.rng.choice(self.case.people[8:12] + self.case.crowd),
            )
            for _ in range(max(40, round(500 * self.truth.scale)))
        ]
        for number, (t, person) in enumerate(sorted(planned, key=lambda item: (item[0], item[1].pid)), 1):
            full = (
                person.ar
                if self.rng.random() < 0.5
                else f"{person.chain[0].ar} {person.chain[1].ar} {person.chain[2].ar}"
            )
            name = self.truth.mention(
                person.pid, spell_ar(full, self.rng), entry, len(rows) + 1, "الاسم الكامل"
            )
            plate = plate_ar(self.case.plates[person.pid]) if person.pid in self.case.plates else ""
            rows.append(
                (
                    str(number),
                    name,
                    str(person.born.year),
                    person.document,
                    local_time(t).strftime("%d/%m/%Y %H:%M"),
                    self.rng.choice(("دخول", "خروج")),
                    plate,
                )
            )
        write_list(self.truth, entry, rows, 2, delimiter=";")

    def companies(self) -> None:
        entry = self.truth.file(f"{LISTS}/company_register_SAMPLE.csv", "companies", "csv")
        rows: list[Row] = [
            ("Register No", "Company Name", "اسم الشركة", "Owner", "Share %", "Founded", "Remark")
        ]
        full = self.truth.file(f"{LISTS}/company_register_SAMPLE.json", "companies", "json")
        listed: list[dict[str, object]] = []
        for company in self.case.companies:
            officers: list[dict[str, object]] = []
            for order, pid in enumerate(company.owners):
                person = self.everybody[pid]
                name = self.truth.mention(pid, spell_latin(person, self.rng), entry, len(rows) + 1, "Owner")
                rows.append(
                    (
                        company.number,
                        company.name_en,
                        company.name_ar,
                        name,
                        "60" if order == 0 else "40",
                        company.founded,
                        SAMPLE,
                    )
                )
                arabic = self.truth.mention(pid, person.ar, full, len(listed) + 1, f"officers[{order}].name")
                officers.append(
                    {
                        "name": arabic,
                        "role": "المدير المفوض" if order == 0 else "شريك",
                        "document": person.document,
                    }
                )
            listed.append(
                {
                    "register_no": company.number,
                    "name": company.name_ar,
                    "name_en": company.name_en,
                    "founded": company.founded,
                    "iban": company.iban,
                    "officers": officers,
                    "remark": SAMPLE,
                }
            )
        write_list(self.truth, entry, rows, 1)
        full.records = len(listed)
        text = json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
        (self.truth.evidence / full.path).write_bytes(text.encode())

    def sightings(self) -> None:
        """Plates read by cameras; the driver's trips are in it, and the two vehicles on the northern road on
        the day of the meeting."""
        cameras = {
            "CAM-W1": (33.21, 42.9),
            "CAM-W2": (33.18, 41.2),
            "CAM-RX": (33.04, 39.2),
            "CAM-N1": (34.35, 44.7),
            "CAM-N2": (34.9, 44.9),
        }
        seen: list[tuple[int, str, str]] = []
        for trip in self.calls.trips("T05"):
            plate = self.case.plates[self.case.role("driver", 0).pid]
            seen += [
                (trip.start + 3600, "CAM-W1", plate),
                (trip.start + 4 * 3600, "CAM-W2", plate),
                (trip.start + 25000, "CAM-RX", plate),
            ]
        start = self.case.meeting[0]
        seen += [
            (start - 1500, "CAM-N1", self.case.plates[self.case.role("organiser").pid]),
            (start - 1250, "CAM-N2", self.case.plates[self.case.role("lieutenant_north").pid]),
        ]
        known = sorted(self.case.plates.values())
        for number in range(max(60, round(2400 * self.truth.scale))):
            other = f"9{self.rng.randrange(4)} {self.rng.choice('ABDJMNRS')} {self.rng.randrange(10**5):05d}"
            plate = self.rng.choice(known) if number % 25 == 0 else other
            t = self.rng.randrange(self.case.start, self.case.end)
            if not start - 12 * 3600 < t < start + 12 * 3600:
                seen.append((t, self.rng.choice(sorted(cameras)), plate))
        rows: list[Row] = [
            (f"Road cameras {SAMPLE}",),
            ("Plate", "Camera", "Latitude", "Longitude", "Seen At", "Direction", "Confidence"),
        ]
        for t, camera, plate in sorted(seen):
            lat, lon = cameras[camera]
            rows.append(
                (
                    plate,
                    camera,
                    str(lat),
                    str(lon),
                    local_time(t).strftime("%Y-%m-%dT%H:%M:%S+03:00"),
                    self.rng.choice("NSEW"),
                    f"0.{self.rng.randrange(70, 100)}",
                )
            )
        entry = self.truth.file(f"{LISTS}/vehicle_sightings_SAMPLE.csv", "sightings", "csv")
        entry.zone = "+03:00"
        write_list(self.truth, entry, rows, 2)
