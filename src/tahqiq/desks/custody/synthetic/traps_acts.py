"""Planted violations of separation, levels, searches, force and complaints, each beside clean look-alikes."""

from datetime import datetime, timedelta
from typing import Any

from tahqiq.desks.custody.synthetic.acts import alert, complaint, find, guest, incident, search, spell, visit
from tahqiq.desks.custody.synthetic.life import level
from tahqiq.desks.custody.synthetic.rows import AS_OF, Service, ago
from tahqiq.desks.custody.synthetic.traps_held import Take


def solitary(service: Service, take: Take) -> None:
    """More than fifteen days on end: at once; split by six hours under two names; across a transfer; without
    a log. Not so: 21 h 59 min; a true break of four days; fifteen days."""
    long = ago(60)
    row = take("any")
    spell(service, row, long, 17)
    service.plant("NMR-43", row["person"])
    row = take("any")
    spell(service, row, long, 9, called="separation")
    spell(service, row, long + timedelta(days=9, hours=6), 9, called="protection")
    service.plant("NMR-43", row["person"])
    row = take("any")
    spell(service, row, long, 9)
    spell(
        service,
        {**row, "facility": take("any")["facility"]},
        long + timedelta(days=9, hours=4),
        9,
        called="restricted-regime",
    )
    service.plant("NMR-43", row["person"])
    row = take("any")
    spell(service, row, long, 17, in_cell=None)
    service.plant("NMR-43", row["person"])
    row = take("any")
    spell(service, row, ago(16), None, planned=AS_OF.date() + timedelta(days=1))
    service.plant("NMR-43", row["person"])
    row = take("any")
    spell(service, row, long, 20, in_cell=1319)
    service.plant("SEP-1", row["person"])
    spell(service, take("any"), long, 10, in_cell=1319)
    row = take("any")
    spell(service, row, long, 10)
    spell(service, row, long + timedelta(days=14), 10)
    spell(service, take("any"), long, 15)
    spell(service, take("any"), long, 20, in_cell=1200)


def separation(service: Service, take: Take) -> None:
    """What a decision to separate lacks, and a day on which nobody came."""
    changes: tuple[tuple[str, dict[str, Any]], ...] = (
        ("NMR-43.1", {"planned": None}),
        ("NMR-37", {"basis": ""}),
        ("NMR-39", {"called": "disciplinary", "considered": "no"}),
        ("NMR-45", {"reviewed_by": ""}),
        ("NMR-45", {"not_forbidden": "no"}),
    )
    for rule, change in changes:
        service.plant(rule, spell(service, take("any"), ago(30), 4, **change)["number"])
    service.doubt("NMR-45", spell(service, take("any"), ago(30), 4, not_forbidden="unknown")["number"])
    spell(service, take("any"), ago(30), 4, in_cell=900, reviewed_by="")
    row = take("any")
    service.plant(
        "NMR-39.2",
        *(
            spell(service, row, ago(start), 3, called="disciplinary", act="A-1")["number"]
            for start in (40, 30)
        ),
    )
    row = take("any")
    spell(service, row, ago(40), 3, called="disciplinary", act="A-1")
    spell(service, row, ago(30), 3, called="disciplinary", act="A-2")
    for hours, broken in (((8, 56, 80), True), ((8, 43, 60, 84), False)):
        row = take("any")
        apart = spell(service, row, ago(30), 4, seen=False)
        for hour in hours:
            visit(service, apart, apart["begins"] + timedelta(hours=hour))
        if broken:
            service.plant("NMR-46", apart["number"])


def levels(service: Service, take: Take) -> None:
    """Levels on offence or kinship alone, without training, overridden by oneself, not told, challenged in
    vain, on old evidence."""
    day = ago(40).date()
    old = ago(400).date()
    changes: tuple[tuple[str, dict[str, Any]], ...] = (
        (
            "CLS-1",
            {
                "chosen": "high",
                "evidence": f"{day} for document offence: المادة 4; {day} for reported kinship: قريب",
            },
        ),
        ("CLS-2", {"certificate": ""}),
        ("CLS-3", {"overrides": "yes", "second": "موظف 3"}),
        ("CLS-4", {"told": None}),
        ("CLS-4", {"view": ""}),
        ("CLS-5", {"challenged": ago(30).date(), "answered": ago(5).date()}),
        ("CLS-5", {"challenged": ago(30).date(), "answered": None}),
        ("CLS-6", {"evidence": f"{old} for seen conduct: مشاجرة"}),
    )
    for rule, change in changes:
        service.plant(rule, level(service, take("any"), **change)["number"])
    clean: tuple[dict[str, Any], ...] = (
        {"evidence": f"{day} for document offence: المادة 4; {day} for seen conduct: مشاجرة"},
        {"overrides": "yes", "second": "موظف 8"},
        {"challenged": ago(30).date(), "answered": ago(20).date()},
        {"challenged": ago(5).date(), "answered": None},
        {"chosen": "insufficient-information", "evidence": f"{old} for seen conduct: مشاجرة"},
    )
    for change in clean:
        level(service, take("any"), **change)
    row = take("any")
    alert(service, row, ago(1).date())
    service.plant("ALR-1", f"{row['person']}")
    alert(service, take("any"), AS_OF.date())


