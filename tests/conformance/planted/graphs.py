"""Charts, networks, places, FollowTheMoney, sanctions lists and phone extractions."""

import json

from . import Planter, Tokens


def graphml(tokens: Tokens) -> tuple[str, bytes]:
    return (
        "net.graphml",
        f"""<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml" made="{tokens("graphml/made")}"><desc>{tokens("desc")}</desc>
<key id="k0" for="node" attr.name="phone" attr.type="string"/><key id="k1" for="all" attr.name="Remark"><default>{tokens("default")}</default></key>
<key id="k2" for="node" yfiles.type="nodegraphics"/><key id="k3" for="graph" attr.name="{tokens("key/attr.name")}"/>
<graph id="{tokens("graph/id")}" edgedefault="directed"><data key="k3">{tokens("graph data")}</data>{tokens("graph")}
<node id="{tokens("id")}" extra="{tokens("extra")}"><desc>{tokens("desc")}</desc><data key="k0">+964 743 111 0051</data><data key="k1">{tokens("Remark")}</data><port name="{tokens("port")}"/>
<data key="k2"><y:ShapeNode><y:Fill color="{tokens("Fill/color")}"/><y:NodeLabel font="{tokens("NodeLabel/font")}">{tokens("NodeLabel")}</y:NodeLabel></y:ShapeNode></data>
<graph><node id="{tokens("inner id")}"/></graph></node><node id="b"/>
<edge id="{tokens("edge id")}" source="b" target="b" label="{tokens("edge label")}"><desc>{tokens("edge desc")}</desc><data key="k1">{tokens("edge Remark")}</data></edge>
<hyperedge id="{tokens("hyperedge")}"><endpoint node="b"/></hyperedge></graph></graphml>""".encode(),  # noqa: E501
    )


def gexf(tokens: Tokens) -> tuple[str, bytes]:
    return (
        "net.gexf",
        f"""<?xml version="1.0"?><gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="{tokens("gexf/version")}">
<meta lastmodifieddate="{tokens("lastmodifieddate")}"><creator>{tokens("creator")}</creator><keywords>{tokens("keywords")}</keywords></meta>
<graph mode="{tokens("graph/mode")}"><attributes class="node" mode="{tokens("attributes/mode")}"><attribute id="0" title="Remark" type="{tokens("attribute/type")}"><default>{tokens("default")}</default></attribute></attributes>
<nodes><node id="n0" label="{tokens("label")}" start="{tokens("start")}" end="{tokens("end")}" kind="{tokens("kind")}">
<attvalues><attvalue for="0" value="{tokens("value")}" start="{tokens("value start")}"/><attvalue for="0" value="{tokens("value")}"/></attvalues><spells><spell start="{tokens("spell")}"/></spells>
<viz:size value="{tokens("size/value")}"/><viz:color r="1" g="2" b="3" a="{tokens("color/a")}"/></node><node id="b"/></nodes>
<edges><edge id="{tokens("edge id")}" source="b" target="b" label="{tokens("edge label")}" weight="{tokens("weight")}"><attvalues><attvalue for="9" value="{tokens("edge value")}"/></attvalues></edge></edges></graph></gexf>""".encode(),  # noqa: E501
    )


def geojson(tokens: Tokens) -> tuple[str, bytes]:
    feature = {
        "type": "Feature",
        "id": tokens("id"),
        "bbox": [tokens("bbox")],
        "member": tokens("member"),
        "properties": {
            "name": tokens("name"),
            "description": tokens("description"),
            "time": tokens("time"),
            "phone": "+9647431110061",
            "any name": tokens("any name"),
            "deep": {"er": tokens("deep")},
        },
        "geometry": {
            "type": "Point",
            "coordinates": [44.00123, 36.19456, 417.25],
            "more": tokens("geometry.more"),
        },
    }
    line = {
        "type": "Feature",
        "properties": {"Remark": tokens("Remark")},
        "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4.56789]]},
    }
    whole = {
        "type": "FeatureCollection",
        "title": tokens("title"),
        "features": [feature, line, {"type": "x", "y": tokens("entry-unreadable")}],
    }
    tokens("coordinates", "4.56789")
    return "places.geojson", json.dumps(whole).encode()


