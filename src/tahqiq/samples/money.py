"""Money as it is written down: a hawala notebook, wallet and exchange sheets, bank statements, and a loop
through three companies."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tahqiq.kit.locale import locale
from tahqiq.samples.calls import DAY, Calls
from tahqiq.samples.network import Case, local_time
from tahqiq.samples.people import Person, spell_ar, spell_latin
from tahqiq.samples.reserved_numbers import iban, local
from tahqiq.samples.sheets import SAMPLE, Book, Row, write_csv
from tahqiq.samples.truth import Json, Truth

FOLDER = "06_money"
SLANG = {"دفتر": 10_000, "ورقة": 100}
"""Street units of this notebook in US dollars: one دفتر is ten thousand, one ورقة a hundred."""
MONTHS = locale("ar").months


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a bank statement; ``cents`` is negative for a debit."""

    day: date
    cents: int
    name: str
    account: str
    text: str


def money(case: Case, calls: Calls, rng: Random, truth: Truth) -> None:
    """Write all money files."""
    notebook(case, rng, truth)
    wallets(case, rng, truth)
    exchange(case, rng, truth)
    banks(case, rng, truth)


def slang(dollars: int, rng: Random) -> str:
    """A sum of dollars as the notebook writes it.

    >>> slang(20_000, Random(1))
    'دفترين'
    """
    if dollars % 10_000 == 0:
        count = dollars // 10_000
        return "دفتر" if count == 1 else "دفترين" if count == 2 else f"{count} دفاتر"
    if dollars % 100 == 0 and rng.random() < 0.6:
        return f"{dollars // 100} ورقة"
    return f"{dollars:,} $"


def notebook(case: Case, rng: Random, truth: Truth) -> None:
    """The hawaladar's notebook: nicknames and kunyas only, dollars in street units, dinars in millions."""
    entry = truth.file(f"{FOLDER}/دفتر_الحوالات_عينة.xlsx", "hawala", "xlsx")
    entry.note = "amounts in street units: " + ", ".join(
        f"{word} = {value} USD" for word, value in SLANG.items()
    )
    clients = [p for p in case.people if case.roles[p.pid] not in ("relative", "lookout", "supplier")]
    lines: list[Json] = []
    with Book(truth.evidence / entry.path, "دفتر") as book:
        for at in range(6):
            month = month_of(case, at)
            sheet = book.sheet(month, rtl=True)
            sheet.add((f"دفتر {month} {SAMPLE}",))
            sheet.add(("اليوم", "من", "إلى", "المبلغ", "العملة", "ملاحظات"))
            days = sorted(rng.randrange(1, 29) for _ in range(max(8, round(32 * truth.scale))))
            for day in days:
                when = case.day(at + 1, day)
                giver, taker = rng.sample(clients, 2)
                dollars = rng.random() < 0.7
                amount = (
                    rng.choice((10_000, 20_000, 30_000, 50_000, 2500, 700, 1200, 5550))
                    if dollars
                    else rng.randrange(2, 90) * 500_000
                )
                text = (
                    slang(amount, rng)
                    if dollars
                    else (f"{amount / 1_000_000:g} مليون" if rng.random() < 0.6 else str(amount))
                )
                row = sheet.row + 1
                names = [
                    truth.mention(p.pid, _street(p, rng), entry, row, column, month)
                    for p, column in ((giver, "من"), (taker, "إلى"))
                ]
                remark = rng.choice(("", "وصل", "باقي", "أمانة", "طريق الرطيبة"))
                sheet.add((f"{when.day}/{when.month}", *names, text, "دولار" if dollars else "دينار", remark))
                lines.append(
                    {
                        "sheet": month,
                        "row": row,
                        "from": giver.pid,
                        "to": taker.pid,
                        "amount": amount,
                        "currency": "USD" if dollars else "IQD",
                        "date": when.isoformat(),
                    }
                )
            entry.parts[month] = len(days)
            entry.records += len(days)
            entry.furniture += 2
    truth.story["hawala"] = {"file": entry.path, "slang": dict(SLANG), "lines": lines}


