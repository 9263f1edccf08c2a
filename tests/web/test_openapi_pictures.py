"""What the API document says of the route that answers a picture."""

from tahqiq.products.conversation_json import PICTURES
from tahqiq.web.app import openapi_document


def test_a_picture_declares_its_content_types() -> None:
    answer = openapi_document()["paths"]["/api/v1/sources/{source}/picture"]["get"]["responses"]["200"]
    assert set(answer["content"]) == set(PICTURES)
