"""Command lines that documents and help texts show, read as `lkj` would read them."""

from __future__ import annotations

import re
import shlex
from itertools import takewhile

import click

from lkj.cli import cli


def find_baris(text: str) -> list[str]:
    """List the command lines a page shows: in blocks of code, and within sentences."""
    block = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
    lines = [line for code in block.findall(text) for line in re.findall(r"^(?:\$ )?(lkj .+)$", code, re.MULTILINE)]
    return [*lines, *re.findall(r"`(lkj [^`]+)`", block.sub("", text))]


def read_baris(line: str) -> str:
    """Give the command of a line, such as `new`; nothing is run.

    Raises:
        click.UsageError: the line is not one that `lkj` would accept.
    """
    program, *words = shlex.split(line.partition(" > ")[0])
    assert program == "lkj"
    command: click.Command = cli
    known = {name: param for param in cli.params for name in param.opts}
    while words[0] in known.keys() - {"--help", "--version"}:
        del words[: 1 if getattr(known[words[0]], "is_flag", False) else 2]
    names = []
    # Help and version end the program as soon as they are read.
    words = list(takewhile(lambda word: word not in {"--help", "--version"}, words))
    while isinstance(command, click.Group) and words:
        names.append(words.pop(0))
        if names[-1] not in command.commands:
            raise click.UsageError(f"{names[-1]} tidak ada")
        command = command.commands[names[-1]]
    if names:
        # A command remembers its help option as its first context has it.
        command.make_context(" ".join(names), words, parent=click.Context(cli, **cli.context_settings))
    return " ".join(names)
