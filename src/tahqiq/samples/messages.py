"""Chats and mail as they are exported: WhatsApp (archive with a picture, and plain text), Telegram, single
e-mail, mailbox."""

import json
import struct
import zlib
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from random import Random

from tahqiq.samples.calls import DAY, Calls
from tahqiq.samples.network import Case, local_time
from tahqiq.samples.people import Person
from tahqiq.samples.reserved_numbers import written
from tahqiq.samples.sheets import SAMPLE, zip_bytes
from tahqiq.samples.talk import CHAT_AR, CHAT_CKB, CHAT_EN, Filler
from tahqiq.samples.truth import FileTruth, Json, Truth

CHATS, MAIL = "05_chats", "09_mail"
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
RLM = "\u200f"
GLYPHS = {
    "S": "01110 10000 01110 00001 11110",
    "A": "01110 10001 11111 10001 10001",
    "M": "10001 11011 10101 10001 10001",
    "P": "11110 10001 11110 10000 10000",
    "L": "10000 10000 10000 10000 11111",
    "E": "11111 10000 11110 10000 11111",
}


def messages(case: Case, calls: Calls, rng: Random, truth: Truth) -> None:
    """Write all chats and mails."""
    whatsapp_archive(case, rng, truth)
    whatsapp_text(case, rng, truth)
    telegram(case, rng, truth)
    letter(case, rng, truth)
    mailbox(case, rng, truth)


def picture(word: str = "SAMPLE", size: int = 6) -> bytes:
    """A small grey PNG that says ``word`` in letters of five by five blocks, with the word in a text chunk
    too."""
    rows: list[bytes] = []
    for line in range(-1, 6):
        bits = "0".join(GLYPHS[char].split(" ")[line] if 0 <= line < 5 else "00000" for char in word)
        row = b"\x00" + b"".join((b"\x20" if bit == "1" else b"\xe8") * size for bit in f"0{bits}0")
        rows += [row] * size
    width, height = (len(rows[0]) - 1), len(rows)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"tEXt", b"Comment\x00SAMPLE invented picture")
        + chunk(b"IDAT", zlib.compress(b"".join(rows), 9))
        + chunk(b"IEND", b"")
    )


def _pace(case: Case, rng: Random, count: int, first_day: int) -> Iterator[int]:
    t = case.start + first_day * DAY + 9 * 3600
    for _ in range(count):
        t += rng.choice((25, 60, 200, 900, 7200, 40_000))
        yield t


def whatsapp_archive(case: Case, rng: Random, truth: Truth) -> None:
    """A group as Android exports it in Arabic: Arabic digits, day before month, system lines, a picture, a
    message over two lines."""
    entry = truth.file(f"{CHATS}/WhatsApp_محادثة_العائلة_SAMPLE.zip", "whatsapp", "zip")
    entry.zone, entry.encoding = "+03:00", "utf-8"
    group = [
        case.role("stash_keeper", 0),
        case.role("distributor_baghdad", 0),
        case.role("distributor_baghdad", 1),
        case.role("driver", 1),
    ]
    unsaved = case.role("driver", 1)
    number = case.phones[case.by_person[unsaved.pid][0]].e164
    filler, lines, count = Filler(case, rng, truth, entry), list[str](), 0
    photo = f"IMG-{case.day(2, 14):%Y%m%d}-WA0001.png"
    for at, t in enumerate(_pace(case, rng, 90, 40)):
        stamp = _arabic_stamp(t)
        if at in (0, 1, 30):
            text = (
                "الرسائل والمكالمات في هذه المجموعة مشفرة.",
                f'أنشأ {group[0].kunya} المجموعة "العائلة {SAMPLE}"',
                f"غيّر {group[1].kunya} صورة المجموعة",
            )[(0, 1, 30).index(at)]
            lines.append(f"{RLM}{stamp} - {text}")
            entry.furniture += 1
            continue
        person = rng.choice(group)
        sender = (
            f"+{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}" if person is unsaved else person.kunya
        )
        row = len(lines) + 1
        truth.mention(person.pid, sender, entry, row, "sender", "_chat.txt")
        body = filler.fill(rng.choice(CHAT_AR), row, "_chat.txt", "text")
        if at == 20:
            body = f"{photo} (الملف مرفق)"
        elif at in (40, 41):
            body = "<تم استبعاد الوسائط>"
        elif at == 50:
            body = f"{body}\nسطر ثاني من نفس الرسالة"
        lines += f"{RLM}{stamp} - {sender}: {body}".split("\n")
        count += 1
    entry.records, entry.parts = count, {"_chat.txt": count, photo: 0}
    data = zip_bytes([("_chat.txt", ("\n".join(lines) + "\n").encode()), (photo, picture())])
    (truth.evidence / entry.path).write_bytes(data)


