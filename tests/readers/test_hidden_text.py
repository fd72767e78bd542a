"""What a person who opens a file does not see is read by nobody, and the keeper is told where it is."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from knowledge.corpus import read_corpus, source_files
from knowledge.readers import read_file
from knowledge.readers.blocks import Reading
from knowledge.readers.hidden import HiddenKind, LeftOut, left_out
from knowledge.readers.tidy import tidy
from knowledge.unseen import carries_unseen

SECRET = "Unseen words"
SEEN = "Families can book short breaks online."
TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "say this")

Read = Callable[..., Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads what is written into a file of this suffix."""

    def reading(content: str | bytes, suffix: str) -> Reading:
        path = tmp_path / f"paper{suffix}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path, path.name)

    return reading


def words_of(reading: Reading) -> str:
    cells = [cell.text for block in reading.blocks if block.table for row in block.table.rows for cell in row]
    return " ".join([reading.title or "", *(block.text for block in reading.blocks), *cells])


def assert_hidden(reading: Reading, kind: HiddenKind) -> None:
    """The visible words are there, the others are not, and are reported once, with their place."""
    assert SEEN in words_of(reading)
    assert SECRET not in words_of(reading)
    assert [one.kind for one in reading.hidden] == [kind]
    assert reading.hidden[0].place


HTML = {
    '<p style="display:none">{}</p>': HiddenKind.NOT_SHOWN,
    '<p style="DISPLAY : none !important">{}</p>': HiddenKind.NOT_SHOWN,
    "<p hidden>{}</p>": HiddenKind.NOT_SHOWN,
    '<p style="visibility:hidden">{}</p>': HiddenKind.NOT_SHOWN,
    '<p style="opacity:0.0">{}</p>': HiddenKind.NOT_SHOWN,
    '<p style="position:absolute;clip:rect(0,0,0,0)">{}</p>': HiddenKind.NOT_SHOWN,
    '<div style="height:0;overflow:hidden"><p>{}</p></div>': HiddenKind.NOT_SHOWN,
    '<p style="font-size:0">{}</p>': HiddenKind.TINY,
    '<p style="font-size:1px">{}</p>': HiddenKind.TINY,
    '<div style="font-size:2px"><b>{}</b></div>': HiddenKind.TINY,
    '<p style="position:absolute;left:-9999px">{}</p>': HiddenKind.OUTSIDE,
    '<p style="text-indent:-999em">{}</p>': HiddenKind.OUTSIDE,
    '<p style="color:white">{}</p>': HiddenKind.SAME_COLOUR,
    '<p style="color:#fefefe">{}</p>': HiddenKind.SAME_COLOUR,
    '<p style="color:rgba(0,0,0,0)">{}</p>': HiddenKind.SAME_COLOUR,
    '<p style="color:transparent">{}</p>': HiddenKind.SAME_COLOUR,
    '<font color="#FFFFFF">{}</font>': HiddenKind.SAME_COLOUR,
    '<div style="background:black"><p>{}</p></div>': HiddenKind.SAME_COLOUR,
    '<table><tr><td bgcolor="#003366"><span style="color:#003366">{}</span></td><td>a</td></tr></table>': HiddenKind.SAME_COLOUR,
    "<style>.x, #y {{ display: none }}</style><p class='a x'>{}</p>": HiddenKind.NOT_SHOWN,
    "<style>main p.z {{ color: white }}</style><p class='z'>{}</p>": HiddenKind.SAME_COLOUR,
    "<style>@media screen {{ .x {{ display: none }} }}</style><p class='x'>{}</p>": HiddenKind.NOT_SHOWN,
    "<!-- {} in a comment -->": HiddenKind.COMMENT,
    "<template><p>{} in a template</p></template>": HiddenKind.UNUSED_PART,
    "<noscript>{} without script</noscript>": HiddenKind.UNUSED_PART,
}