def month_of(case: Case, at: int) -> str:
    """What a sheet of the notebook is called: the month in the middle of its days, with a number where the
    sheet before it has the same."""
    name, before = (MONTHS[case.day(one + 1, 15).month - 1] for one in (at, max(at - 1, 0)))
    return f"{name} 2" if at and name == before else name


def _street(person: Person, rng: Random) -> str:
    if person.nickname and rng.random() < 0.6:
        return person.nickname
    return person.kunya if rng.random() < 0.7 else person.chain[0].ar


def wallets(case: Case, rng: Random, truth: Truth) -> None:
    """Transfers between telephone wallets, in dinars."""
    entry = truth.file(f"{FOLDER}/wallet_transfers_SAMPLE.csv", "wallet", "csv")
    rows: list[Row] = [
        (f"Mahfaza wallet {SAMPLE}",),
        ("Txn ID", "Date", "Time", "Sender Wallet", "Receiver Wallet", "Amount IQD", "Type", "Status"),
    ]
    known = [phone for phone in case.phones.values() if phone.operator >= 0]
    moments = sorted(rng.randrange(case.start, case.end) for _ in range(max(40, round(900 * truth.scale))))
    for number, t in enumerate(moments):
        sender, taker = rng.sample(known if rng.random() < 0.6 else case.outsiders, 2)
        at = local_time(t)
        rows.append(
            (
                f"SMP{number:06d}",
                at.strftime("%Y-%m-%d"),
                at.strftime("%H:%M:%S"),
                sender.e164,
                local(taker.e164),
                str(rng.randrange(5, 3000) * 1000),
                rng.choice(("P2P", "CASH-IN", "CASH-OUT")),
                "OK" if rng.random() < 0.95 else "REVERSED",
            )
        )
    entry.records, entry.furniture, entry.zone = len(rows) - 2, 2, "+03:00"
    write_csv(truth.evidence / entry.path, rows)


