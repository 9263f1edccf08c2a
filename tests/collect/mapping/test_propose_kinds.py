"""Kinds of table that are recognised, and what is made of each: lists of subscribers and sites, arrests,
hawala, bank sheets, cargo and many more."""

import pytest

from .mapping_helpers import Lines, made, proposed


def test_a_subscriber_list_registers_numbers_to_people() -> None:
    name, said, _ = made(
        [
            ("رقم الهاتف", "اسم المشترك", "اسم الأم", "رقم الوثيقة", "العنوان", "تاريخ التفعيل", "IMSI"),
            ("07431110001", "علي حسن كريم", "زينب", "A123456", "بغداد", "2020-05-06", "418970000000011"),
            ("07431110002", "سارة عمر", "هدى", "A123457", "البصرة", "2021-05-06", "418970000000012"),
        ]
    )
    assert name == "subscribers"
    assert ("Person", "motherName", "زينب") in said
    assert ("PhoneNumber", "activationDate", "2020-05-06") in said
    assert sum(prop == "holder" for _, prop, _ in said) == 2


def test_a_site_list_with_hexadecimal_cells_gives_decimal_ones() -> None:
    name, said, _ = made(
        [
            (
                "Site Name",
                "MCC",
                "MNC",
                "LAC (hex)",
                "CI (hex)",
                "Latitude",
                "Longitude",
                "Azimuth",
                "Valid From",
                "Valid To",
            ),
            ("Karrada 1", "418", "98", "04B3", "B041", "33.31524", "44.42123", "120", "2023-01-02", None),
            (
                "Zayouna 2",
                "418",
                "98",
                "04BA",
                "2E61",
                "33.32811",
                "44.45611",
                "240",
                "2023-01-02",
                "2024-02-03",
            ),
        ]
    )
    assert name == "sites"
    assert ("Cell", "cellId", "418-98-1203-45121") in said
    assert ("CellSite", "azimuth", "240") in said
    assert ("CellSite", "endDate", "2024-02-03") in said


def test_an_arrest_sheet_keeps_person_authority_article_and_seizures() -> None:
    name, said, _ = made(
        [
            ("سجل الموقوفين", None, None, None, None, None, None, None),
            (
                "ت",
                "الاسم الرباعي واللقب",
                "اسم الأم",
                "المواليد",
                "السكن",
                "المادة القانونية",
                "الجهة القابضة",
                "المضبوطات",
            ),
            (
                "1",
                "علي حسن كريم جاسم الساعدي",
                "زينب",
                "1985",
                "بغداد",
                "27 مخدرات",
                "مكافحة المخدرات",
                "كبتاغون 200 حبة",
            ),
            ("2", "عمر سالم فاضل", "هدى", "1/7/1990", "الأنبار", "28 مخدرات", "مكافحة المخدرات", None),
        ]
    )
    assert name == "arrests"
    assert {
        ("Detention", "legalArticle", "27 مخدرات"),
        ("Organization", "name", "مكافحة المخدرات"),
        ("Person", "birthDate", "1985"),
    } <= said
    assert ("Detention", "seizedText", "كبتاغون 200 حبة") in said


def test_a_hawala_book_asks_to_confirm_its_street_units() -> None:
    lines: Lines = [
        ("التاريخ", "المرسل", "المستلم", "المبلغ", "من", "إلى", "ملاحظات"),
        ("05/01/2026", "أبو علي", "أبو كرار", "5 ورقة", "بغداد", "أربيل", None),
        ("25/01/2026", "أبو نور", "الحجي", "دفتر", "البصرة", "أربيل", "مستعجل"),
    ]
    found = proposed(*lines)
    assert found.mapping.name == "hawala"
    assert any("confirm" in reason and "ورقة" in reason for reason in found.why)
    _, _, events = made(lines)
    assert [(str(e["amount"]), e["currency"]) for e in events] == [("500.000", "USD"), ("10000.000", "USD")]


