"""Settings, from SIGNPOST_* variables (and the model's own names for the model)."""

from enum import StrEnum
from pathlib import Path

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
    max_question: int = Field(default=2000, ge=50, description="the longest question taken, in characters")
    embeddings: EmbeddingSource = EmbeddingSource.LOCAL
    embedding_model: str = "text-embedding-3-small"
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")

    model: str | None = Field(default=None, description="the language model that words answers; none without it")
    database_url: str | None = Field(default=None, description="where records are kept; a file in data by default")

    records: bool = Field(default=True, description="whether answers are recorded: on or off")
    retention_days: int = Field(default=90, ge=1, le=3650, description="how long records are kept")

    @property
    def records_url(self) -> str:
        """The database of records and of the pause switch, as SQLAlchemy spells it."""
        return self.database_url or f"sqlite:///{self.data / 'records.sqlite'}"

    @property
    def models_folder(self) -> Path:
        """Where the built model file is."""
        return self.models or self.data / "models"
