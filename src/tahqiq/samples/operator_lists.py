"""Lists as operators keep them: subscribers and cell sites."""

from datetime import date
from random import Random

from tahqiq.samples.calls import DAY
from tahqiq.samples.network import Case, Phone, local_time
from tahqiq.samples.people import spell_ar, spell_latin
from tahqiq.samples.places import AREAS
from tahqiq.samples.reserved_numbers import local
from tahqiq.samples.sheets import SAMPLE, Book, Row, write_list
from tahqiq.samples.truth import Truth

SITES = "03_subscribers_sites"


class OperatorLists:
    """Writes the lists; every name written is also a mention in the truth."""

    def __init__(self, case: Case, rng: Random, truth: Truth) -> None:
        self.case, self.rng, self.truth = case, rng, truth
        self.everybody = {person.pid: person for person in (*case.people, *case.crowd)}

    def write(self) -> None:
        """All of them."""
        self.subscribers_csv()
        self.subscribers_xlsx()
        self.sites_csv()
        self.sites_xlsx()

    def _lines(self, operator: int) -> list[tuple[Phone, str, date]]:
        """(phone, IMSI, activation) of every subscriber of an operator, in order of number."""
        phones = [
            phone
            for phone in (*self.case.phones.values(), *self.case.outsiders)
            if phone.operator == operator
        ]
        lines: list[tuple[Phone, str, date]] = []
        for phone in sorted(phones, key=lambda p: p.e164):
            for at, (since, imsi) in enumerate(phone.imsis):
                began = (
                    phone.since
                    if phone.key == "T10" or at
                    else self.case.start - self.rng.randrange(60, 1500) * DAY
                )
                lines.append((phone, imsi, local_time(since if at else began).date()))
        return lines

    def subscribers_csv(self) -> None:
        """Subscribers of the first operator as text."""
        entry = self.truth.file(f"{SITES}/subscribers_nakhla_SAMPLE.csv", "subscribers", "csv")
        rows: list[Row] = [
            (f"Nakhla Mobile subscriber data {SAMPLE}",),
            ("MSISDN", "Subscriber Name", "ID Number", "Date of Birth", "Address", "Activation Date", "IMSI"),
        ]
        for phone, imsi, since in self._lines(0):
            owner = self.everybody[phone.owner]
            name = spell_latin(owner, self.rng, self.rng.choice((3, 3, 4)))
            self.truth.mention(owner.pid, name, entry, len(rows) + 1, "Subscriber Name")
            rows.append(
                (
                    phone.e164,
                    name,
                    owner.document,
                    owner.born.strftime("%d/%m/%Y"),
                    "Sulaymaniyah" if owner.north else "Baghdad",
                    since.isoformat(),
                    imsi,
                )
            )
        write_list(self.truth, entry, rows, 2)

    def subscribers_xlsx(self) -> None:
        """Subscribers of the second as a workbook in Arabic."""
        entry = self.truth.file(f"{SITES}/مشتركو_روافد_عينة.xlsx", "subscribers", "xlsx")
        with Book(self.truth.evidence / entry.path, "مشتركون") as book:
            sheet = book.sheet("المشتركون", rtl=True)
            sheet.add((f"روافد تيليكوم - بيانات المشتركين - {SAMPLE}",))
            sheet.skip()
            sheet.add(
                ("رقم الهاتف", "اسم المشترك", "اسم الأم", "رقم الوثيقة", "العنوان", "تاريخ التفعيل", "IMSI")
            )
            for phone, imsi, since in self._lines(1):
                owner = self.everybody[phone.owner]
                name = spell_ar(owner.ar if self.rng.random() < 0.7 else owner.short_ar, self.rng)
                self.truth.mention(owner.pid, name, entry, sheet.row + 1, "اسم المشترك", sheet.name)
                sheet.add(
                    (local(phone.e164), name, owner.mother_ar, owner.document, owner.address, since, imsi)
                )
                entry.records += 1
            entry.parts, entry.furniture = {sheet.name: entry.records}, 2

    def sites_csv(self) -> None:
        """Cells of the first operator; one stands twice."""
        rows: list[Row] = [
            (f"Nakhla Mobile site list {SAMPLE}",),
            (
                "MCC",
                "MNC",
                "LAC",
                "CI",
                "Site Name",
                "Latitude",
                "Longitude",
                "Azimuth",
                "Valid From",
                "Valid To",
            ),
        ]
        rows += [
            (
                cell.network[:3],
                cell.network[3:],
                str(cell.lac),
                str(cell.ci),
                cell.site,
                f"{cell.lat:.5f}",
                f"{cell.lon:.5f}",
                str(cell.azimuth),
                cell.valid_from,
                cell.valid_to,
            )
            for cell in self.case.ground.all(0)
        ]
        entry = self.truth.file(f"{SITES}/sites_nakhla_SAMPLE.csv", "sites", "csv")
        entry.note = "one cell stands twice, at two places in two periods"
        write_list(self.truth, entry, rows, 2)

    def sites_xlsx(self) -> None:
        """Cells of the second, numbered in hexadecimal."""
        entry = self.truth.file(f"{SITES}/مواقع_روافد_عينة.xlsx", "sites", "xlsx")
        with Book(self.truth.evidence / entry.path, "مواقع") as book:
            sheet = book.sheet("المواقع", rtl=True)
            sheet.add((f"روافد تيليكوم - مواقع الأبراج - {SAMPLE}",))
            sheet.add(
                (
                    "اسم الموقع",
                    "MCC",
                    "MNC",
                    "LAC (hex)",
                    "CI (hex)",
                    "خط العرض",
                    "خط الطول",
                    "زاوية السمت",
                    "تاريخ التشغيل",
                    "تاريخ الإيقاف",
                )
            )
            for cell in self.case.ground.all(1):
                arabic = f"{AREAS[cell.area][0]} {cell.site.split(' ')[-1]}"
                sheet.add(
                    (
                        arabic,
                        cell.network[:3],
                        cell.network[3:],
                        *cell.hexadecimal,
                        cell.lat,
                        cell.lon,
                        cell.azimuth,
                        date.fromisoformat(cell.valid_from),
                        "",
                    )
                )
                entry.records += 1
            entry.parts, entry.furniture = {sheet.name: entry.records}, 2