def exchange(case: Case, rng: Random, truth: Truth) -> None:
    """An exchange office: dollars against dinars; the amounts agree with the rate."""
    entry = truth.file(f"{FOLDER}/مكتب_صيرفة_عينة.csv", "exchange", "csv")
    rows: list[Row] = [
        (f"مكتب صيرفة {SAMPLE}",),
        (
            "التاريخ",
            "اسم الزبون",
            "رقم الوثيقة",
            "العملية",
            "المبلغ بالدولار",
            "السعر لكل 100",
            "المبلغ بالدينار",
        ),
    ]
    clients = [
        p
        for p in case.people
        if case.roles[p.pid] in ("accountant", "hawaladar", "front_owner", "courier", "relative")
    ]
    days = sorted(
        rng.randrange((case.end - case.start) // DAY) for _ in range(max(30, round(400 * truth.scale)))
    )
    for day in days:
        person = rng.choice(clients) if rng.random() < 0.2 else rng.choice(case.crowd)
        dollars, rate = rng.randrange(1, 80) * 100, rng.randrange(1410, 1560) * 100
        name = truth.mention(person.pid, spell_ar(person.short_ar, rng), entry, len(rows) + 1, "اسم الزبون")
        rows.append(
            (
                local_time(case.start + day * DAY).strftime("%d/%m/%Y"),
                name,
                person.document,
                rng.choice(("شراء", "بيع")),
                str(dollars),
                str(rate),
                str(dollars * rate // 100),
            )
        )
    entry.records, entry.furniture = len(rows) - 2, 2
    write_csv(truth.evidence / entry.path, rows)


# ---- bank statements


def banks(case: Case, rng: Random, truth: Truth) -> None:
    """Three accounts in MT940: one ordinary, two companies of a loop A → B → C → A that keeps two per cent on
    each leg."""
    first, second, third = case.companies
    day = case.day(rng.randrange(2, 6), rng.randrange(6, 20))
    legs = [
        (first, second, day, 4_850_000),
        (second, third, day + timedelta(1), 4_753_000),
        (third, first, day + timedelta(3), 4_657_900),
    ]
    loop: list[Json] = [
        {
            "from": a.iban,
            "to": b.iban,
            "amount": f"{cents / 100:.2f}",
            "currency": "USD",
            "date": when.isoformat(),
        }
        for a, b, when, cents in legs
    ]
    files: list[Json] = []
    accountant = case.role("accountant")
    entries = _ordinary(case, rng, 60)
    _statement(case, truth, "statement_private_SAMPLE.sta", case.accounts[accountant.pid], entries, rng)
    for company, number in ((first, "a"), (second, "b")):
        entries = _ordinary(case, rng, 45)
        for giver, taker, when, cents in legs:
            if company in (giver, taker):
                other = taker if company is giver else giver
                entries.append(
                    Entry(
                        when,
                        -cents if company is giver else cents,
                        other.name_en.upper(),
                        other.iban,
                        "SAMPLE GOODS INVOICE",
                    )
                )
        files.append(
            _statement(case, truth, f"statement_company_{number}_SAMPLE.sta", company.iban, entries, rng)
        )
    truth.story["money_loop"] = {
        "legs": loop,
        "files": files,
        "companies": [c.number for c in (first, second, third)],
    }
    truth.story["accounts"] = [{"person": pid, "iban": number} for pid, number in case.accounts.items()]


def _ordinary(case: Case, rng: Random, count: int) -> list[Entry]:
    entries: list[Entry] = []
    for _ in range(count):
        person = rng.choice(case.people[6:50])
        account = case.accounts.get(person.pid) or iban(rng.randrange(10**8) + 78 * 10**8, 3)
        cents = rng.randrange(50, 9000) * rng.choice((100, 100, 50, 25))
        name = _swift(spell_latin(person, rng, 3))
        entries.append(
            Entry(
                case.day(1, 1) + timedelta(rng.randrange(181)),
                cents if rng.random() < 0.5 else -cents,
                name,
                account,
                "SAMPLE " + rng.choice(("RENT", "SALARY", "GOODS", "TRANSPORT", "REFUND", "FAMILY SUPPORT")),
            )
        )
    return entries


def _statement(case: Case, truth: Truth, name: str, account: str, entries: list[Entry], rng: Random) -> str:
    """Six monthly statements one after the other; each closing balance is the next opening one."""
    entry = truth.file(f"{FOLDER}/{name}", "bank", "mt940")
    balance = opening = rng.randrange(60_000, 90_000) * 100
    lines: list[str] = []
    for month in range(1, 7):
        first, last = case.day(month, 1), case.day(month + 1, 1) - timedelta(1)
        lines += [
            f":20:SAMPLE{first:%m%Y}",
            f":25:{account}",
            f":28C:{month}/1",
            f":60F:{_balance(balance, first)}",
        ]
        mine = sorted(
            (e for e in entries if first <= e.day <= last), key=lambda e: (e.day, e.cents, e.account)
        )
        for number, item in enumerate(mine, 1):
            balance += item.cents
            side, amount = "C" if item.cents >= 0 else "D", f"{abs(item.cents) / 100:.2f}".replace(".", ",")
            dates, key = f"{item.day:%y%m%d}{item.day:%m%d}", f"{month:02d}{number:03d}"
            lines.append(f":61:{dates}{side}{amount}NTRFSMP{key}//B{key}")
            lines += [f":86:?00TRANSFER?20{item.text}", f"?31{item.account}?32{item.name[:27]}"]
            entry.records += 1
        lines += [f":62F:{_balance(balance, last)}", "-"]
    entry.target, entry.encoding = account, "ascii"
    entry.note = f"6 statements; opening {opening / 100:.2f}, closing {balance / 100:.2f} USD"
    (truth.evidence / entry.path).write_bytes(("\r\n".join(lines) + "\r\n").encode("ascii"))
    return entry.path


def _balance(cents: int, day: date) -> str:
    return f"{'C' if cents >= 0 else 'D'}{day:%y%m%d}USD{abs(cents) / 100:.2f}".replace(".", ",")


def _swift(name: str) -> str:
    plain = name.translate(str.maketrans("êîûşçÊÎÛŞÇ'", "eiuscEIUSC ")).upper()
    return "".join(char for char in plain if char.isascii())
