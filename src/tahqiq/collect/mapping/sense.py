"""Whether the values of a table allow the kind that its headers suggest."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence

from tahqiq.collect.mapping.build_parties import about_people, not_people
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.sample import Sample
from tahqiq.collect.mapping.template import SLIP, WEAK_AMOUNTS, Match, repeats
from tahqiq.collect.mapping.words import fold, folded, likeness

_MONEY = (
    "amount",
    "debit",
    "credit",
    "balance",
    "currency",
    "account",
    "counter_account",
    "counter_name",
    "purpose",
    "reference",
    "value_date",
    "debit_credit",
)


PARTIES = ("a_number", "b_number", "other", "target")


def sensible(found: Match, sample: Sample, headed: bool) -> bool:
    """Whether the values allow the kind of table that the headers suggest."""
    name, columns = found.template.name, found.columns
    if not headed:
        return name in ("calls", "calls-target")
    if name == "edges":
        told = (
            len(sample.busy) <= 6
            and (_of_relations(sample) or not _numbers_and_times(sample))
            and not _of_journeys(sample)
            and not _of_sums(sample)
        )
        return told and _ends(columns["edge_from"], columns["edge_to"])
    if name == "attributes":
        return not any(
            column.share("datetime") > 0.8 for column in sample.busy
        )  # each row is something that happened
    if name == "bank":
        return _is_statement(found)
    if name == "hawala":
        return not _of_journeys(sample) and (
            _in_currency(found)
            or all(_somebody(columns[side]) for side in ("sender", "receiver") if side in columns)
        )
    if name == "sightings":
        return _seen_somewhere(columns)
    if name in ("vehicles", "sims"):
        return not any(
            column.share("datetime") > 0.8 for column in sample.busy if column not in columns.values()
        )  # a list, no events
    if name == "sites":
        return not any(
            column.share("datetime") > 0.8 and "valid" not in fold(column.header) for column in sample.busy
        )
    if name == "travel" and not _travels(columns):
        return False
    if name in ("arrests", "travel", "exchange"):
        return not not_people(columns)
    if name == "transfers":
        sides = [columns[side] for side in ("from_account", "counter_account") if side in columns]
        return all(map(_account, sides)) and (
            not any(fold(column.header) in _ENDS for column in sides)
            or bool(_OF_PAYMENTS & _words_around(sample, [column for column in sample.busy if column.header]))
        )
    if name == "companies":
        header = columns["company"].header
        if len(columns["company"].values) >= 10 and len(columns["company"].distinct) < 0.5 * len(
            columns["company"].values
        ):
            return False  # the same few in many rows: something that they do, and no register of them
        plain = likeness(header, "company") == 1.0 and likeness(header, "name") < 1.0
        registered = (
            "registration_number" in found.by_header
            and "registration_date" in found.by_header
            and not about_people(columns)
        )
        return plain or registered or not_people(columns)
    if (
        name in ("people", "contacts")
        and "name" in columns
        and not about_people(columns)
        and repeats(columns["name"], "name")
    ):
        return False
    if name == "people" and _of_money(sample):
        return False
    if name == "subscribers":
        return _of_operator(found, sample)
    if name == "contacts":
        return _of_contacts(found, sample)
    if name == "people":
        return not any(likeness(column.header, "plate") == 1.0 for column in sample.busy)
    if name.startswith("calls"):
        return (
            not _of_journeys(sample)
            and (_of_calls(found, sample) or not (_of_sums(sample) or _of_relations(sample)))
            and not any(_no_telephone(columns[party]) for party in PARTIES if party in columns)
        )
    return True


_OPERATOR = frozenset({"activation", "deactivation", "imsi", "iccid", "id_type"})
"""Meanings of columns that only an operator keeps beside a number and a name."""

_SUBSCRIBED = folded(
    "subscriber subscribers msisdn sim sims kyc caf مشترك مشتركين المشترك المشتركين بەشداربوو پشکدار "
    "abonent abonents abonné abonnés abone aboneler абонент абоненты مشترکین"
)
_KNOWN_TO = folded(
    "contact contacts phonebook addressbook vcard جهات اسماء kontakt kontakte contactos contatos kişiler "
    "rehber контакты"
)


def _words_around(sample: Sample, columns: Sequence[Column]) -> set[str]:
    """The words of the file, the sheet, the lines above and the headers of some columns."""
    texts = [
        sample.file_name.rsplit(".", 1)[0],
        sample.sheet_name,
        *(f"{item.label} {item.value}" for item in sample.layout.above),
    ]
    return {word for text in (*texts, *(column.header for column in columns)) for word in fold(text).split()}


def _of_operator(found: Match, sample: Sample) -> bool:
    """Whether numbers are said to be registered to people: a column that only operators keep, a word for
    subscribers, or the number before all else. A list of people that also holds a telephone says less."""
    columns = found.columns
    if _OPERATOR & found.by_header or _SUBSCRIBED & _words_around(sample, list(columns.values())):
        return True
    return "phone" in columns and columns["phone"].index == min(
        column.index for name, column in columns.items() if name != "serial"
    )


def _of_contacts(found: Match, sample: Sample) -> bool:
    """Whether the names are those of somebody's contacts: a list of addresses with telephones may as well be
    one of shops or schools."""
    columns = found.columns
    if (
        about_people(columns)
        or {"alias", "phone2"} & found.by_header
        or _KNOWN_TO & _words_around(sample, list(columns.values()))
    ):
        return True
    return "address" not in columns and likeness(columns["name"].header, "name") >= SLIP


def _ends(first: Column, second: Column) -> bool:
    """Whether two columns may be ends of ties: no measures, and under headers of one letter (x and y, a and
    b) only where they share labels."""
    if any(column.share("decimal") >= 0.5 for column in (first, second)):
        return False
    if any(len(fold(column.header)) > 1 for column in (first, second)):
        return True
    if all(column.share("number") >= 0.5 for column in (first, second)):
        return False  # figures under x and y are measures, however many they share
    ours, theirs = set(first.distinct), set(second.distinct)
    return len(ours & theirs) >= 0.1 * max(1, min(len(ours), len(theirs))) and bool(ours & theirs)


def _numbers_and_times(sample: Sample) -> bool:
    """Whether telephone numbers stand beside times: then each row tells of a call or message. Codes of
    thirteen digits alone are no times."""
    numbers = [column for column in sample.busy if column.share("long_phone") > 0.8]
    return bool(numbers) and any(
        column.share("moment") > 0.8 for column in sample.busy if column not in numbers
    )


_ENDS = frozenset(map(fold, ("from", "to", "من", "الى", "لە", "بۆ")))
"""Headers that name somebody, a place or a number as often as each other."""


_FLOWN = folded(
    "flight flights airline airlines الرحلة flug flugnummer fluggesellschaft vol vuelo vuelos aerolínea "
    "voo volo uçuş рейс авиакомпания 航班 پرواز"
)


def _somebody(column: Column) -> bool:
    """Whether a column under a header of either may hold names of people: most are two words."""
    return fold(column.header) not in _ENDS or column.share("name") >= 0.5


_OF_PAYMENTS = folded(
    "transaction transactions transfer transfers payment payments remittance remittances wallet wallets "
    "حوالة حوالات تحويلات معاملات مدفوعات حەواڵە"
)
"""Words of a file or header that say that money moves; between two numbers under “from” and “to” a house or a
car may be sold as well."""


def _account(column: Column) -> bool:
    """Whether a column under a header of either may hold accounts: codes with digits, the name of nobody and
    no place."""
    return (
        fold(column.header) not in _ENDS
        or column.share("iban") >= 0.5
        or (column.share("account") >= 0.8 and column.share("worded") < 0.5)
    )


def _of_journeys(sample: Sample) -> bool:
    """Whether a column is called a flight or an airline: then “from” and “to” are places."""
    return any(set(fold(column.header).split()) & _FLOWN for column in sample.busy)


def _travels(columns: MappingOf[str, Column]) -> bool:
    """Whether a journey is told: a column plainly called a crossing, a carrier or where somebody goes, or
    words of going in and out."""
    plain = [
        name
        for name in ("crossing", "carrier", "origin", "destination")
        if name in columns and likeness(columns[name].header, name) >= SLIP
    ]
    way = columns.get("travel_direction")
    told = bool(plain) or (way is not None and way.share("passage") >= 0.5)
    return told and _who_travels(columns)


def _who_travels(columns: MappingOf[str, Column]) -> bool:
    """Whether somebody travels: a name that is only nearly called so (chemical name) counts where most values
    are names of people."""
    name = columns.get("name")
    return (
        name is None
        or "first_name" in columns
        or likeness(name.header, "name") >= SLIP
        or name.share("name") >= 0.5
    )


_WHERE = ("camera", "latitude", "longitude", "heading", "time")


def _seen_somewhere(columns: MappingOf[str, Column]) -> bool:
    """Whether a plate was seen at a place or at an hour: a plate beside a day alone belongs to a file, an
    accident or a registration."""
    return (
        any(name in columns for name in _WHERE)
        or columns.get("datetime", columns["plate"]).share("datetime") >= 0.5
    )


def _of_money(sample: Sample) -> bool:
    """Whether each row has a day and an amount: then it tells of a payment, whatever names stand beside."""
    says = {
        meaning
        for column in sample.columns
        for meaning in ("amount", "date")
        if likeness(column.header, meaning) == 1.0
    }
    return len(says) == 2


_CALLED = frozenset({"duration", "direction", "service", "cell", "imei", "imsi"})
"""Meanings of columns that only tables of calls and messages have beside two numbers."""

_OF_CALLS = folded("call calls cdr sms msg message messages caller callee مكالمات مكالمة رسائل پەیوەندی")


def _of_calls(found: Match, sample: Sample) -> bool:
    """Whether a table says itself that its rows are calls or messages: by a column that only those have, or
    by its name."""
    return bool(_CALLED & found.by_header) or bool(
        _OF_CALLS & _words_around(sample, [column for column in sample.busy if column.header])
    )


_RELATED = folded("relation relationship kinship العلاقة القرابة الصلة خزمایەتی") | frozenset(
    map(fold, ("relation type", "relationship type", "صلة القرابة", "نوع العلاقة"))
)


def _of_relations(sample: Sample) -> bool:
    """Whether a column is called a relation: then two numbers of people are ends of a tie, however long they
    are."""
    return any(fold(column.header) in _RELATED for column in sample.busy)


def _in_currency(found: Match) -> bool:
    """Whether each row plainly moves money: an amount and its currency, both told by their headers. Then
    those between whom it moves may be called by one word."""
    return {"amount", "currency"} <= found.by_header and likeness(
        found.columns["amount"].header, "amount"
    ) >= SLIP


def _of_sums(sample: Sample) -> bool:
    """Whether a column is plainly called an amount of money: then rows between two names are payments, and as
    ties alone their sums would be lost."""
    return any(
        likeness(column.header, "amount") == 1.0
        and fold(column.header) not in WEAK_AMOUNTS
        and column.share("number") + column.share("worded") >= 0.5
        for column in sample.busy
    )


def _no_telephone(column: Column) -> bool:
    """Whether the values are plainly something else: addresses, times, amounts, names of people or places in
    several words."""
    return (
        column.share("phone") < 0.5
        and max(column.share(look) for look in ("ip", "moment", "time", "decimal", "name", "email")) >= 0.5
    )


def _is_statement(found: Match) -> bool:
    columns = found.columns
    amounts = [columns[name] for name in ("amount", "debit", "credit") if name in columns]
    if any(column.values and column.share("amount") < 0.9 for column in amounts):
        return False
    told = [
        name
        for name in _MONEY
        if name in columns and name in found.by_header and fold(columns[name].header) not in _ENDS
    ]
    weak = "amount" in columns and fold(columns["amount"].header) in WEAK_AMOUNTS
    return len(told) - weak >= 2