def test_a_bank_sheet_pays_out_debits_and_takes_in_credits() -> None:
    name, _, events = made(
        [
            ("Account Number", "00123456789", None, None, None, None),
            ("Date", "Description", "Counterparty Account", "Debit", "Credit", "Balance"),
            ("25/01/2026", "rent", "00999", "250.00", None, "750.00"),
            ("26/01/2026", "salary", "00888", None, "1000.00", "1750.00"),
        ]
    )
    assert name == "bank"
    assert [(e["a"], e["b"], str(e["amount"])) for e in events] == [
        ("00123456789", "00999", "250.000"),
        ("00888", "00123456789", "1000.000"),
    ]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "contacts",
            [
                ("Name", "Phone 1", "E-mail"),
                ("Ali", "07431110001", "a@x.iq"),
                ("Sara", "07431110002 / 07431110003", None),
            ],
        ),
        (
            "people",
            [
                ("Full Name", "Date of Birth", "Nationality", "Passport No"),
                ("Ali Hasan", "1990-02-03", "Iraq", "A1234567"),
                ("Sara Omar", "1991-02-03", "Iraq", "A1234568"),
            ],
        ),
        (
            "travel",
            [
                ("الاسم الكامل", "رقم الجواز", "المنفذ", "تاريخ السفر", "الحركة"),
                ("علي حسن", "A1234567", "طريبيل", "25/03/2024", "دخول"),
                ("سارة عمر", "A1234568", "طريبيل", "26/03/2024", "خروج"),
            ],
        ),
        (
            "travel",
            [
                ("الاسم الكامل", "المواليد", "رقم الوثيقة", "تاريخ العبور", "الاتجاه", "رقم المركبة"),
                ("علي حسن", "1990", "999957681604", "25/03/2024 10:00", "دخول", None),
                ("سارة عمر", "1991", "999957681605", "26/03/2024 11:30", "خروج", "91 د 00414"),
            ],
        ),
        (
            "sightings",
            [
                ("Plate", "Camera", "Seen At"),
                ("12 A 34567", "Gate 1", "2024-03-25 10:00:00"),
                ("13 B 34567", "Gate 2", "2024-03-25 11:00:00"),
            ],
        ),
        (
            "companies",
            [
                ("اسم الشركة", "رقم التسجيل", "المدير المفوض", "رأس المال"),
                ("شركة النخيل", "M-77", "علي حسن", "5000000"),
                ("شركة الجسر", "M-78", "سارة عمر", "1000000"),
            ],
        ),
        (
            "attendance",
            [
                ("person", "event", "date"),
                ("p1", "e1", "2008-10-30"),
                ("p2", "e1", "2008-10-30"),
                ("p1", "e2", "2009-10-30"),
            ],
        ),
        (
            "edges",
            [
                ("from", "to", "relation", "date"),
                ("15540060124", "87146852196", "SIBLING", "1997-01-20"),
                ("47706176105", "15515325965", "PARENT", "2017-07-16"),
            ],
        ),
        ("contacts", [("name", "number"), ("Ali Hasan", "+9647431110001"), ("Sara Omar", "+9647431110002")]),
        (
            "hawala",
            [
                ("من", "إلى", "المبلغ", "العملة"),
                ("الدكتور", "القناص", "7 ورقة", "دولار"),
                ("الطويل", "الأستاذ", "29 مليون", "دينار"),
            ],
        ),
        (
            "transfers",
            [
                ("Date", "Source Account", "Target Account", "Amount"),
                ("2024-04-01", "123456789", "987654321", "7000"),
                ("2024-04-02", "456789012", "987654321", "75"),
            ],
        ),
        ("edges", [("Source", "Target", "Weight"), ("a", "b", "2"), ("b", "c", "3")]),
        (
            "shipments",
            [
                ("رقم البوليصة", "رقم الحاوية", "وصف البضاعة", "الشاحن", "المرسل إليه", "الوزن القائم"),
                ("BL-4471", "CSQU3054383", "بلاط", "EAST TRADING", "شركة المخازن", "9800"),
                ("BL-4472", None, "أثاث", "EAST TRADING", "شركة النخيل", "1200"),
            ],
        ),
        (
            "shipments",
            [
                ("ژمارەی بۆلیسە", "ژمارەی کۆنتێنەر", "ژمارەی مۆر", "کاڵا", "وەرگری بار", "کێشی گشتی"),
                ("BL-4471", "CSQU3054383", "S100", "کاشی", "کۆمپانیای گەنج", "9800"),
                ("BL-4472", None, "S101", "کەلوپەل", "کۆمپانیای باران", "1200"),
            ],
        ),
        (
            "shipments",
            [
                ("B/L No", "Container No", "Consignee", "HS Code", "Packages"),
                ("BL-4471", "CSQU3054383", "Basra Stores", "690721", "40"),
                ("BL-4472", None, "Palm Co", "940360", "5"),
            ],
        ),
        (
            "lorries",
            [
                (
                    "Truck plate",
                    "Trailer plate",
                    "Driver name",
                    "TIR carnet",
                    "Border crossing",
                    "Direction",
                    "Date",
                ),
                (
                    "12345 Baghdad A",
                    "7788 Anbar",
                    "Sami Alsample",
                    "XQ77001122",
                    "Trebil",
                    "Entry",
                    "2026-03-01",
                ),
                (
                    "54321 Baghdad B",
                    "7789 Anbar",
                    "Omar Altest",
                    "XQ77001123",
                    "Trebil",
                    "Exit",
                    "2026-03-01",
                ),
            ],
        ),
        (
            "weighings",
            [
                ("Truck plate", "Container", "Gross weight", "Date time", "Site"),
                ("12345 Baghdad A", "CSQU3054383", "31240", "2026-03-01 08:22", "Trebil"),
                ("54321 Baghdad B", None, "18240", "2026-03-01 09:22", "Trebil"),
            ],
        ),
        (
            "scans",
            [
                ("رقم الشاحنة", "رقم الصورة", "نتيجة السونار", "التاريخ", "الوقت"),
                ("12345 بغداد أ", "IMG-778", "اشتباه", "25/03/2026", "08:40"),
                ("54321 بغداد ب", "IMG-779", "سليم", "26/03/2026", "09:40"),
            ],
        ),
        (
            "seal-events",
            [
                ("E-seal ID", "Event", "Truck plate", "Date time", "Latitude", "Longitude"),
                ("ES-0091", "locked", "12345 Baghdad A", "2026-03-01 08:45", "32.95", "39.02"),
                ("ES-0091", "opened", "12345 Baghdad A", "2026-03-01 11:05", "33.04", "40.28"),
            ],
        ),
        ("edges", [("a", "b", "2"), ("b", "c", "3"), ("c", "a", "1")]),
    ],
)
def test_other_kinds_of_table_are_recognised(name: str, lines: Lines) -> None:
    found, said, events = made(lines)
    assert found == name
    assert said or events


@pytest.mark.parametrize(
    ("header", "cells", "kilograms"),
    [
        ("Gross Weight (tonnes)", ("9.8", "12"), {"9800", "12000"}),
        ("Gross weight (lbs)", ("21,605",), {"9799.863"}),
        ("الوزن (طن)", ("9.8",), {"9800"}),
        ("Gross Weight", ("9.8 t", "9800 kg", "١٢ طن"), {"9800", "12000"}),
        ("الوزن كغم", ("9800",), {"9800"}),
        ("Gross Weight", ("about 9",), set()),
    ],
)
def test_a_weight_is_kept_in_kilograms_whatever_its_column_is_in(
    header: str, cells: tuple[str, ...], kilograms: set[str]
) -> None:
    lines = [(f"BL-{no}", "CSQU3054383", "Basra Stores", "Tiles", cell) for no, cell in enumerate(cells)]
    found, said, _ = made([("B/L No", "Container No", "Consignee", "Description of goods", header), *lines])
    assert (found, {value for _, prop, value in said if prop == "grossWeight"}) == ("shipments", kilograms)
