"""Two phones taken out: one report as a workbook with a sheet per kind, one as the vendor's XML; both with
their own record of calls."""

from random import Random
from xml.sax.saxutils import escape, quoteattr

from tahqiq.samples.calls import DAY, SMS, VOICE, Calls, Event
from tahqiq.samples.network import Case, Phone, local_time
from tahqiq.samples.people import Person
from tahqiq.samples.reserved_numbers import written
from tahqiq.samples.sheets import SAMPLE, Book, Row
from tahqiq.samples.talk import CHAT_AR, Filler
from tahqiq.samples.truth import FileTruth, Truth

FOLDER = "04_phones"
NAMESPACE = "http://pa.cellebrite.com/report/2.0"


def handsets(case: Case, calls: Calls, rng: Random, truth: Truth) -> None:
    """Write both extractions; how many of their calls and messages the operators' records hold too goes to
    the truth."""
    maker = _Handsets(case, calls, rng, truth)
    truth.story["handset_doubles"] = [
        {"file": maker.workbook("T07", 60), "of": "calls and messages", "count": maker.shared},
        {"file": maker.xml("T08", 40), "of": "calls and messages", "count": maker.shared},
    ]


class _Handsets:
    def __init__(self, case: Case, calls: Calls, rng: Random, truth: Truth) -> None:
        self.case, self.calls, self.rng, self.truth = case, calls, rng, truth
        self.everybody = {person.pid: person for person in (*case.people, *case.crowd)}
        self.by_number = {phone.e164: phone for phone in (*case.phones.values(), *case.outsiders)}
        self.shared = 0

    def _recent(self, key: str, days: int) -> list[Event]:
        return [event for event in self.calls.of(key) if event.b and event.t >= self.case.end - days * DAY]

    def _book(self, events: list[Event], phone: Phone) -> dict[str, tuple[Person, str]]:
        """Number → person and the name under which the owner saved him."""
        saved: dict[str, tuple[Person, str]] = {}
        for event in events:
            other = self.by_number.get(event.other(phone.e164))
            if other and other.e164 not in saved and self.rng.random() < 0.8:
                person = self.everybody[other.user]
                forms = (
                    person.nickname or person.kunya,
                    person.kunya,
                    person.two_ar,
                    person.chain[0].ar,
                    person.latin,
                )
                saved[other.e164] = (person, self.rng.choice(forms))
        return saved

    # ---- workbook

    def workbook(self, key: str, days: int) -> str:
        phone, events = self.case.phones[key], self._recent(key, days)
        book = self._book(events, phone)
        entry = self.truth.file(f"{FOLDER}/phone_report_exhibit_12_SAMPLE.xlsx", "phone-report", "xlsx")
        entry.target, entry.zone = phone.e164, "+03:00"
        with Book(self.truth.evidence / entry.path, "Phone report") as out:
            self._device(out, entry, phone)
            self._sheet(
                out,
                entry,
                "Contacts",
                ("#", "Name", "Phone", "Source", "Deleted"),
                self._contacts(entry, book),
            )
            voice = [event for event in events if event.kind == VOICE]
            self._sheet(
                out,
                entry,
                "Call Log",
                ("#", "Direction", "Party", "Name", "Timestamp", "Duration", "Deleted"),
                [self._call_row(number, event, phone, book) for number, event in enumerate(voice, 1)],
            )
            texts = [event for event in events if event.kind == SMS]
            self._sheet(
                out,
                entry,
                "SMS Messages",
                ("#", "Folder", "Party", "Timestamp", "Body", "Deleted"),
                [self._text_row(number, event, phone, entry) for number, event in enumerate(texts, 1)],
            )
            self._sheet(
                out,
                entry,
                "Chats",
                ("Chat #", "Source", "Identifier", "From", "Body", "Timestamp", "Deleted"),
                self._chat(entry, phone),
            )
        self.shared = len(voice) + len(texts)
        return entry.path

    def _device(self, out: Book, entry: FileTruth, phone: Phone) -> None:
        sheet, person = out.sheet("Device Info"), self.everybody[phone.user]
        sheet.add((f"Extraction report {SAMPLE}",))
        for name, value in (
            ("Device", "Sample One"),
            ("IMEI", phone.imei(self.case.end)),
            ("IMSI", phone.imsi(self.case.end)),
            ("MSISDN", "+" + phone.e164),
            ("Owner", person.short_ar),
            ("Extraction start", f"{self.case.day(7, 2):%d/%m/%Y} 10:15:00(UTC+3)"),
            ("Time zone", "UTC+03:00"),
            ("Exhibit", "SMP-12"),
        ):
            row = sheet.add((name, value))
            if name == "Owner":
                self.truth.mention(person.pid, value, entry, row, "Owner", sheet.name)
        entry.parts[sheet.name] = 0
        entry.furniture += sheet.row

    def _sheet(self, out: Book, entry: FileTruth, name: str, head: tuple[str, ...], rows: list[Row]) -> None:
        sheet = out.sheet(name)
        sheet.add((f"{name} ({len(rows)}) {SAMPLE}",))
        sheet.add(head)
        for row in rows:
            sheet.add(row)
        entry.parts[name] = len(rows)
        entry.records += len(rows)
        entry.furniture += 2

    def _contacts(self, entry: FileTruth, book: dict[str, tuple[Person, str]]) -> list[Row]:
        rows: list[Row] = []
        for number, (person, name) in book.items():
            self.truth.mention(person.pid, name, entry, len(rows) + 3, "Name", "Contacts")
            rows.append(
                (
                    len(rows) + 1,
                    name,
                    written(number, self.rng),
                    self.rng.choice(("Phone", "SIM", "WhatsApp")),
                    self._gone(0.08),
                )
            )
        return rows

    def _gone(self, share: float) -> str:
        return "Yes" if self.rng.random() < share else ""

    def _call_row(self, number: int, event: Event, phone: Phone, book: dict[str, tuple[Person, str]]) -> Row:
        other = event.other(phone.e164)
        saved = book.get(other)
        minutes, seconds = divmod(event.seconds, 60)
        return (
            number,
            "Outgoing" if event.a == phone.e164 else "Incoming",
            written(other, self.rng),
            saved[1] if saved else "",
            _stamp(event.t),
            f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}",
            self._gone(0.1),
        )

    def _text_row(self, number: int, event: Event, phone: Phone, entry: FileTruth) -> Row:
        body = Filler(self.case, self.rng, self.truth, entry).fill(
            self.rng.choice(CHAT_AR), number + 2, "SMS Messages", "Body"
        )
        return (
            number,
            "Sent" if event.a == phone.e164 else "Inbox",
            written(event.other(phone.e164), self.rng),
            _stamp(event.t),
            body,
            self._gone(0.15),
        )

    def _chat(self, entry: FileTruth, phone: Phone) -> list[Row]:
        filler, rows = Filler(self.case, self.rng, self.truth, entry), list[Row]()
        owner = self.everybody[phone.user]
        for chat, role in ((1, "distributor_baghdad"), (2, "stash_keeper")):
            other = self.case.role(role, 1)
            number = self.case.phones[self.case.by_person[other.pid][0]].e164
            t = self.case.end - self.rng.randrange(5, 30) * DAY
            for _ in range(18):
                t += self.rng.randrange(20, 4000)
                person = self.rng.choice((owner, other))
                row = len(rows) + 3
                name = self.truth.mention(person.pid, person.kunya, entry, row, "From", "Chats")
                rows.append(
                    (
                        chat,
                        "WhatsApp",
                        f"{number}@s.whatsapp.net",
                        name,
                        filler.fill(self.rng.choice(CHAT_AR), row, "Chats", "Body"),
                        _stamp(t),
                        self._gone(0.2),
                    )
                )
        return rows

    # ---- XML

    def xml(self, key: str, days: int) -> str:
        phone, events = self.case.phones[key], self._recent(key, days)[-160:]
        book = self._book(events, phone)
        entry = self.truth.file(f"{FOLDER}/phone_report_exhibit_15_SAMPLE.xml", "phone-report", "xml")
        entry.target, entry.zone, entry.encoding = phone.e164, "+03:00", "utf-8"
        person = self.everybody[phone.user]
        self.truth.mention(person.pid, person.ckb, entry, 0, "Owner", "Device Info")
        device = {
            "Device": "Sample Two",
            "IMEI": phone.imei(self.case.end),
            "IMSI": phone.imsi(self.case.end),
            "MSISDN": "+" + phone.e164,
            "Owner": person.ckb,
        }
        items = "".join(f"<item name={quoteattr(k)}>{escape(v)}</item>" for k, v in device.items())
        voice = [event for event in events if event.kind == VOICE]
        texts = [event for event in events if event.kind == SMS]
        filler = Filler(self.case, self.rng, self.truth, entry)
        models = {
            "Contact": [
                self._xml_contact(at, number, item, entry)
                for at, (number, item) in enumerate(book.items(), 1)
            ],
            "Call": [self._xml_call(event, phone) for event in voice],
            "SMS": [self._xml_text(at, event, phone, filler) for at, event in enumerate(texts, 1)],
        }
        body = "".join(
            f'<modelType type="{kind}">\n{"".join(rows)}</modelType>\n' for kind, rows in models.items()
        )
        text = (
            '<?xml version="1.0" encoding="utf-8"?>\n<project id="sample-15" name="Exhibit 15 '
            f'{SAMPLE}" reportVersion="5.0.0.0" '
            f'extractionType="Logical" xmlns="{NAMESPACE}">\n<metadata section="Device '
            f'Info">{items}</metadata>\n'
            f"<decodedData>\n{body}</decodedData>\n</project>\n"
        )
        (self.truth.evidence / entry.path).write_bytes(text.encode())
        entry.parts = {kind: len(rows) for kind, rows in models.items()}
        entry.records = sum(entry.parts.values())
        self.shared = len(voice) + len(texts)
        return entry.path

    def _model(self, kind: str, fields: dict[str, str], inner: str = "") -> str:
        state = "Deleted" if self.rng.random() < 0.1 else "Intact"
        text = "".join(
            f'<field name="{name}" type="{"TimeStamp" if name == "TimeStamp" else "String"}"><value '
            f'type="String">{escape(value)}'
            f"</value></field>"
            for name, value in fields.items()
        )
        serial = f"{self.rng.getrandbits(64):016x}"
        return (
            f'<model type="{kind}" id="{serial}" deleted_state="{state}" '
            f'decoding_confidence="High">{text}{inner}</model>\n'
        )

    def _xml_contact(self, at: int, number: str, item: tuple[Person, str], entry: FileTruth) -> str:
        person, name = item
        self.truth.mention(person.pid, name, entry, at, "Name", "Contact")
        inner = (
            '<multiModelField name="Entries" type="ContactEntry"><model type="PhoneNumber"><field '
            'name="Value" type="String">'
            "<value "
            f'type="String">{escape(written(number, self.rng))}</value></field></model></multiModelField>'
        )
        return self._model("Contact", {"Name": name, "Source": "Phone"}, inner)

    def _party(self, number: str, role: str) -> str:
        return (
            '<multiModelField name="Parties" type="Party"><model type="Party"><field '
            'name="Identifier" type="String"><value type="String">'
            f'{escape(written(number, self.rng))}</value></field><field name="Role" '
            f'type="PartyRole"><value type="PartyRole">{role}</value>'
            "</field></model></multiModelField>"
        )

    def _xml_call(self, event: Event, phone: Phone) -> str:
        out = event.a == phone.e164
        minutes, seconds = divmod(event.seconds, 60)
        fields = {
            "Source": "Call log",
            "Type": "Outgoing" if out else "Incoming",
            "TimeStamp": local_time(event.t).isoformat(),
            "Duration": f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}",
        }
        return self._model("Call", fields, self._party(event.other(phone.e164), "To" if out else "From"))

    def _xml_text(self, at: int, event: Event, phone: Phone, filler: Filler) -> str:
        out = event.a == phone.e164
        body = filler.fill(self.rng.choice(CHAT_AR), at, "SMS", "Body")
        fields = {
            "Folder": "Sent" if out else "Inbox",
            "TimeStamp": local_time(event.t).isoformat(),
            "Body": body,
        }
        return self._model("SMS", fields, self._party(event.other(phone.e164), "To" if out else "From"))


def _stamp(t: int) -> str:
    return local_time(t).strftime("%d/%m/%Y %H:%M:%S(UTC+3)")
