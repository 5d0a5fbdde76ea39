"""Messages of templates, said once when a template is compiled instead of each time when it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import escape

_CALL = ("name", "lparen", "string", "rparen")
_OUTPUT = ("variable_begin", *_CALL, "variable_end")


def speak(templates: Environment, say: Callable[[str], str]) -> None:
    """Let the environment's templates hold what `say` makes of each `_("…")`, as if it had been written there."""
    templates.extend(say=say)
    templates.add_extension(_Spoken)


class _Spoken(Extension):
    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        tokens = list(stream)
        place = 0
        while place < len(tokens):
            if _matches(tokens, place, _OUTPUT):
                yield Token(tokens[place].lineno, "data", str(escape(self._said(tokens[place + 3]))))
                place += len(_OUTPUT)
            elif _matches(tokens, place, _CALL):
                yield Token(tokens[place].lineno, "string", self._said(tokens[place + 2]))
                place += len(_CALL)
            else:
                yield tokens[place]
                place += 1

    def _said(self, message: Token) -> str:
        return str(self.environment.say(message.value))  # type: ignore[attr-defined]


def _matches(tokens: list[Token], place: int, types: tuple[str, ...]) -> bool:
    window = tokens[place : place + len(types)]
    names = (token.value for token in window if token.type == "name")
    return tuple(token.type for token in window) == types and next(names) == "_"