def kml(tokens: Tokens) -> tuple[str, bytes]:
    return (
        "places.kml",
        f"""<?xml version="1.0"?><Folder xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2" id="{tokens("Folder/id")}">
<name>{tokens("folder")}</name><description>{tokens("folder description")}</description><Style id="{tokens("Style/id")}"/>
<Placemark id="{tokens("id")}" targetId="{tokens("targetId")}"><name>{tokens("name")}</name><description><![CDATA[<b>{tokens("description")}</b> <a href="https://{tokens("href")}.example/">x</a>]]></description>
<address>{tokens("address")}</address><phoneNumber>{tokens("phoneNumber")}</phoneNumber><Snippet>{tokens("Snippet")}</Snippet><styleUrl>{tokens("styleUrl")}</styleUrl>
<TimeStamp><when>{tokens("when")}</when></TimeStamp><ExtendedData><Data name="any name"><value>{tokens("any name")}</value><displayName>{tokens("displayName")}</displayName></Data>
<SchemaData schemaUrl="{tokens("SchemaData/schemaUrl")}"><SimpleData name="simple">{tokens("simple")}</SimpleData></SchemaData></ExtendedData>
<Point><altitudeMode>{tokens("altitudeMode")}</altitudeMode><coordinates>44.00234,36.19567,{tokens("altitude", "418.75")}</coordinates></Point></Placemark>
<Placemark><name>{tokens("track")}</name><TimeSpan><begin>{tokens("begin")}</begin><end>{tokens("end")}</end></TimeSpan>
<gx:Track><when>{tokens("track when")}</when><gx:coord>44.1 36.1 0</gx:coord><ExtendedData><SchemaData><gx:SimpleArrayData name="heart"><gx:value>{tokens("heart")}</gx:value></gx:SimpleArrayData></SchemaData></ExtendedData></gx:Track></Placemark>
<NetworkLink><name>{tokens("NetworkLink")}</name><Link><href>{tokens("Link")}</href></Link></NetworkLink><GroundOverlay><name>{tokens("GroundOverlay")}</name></GroundOverlay>
<Folder><name>{tokens("empty folder")}</name></Folder></Folder>""".encode(),  # noqa: E501
    )


def anx(tokens: Tokens) -> tuple[str, bytes]:
    card = f"""<CardCollection><Card Summary="{tokens("Summary")}" Text="{tokens("Text")}" DateSet="true" DateTime="2024-05-17T00:00:00.000" DateTimeDescription="{tokens("Card/DateTimeDescription")}"
 SourceReference="{tokens("SourceReference")}" SourceType="{tokens("SourceType")}" Odd="{tokens("Card/Odd")}"/></CardCollection>"""  # noqa: E501
    return (
        "chart.anx",
        f"""<Chart Odd="{tokens("Chart/Odd")}"><Summary><FieldCollection><Field Type="FieldTitle" Field="{tokens("FieldTitle")}"/></FieldCollection></Summary>
<StrengthCollection><Strength Id="s" Name="{tokens("Strength/Name")}" DotStyle="DotStyleSolid"/></StrengthCollection><EntityTypeCollection><EntityType Id="e" Name="{tokens("type")}"/></EntityTypeCollection>
<AttributeClassCollection><AttributeClass Id="a" Name="phone" Prefix="{tokens("AttributeClass/Prefix")}"/></AttributeClassCollection><GradeOne><StringCollection><String Text="-"/><String Text="{tokens("grade_one")}"/></StringCollection></GradeOne>
<ChartItemCollection><ChartItem Label="{tokens("Label")}" Description="{tokens("Description")}" SourceReference="{tokens("source_reference")}" SourceType="{tokens("source_type")}" GradeOneIndex="1"
 DateSet="true" DateTime="2024-05-18T00:00:00.000" DateTimeDescription="{tokens("DateTimeDescription")}" XPosition="{tokens("ChartItem/XPosition")}" Odd="{tokens("ChartItem/Odd")}"><AttributeCollection>
<Attribute AttributeClass="phone" Value="+964 743 111 0071"/><Attribute AttributeClass="any name" Value="{tokens("any name")}"/><Attribute AttributeClass="any name" Value="{tokens("any name")}"/></AttributeCollection>
<End X="1" Y="2"><Entity EntityId="1" Identity="{tokens("Identity")}"><Icon><IconStyle EntityTypeReference="e" IconShadingColour="255"/></Icon>{card}</Entity></End></ChartItem>
<ChartItem><End><Entity EntityId="2" Identity="b"><Icon><IconStyle Type="Person"/></Icon></Entity></End></ChartItem>
<ChartItem Label="{tokens("link label")}" Description="{tokens("link description")}" Id="{tokens("link id")}"><AttributeCollection><Attribute AttributeClass="of a link" Value="{tokens("of a link")}"/></AttributeCollection>
<Link End1Id="1" End2Id="2"><LinkStyle Strength="s" ArrowStyle="ArrowOnTail" Type="{tokens("link type")}" LineWidth="{tokens("width")}"/>{card.replace("Odd", "Od2")}</Link></ChartItem>
<ChartItem Label="{tokens("chart-item-not-modelled")}"><Junction/></ChartItem></ChartItemCollection><Palette Name="{tokens("Palette/Name")}"/></Chart>""".encode(),  # noqa: E501
    )


