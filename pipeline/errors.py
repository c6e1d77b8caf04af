"""Exceptions that own an exit code and tell the user, in Dutch, what to do. None of them carries document text."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a run ended; a script must treat any other code as failure."""

    OK = 0
    FOUND = 1
    USAGE = 2
    INCOMPLETE = 3
    OWN_DATA = 4
    CANNOT_WRITE = 5
    BUG = 70
    INTERRUPTED = 130


class PoortwachterError(Exception):
    """The base of everything that ends a run or a file with a message for the user."""

    exit_code = ExitCode.BUG


class WrongUseError(PoortwachterError):
    """A value on the command line that does not have the right form."""

    exit_code = ExitCode.USAGE


class UnreadableError(PoortwachterError):
    """An input that cannot be read; costs that input only."""

    exit_code = ExitCode.INCOMPLETE


class MissingProgramError(PoortwachterError):
    """A program besides this one that the work needs and that is not on this machine; nothing was done yet."""

    exit_code = ExitCode.INCOMPLETE


class NotationError(UnreadableError):
    """JSON or YAML text that cannot be read as data, with the line where it goes wrong, counted from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(f"Regel {line}: {reason}")
        self.reason = reason
        self.line = line


class OwnDataError(PoortwachterError):
    """Rules, schemas, templates or configuration of the program itself are wrong; the message starts with file:line."""

    exit_code = ExitCode.OWN_DATA


class TemplateError(OwnDataError):
    """A template that cannot be compiled or rendered with the data it is given."""


class CannotWriteError(PoortwachterError):
    """The output cannot be written, or would overwrite something."""

    exit_code = ExitCode.CANNOT_WRITE
