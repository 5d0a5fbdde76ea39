"""Messages and icons of templates, set in once when a template is compiled instead of each time it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

_CALL = ("name", "lparen", "string", "rparen")
_OUTPUT = ("variable_begin", *_CALL, "variable_end")


def speak(templates: Environment, say: Mapping[str, Callable[[str], str]]) -> None:
    """Let templates hold what a function of `say` makes of a text, `_("…")`, as if it had been written there.

    What a function returns as `Markup` is set in as it is, and only where it is an output of its own.
    """
    templates.extend(say=say)
    templates.add_extension(_Spoken)


class _Spoken(Extension):
    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        tokens = list(stream)
        place = 0
        while place < len(tokens):
            if (said := self._said(tokens, place, _OUTPUT)) is not None:
                yield Token(tokens[place].lineno, "data", str(escape(said)))
                place += len(_OUTPUT)
            elif (said := self._said(tokens, place, _CALL)) is not None and not isinstance(said, Markup):
                yield Token(tokens[place].lineno, "string", said)
                place += len(_CALL)
            else:
                yield tokens[place]
                place += 1

    def _said(self, tokens: list[Token], place: int, types: tuple[str, ...]) -> str | None:
        """Return what a call at this place says; None where the tokens are not of these types."""
        if tokens[place].type != types[0]:
            return None
        window = tokens[place : place + len(types)]
        if tuple(token.type for token in window) != types:
            return None
        name, text = [token.value for token in window if token.type in ("name", "string")]
        functions: Mapping[str, Callable[[str], str]] = self.environment.say  # type: ignore[attr-defined]
        return functions[name](text) if name in functions else None
