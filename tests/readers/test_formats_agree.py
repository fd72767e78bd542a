"""The same small report, in every format that holds running text, gives the same passages."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document as WordDocument
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from knowledge.documents import Passage
from knowledge.readers import read_file

ReadPath = Callable[..., tuple[Passage, ...]]

TITLE = "Short Breaks Review 2026"
LONG = (
    "We asked families what a good short break looks like, and more than two hundred of them answered. "
    "Most asked for breaks nearer home, in the evenings and in school holidays, and for one place to book."
)


@dataclass(frozen=True)
class Part:
    """A piece of the report: what it is, and its text."""

    shape: str
    text: str


REPORT = (
    Part("line", "Children's Services Committee"),
    Part("line", "4 March 2026"),
    Part("title", TITLE),
    Part("line", "Report Author: Jo Field\nJob Title: Head of Inclusion\nTel: 01305 000000"),
    Part("line", "Recommendation: That the committee notes the review."),
    Part("section", "1. Background"),
    Part("line", f"1.1. {LONG}"),
    Part("line", "1.2 The review looked at three things:"),
    Part("item", "a) Who uses short breaks"),
    Part("item", "b) What they cost"),
    Part("item", "c) Who misses out"),
    Part("section", "2. Cost"),
    Part("line", "2.1. Short breaks cost £1.2m in 2025, which is 2.5 per cent more than the year before."),
    Part("section", "3. Background papers"),
    Part("bullet", "Short Breaks Statement 2025"),
    Part("bullet", "Survey of families"),
)


def write_text(path: Path) -> None:
    lines = [f"- {part.text}" if part.shape in ("item", "bullet") else part.text for part in REPORT]
    path.write_text("\n\n".join(lines), encoding="utf-8")


def write_markdown(path: Path) -> None:
    marks = {"title": "# ", "section": "## ", "item": "- ", "bullet": "- ", "line": ""}
    path.write_text("\n\n".join(marks[part.shape] + part.text for part in REPORT), encoding="utf-8")


def write_html(path: Path) -> None:
    tags = {"title": "h1", "section": "h2", "item": "li", "bullet": "li", "line": "p"}
    body = ""
    for part in REPORT:
        text = part.text.replace("&", "&amp;").replace("\n", "<br>")
        element = f"<{tags[part.shape]}>{text}</{tags[part.shape]}>"
        body += f"<ul>{element}</ul>" if part.shape in ("item", "bullet") else element
    page = f"<html><head><title>x</title></head><body><nav>Menu</nav><main>{body}</main></body></html>"
    path.write_text(page.replace("</ul><ul>", ""), encoding="utf-8")


def write_word(path: Path) -> None:
    document = WordDocument()
    styles = {
        "title": "Title",
        "section": "Heading 1",
        "bullet": "List Bullet",
        "item": "Normal",
        "line": "Normal",
    }
    for part in REPORT:
        document.add_paragraph(part.text, style=styles.get(part.shape, "Normal"))
    document.save(str(path))


def write_pdf(path: Path) -> None:
    sample = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=sample["Normal"], spaceAfter=8)
    styles = {"title": sample["Title"], "section": sample["Heading2"]}
    flow: list[Paragraph | Spacer] = []
    for part in REPORT:
        text = part.text.replace("&", "&amp;").replace("\n", "<br/>")
        text = f"• {text}" if part.shape == "bullet" else text
        flow.append(Paragraph(text, styles.get(part.shape, body)))
    SimpleDocTemplate(str(path)).build(flow)


WRITERS: dict[str, Callable[[Path], None]] = {
    ".txt": write_text,
    ".md": write_markdown,
    ".html": write_html,
    ".docx": write_word,
    ".pdf": write_pdf,
}

EXPECTED = [
    ("front page, title", f"Children's Services Committee\n4 March 2026\n{TITLE}"),
    (
        'front page, "Report Author"',
        "Report Author: Jo Field\nJob Title: Head of Inclusion\nTel: 01305 000000",
    ),
    ('front page, "Recommendation"', "Recommendation: That the committee notes the review."),
    ("paragraph 1.1", LONG),
    (
        "paragraph 1.2",
        "The review looked at three things:\na) Who uses short breaks\nb) What they cost\nc) Who misses out",
    ),
    ("paragraph 2.1", "Short breaks cost £1.2m in 2025, which is 2.5 per cent more than the year before."),
    ("3. Background papers", "• Short Breaks Statement 2025\n• Survey of families"),
]


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_same_report_gives_the_same_passages(suffix: str, tmp_path: Path, passages_in: ReadPath) -> None:
    path = tmp_path / f"report{suffix}"
    WRITERS[suffix](path)
    found = [(passage.locator.label.removesuffix(", page 1"), passage.text) for passage in passages_in(path)]
    assert found == EXPECTED


@pytest.mark.parametrize("suffix", [suffix for suffix in WRITERS if suffix != ".txt"])
def test_a_marked_title_is_found(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"report{suffix}"
    WRITERS[suffix](path)
    assert read_file(path, path.name).title == TITLE
