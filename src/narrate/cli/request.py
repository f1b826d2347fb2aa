"""What every command that reads a site is asked for: for whom, on which day, at which address."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec import structs

from narrate.config_values import check_base_url
from narrate.errors import NarrateError
from narrate.model.config import Config
from narrate.model.moment import today
from narrate.schema import one_of, quoted


def audience_of(config: Config, asked: str) -> str:
    """The audience that the command line names, else the configuration's."""
    if asked and asked not in config.audiences:
        raise NarrateError(f"there is no audience {quoted(asked)}", one_of(asked, config.audiences))
    return asked or config.audience


def day_of(config: Config, asked: datetime | None) -> str:
    """The day that the command line names, else today where the site is at home: only here the clock is asked."""
    if asked:
        return asked.date().isoformat()
    return today(datetime.now(UTC if config.timezone == "UTC" else ZoneInfo(config.timezone)))


def now_of(config: Config) -> datetime:
    """Day and time for what is written now: where the site is at home, or by this machine's clock when it does not say."""
    now = datetime.now(UTC)
    return now.astimezone() if config.timezone == "UTC" else now.astimezone(ZoneInfo(config.timezone))


def with_base_url(config: Config, base_url: str) -> Config:
    """The configuration with the address that the command line gives."""
    if not base_url:
        return config
    url, message, help_line = check_base_url(base_url)
    if message:
        raise NarrateError(f"--base-url: {message}", help_line.replace("base_url = ", "--base-url "))
    return structs.replace(config, base_url=url)