@pytest.mark.parametrize("source", HTML)
def test_on_a_web_page(read: Read, source: str) -> None:
    page = f"<html><body><main><h1>Guide</h1><p>{SEEN}</p>{source.format(SECRET)}</main></body></html>"
    reading = read(page, ".html")
    assert_hidden(reading, HTML[source])
    assert reading.hidden[0].place in {'under "Guide"', "at the top"}


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color:white;background:#003366">{}</p>',
        '<div style="background-color:navy"><p style="color:#fff">{}</p></div>',
        '<div style="font-size:0"><p style="font-size:12pt">{}</p></div>',
        '<p style="color:#767676">{}</p>',
        '<p style="background:url(a.png);color:#fff">{}</p>',
        "<style>@media print {{ p {{ display: none }} }}</style><p>{}</p>",
        "<style>@media (max-width: 600px) {{ p {{ display: none }} }}</style><p>{}</p>",
        "<details><summary>More</summary><p>{}</p></details>",
    ],
)
def test_what_can_be_seen_on_a_web_page_stays(read: Read, source: str) -> None:
    reading = read(f"<html><body><main><h1>Guide</h1>{source.format(SEEN)}</main></body></html>", ".html")
    assert SEEN in words_of(reading)
    assert reading.hidden == ()


def test_scripts_and_words_for_screen_readers_alone_are_left_out_without_a_report(read: Read) -> None:
    quiet = f"<script>var a = '{SECRET} here';</script><span class='visually-hidden'>{SECRET} too</span>"
    reading = read(f"<main><p>{SEEN} {quiet}<i aria-hidden='true'>{SECRET}</i></p></main>", ".html")
    assert SEEN in words_of(reading)
    assert SECRET not in words_of(reading)
    assert reading.hidden == ()


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<!-- {} in a comment -->", HiddenKind.COMMENT),
        ("<p hidden>{}</p>", HiddenKind.NOT_SHOWN),
        ('Before <span style="display:none">{}</span> after.', HiddenKind.NOT_SHOWN),
        ('<div style="color:#fff">\n\n{}\n\n</div>', HiddenKind.SAME_COLOUR),
        ("| a | b |\n|---|---|\n| x | <i style='font-size:0'>{}</i> |", HiddenKind.TINY),
        ("[//]: # ({} in a title)", HiddenKind.COMMENT),
        ("[^never]: {} in a footnote", HiddenKind.COMMENT),
    ],
)
def test_in_markdown(read: Read, source: str, kind: HiddenKind) -> None:
    assert_hidden(read(f"# Guide\n\n{SEEN}\n\n{source.format(SECRET)}\n", ".md"), kind)


def test_links_in_markdown_are_their_words_wherever_they_go(read: Read) -> None:
    text = "[Apply now](javascript:alert(1)) or [ask][a] ![a map](https://e.example/?q=1)\n\n[a]: data:text/html,x"
    assert words_of(read(f"# Guide\n\n{text}", ".md")) == "Guide Guide Apply now or ask a map"


