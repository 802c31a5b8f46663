"""The command line: one command, one file.

A command's module is imported when the command is called, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

import click

from cleaner import __version__
from cleaner.errors import CleanerError

#: What the exit code says.
FINE, FINDINGS, COULD_NOT_RUN, SOME_FAILED, INTERRUPTED, READER_GONE = 0, 1, 2, 3, 130, 141

#: Command → the line that `--help` shows. The module has the same name.
COMMANDS: Final = {
    "clean": "Scrapes in, records out: the whole road.",
    "check": "Would anything be cut or repaired?",
    "explain": "Every block with its label and its reason; or a rule's own page.",
    "dedup": "Copies, near copies and cut-down copies across a corpus.",
    "diff": "Before and after; or two record files.",
    "report": "A run in one self-contained HTML page.",
    "pipe": "Stages chained by hand.",
    "eval": "Precision and recall on labelled lines.",
    "rules": "List, show, test, lint and draft rules.",
    "schema": "Print the JSON Schema of a record or a rule file.",
    "config": "Show the settings, and who set them.",
}


class Lazy(click.Group):
    """A group whose commands are modules, imported when called."""

    def __init__(self, *args: Any, package: str = "", known: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.package, self.known = package, known

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.known:
            return None
        module = import_module(f"{self.package}.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.known.items()))


@click.command(
    cls=Lazy,
    package="cleaner.cli",
    known=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Data goes to stdout, words to stderr. Exit codes: 0 fine, 1 findings, 2 could not run, "
    "3 some inputs failed.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Scraped articles in, clean canonical records out, and a receipt for every character
    that was taken away."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the tool and exit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run the tool and return its exit code."""
    if "_CLEANER_COMPLETE" in os.environ:
        cli.main(prog_name="cleaner")  # the shell asks for completions
    words = list(sys.argv[1:] if args is None else args)
    try:
        # Not `cli.main`, which answers 1 where the reader of a pipe is gone.
        with cli.make_context("cleaner", words) as context:
            code = cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return COULD_NOT_RUN
    except CleanerError as error:
        click.echo(f"cleaner: error: {error}", err=True)
        return COULD_NOT_RUN
    except (KeyboardInterrupt, click.Abort):
        click.echo("cleaner: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough. Python would complain again while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    return code if isinstance(code, int) else FINE


if hasattr(signal, "SIGPIPE"):
    assert READER_GONE == 128 + signal.SIGPIPE
