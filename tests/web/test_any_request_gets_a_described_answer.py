"""Whatever is sent to an address that OpenAPI describes, the answer is one of those described, and never a failure."""

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.settings import Settings
from bot.web.app import create_app
from bot.web.sites import Site, Sites
from tests.web.set_assistant import SetAssistant

SITES = Sites(version=1, sites=(Site(origin="https://www.council.example", name="Council"),))
UNLIMITED = Settings(asks_a_minute=0, asks_a_minute_of_an_address=0, asks_a_day=0)
described = schemathesis.openapi.from_asgi("/openapi.json", create_app(SetAssistant(), UNLIMITED, sites=SITES))


@described.parametrize()
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_described(case: schemathesis.Case) -> None:
    # Feedback is looked up in records, which there are none of: 404 is then a described answer.
    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    case.call_and_validate(checks=checks)
