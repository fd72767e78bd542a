"""Settings of the Slack surface, from SIGNPOST_SLACK_* variables."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Ids = Annotated[tuple[str, ...], NoDecode]


class Outsiders(StrEnum):
    """What happens when a guest or somebody of an unlisted workspace asks."""

    SHUT_OUT = "shut_out"
    PUBLIC = "public"


class SlackSettings(BaseSettings):
    """Everything of Slack that can be set. Lists of ids are written with commas between them."""

    model_config = SettingsConfigDict(env_prefix="SIGNPOST_SLACK_", frozen=True, extra="ignore")

    bot_token: SecretStr | None = Field(default=None, description="begins with xoxb-")
    app_token: SecretStr | None = Field(default=None, description="begins with xapp-; for Socket Mode")
    signing_secret: SecretStr | None = Field(default=None, description="for HTTP: proves that Slack is calling")
    partner_teams: Ids = Field(default=(), description="workspaces whose full members may see partner documents")
    partner_users: Ids = Field(default=(), description="people who may, whatever else they are")
    partner_groups: Ids = Field(default=(), description="user groups whose members may")
    outsiders: Outsiders = Outsiders.SHUT_OUT
    triage_channel: str | None = Field(default=None, description="where questions for a person go")
    keeper_channel: str | None = Field(default=None, description="where proposals to the register's keeper go")
    api_url: str = Field(default="https://slack.com/api/", description="where Slack's Web API is")

    @field_validator("partner_teams", "partner_users", "partner_groups", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        if isinstance(given, str):
            return tuple(part.strip() for part in given.split(",") if part.strip())
        return given

    def missing(self, *, socket: bool) -> tuple[str, ...]:
        """The variables without which the surface cannot run."""
        needed = {"bot_token": self.bot_token}
        needed |= {"app_token": self.app_token} if socket else {"signing_secret": self.signing_secret}
        return tuple(f"SIGNPOST_SLACK_{name.upper()}" for name, value in needed.items() if value is None)
