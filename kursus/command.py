# ruff: noqa: D102 (the methods are click's; what they do is said there)
"""What every command shares: two languages, one way to refuse, the nearest names.

Built on click. Help and errors come from :mod:`kursus.messages`; a
:class:`~kursus.errors.KursusError` is printed here and nowhere else.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import click

from kursus.errors import KursusError
from kursus.messages import LANGUAGES, choose_language, say
from kursus.report import terminal

F = TypeVar("F", bound=Callable[..., Any])

LANG = "kursus.lang"  # key in click's context


def language() -> str:
    """Language of the running command."""
    context = click.get_current_context(silent=True)
    return str(context.meta.get(LANG) or choose_language()) if context else choose_language()


class Option(click.Option):
    """An option whose help stands in messages."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = say(f"option_{self.name}", language())
        return super().get_help_record(ctx)


class Translated(click.Command):
    """A command whose help stands in messages."""

    def get_short_help_str(self, limit: int = 45) -> str:
        return say(f"help_{self.name}", language()).split(". ")[0].rstrip(".")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(f"help_{self.name}", language()))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("help_usage", language()))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(ctx)) is not None]
        with formatter.section(say("help_options", language())):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("option_help", language())
        return option


class Group(Translated, click.Group):
    """A group that offers the nearest names, and the one place where errors are printed."""

    command_class = Translated

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        names = self.list_commands(ctx)
        found = [(name, self.get_command(ctx, name)) for name in names]
        with formatter.section(say("help_commands", language())):
            formatter.write_dl([(name, c.get_short_help_str()) for name, c in found if c])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            names = self.list_commands(ctx)
            near = difflib.get_close_matches(args[0], names, 3, 0.5) or names
            raise KursusError("unknown_command", name=args[0], near=", ".join(near))
        return super().resolve_command(ctx, args)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            if parent is not None:  # the outermost group prints
                raise
            refuse(_in_our_words(error))

    def invoke(self, ctx: click.Context) -> Any:
        if ctx.parent is not None:
            return super().invoke(ctx)
        try:
            return super().invoke(ctx)
        except KursusError as error:
            refuse(error)
        except click.UsageError as error:
            refuse(_in_our_words(error))
        except KeyboardInterrupt:
            terminal.make_console(stderr=True).print(say("stopped", language()))
            ctx.exit(130)


def _in_our_words(error: click.UsageError) -> KursusError:
    """What click says of a command that cannot be parsed, as a sentence in both languages."""
    command = error.ctx.command_path if error.ctx else "kursus"
    if isinstance(error, click.NoSuchOption):
        return KursusError("unknown_option", name=error.option_name, command=command)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.human_readable_name.upper()
        return KursusError("missing_argument", name=name, command=command)
    return KursusError("bad_usage", what=error.format_message().rstrip("."), command=command)


def complain(error: KursusError) -> None:
    """Print an error's sentence."""
    sentence = say(error.key, language(), **error.fields)
    terminal.make_console(stderr=True).print(f"kursus: {sentence}", style="red")


def refuse(error: KursusError) -> NoReturn:
    """Print an error's sentence and exit."""
    complain(error)
    raise SystemExit(error.exit_code)


def common(function: F) -> F:
    """The option ``--lang``, wherever it is written."""

    def remember(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value:
            ctx.meta[LANG] = value

    decorate = click.option(
        "--lang",
        cls=Option,
        type=click.Choice(LANGUAGES),
        expose_value=False,
        is_eager=True,
        callback=remember,
    )
    return decorate(function)