def word_file(write: Callable[[WordDocument], object]) -> bytes:  # type: ignore[valid-type]
    document = WordDocument()
    document.add_heading("Guide", 1)
    document.add_paragraph(SEEN)
    write(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def styled(**look: object) -> Callable[..., None]:
    def write(document: WordDocument) -> None:  # type: ignore[valid-type]
        run = document.add_paragraph().add_run(SECRET)
        for name, value in look.items():
            setattr(run.font.color if name == "rgb" else run.font, name, value)

    return write


def by_style(document: WordDocument) -> None:  # type: ignore[valid-type]
    document.styles.add_style("Ghost", 1).font.hidden = True
    document.add_paragraph(SECRET, style="Ghost")


def deleted(document: WordDocument) -> None:  # type: ignore[valid-type]
    text = OxmlElement("w:delText")
    text.text = SECRET
    run, change = OxmlElement("w:r"), OxmlElement("w:del")
    run.append(text)
    change.append(run)
    document.add_paragraph("Kept.")._p.append(change)


def in_the_margin(document: WordDocument) -> None:  # type: ignore[valid-type]
    document.add_comment(document.add_paragraph("Kept.").runs, text=SECRET)


@pytest.mark.parametrize(
    ("write", "kind"),
    [
        (styled(hidden=True), HiddenKind.NOT_SHOWN),
        (styled(rgb=RGBColor(255, 255, 255)), HiddenKind.SAME_COLOUR),
        (styled(size=Pt(1)), HiddenKind.TINY),
        (by_style, HiddenKind.NOT_SHOWN),
        (deleted, HiddenKind.DELETED),
        (in_the_margin, HiddenKind.COMMENT),
    ],
)
def test_in_a_word_document(read: Read, write: Callable[..., None], kind: HiddenKind) -> None:
    assert_hidden(read(word_file(write), ".docx"), kind)


@pytest.mark.parametrize("style", [None, "Medium Shading 1 Accent 1"])
def test_white_words_on_a_dark_cell_of_a_word_table_stay(read: Read, style: str | None) -> None:
    def write(document: WordDocument) -> None:  # type: ignore[valid-type]
        table = document.add_table(2, 2, style=style)
        cell = table.cell(0, 0)
        cell.paragraphs[0].add_run("Action").font.color.rgb = RGBColor(255, 255, 255)
        if style is None:
            shading = OxmlElement("w:shd")
            shading.set(qn("w:fill"), "003366")
            cell._tc.get_or_add_tcPr().append(shading)

    reading = read(word_file(write), ".docx")
    assert "Action" in words_of(reading)
    assert reading.hidden == ()


def test_a_text_box_is_said_to_be_unread(read: Read) -> None:
    def write(document: WordDocument) -> None:  # type: ignore[valid-type]
        box, paragraph, run, text = (OxmlElement(name) for name in ("w:txbxContent", "w:p", "w:r", "w:t"))
        text.text = SECRET
        run.append(text)
        paragraph.append(run)
        box.append(paragraph)
        picture = OxmlElement("w:pict")
        picture.append(box)
        document.add_paragraph().add_run()._r.append(picture)

    reading = read(word_file(write), ".docx")
    assert SECRET not in words_of(reading)
    assert any("1 text boxes are not read" in warning for warning in reading.warnings)


def workbook(change: Callable[[Workbook], object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan"
    for row in (["Action", "Note", "More"], [SEEN, "a", "b"], ["Train staff", SECRET, "c"]):
        sheet.append(row)
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def set_on(place: str, attribute: str, value: object) -> Callable[[Workbook], object]:
    return lambda book: setattr(book["Plan"][place], attribute, value)


def other_sheet(state: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book["Plan"]["B3"] = "d"
        other = book.create_sheet("Notes")
        other["A1"] = SECRET
        other.sheet_state = state

    return change


@pytest.mark.parametrize(
    ("change", "kind", "place"),
    [
        (set_on("B3", "font", Font(color="FFFFFFFF")), HiddenKind.SAME_COLOUR, "cell B3"),
        (set_on("B3", "font", Font(sz=1)), HiddenKind.TINY, "cell B3"),
        (set_on("B3", "number_format", ";;;"), HiddenKind.EMPTY_FORMAT, "cell B3"),
        (lambda book: setattr(book["Plan"].row_dimensions[3], "hidden", True), HiddenKind.CELLS, "row 3"),
        (lambda book: setattr(book["Plan"].row_dimensions[3], "height", 0.5), HiddenKind.CELLS, "row 3"),
        (lambda book: setattr(book["Plan"].column_dimensions["B"], "hidden", True), HiddenKind.CELLS, "column B"),
        (lambda book: setattr(book["Plan"].column_dimensions["B"], "width", 0.1), HiddenKind.CELLS, "column B"),
        (other_sheet("hidden"), HiddenKind.SHEET, 'sheet "Notes"'),
        (other_sheet("veryHidden"), HiddenKind.SHEET, 'sheet "Notes"'),
    ],
)
def test_in_a_workbook(read: Read, change: Callable[[Workbook], object], kind: HiddenKind, place: str) -> None:
    reading = read(workbook(change), ".xlsx")
    assert_hidden(reading, kind)
    assert place in reading.hidden[0].place


def test_a_comment_on_a_cell_is_told_and_a_white_word_on_a_dark_cell_stays(read: Read) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Plan"]
        sheet["B3"] = "d"
        sheet["A1"].comment = Comment(SECRET, "x")
        sheet["A1"].font = Font(color="FFFFFFFF")
        sheet["A1"].fill = PatternFill("solid", fgColor="003366")

    reading = read(workbook(change), ".xlsx")
    assert "Action" in words_of(reading)
    assert_hidden(reading, HiddenKind.COMMENT)


def pdf_page(draw: Callable[[Canvas], object]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 750, "Guide to short breaks in the county")
    canvas.drawString(72, 700, SEEN)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def without_ink(canvas: Canvas) -> None:
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    canvas.drawText(text)


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 600, SECRET)


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 1)
    canvas.drawString(72, 600, SECRET)


def covered(canvas: Canvas) -> None:
    canvas.drawString(72, 600, SECRET)
    canvas.setFillColorRGB(0.5, 0.5, 0.9)
    canvas.rect(60, 590, 300, 30, fill=1, stroke=0)


def under_a_picture(canvas: Canvas) -> None:
    canvas.drawString(72, 600, SECRET)
    canvas.drawImage(ImageReader(Image.new("RGB", (30, 30), (9, 9, 9))), 60, 590, 300, 30)


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (without_ink, HiddenKind.NO_INK),
        (white, HiddenKind.SAME_COLOUR),
        (tiny, HiddenKind.TINY),
        (lambda canvas: canvas.drawString(72, 900, SECRET), HiddenKind.OUTSIDE),
        (lambda canvas: canvas.drawString(72, -40, SECRET), HiddenKind.OUTSIDE),
        (covered, HiddenKind.COVERED),
        (under_a_picture, HiddenKind.COVERED),
        (lambda canvas: canvas.textAnnotation(SECRET, Rect=[0, 0, 50, 50]), HiddenKind.COMMENT),
    ],
)
def test_in_a_pdf(read: Read, draw: Callable[[Canvas], object], kind: HiddenKind) -> None:
    reading = read(pdf_page(draw), ".pdf")
    assert_hidden(reading, kind)
    assert reading.hidden[0].place == "page 1"


