"""E-mail, mailboxes, Outlook messages, chats and contact cards."""

import json

from ...ole import Tree, compound
from . import Planter, Tokens

HOST = "quay.example"


def _mail(tokens: Tokens) -> str:
    address = [
        tokens(name, f"zq{name.lower()}@{HOST}") for name in ("From", "To", "Cc", "Bcc", "Reply-To", "Sender")
    ]
    heads = [
        f"From: {tokens('From')} <{address[0]}>",
        f"To: {tokens('To')} <{address[1]}>",
        f"Cc: {address[2]}",
        f"Bcc: {address[3]}",
        f"Reply-To: {address[4]}",
        f"Sender: {address[5]}",
        f"Subject: {tokens('Subject')}",
        "Date: Wed, 1 May 2024 10:00:00 +0300",
        f"Message-ID: <{tokens('Message-ID')}@x>",
        f"In-Reply-To: <{tokens('In-Reply-To')}@x>",
        f"References: <{tokens('References')}@x>",
        f"Received: from {tokens('Received')} by b",
        f"Received: from {tokens('Received')} by c",
        f"X-Originating-IP: [{tokens('X-Originating-IP', '198.51.100.77')}]",
        f"X-Mailer: {tokens('X-Mailer')}",
        f"User-Agent: {tokens('User-Agent')}",
        f"List-Id: <{tokens('List-Id')}>",
        f"Subject: {tokens('Subject')}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{tokens("Content-Type")}"',
    ]
    edge = heads[-1].split('"')[1]
    parts = [
        [
            "Content-Type: text/plain",
            f"Content-ID: <{tokens('Content-ID')}>",
            f"Content-Description: {tokens('Content-Description')}",
            "",
            tokens("body"),
        ],
        [
            "Content-Type: text/html",
            "",
            f'<p>{tokens("html")} <a href="https://{tokens("href")}.example/">{tokens("link")}</a></p>',
        ],
        [
            "Content-Type: text/plain",
            f"Content-Disposition: attachment; filename={tokens('filename')}.txt",
            "",
            f"one line\n{tokens('attachment')}",
        ],
        [
            "Content-Type: message/rfc822",
            "",
            (
                f"From: {tokens('inner from')} <a@b.example>\nSubject: {tokens('inner subject')}\n\n"
                f"{tokens('inner body')}"
            ),
        ],
    ]
    body = "".join(f"--{edge}\n" + "\n".join(part) + "\n" for part in parts)
    return "\n".join([*heads, "", tokens("preamble"), body + f"--{edge}--", tokens("epilogue"), ""])


def mail(tokens: Tokens) -> tuple[str, bytes]:
    return "letter.eml", _mail(tokens).encode()


def mbox(tokens: Tokens) -> tuple[str, bytes]:
    second = (
        f"From x@y.example Wed May  1 11:00:00 2024\nFrom: {tokens('From')} <b@c.example>\nSubject: "
        f"{tokens('Subject')}\n\n{tokens('body')}\n"
    )
    third = f"From x@y.example Wed May  1 12:00:00 2024\n\n{tokens('entry-unreadable')}\n"
    return (
        "box.mbox",
        (
            f"From {tokens('From_', 'zqenvelope@y.example')} Wed May  1 10:00:00 2024\n{_mail(tokens)}\n"
            f"{second}\n{third}"
        ).encode(),
    )


