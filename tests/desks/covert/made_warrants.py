"""Warrant messages of tests, written by hand after TS 103 120."""

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<HI1Message xmlns="http://uri.etsi.org/03120/common/2019/10/Core" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:a="http://uri.etsi.org/03120/common/2020/09/Authorisation"
 xmlns:t="http://uri.etsi.org/03120/common/2020/09/Task" xmlns:c="http://uri.etsi.org/03120/common/2016/02/Common"><Header><SenderIdentifier><CountryCode>IQ</CountryCode>
<UniqueIdentifier>COURT-1</UniqueIdentifier></SenderIdentifier><Timestamp>2026-01-02T07:00:00.000000Z</Timestamp><Version><ETSIVersion>V1.16.1</ETSIVersion></Version></Header><Payload>"""  # noqa: E501


def message(*actions: str, signed: bool = False) -> str:
    """A message with these actions, numbered from 0."""
    answers = any("ErrorInformation" in one for one in actions)
    outer, inner = ("Response", "ActionResponse") if answers else ("Request", "ActionRequest")
    told = "".join(
        f"<{inner}><ActionIdentifier>{place}</ActionIdentifier>{one}</{inner}>"
        for place, one in enumerate(actions)
    )
    signature = (
        (
            "<Signature "
            'xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>AA==</SignatureValue></Signature>'
        )
        if signed
        else ""
    )
    return f"{_HEAD}<{outer}Payload><{inner}s>{told}</{inner}s></{outer}Payload></Payload>{signature}</HI1Message>"  # noqa: E501


def authorisation(
    name: str,
    begins: str,
    until: str,
    *,
    verb: str = "CREATE",
    status: str = "",
    flag: str = "",
    approved: str = "2026-01-02T07:00:00Z",
) -> str:
    """An action with an authorisation; "" leaves a part out."""
    state = (
        f"<a:AuthorisationStatus><c:Owner>ETSI</c:Owner><c:Name>AuthorisationStatus</c:Name><c:Value>{status}</c:Value></a:AuthorisationStatus>"
        if status
        else ""
    )
    marked = (
        f"<a:AuthorisationFlags><a:AuthorisationFlag><c:Owner>ETSI</c:Owner><c:Name>AuthorisationFlag</c:Name><c:Value>{flag}</c:Value></a:AuthorisationFlag></a:AuthorisationFlags>"
        if flag
        else ""
    )
    span = "".join(
        (
            f"<a:StartTime>{begins}</a:StartTime>" if begins else "",
            f"<a:EndTime>{until}</a:EndTime>" if until else "",
        )
    )
    return f"""<{verb}><HI1Object xsi:type="a:AuthorisationObject"><ObjectIdentifier>{name}</ObjectIdentifier><a:AuthorisationReference>W-{name}</a:AuthorisationReference>{state}
<a:AuthorisationTimespan>{span}</a:AuthorisationTimespan><a:AuthorisationApprovalDetails><c:ApproverDetails><c:ApproverName>قاضي العينة</c:ApproverName><c:ApproverRole>judge</c:ApproverRole></c:ApproverDetails>
<c:ApprovalTimestamp>{approved}</c:ApprovalTimestamp></a:AuthorisationApprovalDetails>{marked}</HI1Object></{verb}>"""  # noqa: E501


def task(
    belongs: str,
    reference: str,
    value: str,
    *,
    kind: str = "LITaskObject",
    form: str = "InternationalE164",
    begins: str = "",
    until: str = "",
) -> str:
    """An action with a task of an authorisation."""
    data = kind != "LITaskObject"
    outer, one = (
        ("RequestValues", "RequestValue") if data else ("TargetIdentifierValues", "TargetIdentifierValue")
    )
    targets = (
        f"<t:{outer}><t:{one}><t:FormatType><t:FormatOwner>ETSI</t:FormatOwner><t:FormatName>{form}</t:FormatName></t:FormatType><t:Value>{value}</t:Value></t:{one}></t:{outer}>"
        if value
        else ""
    )
    times = "".join(
        (
            f"<t:StartTime>{begins}</t:StartTime>" if begins else "",
            f"<t:EndTime>{until}</t:EndTime>" if until else "",
        )
    )
    body = (
        f"<t:RequestDetails>{times}{targets}</t:RequestDetails>"
        if data
        else f"<t:Timespan>{times}</t:Timespan><t:TargetIdentifier>{targets}</t:TargetIdentifier>"
    )
    named = f"<t:Reference>{reference}</t:Reference>" if reference else ""
    return f"""<CREATE><HI1Object xsi:type="t:{kind}"><ObjectIdentifier>{belongs}-{reference or "x"}</ObjectIdentifier><AssociatedObjects><AssociatedObject>{belongs}</AssociatedObject></AssociatedObjects>
{named}{body}</HI1Object></CREATE>"""  # noqa: E501


def error(code: str, text: str) -> str:
    """An answer that something was not done."""
    return f"<ErrorInformation><ErrorCode>{code}</ErrorCode><ErrorDescription>{text}</ErrorDescription></ErrorInformation>"  # noqa: E501
