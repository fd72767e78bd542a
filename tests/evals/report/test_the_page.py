"""What the report says, in which order, and that nothing in it can be more than text."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bot.answer import Statement
from evals.cases import SuiteName
from evals.comparison import Flipped
from evals.report import write_report
from evals.results import Mode, Run, RunUnusable
from tests.evals.report.samples import ATTACK, DAY, RIGHT, WRONG, outcome, run_of
from tests.web.samples import answer_with

LARGEST = 8_000_000  # bytes


@pytest.fixture
def html(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")


def report_of(run: Run, folder: Path, **options: object) -> BeautifulSoup:
    write_report(run, folder / "report.html", **options)  # type: ignore[arg-type]
    return BeautifulSoup((folder / "report.html").read_text(encoding="utf-8"), "lxml")


def plain(html: BeautifulSoup, css: str = "body") -> str:
    return " ".join(html.select_one(css).get_text(" ").split())  # type: ignore[union-attr]


def test_it_says_first_what_was_asked_and_what_came_out(html: BeautifulSoup) -> None:
    headings = [heading.get_text() for heading in html.select("h2")]
    assert headings == [
        "In short",
        "What was run",
        "Who validated the cases",
        "Main figures",
        "Saying that it is not there",
        "How long answers took",
        "What changed since 2026-11-20-dev",
        "Every case",
        "How these figures are worked out",
    ]
    assert "was asked 13 test questions" in plain(html, ".lead")


def test_it_says_what_was_run_where_and_what_was_left_out(html: BeautifulSoup) -> None:
    said = plain(html)
    for words in (
        "2026-11-24-dev",
        "24 November 2026, 09:30 UTC",
        "2 cores, Linux, Python 3.12.1",
        "reports/cabinet.txt",
    ):
        assert words in said
    for version in ("abc123", "d1e2f3", "p1", "No language model"):
        assert version in said


def test_a_run_with_a_model_names_it(tmp_path: Path) -> None:
    versions = answer_with().versions.model_copy(update={"model": "gpt-4.1-mini"})
    run = run_of([outcome("a", answer=answer_with(versions=versions))], mode=Mode.GENERATIVE, repeats=3)
    said = plain(report_of(run, tmp_path))
    assert "A language model (gpt-4.1-mini)" in said
    assert "each asked 3 times" in said


def test_it_says_that_nobody_has_validated_the_cases(html: BeautifulSoup) -> None:
    assert "No person of the partnership has checked these questions yet." in plain(html)
    assert "0 of 13 cases were validated by a person of the partnership" in plain(html)


def test_it_says_who_validated_how_many(tmp_path: Path) -> None:
    checked = {"by": "Anna Field", "on": DAY.date(), "against": "library 7"}
    html = report_of(run_of([outcome("a", validated=checked), outcome("b")]), tmp_path)
    assert "1 of 2 cases were read and found right by a person of the partnership." in plain(html)
    row = html.find("th", string="Anna Field").parent  # type: ignore[union-attr]
    assert row.get_text(" ").split() == "Anna Field 1 24 November 2026 library 7".split()  # type: ignore[union-attr]


def test_every_bar_has_its_figure_as_text_and_its_row_in_a_table(html: BeautifulSoup) -> None:
    bars = html.select("svg.bar")
    assert len(bars) > 15
    for bar in bars:
        value = bar.parent.select_one(".value").get_text()  # type: ignore[union-attr]
        assert re.fullmatch(r"(over |under )?\d+(\.\d)?%", value)
        drawn = float(bar.select_one(".fill")["width"])  # type: ignore[index, arg-type]
        assert f"{drawn:.1f}%".replace(".0%", "%") == value
        assert bar["aria-hidden"] == "true"
    for name in (one.get_text() for one in html.select(".bars .name strong")):
        assert html.find("th", string=name) or "refusals" in name


def test_a_figure_comes_with_its_cases_its_interval_and_what_it_means(html: BeautifulSoup) -> None:
    assert "An answer is given where the documents hold one. 3 cases, 95% interval 43.9 to 100%." in plain(html)


def test_every_table_has_a_caption_and_says_what_its_headers_are_of(html: BeautifulSoup) -> None:
    for table in html.select("table"):
        assert table.caption
        assert table.caption.get_text()
        assert {header["scope"] for header in table.select("th")} <= {"col", "row"}
    assert len({table.caption.get_text() for table in html.select("table")}) == len(html.select("table"))  # type: ignore[union-attr]


def test_every_case_is_there_once_wrong_ones_whole_and_right_ones_in_a_row(html: BeautifulSoup) -> None:
    whole = [one.get_text() for one in html.select("section.suite h5")]
    rows = [one.get_text() for one in html.select("table.brief tbody th")]
    assert sorted(whole) == sorted(
        f"Case {one}" for one in "half late easy none rows both calm name attack obeyed".split()
    )
    assert sorted(rows) == ["right", "risk", "said"]


def test_a_wrong_case_tells_all_that_is_needed_to_judge_it(html: BeautifulSoup) -> None:
    case = " ".join(html.select_one("[aria-labelledby=case-half]").get_text(" ").split())  # type: ignore[union-attr]
    for words in (
        "How long may the council take?",
        "a member of the public, on 24 November 2026, of starter",
        "It says “6 weeks” or “six weeks”.",
        "It stands in: 4.2.",
        "Two facts, on two pages.",
        "Missed Facts given: 50%",
        "The council must decide within 6 weeks.",
        "EHC needs assessments and plans: a guide to the law for families, Time limits",
        "Groundedness 100%",
    ):
        assert words in case
    history = html.select("[aria-labelledby=case-late] ol li")
    assert [turn.get_text() for turn in history] == ["What is a plan?", "Who writes it?"]


def test_a_quote_that_is_not_its_statement_is_written_out(tmp_path: Path) -> None:
    other = answer_with(statements=(Statement(text="Within 6 weeks.", citations=(1, 9)),))
    quotes = report_of(run_of([outcome("a", WRONG, answer=other)]), tmp_path).select_one("[aria-labelledby=case-a]")
    assert quotes is not None
    assert "“The council must decide within 6 weeks.”" in quotes.get_text()
    assert "[9] cites nothing." in quotes.get_text()


def test_invented_messages_are_called_that(html: BeautifulSoup) -> None:
    for suite in (SuiteName.SAFEGUARDING, SuiteName.PRIVACY):
        section = html.select_one(f"[data-suite={suite}]")
        assert section is not None
        assert "(invented messages)" in section.h3.get_text()  # type: ignore[union-attr]
        assert "These messages are invented." in section.get_text()
    assert "invented" not in html.select_one("[data-suite=strategy]").get_text()  # type: ignore[union-attr]


def test_an_attack_is_shown_and_is_nothing_but_text(page: Path, html: BeautifulSoup) -> None:
    assert ATTACK in html.select_one("[aria-labelledby=case-attack] .question").get_text()  # type: ignore[union-attr]
    assert html.select("img, iframe, object, embed, link, base") == []
    assert len(html.select("script")) == 1
    assert "<script>alert" not in page.read_text(encoding="utf-8")
    assert {link["href"][0] for link in html.select("a")} == {"#"}
    assert {
        name for tag in html.find_all(True) for name in tag.attrs if name.startswith("on") or name == "src"
    } == set()


def test_every_link_leads_somewhere_and_no_id_is_there_twice(html: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in html.select("[id]")]
    assert len(set(ids)) == len(ids)
    assert {link["href"].removeprefix("#") for link in html.select("a")} <= set(ids)  # type: ignore[union-attr]
    assert {tag["aria-labelledby"] for tag in html.select("[aria-labelledby]")} <= set(ids)


def test_what_changed_is_shown_with_both_answers_side_by_side(html: BeautifulSoup) -> None:
    said = plain(html)
    assert "1 worse, 1 better" in said
    assert "The two runs were not asked the same cases." in said
    pair = html.select_one("[aria-labelledby=change-half-1] .pair")
    assert [one.get_text() for one in pair.select("h5")] == ["Before: right", "After: wrong"]  # type: ignore[union-attr]
    table = html.find("caption", string=re.compile("before and after")).parent  # type: ignore[union-attr]
    assert [row.select("td")[-1].get_text() for row in table.select("tbody tr")] == ["better", "worse", "within chance"]  # type: ignore[union-attr]


def test_flipped_cases_that_are_given_are_taken_as_they_are(tmp_path: Path) -> None:
    run, before = run_of([outcome("a", WRONG), outcome("b", RIGHT)]), run_of([outcome("a", RIGHT), outcome("b", WRONG)])
    given = [Flipped(before=before.outcomes[0], after=run.outcomes[0])]
    html = report_of(run, tmp_path, before=before, flipped=given)
    assert [one.get_text() for one in html.select("h4[id^=change-]")] == ["Case a"]
    assert "No case came out otherwise." in plain(report_of(run, tmp_path, before=run))


def test_a_run_of_no_case_cannot_be_reported(tmp_path: Path) -> None:
    with pytest.raises(RunUnusable, match="2026-11-24-dev holds no answer"):
        write_report(run_of([]), tmp_path / "report.html")


def test_three_thousand_cases_make_a_file_that_opens(tmp_path: Path) -> None:
    many = [outcome(f"c{number}", WRONG if number % 2 else RIGHT, question="Why? " * 60) for number in range(3000)]
    report_file = tmp_path / "new" / "report.html"
    write_report(run_of(many), report_file)
    assert report_file.stat().st_size < LARGEST
    assert "In short" in report_file.read_text(encoding="utf-8")
