"""Settings, from SIGNPOST_* variables (and the model's own names for the model)."""

from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parent.parent


class EmbeddingSource(StrEnum):
    """Where texts are turned into vectors."""

    LOCAL = "local"
    OPENAI = "openai"


class Settings(BaseSettings):
    """Everything that can be set, with what holds when nothing is."""

    model_config = SettingsConfigDict(env_prefix="SIGNPOST_", frozen=True, extra="ignore", populate_by_name=True)

    library: Path = Field(default=HOME / "knowledge" / "library", description="the folder of documents")
    data: Path = Field(default=HOME / "data", description="everything that Signpost writes")
    models: Path | None = Field(default=None, description="where the built model file is kept; in data by default")
    chroma_url: str | None = Field(default=None, description="a Chroma server, for several processes")
    public_url: str = Field(default="http://127.0.0.1:8000", description="where people open the source pages")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    processes: int | None = Field(
        default=None, ge=1, description="that answer on the web; by default two where there are two processors"
    )
    max_question: int = Field(default=2000, ge=50, description="the longest question taken, in characters")
    embeddings: EmbeddingSource = EmbeddingSource.LOCAL
    embedding_model: str = "text-embedding-3-small"
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")

    model: str = Field(default="gpt-4.1-mini", description="the language model that words answers; `none` for no model")
    model_first_token_seconds: float = Field(default=10.0, gt=0, description="the longest wait for its first word")
    model_answer_seconds: float = Field(default=30.0, gt=0, description="the longest wait for its last word")
    model_retries: int = Field(default=1, ge=0, description="tries after the first, when the service is busy")
    model_tokens_a_day: int = Field(default=2_000_000, ge=0, description="its spending limit")
    database_url: str | None = Field(default=None, description="where records are kept; a file in data by default")

    records: bool = Field(default=True, description="whether answers are recorded: on or off")
    retention_days: int = Field(default=90, ge=1, le=3650, description="how long records are kept")

    sites: Path | None = Field(default=None, description="the list of sites that may show the widget")
    secret: SecretStr | None = Field(default=None, description="signs widget sessions; needed by several processes")
    behind_proxy: bool = Field(default=False, description="whether a proxy of ours writes X-Forwarded-For")
    asks_a_minute: int = Field(default=15, ge=0, description="of one asker; 0 is no limit")
    asks_a_minute_of_an_address: int = Field(default=300, ge=0, description="of all askers there; 0 is no limit")
    asks_a_day: int = Field(default=20_000, ge=0, description="on Signpost's own pages; 0 is no limit")
    team_token: SecretStr | None = Field(default=None, description="opens the team page; without it there is none")
    team_header: str | None = Field(default=None, description="the header in which a proxy says who has signed in")

    @property
    def public_origin(self) -> str:
        """The scheme, host and port under which people reach Signpost."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def records_url(self) -> str:
        """The database of records and of the pause switch, as SQLAlchemy spells it."""
        return self.database_url or f"sqlite:///{self.data / 'records.sqlite'}"

    @property
    def has_model(self) -> bool:
        """Whether a language model is set: a key or a server is given, and the model is not ``none``."""
        return bool(self.openai_api_key or self.openai_base_url) and self.model != "none"

    @property
    def models_folder(self) -> Path:
        """Where the built model file is."""
        return self.models or self.data / "models"
