"""Values out of closed lists or fixed forms: sex, topics, media types, hashes, ids of entities."""

import re
from collections.abc import Mapping
from typing import ClassVar

from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.text import tidy_code
from tahqiq.model.types.base import Clean, Context, PropertyType
from tahqiq.model.types.codes import is_placeholder
from tahqiq.model.types.date_words import fold_word

_GENDERS_TEXT = {
    "male": "male m man masculine ذكر ذ رجل نێر نێرینە نێرینه نيرينه پیاو مرۆڤ",
    "female": "female f woman feminine انثى أنثى ا امرأة مێ مێینە مێینه ميينه ژن افرەت",
    "other": "other o diverse x آخر اخرى يتر",
}
_GENDERS = {fold_word(word): name for name, words in _GENDERS_TEXT.items() for word in words.split()}
_GENDER_NAMES: Mapping[str, tuple[str, str, str, str]] = {
    "male": ("male", "ذكر", "نێر", "نێر"),
    "female": ("female", "أنثى", "مێ", "مێ"),
    "other": ("other", "آخر", "هیتر", "یێ دی"),
}
_COLUMN = {"en": 0, "ar": 1, "ckb": 2, "kmr-Arab": 3}


class GenderType(PropertyType):
    """Sex as FollowTheMoney writes it: ``male``, ``female``, ``other``. Other texts are not used
    (``gender-unknown``).

    >>> GenderType().clean("أنثى").value, GenderType().display("male", "ar")
    ('female', 'ذكر')
    """

    name: ClassVar[str] = "gender"
    exact: ClassVar[str] = "male|female|other"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value)
        if not text:
            return Clean(None)
        found = _GENDERS.get(fold_word(text)) if len(text) < 40 else None
        return (
            Clean(found)
            if found
            else Clean(None, "placeholder" if is_placeholder(text) else "gender-unknown")
        )

    def display(self, value: str, locale: str) -> str:
        return _GENDER_NAMES[value][_COLUMN[locale_of(locale).tag]] if value in _GENDER_NAMES else value


class TopicType(PropertyType):
    """A topic in the dotted lower-case codes of FollowTheMoney (``crime.traffick.drug``). Texts of another
    form are not used (``topic-invalid``).

    >>> TopicType().clean("Crime.Traffick.Drug").value
    'crime.traffick.drug'
    """

    name: ClassVar[str] = "topic"
    _form: ClassVar[re.Pattern[str]] = re.compile(r"[a-z][a-z0-9_]{1,30}(?:\.[a-z0-9_]{1,30}){0,4}")

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value).lower()
        if not text:
            return Clean(None)
        return Clean(text) if self._form.fullmatch(text) else Clean(None, "topic-invalid")


class MimeType(PropertyType):
    """A media type ``kind/name`` in lower case without parameters. Other texts are not used
    (``mimetype-invalid``).

    >>> MimeType().clean("Text/HTML; charset=utf-8").value
    'text/html'
    """

    name: ClassVar[str] = "mimetype"
    _form: ClassVar[re.Pattern[str]] = re.compile(r"[a-z]{2,20}/[a-z0-9][a-z0-9.+_-]{0,120}")

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value)
        if not text:
            return Clean(None)
        bare = text.partition(";")[0].strip().lower()
        return Clean(bare) if self._form.fullmatch(bare) else Clean(None, "mimetype-invalid")


_HASH_LENGTHS = frozenset((32, 40, 56, 64, 96, 128))
_HASH = re.compile(
    r"(?:(?:md5|sha-?1|sha-?224|sha-?256|sha-?384|sha-?512)\s*[:=]\s*)?([0-9a-f]{32,128})", re.IGNORECASE
)


class HashType(PropertyType):
    """A digest of a file in lower-case hexadecimal digits (MD5, SHA-1, SHA-2). Other texts are not used
    (``hash-invalid``).

    >>> HashType().clean("MD5: D41D8CD98F00B204E9800998ECF8427E").value
    'd41d8cd98f00b204e9800998ecf8427e'
    """

    name: ClassVar[str] = "hash"
    exact: ClassVar[str] = "[0-9a-f]{64}"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value)
        if not text:
            return Clean(None)
        found = _HASH.fullmatch(text.replace(" ", "") if len(text) <= 200 else text)
        if found and len(found[1]) in _HASH_LENGTHS:
            return Clean(found[1].lower())
        return Clean(None, "placeholder" if is_placeholder(text) else "hash-invalid")


class EntityType(PropertyType):
    """The id of an entity: 32 lower-case hexadecimal digits (docs/decisions/0003). Other texts are not used
    (``entity-invalid``)."""

    name: ClassVar[str] = "entity"
    exact: ClassVar[str] = "[0-9a-f]{32}"
    _form: ClassVar[re.Pattern[str]] = re.compile(exact)

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value).lower()
        if not text:
            return Clean(None)
        return Clean(text) if self._form.fullmatch(text) else Clean(None, "entity-invalid")


__all__ = ["EntityType", "GenderType", "HashType", "MimeType", "TopicType"]
