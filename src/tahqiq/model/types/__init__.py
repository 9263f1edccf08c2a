"""Property types by name. Ours and a stranger's come through the same door: the entry-point group
``tahqiq.types``.

An entry point names a :class:`PropertyType` class; its ``name`` is what a schema writes. While a package of
types is not installed with its entry points (a checkout on the path), the names in :data:`OURS` are loaded
directly.
"""

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from tahqiq.kit.errors import WrongUse
from tahqiq.model.types.base import Clean, Cleaned, Context, PropertyType, Unit

GROUP = "tahqiq.types"

OURS = {
    "account": "tahqiq.model.types.identifier:AccountType",
    "address": "tahqiq.model.types.name:AddressType",
    "cell": "tahqiq.model.types.identifier:CellType",
    "container": "tahqiq.model.types.container:ContainerType",
    "country": "tahqiq.model.types.country:CountryType",
    "currency": "tahqiq.model.types.country:CurrencyType",
    "date": "tahqiq.model.types.date:DateType",
    "duration": "tahqiq.model.types.duration:DurationType",
    "email": "tahqiq.model.types.online:EmailType",
    "entity": "tahqiq.model.types.closed_lists:EntityType",
    "gender": "tahqiq.model.types.closed_lists:GenderType",
    "geo": "tahqiq.model.types.geo:GeoType",
    "hash": "tahqiq.model.types.closed_lists:HashType",
    "iban": "tahqiq.model.types.iban:IbanType",
    "iccid": "tahqiq.model.types.sim:IccidType",
    "identifier": "tahqiq.model.types.identifier:IdentifierType",
    "imei": "tahqiq.model.types.handset:ImeiType",
    "imsi": "tahqiq.model.types.sim:ImsiType",
    "ip": "tahqiq.model.types.online:IpType",
    "language": "tahqiq.model.types.country:LanguageType",
    "mimetype": "tahqiq.model.types.closed_lists:MimeType",
    "money": "tahqiq.model.types.money:MoneyType",
    "name": "tahqiq.model.types.name:NameType",
    "number": "tahqiq.model.types.number:NumberType",
    "phone": "tahqiq.model.types.phone:PhoneType",
    "plate": "tahqiq.model.types.plate:PlateType",
    "string": "tahqiq.model.types.name:StringType",
    "text": "tahqiq.model.types.name:TextType",
    "topic": "tahqiq.model.types.closed_lists:TopicType",
    "url": "tahqiq.model.types.online:UrlType",
}
"""Name → class of the types in this package, as they stand in ``pyproject.toml`` (a test compares the
two)."""

ALIASES = {"checksum": "hash", "html": "text", "json": "text", "point": "geo", "amount": "number"}
"""Names of FollowTheMoney and everyday words for the same type."""


@cache
def property_types() -> dict[str, PropertyType]:
    """All types by name, one object each. Ours first; an installed entry point of another name adds to them.

    Raises ``ValueError`` when two entry points want one name, because then what a value means would depend on
    what is installed.
    """
    targets = dict(OURS)
    for point in entry_points(group=GROUP):
        if targets.setdefault(point.name, point.value) != point.value:
            raise ValueError(
                f"property type {point.name} is defined twice: {targets[point.name]}, {point.value}"
            )
    return {name: _load(name, target) for name, target in sorted(targets.items())}


def _load(name: str, target: str) -> PropertyType:
    module, _, attribute = target.partition(":")
    made = getattr(import_module(module), attribute)()
    if not isinstance(made, PropertyType) or made.name != name:
        raise ValueError(f"{target} is not a property type named {name}")
    return made


def property_type(name: str) -> PropertyType:
    """The type a schema names; raises ``WrongUse`` (``unknown-property-type``) when there is none.

    >>> property_type("phone").clean("0770 123 4567").value
    '+9647701234567'
    """
    found = property_types().get(ALIASES.get(name, name))
    if found is None:
        raise WrongUse("unknown-property-type", value=name, types=", ".join(property_types()))
    return found


__all__ = [
    "ALIASES",
    "GROUP",
    "OURS",
    "Clean",
    "Cleaned",
    "Context",
    "PropertyType",
    "Unit",
    "property_type",
    "property_types",
]