def _arabic_stamp(t: int) -> str:
    at = local_time(t)
    hour = at.hour % 12 or 12
    text = f"{at.day}{RLM}/{at.month}{RLM}/{at.year}، {hour}:{at.minute:02d} {'ص' if at.hour < 12 else 'م'}"
    return text.translate(ARABIC_DIGITS)


def whatsapp_text(case: Case, rng: Random, truth: Truth) -> None:
    """Two people, exported in English with month before day."""
    entry = truth.file(f"{CHATS}/WhatsApp Chat SAMPLE.txt", "whatsapp", "txt")
    entry.zone, entry.encoding = "+03:00", "utf-8"
    pair = (case.role("broker"), case.role("supplier", 0))
    began = case.day(1, 2)
    first = f"{began.month}/{began.day}/{began:%y}, 08:59 - Messages are encrypted. {SAMPLE}"
    filler, lines = Filler(case, rng, truth, entry), [first]
    for t in _pace(case, rng, 40, 2):
        person = rng.choice(pair)
        row = len(lines) + 1
        sender = truth.mention(
            person.pid,
            person.latin if person is pair[0] else person.nickname_en or person.chain[0].latin[0],
            entry,
            row,
            "sender",
        )
        at = local_time(t)
        lines.append(
            f"{at.month}/{at.day}/{at:%y}, {at:%H:%M} - {sender}: "
            f"{filler.fill(rng.choice(CHAT_EN), row, '', 'text')}"
        )
    entry.records, entry.furniture = len(lines) - 1, 1
    (truth.evidence / entry.path).write_bytes(("\n".join(lines) + "\n").encode())


def telegram(case: Case, rng: Random, truth: Truth) -> None:
    """One personal chat in the form of Telegram's machine-readable export, Sorani and English mixed."""
    entry = truth.file(f"{CHATS}/result.json", "telegram", "json")
    entry.zone, entry.encoding = "+03:00", "utf-8"
    pair = (case.role("lieutenant_north"), case.role("courier", 1))
    filler = Filler(case, rng, truth, entry)
    items: list[Json] = [
        {
            "id": 1,
            "type": "service",
            "date": f"{case.day(1, 20)}T08:00:00",
            "action": "create_chat",
            "text": SAMPLE,
            "text_entities": [],
        }
    ]
    entry.furniture = 1
    for number, t in enumerate(_pace(case, rng, 60, 20), 2):
        person = rng.choice(pair)
        sender = truth.mention(
            person.pid, person.ckb if person is pair[0] else person.kunya_en, entry, number, "from"
        )
        text = filler.fill(rng.choice(CHAT_CKB + CHAT_EN), number, "", "text")
        items.append(
            {
                "id": number,
                "type": "message",
                "date": local_time(t).strftime("%Y-%m-%dT%H:%M:%S"),
                "date_unixtime": str(t),
                "from": sender,
                "from_id": f"user77700000{pair.index(person) + 1}",
                "text": text,
                "text_entities": [{"type": "plain", "text": text}],
            }
        )
    entry.records = len(items) - 1
    chat = {
        "name": pair[1].kunya_en,
        "type": "personal_chat",
        "id": 777000002,
        "about": SAMPLE,
        "messages": items,
    }
    (truth.evidence / entry.path).write_bytes(
        (json.dumps(chat, ensure_ascii=False, indent=1) + "\n").encode()
    )


