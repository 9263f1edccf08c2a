"""Values that are words or fixed forms: countries, languages, currencies, sex, topics, addresses on networks,
hashes."""

import pytest

from tahqiq.kit.messages import LOCALES
from tahqiq.model.types import property_type, tables


@pytest.mark.parametrize(
    ("kind", "text", "value", "note"),
    [
        ("country", "Iraq", "iq", None),
        ("country", "IRQ", "iq", None),
        ("country", "العراق", "iq", None),
        ("country", "عیراق", "iq", None),
        ("country", "جمهورية العراق", "iq", None),
        ("country", "عراقية", "iq", None),
        ("country", "سورية", "sy", None),
        ("country", "Turkey", "tr", None),
        ("country", "Türkiye", "tr", None),
        ("country", "ئێران", "ir", None),
        ("country", "U.S.A.", "us", None),
        ("country", "NA", "na", None),
        ("country", "no", "no", None),
        ("country", "Kurdistan Region", "iq-kr", None),
        ("country", "USSR", "suhh", None),
        ("country", "Atlantis", None, "country-unknown"),
        ("country", "Korea", None, "country-unknown"),
        ("country", "غير معروف", None, "placeholder"),
        ("language", "ar", "ara", None),
        ("language", "عربي", "ara", None),
        ("language", "Sorani", "ckb", None),
        ("language", "بادینی", "kmr", None),
        ("language", "en-GB", "eng", None),
        ("language", "xx", None, "language-unknown"),
        ("currency", "iqd", "IQD", None),
        ("currency", "دينار", "IQD", None),
        ("currency", "دولار أمريكي", "USD", None),
        ("currency", "$", "USD", None),
        ("currency", "shells", None, "not-a-currency"),
        ("gender", "M", "male", None),
        ("gender", "ذكر", "male", None),
        ("gender", "أنثى", "female", None),
        ("gender", "مێ", "female", None),
        ("gender", "1", None, "gender-unknown"),
        ("topic", "Crime.Fraud", "crime.fraud", None),
        ("topic", "bad guys!", None, "topic-invalid"),
        ("mimetype", "Text/HTML; charset=utf-8", "text/html", None),
        ("mimetype", "html", None, "mimetype-invalid"),
        ("hash", "MD5: D41D8CD98F00B204E9800998ECF8427E", "d41d8cd98f00b204e9800998ecf8427e", None),
        ("hash", "d41d8cd9", None, "hash-invalid"),
        ("entity", "AB" * 16, "ab" * 16, None),
        ("entity", "Q42", None, "entity-invalid"),
        ("email", "Ali K. <Ali.K@Example.COM>", "ali.k@example.com", None),
        ("email", "mailto:x@y.iq?subject=1", "x@y.iq", None),
        ("email", "x@bücher.de", "x@bücher.de", None),
        ("email", "a@b", "a@b", "email-invalid"),
        ("email", "none", None, "placeholder"),
        ("url", "HTTPS://User@EX.com:443/P?q#f", "https://User@ex.com/P?q#f", None),
        ("url", "www.google.com", "http://www.google.com", None),
        ("url", "t.me/abc", "http://t.me/abc", None),
        ("url", "javascript:alert(1)", "javascript:alert(1)", "url-unsafe"),
        ("url", "data:text/html,<script>", "data:text/html,<script>", "url-unsafe"),
        ("url", "http://[::1", "http://[::1", "url-invalid"),
        ("url", "hello", "hello", "url-invalid"),
        ("ip", "192.0.2.1:8080", "192.0.2.1", None),
        ("ip", "2001:DB8:0:0::1", "2001:db8::1", None),
        ("ip", "300.1.1.1", None, "ip-invalid"),
    ],
)
def test_table(kind: str, text: str, value: str | None, note: str | None) -> None:
    assert property_type(kind).clean(text) == (value, note)


def test_every_country_is_found_by_its_names_and_a_shared_name_names_none() -> None:
    country = property_type("country")
    assert country.clean("سانت مارتن") == (None, "country-unknown")
    assert len(tables.countries()) >= 256
    for code, (alpha3, *names) in tables.countries().items():
        assert len(names) == 4, code
        assert not alpha3 or country.clean(alpha3).value == code
        assert country.clean(names[0]).value == code, names[0]
        assert country.clean(names[1]).value == code or names[1] == "سانت مارتن", names[1]
        for locale in LOCALES:
            assert country.display(code, locale)


def test_names_are_shown_in_the_language_of_the_reader() -> None:
    assert property_type("country").display("iq", "ar") == "العراق"
    assert property_type("country").display("iq", "kmr-Arab") == "عیراق"
    assert property_type("language").display("ckb", "en") == "Central Kurdish"
    assert property_type("currency").display("IQD", "ckb") == "دينار عراقي"
    assert property_type("gender").display("female", "ku-Arab-IQ") == "مێ"


def test_tables_of_governorates_and_currencies_are_whole() -> None:
    assert len(tables.governorates()) == 19
    assert sorted(row[0] for row in tables.governorates().values()) == [
        str(number) for number in range(11, 30)
    ]
    assert tables.governorate_index()[tables.fold_name("الموصل")] == "IQ-NI"
    assert tables.currency_index()["$"] == "USD"
    assert all(len(code) == 3 and code.isupper() for code in tables.currencies())


def test_url_key_ignores_what_does_not_name_the_page() -> None:
    url = property_type("url")
    assert url.key("https://www.example.com/a/#x") == url.key("http://example.com/a")
    assert url.key("http://example.com/a") != url.key("http://example.com/b")