def msg(tokens: Tokens) -> tuple[str, bytes]:
    def storage(
        header: int,
        texts: dict[int, str],
        numbers: dict[int, int] | None = None,
        data: dict[int, bytes] | None = None,
    ) -> Tree:
        stream, tree = bytes(header), {}
        streams = {(pid, 0x001F): text.encode("utf-16-le") for pid, text in texts.items()} | {
            (pid, 0x0102): raw for pid, raw in (data or {}).items()
        }
        for (pid, kind), raw in streams.items():
            stream += (
                kind.to_bytes(2, "little")
                + pid.to_bytes(2, "little")
                + (6).to_bytes(4, "little")
                + len(raw).to_bytes(8, "little")
            )
            tree[f"__substg1.0_{pid:04X}{kind:04X}"] = raw
        for pid, number in (numbers or {}).items():
            stream += (
                (3).to_bytes(2, "little")
                + pid.to_bytes(2, "little")
                + (6).to_bytes(4, "little")
                + number.to_bytes(8, "little")
            )
        return {**tree, "__properties_version1.0": stream}

    texts = {
        0x0037: tokens("Subject"),
        0x1000: tokens("Body"),
        0x0C1A: tokens("SenderName"),
        0x0C1F: tokens("SenderEmailAddress", f"zqsender@{HOST}"),
        0x0042: tokens("SentRepresentingName"),
        0x0065: tokens("SentRepresentingEmailAddress", f"zqbehalf@{HOST}"),
        0x1035: tokens("InternetMessageId"),
        0x1042: tokens("InReplyToId"),
        0x1039: tokens("InternetReferences"),
        0x3FFA: tokens("LastModifierName"),
        0x8005: tokens("0x8005"),
        0x007D: (
            f"X-Mailer: {tokens('X-Mailer')}\r\nX-Other: {tokens('X-Other')}\r\nReceived: from "
            f"{tokens('Received')}\r\n\r\n"
        ),
        0x0070: tokens("ConversationTopic"),
    }
    html = f'<p>{tokens("Html")} <a href="https://{tokens("href")}.example/">x</a></p>'.encode()
    tree: Tree = {
        **storage(32, texts, {0x3FDE: 65001}, {0x1013: html, 0x300B: tokens("SearchKey").encode()}),
        "__recip_version1.0_#00000000": storage(
            8,
            {
                0x3001: tokens("recipient"),
                0x39FE: tokens("SmtpAddress", f"zqto@{HOST}"),
                0x3002: tokens("AddressType"),
            },
            {0x0C15: 1},
        ),
        "__attach_version1.0_#00000000": storage(
            8,
            {0x3707: f"{tokens('filename')}.txt", 0x370E: tokens("AttachMimeTag")},
            {0x3705: 1},
            {0x3701: f"one line\n{tokens('attachment')}\n".encode()},
        ),
    }
    return "letter.msg", compound(tree)


def whatsapp(tokens: Tokens) -> tuple[str, bytes]:
    lines = [
        (
            f"[25/12/25, 21:04:00] {tokens('group')}: \u200eMessages and calls are end-to-end encrypted. "
            f"{tokens('notice')}"
        ),
        f"[25/12/25, 21:04:10] {tokens('heading')}: \u200e{tokens('actor')} added {tokens('added')}",
        f"[26/12/25, 21:05:00] {tokens('sender')}: {tokens('body')}",
        tokens("second line"),
        f"[26/12/25, 21:06:00] +964 743 111 0077: \u200e<attached: {tokens('media')}.jpg>",
        f"[27/12/25, 21:06:00] {tokens('sender')}: This message was deleted {tokens('deleted')}",
    ]
    return "WhatsApp Chat.txt", "\n".join(lines).encode()


def whatsapp_android(tokens: Tokens) -> tuple[str, bytes]:
    lines = [
        f"25/12/2025 à 21:04 - {tokens('actor')} a créé le groupe {tokens('group')}",
        f"26/12/2025 à 21:05 - {tokens('sender')}: {tokens('body')}",
        f"26/12/2025 à 21:06 - {tokens('sender')}: <Médias omis>",
        f"27/12/2025 à 21:06 - {tokens('left')} a quitté",
    ]
    return "Discussion WhatsApp.txt", "\n".join(lines).encode()


