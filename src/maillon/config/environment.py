"""What an operator may decide, each as one ``MAILLON_…`` variable with a working default."""

import secrets
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """The installation's variables, read once from the process environment.

    Durations are in seconds, sizes in bytes, ports are TCP ports.
    """

    model_config = SettingsConfigDict(env_prefix="MAILLON_", extra="ignore")

    data_dir: Path = Path(".maillon")
    database_url: str = Field(default="", description="PostgreSQL ≥ 15; empty: the embedded server")
    host: str = "127.0.0.1"
    port: int = 8000
    live_port: int = 8001
    public_url: str = Field(default="", description="Address people type; empty: http://host:port")
    live_url: str = Field(default="", description="Address of the live streams; empty: http://host:live_port")
    allowed_hosts: list[str] = ["127.0.0.1", "localhost", "[::1]"]
    debug: bool = False
    demonstration: bool = Field(
        default=False, description="Set by « maillon demo »: recorded e-mails are shown"
    )
    secret_key: str = ""
    english: Literal["off", "attestation", "open"] = "open"
    email_url: str = Field(default="", description="smtp://user:password@host:port; empty: recorded only")
    email_from: str = "Maillon <ne-pas-repondre@maillon.example>"
    api_calls_per_key: int = Field(default=600, ge=0, description="API calls a minute for a key; 0: no limit")
    api_calls_per_address: int = Field(
        default=120, ge=0, description="API calls a minute for an address without a key; 0: no limit"
    )
    upload_limit: int = 50 * 1024 * 1024
    replica_urls: list[str] = []

    @property
    def base_url(self) -> str:
        """Return the public address, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def live_base_url(self) -> str:
        """Return the public address of the live streams, without a slash at the end."""
        return (self.live_url or f"http://{self.host}:{self.live_port}").rstrip("/")

    def resolved_data_dir(self) -> Path:
        """Return the absolute data directory, created for its owner only when missing."""
        path = self.data_dir.expanduser().absolute()
        path.mkdir(mode=0o755, parents=True, exist_ok=True)
        return path

    def resolved_secret_key(self) -> str:
        """Return the signing key, made and kept in the data directory (mode 0600) at the first start."""
        if self.secret_key:
            return self.secret_key
        path = self.resolved_data_dir() / "secret_key"
        if not path.exists():
            draft = path.with_suffix(f".{secrets.token_hex(4)}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(64))
            try:
                path.hardlink_to(draft)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text().strip()


@cache
def environment() -> Environment:
    """Return the variables of this process; read once."""
    return Environment()
