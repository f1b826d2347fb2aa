"""The one exception for what a build cannot go on with: no project, an unreadable configuration."""


class NarrateError(Exception):
    """Ends the command with exit code 2. `message` says what is wrong, `help` what to do about it (or is empty)."""

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002
        super().__init__(message)
        self.message = message
        self.help = help
