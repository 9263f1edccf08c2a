"""What was planted in the case, in words that a test can look up."""

from tahqiq.samples.calls import Calls
from tahqiq.samples.network import Case, Phone, local_time, utc_time
from tahqiq.samples.truth import Json, Truth


def tell(case: Case, calls: Calls, truth: Truth) -> None:
    """Write people, phones and everything planted into ``truth.story``."""
    phones = case.phones
    number = {key: phone.e164 for key, phone in phones.items()}
    truth.story.update(
        {
            "people": [_person(case, pid) for pid in case.roles],
            "phones": [_phone(phone) for phone in phones.values()],
            "ties": [{"a": a, "b": b, "kind": kind} for a, b, kind in case.ties],
            "organiser": {
                "person": case.role("organiser").pid,
                "phone": number["T13"],
                "note": (
                    "ranks first in no centrality of the telephone network; seen only through two lieutenants"
                ),
            },
            "broker": {
                "person": case.role("broker").pid,
                "phone": number["T03"],
                "note": "links all groups and commands nobody",
            },
            "meeting": _meeting(case),
            "number_changes": [
                {
                    "old": number["T09"],
                    "new": number["T10"],
                    "person": case.role("courier").pid,
                    "at_utc": utc_time(case.change_at).isoformat(),
                    "note": "new number, SIM and handset; the circle is inherited",
                }
            ],
            "handset_changes": [
                {
                    "phone": number["T11"],
                    "imei_old": phones["T11"].imeis[0][1],
                    "imei_new": phones["T11"].imeis[1][1],
                    "at_utc": utc_time(case.handset_at).isoformat(),
                }
            ],
            "sim_swaps": [
                {
                    "phone": number["T12"],
                    "imsi_old": phones["T12"].imsis[0][1],
                    "imsi_new": phones["T12"].imsis[1][1],
                    "at_utc": utc_time(case.swap_at).isoformat(),
                    "note": "same number and handset, other SIM card",
                }
            ],
            "shared_handsets": [
                {
                    "imei": phones["T03"].imeis[0][1],
                    "phones": [number["T03"], number["T14"]],
                    "from_utc": utc_time(case.lent[0]).isoformat(),
                    "to_utc": utc_time(case.lent[1]).isoformat(),
                }
            ],
            "shared_phones": [
                {"phone": phones[keys[-1]].e164, "people": [phones[keys[-1]].user, pid]}
                for pid, keys in case.by_person.items()
                if phones[keys[-1]].user != pid
            ],
            "travelling_pair": {
                "phones": [number["T05"], number["T06"]],
                "person": case.role("driver").pid,
                "note": "same cells minutes apart, never a call between them",
            },
            "different": [
                {"a": a, "b": b, "note": "namesakes; other grandfather, mother and birth"}
                for a, b in case.different
            ],
            "authority": {
                "order": "SMP-2026-117",
                "numbers": sorted(number[key] for key in number if key.startswith("T")),
                "from": local_time(case.start).date().isoformat(),
                "to": local_time(case.end - 1).date().isoformat(),
                "zone": "+03:00",
            },
            "moved_cell": {
                "cell": case.ground.moved[0].decimal,
                "until": case.ground.moved[0].valid_to,
                "places": [[cell.lat, cell.lon] for cell in case.ground.moved],
            },
            "plates": dict(case.plates),
            "companies": [
                {
                    "number": c.number,
                    "name_ar": c.name_ar,
                    "name_en": c.name_en,
                    "owners": list(c.owners),
                    "iban": c.iban,
                }
                for c in case.companies
            ],
        }
    )
    truth.story["meeting_events"] = sum(event.planted == "meeting" for event in calls.events)


def _person(case: Case, pid: str) -> Json:
    person = case.person(pid)
    return {
        "id": pid,
        "role": case.roles[pid],
        "ar": person.ar,
        "latin": person.latin,
        "ckb": person.ckb,
        "kunya": person.kunya,
        "nickname": person.nickname,
        "mother": person.mother_ar,
        "born": person.born.isoformat(),
        "document": person.document,
        "north": person.north,
        "phones": [case.phones[key].e164 for key in case.by_person[pid]],
    }


def _phone(phone: Phone) -> Json:
    return {
        "number": phone.e164,
        "key": phone.key,
        "operator": phone.operator,
        "ordered": phone.key.startswith("T"),
        "owner": phone.owner,
        "used_by": phone.user,
        "from_utc": utc_time(phone.since).isoformat(),
        "to_utc": utc_time(phone.until).isoformat(),
        "imeis": [{"from_utc": utc_time(t).isoformat(), "imei": imei} for t, imei in phone.imeis],
        "imsis": [{"from_utc": utc_time(t).isoformat(), "imsi": imsi} for t, imsi in phone.imsis],
    }


def _meeting(case: Case) -> Json:
    cell = case.ground.meeting_cell()
    start, end = case.meeting
    return {
        "phones": [case.phones["T13"].e164, case.phones["T02"].e164],
        "people": [case.role("organiser").pid, case.role("lieutenant_north").pid],
        "cell": cell.decimal,
        "site": cell.site,
        "from_utc": utc_time(start).isoformat(),
        "to_utc": utc_time(end).isoformat(),
        "zones": {case.phones["T02"].e164: "UTC", case.phones["T13"].e164: "+03:00"},
        "note": "written down by nobody; found only when the delivery of the second number is read as UTC",
    }