def ftm(tokens: Tokens) -> tuple[str, bytes]:
    entities = [
        {
            "id": "e1",
            "schema": "Person",
            "caption": tokens("@caption"),
            "properties": {
                "name": [tokens("name"), tokens("name")],
                "notes": [tokens("notes")],
                "unheard": [tokens("unheard")],
            },
        },
        {
            "id": "c1",
            "schema": "Company",
            "properties": {"name": [tokens("company")], "registrationNumber": [tokens("registrationNumber")]},
        },
        {
            "id": "p1",
            "schema": "Payment",
            "properties": {
                "payer": ["c1"],
                "beneficiary": ["c1"],
                "amount": [tokens("amount", "431100.55")],
                "currency": ["USD"],
                "date": ["2024-05-17"],
                "purpose": [tokens("purpose")],
                "amountUsd": [tokens("amountUsd", "431100.56")],
                "programme": [tokens("programme")],
            },
        },
        {
            "id": "p2",
            "schema": "Payment",
            "properties": {
                "payer": ["c1"],
                "beneficiary": ["c1"],
                "amount": [tokens("amount", "about 5 lorries")],
                "startDate": ["2024-05-19"],
            },
        },
        {"id": "x", "schema": tokens("unknown-schema"), "properties": {"name": [tokens("lost name")]}},
    ]
    return "entities.ftm.json", "\n".join(map(json.dumps, entities)).encode()


def un_list(tokens: Tokens) -> tuple[str, bytes]:
    def elements(names: str, **given: str) -> str:
        return "".join(
            f"<{name}>{given.get(name) or tokens(name.lower())}</{name}>" for name in names.split()
        )

    def valued(names: str) -> str:
        return "".join(
            f"<{name}><VALUE>{tokens(name.lower())}</VALUE><VALUE>{tokens(name.lower())}</VALUE></{name}>"
            for name in names.split()
        )

    person = elements(
        (
            "VERSIONNUM FIRST_NAME SECOND_NAME THIRD_NAME FOURTH_NAME UN_LIST_TYPE REFERENCE_NUMBER "
            "LISTED_ON GENDER SUBMITTED_BY NAME_ORIGINAL_SCRIPT COMMENTS1 SORT_KEY SORT_KEY_LAST_MOD "
            "UNHEARD"
        ),
    ) + valued("TITLE DESIGNATION NATIONALITY LIST_TYPE LAST_DAY_UPDATED")
    below = (
        f"<INDIVIDUAL_ALIAS>{elements('QUALITY ALIAS_NAME NOTE DATE_OF_BIRTH CITY_OF_BIRTH COUNTRY_OF_BIRTH', QUALITY='Good')}</INDIVIDUAL_ALIAS>"  # noqa: E501
        f"<INDIVIDUAL_ADDRESS>{elements('STREET CITY STATE_PROVINCE ZIP_CODE COUNTRY NOTE')}</INDIVIDUAL_ADDRESS>"  # noqa: E501
        f"<INDIVIDUAL_DATE_OF_BIRTH>{elements('TYPE_OF_DATE DATE NOTE', DATE='1961-04-17')}</INDIVIDUAL_DATE_OF_BIRTH>"  # noqa: E501
        f"<INDIVIDUAL_PLACE_OF_BIRTH>{elements('STREET CITY STATE_PROVINCE COUNTRY NOTE')}</INDIVIDUAL_PLACE_OF_BIRTH>"  # noqa: E501
        f"<INDIVIDUAL_DOCUMENT>{elements('TYPE_OF_DOCUMENT TYPE_OF_DOCUMENT2 NUMBER ISSUING_COUNTRY DATE_OF_ISSUE CITY_OF_ISSUE COUNTRY_OF_ISSUE NOTE')}</INDIVIDUAL_DOCUMENT>"  # noqa: E501
    )
    company = f"<ENTITY><DATAID>2</DATAID>{elements('FIRST_NAME COMMENTS1')}<ENTITY_ALIAS>{elements('ALIAS_NAME')}</ENTITY_ALIAS><ENTITY_ADDRESS>{elements('CITY')}</ENTITY_ADDRESS></ENTITY>"  # noqa: E501
    head = f'<CONSOLIDATED_LIST dateGenerated="{tokens("CONSOLIDATED_LIST/dateGenerated")}">'
    return (
        "list.xml",
        f"{head}<INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>{person}{below}</INDIVIDUAL></INDIVIDUALS><ENTITIES>{company}</ENTITIES></CONSOLIDATED_LIST>".encode(),
    )


