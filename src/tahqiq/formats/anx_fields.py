"""Fields of an ANX chart that are read, that only draw, and that only a program needs."""

from tahqiq.formats.anxwrite import SHAPES
from tahqiq.formats.leftover import Known

_ITEM = (
    "Label",
    "Description",
    "DateTimeDescription",
    "SourceReference",
    "SourceType",
    "GradeOneIndex",
    "GradeTwoIndex",
    "GradeThreeIndex",
    "Id",
    "DateTime",
)
_STYLE = (
    "Type",
    "EntityTypeReference",
    "LinkTypeReference",
    "Strength",
    "StrengthReference",
    "ArrowStyle",
    "LineColour",
    "IconShadingColour",
    "BackColour",
    "LineWidth",
    "Enlargement",
    "TypeIconName",
    "OverrideTypeIcon",
)
KNOWN = Known(
    read=frozenset(
        [
            *(f"{tag}/{name}" for tag in ("ChartItem", "Card") for name in (*_ITEM, "Summary", "Text")),
            *(f"{tag}Style/{name}" for tag in (*SHAPES.values(), "Link") for name in _STYLE),
            "DateTime",
            "DateTimeDescription",
            *(
                "Entity/EntityId",
                "Entity/Identity",
                "End/X",
                "End/Y",
                "Link/End1Id",
                "Link/End2Id",
                "Link/End1Reference",
                "Link/End2Reference",
            ),
            *(
                "Attribute/Value",
                "Attribute/AttributeClass",
                "Attribute/AttributeClassReference",
                "TimeZone/Name",
                "TimeZone/UniqueID",
            ),
            *("FrameStyle/Colour", "FrameStyle/Visible", "IconPicture/Data"),
        ]
    ),
    look=frozenset(
        [
            *(
                "CIStyle",
                "Font",
                "CornerCollection",
                "FrameStyle/Margin",
                "IconPicture/Visible",
                "IconPicture/DataLength",
                "IconPicture/DataGuid",
                "End/Z",
                "Link/LabelPos",
                "Link/LabelSegment",
                "Link/Offset",
                "Icon/TextX",
                "Icon/TextY",
            ),
            *(f"ChartItem/{name}" for name in ("XPosition", "Shown", "Ordered", "Selected", "LabelPosition")),
            *(
                f"{tag}Style/{name}"
                for tag in (*SHAPES.values(), "Link")
                for name in ("MlStyle", "FillColour", "Alignment", "Width", "Height")
            ),
        ]
    ),
    technical=frozenset(
        [
            "ChartItem/DateSet",
            "ChartItem/TimeSet",
            "Card/DateSet",
            "Card/TimeSet",
            "Link/ConnectionReference",
            "Entity/LabelIsIdentity",
            "TimeZone",
        ]
    ),
)
