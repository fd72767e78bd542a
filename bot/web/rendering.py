"""Turns templates into pages. Everything put into them is escaped."""

from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.answer import Answer, Citation
from bot.web.links import contact_parts, safe_href
from bot.web.widget_file import widget_file
from bot.web.words import ENGLISH, languages

_TEMPLATES = Path(__file__).parent / "templates"


def _plain_date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _by_number(answer: Answer) -> dict[int, Citation]:
    return {citation.number: citation for citation in answer.citations}


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        plain_date=_plain_date, by_number=_by_number, safe_href=safe_href, contact_parts=contact_parts
    )
    environment.globals.update(say=languages()[ENGLISH].words, widget=widget_file)
    return environment


_ENVIRONMENT = _environment()


def render(template: str, **context: object) -> str:
    """Render a template of this folder to HTML."""
    return _ENVIRONMENT.get_template(template).render(context)
