"""The fields of a filled form as rules may read them, so that a desk declares each field once: in its
form."""

from collections.abc import Mapping

from tahqiq.casework.forms.declaration import CHOICE, FLAG, Form, Question
from tahqiq.casework.rules.declaration import FieldInfo, FieldType, KindFields

_TYPES: Mapping[str, FieldType] = {
    "date": "date",
    "number": "number",
    "entity": "reference",
    "day": "date",
    "time": "moment",
    FLAG: "flag",
    CHOICE: "choice",
}
_CLASSES: Mapping[str, str] = {
    "ethnicity": "ethnicity",
    "religion": "religion",
    "political": "politics",
    "politicalGroup": "politics",
    "nationality": "nationality",
    "citizenship": "nationality",
    "gender": "sex",
    "birthDate": "age",
}
"""What a field is about by the property of the vocabulary that its answer becomes, whatever class of data the
form puts it in."""
_PROXIES: Mapping[str, str] = {
    "lastName": "tribe",
    "birthCountry": "nationality",
    "passportNumber": "nationality",
}
"""Properties that give a class away: a family name in Iraq is often that of a tribe."""


def fields_of(form: Form, person: bool) -> KindFields:
    """What rules may read of a filled form: its fields by name, each repeated section as a list of its
    fields.

    The record to judge is what :func:`tahqiq.casework.forms.answer_check.record` makes of the answers.
    ``person``: the form is about a person.
    """
    fields: dict[str, FieldInfo] = {}
    for section in form.sections:
        own = {one.name: _info(one) for one in section.fields}
        if section.repeated:
            fields[section.name] = FieldInfo("list", items=own)
        else:
            fields |= own
    return KindFields(person, fields)


def _info(one: Question) -> FieldInfo:
    said = one.says.property if one.says is not None else ""
    data_class = _CLASSES.get(said, "sex" if one.type == "gender" else one.data_class)
    options = frozenset(option.name for option in one.options)
    info = FieldInfo(_TYPES.get(one.type, "text"), data_class, _PROXIES.get(said, ""), options)
    return FieldInfo("list", data_class, info.proxy_for, items={"item": info}) if one.many else info
