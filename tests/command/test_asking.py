"""``signpost ask QUESTION``: what is printed, and how it ends."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.command.home import DEFICIT, Home

ANSWER_KEYS = set(
    "id question audience mode took_ms status statements citations conflicts actions next_steps versions".split()
)


def test_help_tells_a_newcomer_what_there_is(indexed: Home) -> None:
    done = indexed.run("--help")
    assert done.code == 0
    assert all(f" {command} " in done.out for command in ("ingest", "ask", "serve", "doctor"))
    assert 'signpost ask "' in done.out


def test_an_answer_shows_its_sentence_and_where_it_opens(indexed: Home) -> None:
    # The half character is what Python makes of an argument in another encoding.
    done = indexed.run("ask", "How big is the \udce9 deficit?", SIGNPOST_PUBLIC_URL="https://signpost.example/")
    assert (done.code, done.err) == (0, "")
    assert "£12.5 million in March 2024. [1]" in " ".join(done.out.split())
    assert "[1] Elmshire SEND strategy" in done.out
    assert "https://signpost.example/sources/strategy?passage=money#money" in done.out


def test_the_first_question_makes_the_index_and_json_keeps_the_contract(indexed: Home, tmp_path: Path) -> None:
    home = Home(indexed.library, tmp_path / "data", indexed.models)
    done = home.run("ask", "What does closing the Thornbury annexe save?", "--audience", "partner", "--json")
    assert done.code == 0
    assert done.complained().startswith("There is no index yet")
    (answer,) = done.answers
    assert answer.keys() >= ANSWER_KEYS
    assert (answer["status"], answer["mode"], answer["audience"]) == ("answered", "extractive", "partner")
    assert answer["versions"].keys() >= {"library", "index", "prompts", "model"}
    (citation,) = answer["citations"]
    assert citation.keys() >= {"number", "document", "locator", "quote", "url"}
    assert citation["document"].keys() >= {"id", "title", "status", "published", "audience"}
    assert answer["statements"] == [{"text": citation["quote"], "citations": [citation["number"]]}]


# What is asked wrongly, and what the complaint must name.
BAD_USAGE: dict[tuple[str, ...], str] = {
    ("ask", " \t\n "): "empty",
    ("ask",): "not both",
    ("ask", DEFICIT, "--batch", "questions.jsonl"): "not both",
    ("ask", DEFICIT, "--audience", "king"): "king",
    ("ask", "--batch", "no-such-file.jsonl"): "no-such-file.jsonl",
    ("nonsense",): "nonsense",
}


def test_bad_usage_is_one_line_and_code_2(indexed: Home) -> None:
    with ThreadPoolExecutor(2) as two_at_once:
        runs = list(two_at_once.map(lambda words: indexed.run(*words), BAD_USAGE))
    for done, said in zip(runs, BAD_USAGE.values(), strict=True):
        assert (done.code, done.out) == (2, "")
        assert said in done.complained()


def test_a_wrong_setting_is_named(indexed: Home) -> None:
    done = indexed.run("ask", DEFICIT, SIGNPOST_PORT="abc")
    assert (done.code, done.out) == (2, "")
    assert "port" in done.complained()


def test_a_question_of_100_000_characters_gets_a_notice(indexed: Home) -> None:
    done = indexed.run("ask", "why " * 25_000, "--json")
    (answer,) = done.answers
    assert (done.code, done.err, answer["status"]) == (0, "", "clarify")
    assert "100,000 characters" in answer["notice"]
    assert len(done.out) < 10_000
