"""Short names that data hold (``umm-qasr``, ``weapons``, ``full``) in the words of four languages; one that
nobody named stays as it is."""

import re
from collections.abc import Mapping

from tahqiq.casework.field_words import words
from tahqiq.kit.locale import format_date
from tahqiq.kit.messages import LOCALES, catalogue, message, wanted
from tahqiq.kit.yaml_nodes import Words
from tahqiq.model.body_fields import Listed

DEPTHS = ("document", "seal", "scan", "dog", "partial", "full")
"""How deep a consignment is examined."""


def posts() -> Mapping[str, Words]:
    """The border posts and airports that have names; an installation adds its own in its messages
    (``cargo-post-NAME``).

    >>> posts()["umm-qasr"]["en"]
    'Umm Qasr port'
    """
    return _named("cargo-post-")


def post_name(post: str, locale: str) -> str:
    """What a post is called."""
    return posts().get(post, {}).get(locale, post)


def list_title(shift: str) -> str:
    """The post and the day of a list whose shift is called ``safwan-2026-12-03``, in words; another name as
    it stands.

    >>> list_title("safwan-2026-12-03"), list_title("night")
    ('Safwan border post, 3 December 2026', 'night')
    """
    found = re.fullmatch(r"(.+)-(\d{4}-\d{2}-\d{2})", shift)
    if found is None:
        return shift
    locale = wanted()
    comma = ", " if locale == "en" else "، "
    return f"{post_name(found[1], locale)}{comma}{format_date(found[2], locale)}"


def _threats() -> Mapping[str, Words]:
    return _named("cargo-threat-")


def _depths() -> Mapping[str, Words]:
    return {one: said for one in DEPTHS if (said := words("cargo", "", "value", one)) is not None}


def _named(prefix: str) -> dict[str, Words]:
    return {
        code.removeprefix(prefix): {tag: message(code, tag, {}).sentence for tag in LOCALES}
        for code in catalogue()
        if code.startswith(prefix)
    }


POST, THREAT, DEPTH = Listed(posts), Listed(_threats), Listed(_depths)
"""For the ``Annotated`` of fields of records that hold a short name."""
