"""A source bundle: what goes in, what stays out, who may let it leave, and that one changed byte is found by
name."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.products.bundle.checker import check
from tahqiq.products.bundle.pages import spans
from tahqiq.products.bundle.product import Product
from tahqiq.products.selection import Selection

from .conftest import AGENCY, NUMBERS, Office, said


def prepared(
    office: Office, audience: str = "court", language: str = "ar", originals: bool = True
) -> Product:
    return office.products("writer").prepare(office.case, office.chart, "", audience, language, originals)


def released(office: Office) -> Product:
    made = prepared(office)
    chief = office.products("chief")
    chief.pages(office.case, made.id)
    return chief.release(office.case, made.id)


@pytest.fixture(scope="module")
def bundle(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a released product."""
    path = tmp_path_factory.mktemp("bundle") / "bundle.zip"
    office.products("writer").write(office.case, released(office).id, path)
    return path


def read(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read(name).decode("utf-8-sig")


def test_what_nobody_changed_is_sound(bundle: Path) -> None:
    found = check(bundle)
    assert found.sound
    assert not (found.differs)
    assert not (found.missing)
    assert not (found.unknown)


def test_one_byte_anywhere_is_found_and_its_file_named(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as book:
        infos = book.infolist()
    data = bundle.read_bytes()
    for info in infos:
        start = info.header_offset + 30 + len(info.filename.encode())
        changed = bytearray(data)
        changed[start + info.file_size // 2] ^= 0x01
        path = tmp_path / "changed.zip"
        path.write_bytes(changed)
        if info.filename in ("manifest.json", "signature.json"):
            try:
                assert not check(path).sound, info.filename
            except WrongUse:
                continue
        else:
            assert check(path).differs == (info.filename,)


def test_a_file_taken_out_or_put_in_is_named(bundle: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(bundle) as book, zipfile.ZipFile(path, "w") as out:
        for info in book.infolist():
            if info.filename != "values.csv":
                out.writestr(info.filename, book.read(info))
        out.writestr("note.txt", "planted")
    found = check(path)
    assert (found.missing, found.unknown, found.sound) == (("values.csv",), ("note.txt",), False)


def test_another_key_has_another_fingerprint(bundle: Path, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from tahqiq.access.keys import public_bytes
    from tahqiq.products.bundle.archive import SIGNED, signature_of

    key, path = Ed25519PrivateKey.generate(), tmp_path / "forged.zip"
    with zipfile.ZipFile(bundle) as book, zipfile.ZipFile(path, "w") as out:
        for info in book.infolist():
            data = book.read(info)
            if info.filename == "signature.json":
                signature = key.sign(SIGNED + book.read("manifest.json"))
                data = signature_of(public_bytes(key), signature)
            out.writestr(info, data)
    assert check(path).sound
    assert check(path).key != check(bundle).key


def test_what_breaks_off_leaves_no_half_bundle(
    office: Office, bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = json.loads(read(bundle, "manifest.json"))["number"]
    (tmp_path / "bundle.zip").write_bytes(b"an earlier one")
    for fault in (OSError("the disk is full"), KeyboardInterrupt()):
        monkeypatch.setattr(
            "tahqiq.products.bundle.archive.verifier",
            lambda language, fault=fault: (_ for _ in ()).throw(fault),
        )
        with pytest.raises(type(fault)):
            office.products("writer").write(office.case, number, tmp_path / "bundle.zip")
        assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [
            ("bundle.zip", b"an earlier one")
        ]


def test_an_original_stands_beside_its_translation_with_the_translators_name(
    office: Office, tmp_path: Path
) -> None:
    """Of a value and of an event; another translation afterwards is another product."""
    writer = office.bench("writer")
    entity = next(
        one
        for one in office.people
        if writer.captions([bytes.fromhex(one)]).get(bytes.fromhex(one), "").startswith("ئاوات")
    )
    selection = Selection(office.door.workspace, writer.scope("work", office.case), [entity])
    statement = next(
        one for item in selection.chosen() for one in item.entity.statements if one.prop == "name"
    )
    of = {"entity": entity, "statement": statement.id.hex()}
    body = {"of": of, "text": "Awat Rahim", "language": "en", "translator": "Translator Hana"}
    made = writer.documents.make(office.case, "translation", "Awat Rahim", body)
    product = released(office)
    path = tmp_path / "bundle.zip"
    office.products("writer").write(office.case, product.id, path)
    (row,) = list(csv.DictReader(io.StringIO(read(path, "translations.csv"))))
    assert (row["original"], row["translation"], row["translator"], row["entered_by"]) == (
        statement.value,
        "Awat Rahim",
        "Translator Hana",
        "Writer",
    )
    report = read(path, "report.html")
    assert 'id="translations"' in report or "id=translations" in report
    assert "Translator Hana" in report
    assert check(path).sound
    writer.documents.save(office.case, made.document.id, 1, "Awat", {**body, "text": "Awat R."})
    with said("product-changed", Conflict):
        office.products("writer").write(office.case, product.id, path)
    writer.documents.delete(office.case, made.document.id, 2)


@pytest.mark.parametrize("lacks", ["of", "text", "language", "translator"])
def test_a_translation_says_of_what_and_by_whom(office: Office, lacks: str) -> None:
    body = {"of": {"entity": office.people[0]}, "text": "x", "language": "en", "translator": "Hana"}
    with said("remark-incomplete", WrongUse):
        office.bench("writer").documents.make(
            office.case, "translation", "x", {name: one for name, one in body.items() if name != lacks}
        )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip at all" * 10])
def test_what_is_no_bundle_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with said("bundle-unreadable", WrongUse):
        check(path)


def test_the_same_bytes_each_time_whoever_writes_it(office: Office, bundle: Path, tmp_path: Path) -> None:
    identity = json.loads(read(bundle, "manifest.json"))["number"]
    office.products("reader").write(office.case, identity, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_it_holds_chart_values_events_and_where_each_stands(bundle: Path) -> None:
    manifest = json.loads(read(bundle, "manifest.json"))
    assert [one["act"] for one in manifest["acts"]] == ["prepared", "released"]
    assert manifest["audit_head"].startswith("tahqiq-head ")
    assert {one["name"]: one["whole"] for one in manifest["exhibits"]} == {
        "people.csv": True,
        "again.csv": True,
        "calls.csv": False,
    }
    values, events = read(bundle, "values.csv"), read(bundle, "events.csv")
    assert "علي حسن كاظم" in values
    assert "07901234567" in values, "the text as it stood beside the cleaned value"
    assert events.count("2024-03-01") >= 1
    assert "2024-05-02" not in events, "outside the order"
    report = read(bundle, "report.html")
    for wanted in ("12/2024", "Karkh", "1980-02-01", "Border unit", "<svg", "ئاوات ڕەحیم"):
        assert wanted in report


def test_a_line_of_the_report_names_the_records_behind_it(bundle: Path) -> None:
    numbers = sorted(
        {int(row["number"][1:]) for row in csv.DictReader(io.StringIO(read(bundle, "events.csv")))}
    )
    table = read(bundle, "report.html").partition('id="lines"')[2].partition("</section>")[0]
    assert numbers
    assert f">{', '.join(spans(numbers))}<" in table


def test_what_may_not_leave_is_listed_by_number_alone(office: Office, bundle: Path) -> None:
    manifest = json.loads(read(bundle, "manifest.json"))
    assert manifest["left_out"]
    with zipfile.ZipFile(bundle) as book:
        for name in book.namelist():
            assert b"zzqxsecret" not in book.read(name)
            assert b"secret.csv" not in book.read(name)
    said = [line.split(",")[0] for line in read(bundle, "values.csv").splitlines()[1:]]
    assert not {f"V{one}" for one in manifest["left_out"]} & set(said)
    assert (
        list(office.products("writer").pages(office.case, manifest["number"]).left_out)
        == manifest["left_out"]
    )


def test_an_original_of_which_an_order_keeps_rows_back_never_goes_as_a_whole(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as book:
        names = book.namelist()
    assert any(name.endswith("-people.csv") for name in names)
    assert [name for name in names if "calls" in name] == []
    assert "exhibits/E3-extract.csv" in names


def test_who_prepared_it_cannot_release_it(office: Office) -> None:
    made = prepared(office)
    office.products("writer").pages(office.case, made.id)
    with said("product-own", Refused):
        office.products("writer").review(office.case, made.id)
    chief = office.products("chief").prepare(office.case, office.chart, "", "court", "en", False)
    office.products("chief").pages(office.case, chief.id)
    with said("product-own", Refused):
        office.products("chief").release(office.case, chief.id)


def test_who_has_not_opened_the_pages_decides_nothing(office: Office) -> None:
    made = office.products("writer").prepare(office.case, office.chart, "unread", "agency", "en", False)
    fresh = office.bench("reader")
    with said("product-unread", Refused):
        fresh.products.review(office.case, made.id)
    fresh.products.pages(office.case, made.id)
    assert fresh.products.review(office.case, made.id).state == "reviewed"
    with said("refused-by-policy", Refused):
        fresh.products.release(office.case, made.id)


def test_a_draft_does_not_leave_and_says_that_it_is_one(office: Office, tmp_path: Path) -> None:
    made = prepared(office, language="en")
    read = office.products("chief").pages(office.case, made.id)
    assert "DRAFT" in read.cover
    assert "DRAFT" in read.report
    with said("product-not-released", Refused):
        office.products("writer").write(office.case, made.id, tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()


def test_what_was_sent_back_stays_so(office: Office) -> None:
    made = prepared(office)
    chief = office.products("chief")
    chief.pages(office.case, made.id)
    assert chief.send_back(office.case, made.id, "wrong chart").acts[-1].note == "wrong chart"
    with said("product-state", WrongUse):
        chief.release(office.case, made.id)


def test_a_stranger_finds_no_product(office: Office) -> None:
    made = prepared(office)
    for ask in (
        lambda: office.products("stranger").all(office.case),
        lambda: office.products("stranger").pages(office.case, made.id),
    ):
        with said("no-such-case", NotFound):
            ask()


def test_an_unknown_audience_and_a_document_that_is_no_chart(office: Office) -> None:
    with said("product-unknown-audience", WrongUse):
        prepared(office, audience="press")
    note = office.bench("writer").documents.make(office.case, "note", "x", {})
    with said("no-such-document", NotFound):
        office.products("writer").prepare(office.case, note.document.id, "", "court", "en", False)


@pytest.mark.parametrize("language", LOCALES)
def test_pages_in_every_language_leave_no_word_open(office: Office, language: str) -> None:
    made = prepared(office, language=language)
    read = office.products("chief").pages(office.case, made.id)
    assert all(AGENCY in one for one in (read.cover, read.report))  # the frame of the chart
    for page in (read.cover, read.report):
        assert f'lang="{language}"' in page
        assert f'dir="{"ltr" if language == "en" else "rtl"}"' in page
        assert "{" not in page.split("</style>")[1]


def test_what_contradicts_is_printed_where_two_records_are_judged_one(office: Office) -> None:
    bench = office.bench("writer")
    alike = [
        one
        for one in office.people
        if bench.captions([bytes.fromhex(one)]).get(bytes.fromhex(one)) == "علي حسن كاظم"
    ]
    (done,) = [bench.identity.judge(alike[0], alike[1], "same", "same number and name")]
    other = next(one for one in office.people if one not in alike)
    rejected = bench.identity.judge(alike[0], other, "different", "another birth date")
    made = prepared(office, language="en")
    report = office.products("chief").pages(office.case, made.id).report
    for wanted in (
        "same number and name",
        "rejected: different",
        "another birth date",
        "1980-02-01",
        "1981-02-01",
        "Of 2 records",
    ):
        assert wanted in report
    for one in (done, rejected):
        bench.identity.undo(one.judgement.id, "end of test")
    with said("product-changed", Conflict):
        office.products("chief").release(office.case, made.id)


def test_a_retraction_is_said_of_every_product_that_rests_on_the_source(
    office: Office, tmp_path: Path
) -> None:
    made = released(office)
    writer = office.bench("writer")
    assert not writer.products.changed(office.case, made.id)
    person = next(
        one
        for one in office.people
        if "ئاوات" in writer.captions([bytes.fromhex(one)]).get(bytes.fromhex(one), "")
    )
    value = next(
        one for one in writer.entities(writer.scope()).entity(person)[1].statements if one.prop == "birthDate"
    )
    writer.acts.retract(person, value.id.hex(), "misread")
    assert writer.products.changed(office.case, made.id).retracted == 1
    with said("product-changed", Conflict):
        writer.products.write(office.case, made.id, tmp_path / "x.zip")
    writer.acts.reinstate(person, value.id.hex(), "read again")


def test_ids_and_events_of_a_selection_are_those_of_what_it_hands_out(office: Office) -> None:
    scope = office.bench("writer").scope("work", office.case)
    for given in (None, [*NUMBERS, *office.people]):
        handed = list(Selection(office.door.workspace, scope, given).chosen())
        ids = [
            (one.entity.id, None if one.record else tuple(said.id for said in one.entity.statements))
            for one in handed
        ]
        assert list(Selection(office.door.workspace, scope, given).ids()) == ids
        assert list(Selection(office.door.workspace, scope, given).happened()) == [
            (one.entity.id, one.record) for one in handed if one.record
        ]
        assert {told is None for _, told in ids} == {True, False}


def test_counting_a_selection_counts_what_going_through_it_does(office: Office) -> None:
    scope = office.bench("writer").scope("work", office.case)
    walked, counted = (Selection(office.door.workspace, scope, [*NUMBERS, *office.people]) for _ in range(2))
    assert list(walked.chosen())
    counted.count()
    assert counted.seen == walked.seen
    assert counted.displayed([*NUMBERS, "0" * 32, NUMBERS[0][:20]]) == {one: one for one in NUMBERS}
