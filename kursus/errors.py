"""The one family of errors that reaches a person.

Commands raise :class:`KursusError`; only the edge of the program (``kursus.cli``)
prints it and exits. Its sentence stands in :mod:`kursus.messages`.
"""

from __future__ import annotations


class KursusError(Exception):
    """Something that the person at the keyboard can mend.

    Args:
        key: name of the sentence in ``kursus.messages.SENTENCES``.
        exit_code: 2 when the command was wrong, 1 when something is not done.
        fields: what the sentence names (paths, names, lines).
    """

    def __init__(self, key: str, *, exit_code: int = 2, **fields: object) -> None:
        super().__init__(key, fields)
        self.key = key
        self.exit_code = exit_code
        self.fields = fields

    def __reduce__(self) -> tuple[object, ...]:
        # Workers on other machines send their errors home.
        return _again, (self.key, self.exit_code, self.fields)


def _again(key: str, exit_code: int, fields: dict[str, object]) -> KursusError:
    return KursusError(key, exit_code=exit_code, **fields)
