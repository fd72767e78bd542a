"""The widget's one file, its name with a version in it, and its sum for Subresource Integrity."""

from base64 import b64encode
from functools import cache
from hashlib import sha384
from pathlib import Path

from pydantic import BaseModel, ConfigDict

_STATIC = Path(__file__).parent / "static"
LATEST = "signpost-widget.js"


class WidgetFile(BaseModel):
    """The widget as it is now."""

    model_config = ConfigDict(frozen=True)

    content: bytes
    name: str
    integrity: str


@cache
def widget_file() -> WidgetFile:
    """The widget as it is now; its name changes with its content."""
    content = (_STATIC / LATEST).read_bytes()
    digest = sha384(content)
    return WidgetFile(
        content=content,
        name=f"signpost-widget-{digest.hexdigest()[:12]}.js",
        integrity=f"sha384-{b64encode(digest.digest()).decode()}",
    )


@cache
def released() -> dict[str, bytes]:
    """Earlier versions that pages elsewhere may still name, by their names."""
    return {path.name: path.read_bytes() for path in (_STATIC / "released").glob("signpost-widget-*.js")}