def test_white_words_on_a_dark_box_of_a_pdf_stay(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0.2, 0.4)
        canvas.rect(60, 590, 300, 30, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 600, "Who to ask about it")

    reading = read(pdf_page(draw), ".pdf")
    assert "Who to ask about it" in words_of(reading)
    assert reading.hidden == ()


def scanned_page(canvas: Canvas) -> None:
    """A picture of a page, with the words that a scanner recognised drawn without ink."""
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), (250, 250, 250))), 0, 0, 595, 842)
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 12)
    text.textLine("Parents apply by 31 March.")
    canvas.drawText(text)


def test_the_words_behind_a_scan_are_read_and_the_keeper_is_asked_to_check_them(read: Read) -> None:
    reading = read(pdf_page(scanned_page), ".pdf")
    assert "Parents apply by 31 March." in words_of(reading)
    assert reading.hidden == ()
    assert any(warning.startswith("scanned pages") and ": 2." in warning for warning in reading.warnings)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".csv"])
@pytest.mark.parametrize("unseen", [TAGS, "\u200b\u200c" * 8, "\u202eeerf\u202c", "\ufe00\ufe01\ufe02\ufe03"])
def test_characters_that_carry_something_unseen_are_taken_out_and_told(read: Read, suffix: str, unseen: str) -> None:
    reading = read(f"Guide\n\n{SEEN[:-1]}{unseen}.\n", suffix)
    assert not carries_unseen(words_of(reading))
    assert [one.kind for one in reading.hidden] == [HiddenKind.CHARACTERS]


@pytest.mark.parametrize(
    "text", ["co\u00adoperate", "SEND\u200bIASS", "👩\u200d🏫 teacher", "\ufeffGuide", "✔\ufe0f done"]
)
def test_a_mark_that_only_lays_text_out_is_no_report(read: Read, text: str) -> None:
    assert read(f"{text}\n\n{SEEN}\n", ".txt").hidden == ()


def test_the_flag_of_england_hides_nothing() -> None:
    assert not carries_unseen("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f")


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=100))
def test_a_tidied_text_has_nothing_unseen_in_it_whatever_it_was(text: str) -> None:
    assert not carries_unseen(tidy(text))
    assert tidy(tidy(text)) == tidy(text)


def test_the_report_names_the_file_the_kind_and_the_first_places(tmp_path: Path) -> None:
    (tmp_path / "guide.html").write_text(
        f"<main><h1>Guide</h1><p>{SEEN}</p><p hidden>{SECRET}</p></main>", encoding="utf-8"
    )
    (told,) = read_corpus(tmp_path, source_files(tmp_path)).left_out
    assert str(told) == 'guide.html: left out text that is set not to be shown (under "Guide").'
    many = LeftOut(file="a", what="a comment", places=("1", "2", "3", "4", "5"))
    assert str(many) == "a: left out a comment (1; 2; 3 and 2 more)."
    assert left_out("a", []) == ()


@pytest.mark.parametrize("mark", ["OFFICIAL-SENSITIVE", "Not for publication"])
def test_a_mark_in_the_header_of_a_word_document_makes_it_one_for_partners(tmp_path: Path, mark: str) -> None:
    def write(document: WordDocument) -> None:  # type: ignore[valid-type]
        document.sections[0].header.paragraphs[0].text = mark

    (tmp_path / "paper.docx").write_bytes(word_file(write))
    (document,) = read_corpus(tmp_path, source_files(tmp_path)).documents
    assert document.audience == "partner"
