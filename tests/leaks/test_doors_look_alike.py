"""A document that the public may not see is like one that is not there, in bytes and in time."""

import statistics
import time

import pytest
from fastapi.testclient import TestClient

from tests.leaks.held import HeldIndex, assistant_on, client_of

GUIDE = "# Guide\n\n" + "\n\n".join(
    f"The Strategic Board oversees part {number} of the strategy." for number in range(60)
)
PAPER = "# The zqvexil closure plan\n\n" + "\n\n".join(
    f"The zqvexil board closes the zqmorrid unit {number} in June 2025." for number in range(200)
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> HeldIndex:
    """A public guide, and a much longer paper for partners."""
    library = tmp_path_factory.mktemp("library")
    (library / "partner").mkdir()
    (library / "guide.md").write_text(GUIDE, encoding="utf-8")
    (library / "partner" / "paper.md").write_text(PAPER, encoding="utf-8")
    return HeldIndex(library)


@pytest.fixture
def client(index: HeldIndex) -> TestClient:
    return client_of(assistant_on(index))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
@pytest.mark.parametrize("tail", ["", "/", "?passage=1", "?passage=zqvexil", ".md", "#x", "/1"])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_partners_address_answers_like_one_that_does_not_exist(
    client: TestClient, method: str, tail: str, accept: str
) -> None:
    asked = [
        client.request(method, f"/sources/{name}{tail}", headers={"accept": accept}, follow_redirects=False)
        for name in ("paper", "paqer")
    ]
    there, nowhere = (
        (response.status_code, str(sorted(response.headers.items())).replace(name, ""), response.text.replace(name, ""))
        for response, name in zip(asked, ("paper", "paqer"), strict=True)
    )
    assert there == nowhere
    assert there[0] != 200


def seconds(client: TestClient, question: str) -> float:
    started = time.perf_counter()
    assert client.post("/api/ask", json={"question": question}).status_code == 200
    return time.perf_counter() - started


@pytest.mark.slow
def test_a_word_of_the_partners_takes_as_long_as_a_word_of_nobodys(client: TestClient) -> None:
    """Interleaved, and medians: what else the machine does falls on both alike."""
    theirs = "Does the zqvexil board close the zqmorrid unit in June?"
    nobodys = "Does the zqwexul board close the zqmarrod unit in June?"
    for question in (theirs, nobodys):
        seconds(client, question)
    pairs = [(seconds(client, theirs), seconds(client, nobodys)) for _ in range(150)]
    medians = [statistics.median(times) for times in zip(*pairs, strict=True)]
    spread = statistics.median(abs(first - second) for first, second in pairs)
    assert abs(medians[0] - medians[1]) < max(spread, 0.15 * min(medians))