def acts(service: Service, take: Take) -> None:
    """Searches, visits, force, deaths and complaints."""
    searches: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
        ("NMR-51", {"reason": ""}, {"sort": "cell", "same_sex": ""}),
        ("NMR-52.sex", {"same_sex": "no"}, {"sort": "vehicle", "same_sex": "no"}),
        ("NMR-52.cavity", {"sort": "cavity", "by_health": "no"}, {"sort": "cavity", "by_health": "yes"}),
    )
    for rule, change, clean in searches:
        service.plant(rule, search(service, take("any"), **change)["number"])
        search(service, take("any"), **clean)
    service.doubt("NMR-52.sex", search(service, take("any"), same_sex="unknown")["number"])
    service.plant("CON-1", search(service, take("any"), result="find")["number"])
    find(service, search(service, take("any"), result="find"))
    visits: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
        ("NMR-61", {"sort": "lawyer", "within_hearing": "yes"}, {"sort": "lawyer", "within_hearing": "no"}),
        ("VIS-1", {"excluded": "yes"}, {"excluded": "yes", "refused": "yes", "banned_until": AS_OF.date()}),
        ("NMR-43.3", {"refused": "yes"}, {"refused": "yes", "sort": "official"}),
    )
    for rule, change, clean in visits:
        service.plant(rule, guest(service, take("any"), **change)["number"])
        guest(service, take("any"), **clean)
    service.doubt("NMR-61", guest(service, take("any"), sort="lawyer", within_hearing="unknown")["number"])
    at = ago(50)
    incidents: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
        ("NMR-47", {"sort": "restraint", "basis": ""}, {"sort": "assault", "basis": ""}),
        (
            "NMR-82",
            {"at": at, "told_director": at + timedelta(minutes=61)},
            {"at": at, "told_director": at + timedelta(minutes=60)},
        ),
        ("FOR-1", {"statements": "X-1"}, {"statements": "X-2;X-1"}),
        (
            "NMR-71",
            {"sort": "death", "at": at, "told_authority": at + timedelta(hours=25)},
            {"sort": "death", "at": at, "told_authority": at + timedelta(hours=23)},
        ),
        ("NMR-71.2", {"handled_by": "X-1;X-9"}, {"implicated": ""}),
        ("NMR-69", {"sort": "injury", "told_family": None}, {"sort": "disorder", "told_family": None}),
    )
    for rule, change, clean in incidents:
        service.plant(rule, incident(service, take("any"), **change)["number"])
        incident(service, take("any"), **clean)
    incident(
        service,
        take("any"),
        sort="escape",
        at=ago(0.5),
        told_director=ago(0.49),
        told_family=None,
        told_authority=None,
    )
    made = ago(60)
    complaints: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
        ("NMR-57", {"made": made, "answered": made + timedelta(days=16)}, {"made": ago(3), "answered": None}),
        ("NMR-57.3", {"torture": "yes"}, {"made": made, **_torture(made, 23)}),
        ("NMR-71.torture", {"made": made, **_torture(made, 25)}, {"made": made, **_torture(made, 24)}),
    )
    for rule, change, clean in complaints:
        planted = complaint(service, take("any"), **change)["number"]
        service.plant(rule, planted)
        if rule == "NMR-57.3":
            service.plant("NMR-71.torture", planted)
        complaint(service, take("any"), **clean)


def _torture(made: datetime, hours: int) -> dict[str, Any]:
    """A complaint of torture that reached the independent authority after some hours."""
    return {"torture": "yes", "told_authority": made + timedelta(hours=hours)}