def telegram(tokens: Tokens) -> tuple[str, bytes]:
    message = {
        "id": 7107,
        "type": "message",
        "date": "2019-03-02T09:03:11",
        "from": tokens("from"),
        "from_id": tokens("from_id", "user7431110001"),
        "text": [
            tokens("text"),
            {"type": "text_link", "text": tokens("text"), "href": f"https://{tokens('href')}.example/"},
        ],
        "forwarded_from": tokens("forwarded_from"),
        "reply_to_message_id": tokens("reply_to"),
        "via_bot": tokens("via_bot"),
        "photo": tokens("photo"),
        "media_type": tokens("media_type"),
        "width": tokens("width"),
        "mime_type": tokens("mime_type"),
        "author": tokens("author"),
        "thumbnail": tokens("thumbnail"),
        "file": tokens("file"),
        "edited": tokens("edited"),
        "poll": {
            "question": tokens("question"),
            "closed": tokens("closed"),
            "answers": [{"text": tokens("answer"), "voters": 61_234}],
        },
        "reactions": [
            {
                "emoji": tokens("emoji"),
                "count": 1,
                "recent": [{"from": tokens("recent from"), "from_id": tokens("recent from_id")}],
            }
        ],
        "contact_information": {
            "first_name": tokens("first_name"),
            "last_name": tokens("last_name"),
            "phone_number": tokens("phone_number", "+9647431110031"),
            "vcard": tokens("vcard"),
        },
        "location_information": {"latitude": 36.191, "longitude": 44.009, "accuracy": tokens("accuracy")},
        "unheard_of": {"deep": [tokens("deep")]},
    }
    service = {
        "id": 7108,
        "type": "service",
        "date": "2019-03-02T09:04:11",
        "actor": tokens("actor"),
        "actor_id": tokens("actor_id", "user7431110002"),
        "action": "phone_call",
        "duration_seconds": 4711,
        "discard_reason": tokens("discard_reason"),
        "title": tokens("title"),
        "members": [tokens("members")],
        "inviter": tokens("inviter"),
        "text": "",
    }
    new = {
        "id": 7109,
        "type": "message",
        "date": "2024-03-02T09:04:11",
        "date_unixtime": "1709363051",
        "from": "x",
        "from_id": "user9",
        "text": tokens("text"),
    }
    whole = {
        "about": "Here is the data you requested.",
        "personal_information": {
            "user_id": tokens("user_id", "7431110003"),
            "first_name": tokens("first_name"),
            "last_name": tokens("last_name"),
            "phone_number": tokens("phone_number", "+9647431110032"),
            "username": tokens("username"),
            "bio": tokens("bio"),
            "other": tokens("other"),
        },
        "contacts": {
            "about": "x",
            "list": [
                {
                    "user_id": 7431110004,
                    "first_name": tokens("first_name"),
                    "last_name": tokens("last_name"),
                    "phone_number": tokens("phone_number", "+9647431110033"),
                    "date": tokens("date"),
                }
            ],
        },
        "sessions": {"list": [{"last_ip": tokens("last_ip", "198.51.100.78")}]},
        "chats": {
            "list": [
                {
                    "name": tokens("chat"),
                    "type": tokens("chat_type"),
                    "id": 7431110005,
                    "more": tokens("more"),
                    "messages": [message, service, new],
                }
            ]
        },
    }
    return "result.json", json.dumps(whole).encode()


def vcard(tokens: Tokens) -> tuple[str, bytes]:
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{tokens('FN')}",
        f"N:{';'.join(tokens(name) for name in ('N', 'N', 'additional_names', 'prefix', 'suffix', 'N'))}",
        f"NICKNAME:{tokens('NICKNAME')}",
        "BDAY:1985-04-17",
        f"ORG:{tokens('ORG')};{tokens('ORG')}",
        f"TITLE:{tokens('TITLE')}",
        f"ROLE:{tokens('ROLE')}",
        f"NOTE:{tokens('NOTE')}",
        f"UID:{tokens('UID')}",
        f"REV:{tokens('revision')}",
        f"GENDER:M;{tokens('GENDER')}",
        f"CATEGORIES:{tokens('CATEGORIES')}",
        f"item1.TEL;TYPE={tokens('types')}:+964 743 111 0041",
        f"item1.X-ABLabel:{tokens('X-ABLabel')}",
        f"EMAIL;TYPE=work:{tokens('EMAIL', f'zqmail@{HOST}')}",
        f'ADR;LABEL="{tokens("ADR")}":{";".join(tokens("ADR") for _ in range(7))}',
        f"URL:https://{tokens('URL')}.example/",
        f"IMPP:{tokens('IMPP')}",
        f"GEO:geo:{tokens('GEO', '36.19123,44.00912')}",
        f"PHOTO;VALUE=URI:https://{tokens('PHOTO')}.example/a.jpg",
        f"KEY:{tokens('KEY')}",
        f"LANG;PREF=1:{tokens('LANG')}",
        f"RELATED;TYPE=friend:{tokens('RELATED')}",
        f"X-UNHEARD;P={tokens('P')}:{tokens('X-UNHEARD')}",
        f"AGENT:{tokens('AGENT')}",
        f"no property {tokens('line-unreadable')}",
        "END:VCARD",
    ]
    return "people.vcf", "\r\n".join(lines).encode()


PLANTERS: dict[str, Planter] = {
    "mail": mail,
    "mbox": mbox,
    "msg": msg,
    "whatsapp": whatsapp,
    "whatsapp-android": whatsapp_android,
    "telegram": telegram,
    "vcard": vcard,
}
