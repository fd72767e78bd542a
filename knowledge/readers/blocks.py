"""What a reader finds in a file: headings, paragraphs, list items and tables, in reading order."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from knowledge.readers.hidden import Hidden


class BlockKind(StrEnum):
    """The shape of a block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"


class Cell(BaseModel):
    """One cell of a table. A merged cell stands, with the same text, in each place it covers."""

    model_config = ConfigDict(frozen=True)

    text: str = ""
    fill: str | None = Field(default=None, description="background colour, RRGGBB, when it has one")
    merged: bool = Field(default=False, description="a repeat of a merged cell's text, not its first place")


class Table(BaseModel):
    """A table as a full grid: each row has a cell for each column.

    ``first_row`` is the number a person gives the grid's first row: a sheet's own row number, 1 elsewhere.
    """

    model_config = ConfigDict(frozen=True)

    name: str = Field(description="as a footnote names it: 'sheet \"Plan\"', 'table 2'; empty in a CSV file")
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    header_rows: int = Field(default=0, description="rows marked as header in the file; 0 when unmarked")


class Block(BaseModel):
    """One piece of a document, before it is cut or joined into passages."""

    model_config = ConfigDict(frozen=True)

    kind: BlockKind
    text: str = ""
    level: int = Field(default=0, description="heading level from 1, or depth of a list item from 0")
    marker: str = Field(default="", description='a list item\'s own mark: "a)", "1.", "•"')
    page: int | None = None
    table: Table | None = None


class Reading(BaseModel):
    """All that a reader found in one file, and what its keeper should know about it."""

    model_config = ConfigDict(frozen=True)

    blocks: tuple[Block, ...]
    title: str | None = Field(default=None, description="the title the file itself carries")
    warnings: tuple[str, ...] = ()
    edges: tuple[str, ...] = Field(
        default=(), description="page headers and footers: not content, but marks stand there"
    )
    hidden: tuple[Hidden, ...] = Field(default=(), description="what stands in the file and nobody sees; left out")