# ---- mail


def _mail(
    entry: FileTruth,
    truth: Truth,
    sender: Person,
    taker: Person,
    subject: str,
    body: str,
    t: int,
    row: int,
    rng: Random,
) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))
    for field, person in (("From", sender), ("To", taker)):
        name = truth.mention(person.pid, rng.choice((person.latin, person.two_ar)), entry, row, field)
        message[field] = f"{name} <{address(person)}>"
    message["Subject"] = f"{subject} [{SAMPLE}]"
    message["Date"] = local_time(t).strftime("%a, %d %b %Y %H:%M:%S +0300")
    message["Message-ID"] = f"<sample-{t}-{row}@mail.invalid>"
    message.set_content(body, cte="base64")
    return message


def address(person: Person) -> str:
    """An address in a domain that can never exist (RFC 2606)."""
    letters = "".join(char for char in person.chain[0].latin[0].lower() if char.isascii() and char.isalpha())
    return f"{letters}.{person.pid.lower()}@mail.invalid"


def letter(case: Case, rng: Random, truth: Truth) -> None:
    """One e-mail with a sheet attached."""
    entry = truth.file(f"{MAIL}/accounts_june_SAMPLE.eml", "mail", "eml")
    filler = Filler(case, rng, truth, entry)
    body = filler.fill(
        "أرفق لك حساب حزيران. اسأل {short:hawaladar:0} عن الباقي.\nالرقم {phone:T14}\n", 1, "", "body"
    )
    message = _mail(
        entry,
        truth,
        case.role("accountant"),
        case.role("front_owner", 0),
        "حساب حزيران",
        body,
        case.start + 172 * DAY + 40_000,
        1,
        rng,
    )
    table = (
        f"{SAMPLE}\r\nname,amount USD\r\n{case.role('driver').latin},1500\r\n"
        f"{case.role('courier').latin},900\r\n"
    )
    message.add_attachment(table.encode(), maintype="text", subtype="csv", filename="accounts_SAMPLE.csv")
    message.set_boundary("=-sample-boundary-1")
    entry.records, entry.parts, entry.encoding = 1, {"": 1, "accounts_SAMPLE.csv": 2}, "utf-8"
    (truth.evidence / entry.path).write_bytes(message.as_bytes())


def mailbox(case: Case, rng: Random, truth: Truth) -> None:
    """A mailbox of seven messages between the travel office and the broker."""
    entry = truth.file(f"{MAIL}/travel_office_SAMPLE.mbox", "mail", "mbox")
    filler, blocks = Filler(case, rng, truth, entry), list[bytes]()
    pair = (case.role("front_owner", 2), case.role("broker"))
    for row, t in enumerate(_pace(case, rng, 7, 60), 1):
        sender, taker = pair if row % 2 else pair[::-1]
        text = filler.fill(rng.choice(CHAT_EN) + "\n" + rng.choice(CHAT_AR) + "\n", row, "", "body")
        number = written(case.phones["T03"].e164, rng)
        message = _mail(
            entry, truth, sender, taker, f"Booking ZZ1{row:02d}", f"{text}{number}\n", t, row, rng
        )
        head = f"From {address(sender)} {local_time(t):%a %b %d %H:%M:%S %Y}\n"
        blocks.append(
            head.encode()
            + message.as_bytes().replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
            + b"\n"
        )
    entry.records, entry.encoding = len(blocks), "utf-8"
    (truth.evidence / entry.path).write_bytes(b"".join(blocks))