def ofac(tokens: Tokens) -> tuple[str, bytes]:
    def line(number: int, sort: str) -> str:
        names = (
            "sdn_name",
            "program",
            "title",
            "call_sign",
            "vess_type",
            "tonnage",
            "grt",
            "vess_flag",
            "vess_owner",
            "remarks",
        )
        cells = [tokens(name) for name in names]
        return ",".join(
            f'"{cell}"' if cell != str(number) else cell for cell in (str(number), cells[0], sort, *cells[1:])
        )

    empty = [
        f'{number},"NAME {number}","individual","X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- '
        for number in range(20, 34)
    ]
    return "sdn.csv", "\r\n".join(
        [*empty, line(36, "individual"), line(37, "vessel"), line(38, "-0- ")]
    ).encode()


def cellebrite(tokens: Tokens) -> tuple[str, bytes]:
    def field(name: str, text: str = "") -> str:
        return (
            f'<field name="{name}" type="String"><value type="String">{text or tokens(name)}</value></field>'
        )

    def model(kind: str, inner: str) -> str:
        return f'<model type="{kind}" id="{tokens("id")}" deleted_state="Intact">{inner}</model>'

    def models(name: str, *inner: str) -> str:
        return f'<multiModelField name="{name}">{"".join(inner)}</multiModelField>'

    phone = model("PhoneNumber", field("Value", "+9647431110081") + field("Category") + field("Domain"))
    party = model(
        "Party",
        field("Identifier", tokens("Identifier", "+9647431110082"))
        + field("Name")
        + field("Role", "From")
        + field("Odd"),
    )
    contact = model(
        "Contact",
        field("Name")
        + field("Source")
        + field("Account")
        + field("Group")
        + models("Entries", phone, model("UserID", field("Value", tokens("user_ids"))))
        + models("Addresses", model("StreetAddress", field("City")))
        + models(
            "Organizations", model("Organization", field("Name", tokens("organization")) + field("Position"))
        )
        + f'<multiField name="Notes"><value>{tokens("notes")}</value></multiField>'
        + field("Unheard"),
    )
    call = model(
        "Call",
        models("Parties", party)
        + field("Type", "Incoming")
        + field("Duration", "00:07:31")
        + field("TimeStamp", "2024-05-17T22:10:31+03:00")
        + field("Status")
        + field("CountryCode")
        + field("NetworkName")
        + field("VideoCall", tokens("video"))
        + field("Source"),
    )
    text = model(
        "SMS",
        models("Parties", party.replace("Odd", "Od2"))
        + field("Body")
        + field("Folder", "Inbox")
        + field("TimeStamp", "2024-05-17T22:11:31+03:00")
        + field("Subject")
        + field("SMSC"),
    )
    account = model(
        "UserAccount", field("Name") + field("Username") + field("ServiceType") + field("Password")
    )
    place = model(
        "Location",
        (
            "<modelField "
            f'name="Position">{model("Coordinate", field("Latitude", "36.19123") + field("Longitude", "44.00912") + field("Elevation") + field("Map"))}</modelField>'  # noqa: E501
        )
        + field("Name")
        + field("Category")
        + field("Precision")
        + field("TimeStamp", "2024-05-17T22:12:31+03:00"),
    )
    other = model(
        "Note",
        field("Title")
        + field("Body")
        + models("Inner", model("Deep", field("DeepField")))
        + f'<multiField name="Many"><value>{tokens("Many")}</value></multiField>',
    )
    decoded = "".join(
        f'<modelType type="{kind}">{one}</modelType>'
        for kind, one in (
            ("Contact", contact),
            ("Call", call),
            ("SMS", text),
            ("UserAccount", account),
            ("Location", place),
            ("Note", other),
        )
    )
    head = (
        f'<project xmlns="http://pa.cellebrite.com/report/2.0" name="{tokens("project/name")}" '
        f'id="1"><sourceExtractions><extractionInfo id="0" name="{tokens("name")}" '
        f'type="{tokens("type")}"/></sourceExtractions>'
    )
    device = (
        f'<metadata section="Device Info"><item name="{tokens("item name")}" '
        f'sourceExtraction="0">{tokens("item value")}</item></metadata>'
    )
    files = (
        f'<taggedFiles><file path="{tokens("file/path")}"><metadata section="File"><item '
        f'name="SHA">{tokens("file item")}</item></metadata></file></taggedFiles>'
    )
    return "report.xml", f"{head}{device}{files}<decodedData>{decoded}</decodedData></project>".encode()


PLANTERS: dict[str, Planter] = {
    "graphml": graphml,
    "gexf": gexf,
    "geojson": geojson,
    "kml": kml,
    "anx": anx,
    "ftm": ftm,
    "un_list": un_list,
    "ofac": ofac,
    "cellebrite": cellebrite,
}
