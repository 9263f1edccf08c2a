"""What a member of the desk is answered who is admitted to none of its compartments: the vault is not there
for them. Asked by ``tests/conformance/test_desks.py``."""

ANSWERS = dict.fromkeys(
    (
        "contact-report",
        "corridor-check",
        "corridor-issue",
        "corridor-read",
        "corridor-write",
        "draft-drop",
        "draft-keep",
        "draft-open",
        "item-read",
        "item-report",
        "judge-conclude",
        "judge-enter",
        "judge-look",
        "meeting-close",
        "meeting-plan",
        "risk-add",
        "risk-assess",
        "risk-read",
        "source-cash",
        "source-contact",
        "source-pay",
        "source-receipt",
        "source-receipt-attach",
        "source-register",
        "source-state",
        "watch-read",
    ),
    404,
) | {"handlers": 403}
