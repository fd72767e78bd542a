"""Writes a run as one HTML file that needs nothing else: no network, no script, no other file."""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.comparison import ComparedFigure, Flipped
from evals.metrics.measures import ABOUT
from evals.report import words
from evals.report.expecting import expectations
from evals.report.page import MOST_IN_FULL, Page, before_of, page_of
from evals.report.verdicts import judge
from evals.results import Run, RunUnusable

_TEMPLATES = Path(__file__).parent / "templates"


def write_report(
    run: Run,
    to: Path,
    *,
    before: Run | None = None,
    compared: Sequence[ComparedFigure] = (),
    flipped: Sequence[Flipped] | None = None,
) -> None:
    """Write the report of a run to a file.

    ``before`` is an earlier run that it is held against, ``compared`` the figures of both, ``flipped`` the cases that
    came out otherwise; without those, they are found by whether each case was right. Raises RunUnusable for a run of
    no case, OSError where the file cannot be written.
    """
    if not run.outcomes:
        raise RunUnusable(f"{run.info.name} holds no answer: there is nothing to report.")
    page = page_of(run, before_of(run, before, compared, flipped) if before else None)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(render(page), encoding="utf-8")


def render(page: Page) -> str:
    """The page as HTML."""
    style, script = _own("style.css"), _own("filter.js")
    return _ENVIRONMENT.get_template("report.html").render(
        page=page,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
    )


def _own(file: str) -> str:
    return (_TEMPLATES / file).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    """A text's hash as a content policy names it, so that a browser runs this script and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _shown(value: object) -> object:
    """Everything put into the page: hidden characters are spelt out, and then all of it is escaped."""
    return words.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        percent=words.percent,
        bounds=lambda interval: words.bounds(interval.low, interval.high),
        points=words.points,
        plain_day=words.plain_day,
        expectations=expectations,
        judged=judge,
        by_number=lambda answer: {citation.number: citation for citation in answer.citations},
    )
    environment.globals.update(
        about=ABOUT,
        suites=words.SUITES,
        invented=words.INVENTED,
        ended=words.ENDED,
        askers=words.ASKERS,
        splits=words.SPLITS,
        most_in_full=MOST_IN_FULL,
    )
    return environment


_ENVIRONMENT = _environment()
