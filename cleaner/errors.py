"""What can go wrong, as one family.

CleanerError
├── InputError       a page cannot be read; costs that page, never the run
├── RuleError        a rule file is not well formed; carries path, line, column
│   └── RuleErrors   several of them, found in one reading
└── ConfigError      a setting or an option makes no sense
"""

from __future__ import annotations

from collections.abc import Sequence


class CleanerError(Exception):
    """The root of the family: catch this to catch everything `cleaner` raises on purpose."""


class InputError(CleanerError):
    """A page cannot be turned into an article.

    `reason` is a short stable word for machines (`empty`, `binary`, `not-found` …); the
    message is for people.
    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return (_input_error, (str(self), self.reason))


def _input_error(message: str, reason: str) -> InputError:
    return InputError(message, reason=reason)


class RuleError(CleanerError):
    """A rule file is not well formed. Lines and columns count from 1."""

    def __init__(
        self,
        message: str,
        *,
        path: str = "<rules>",
        line: int = 1,
        column: int = 1,
        excerpt: str | None = None,
    ) -> None:
        self.message, self.path, self.line, self.column = message, path, line, column
        self.excerpt = excerpt
        text = f"{path}:{line}:{column}: {message}"
        if excerpt is not None:
            text += f"\n    {excerpt}\n    {' ' * (column - 1)}^"
        super().__init__(text)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rule_error, (self.message, self.path, self.line, self.column, self.excerpt))


def _rule_error(message: str, path: str, line: int, column: int, excerpt: str | None) -> RuleError:
    return RuleError(message, path=path, line=line, column=column, excerpt=excerpt)


class RuleErrors(RuleError):
    """Every error of one reading, so that a rule writer mends them in one go."""

    def __init__(self, errors: Sequence[RuleError]) -> None:
        self.errors = tuple(errors)
        first = self.errors[0]
        super().__init__(first.message, path=first.path, line=first.line, column=first.column)
        self.args = ("\n".join(str(error) for error in self.errors),)

    def __reduce__(self) -> tuple[object, ...]:
        return (RuleErrors, (self.errors,))


class ConfigError(CleanerError):
    """A setting or an option makes no sense; the message says which, and what would."""
