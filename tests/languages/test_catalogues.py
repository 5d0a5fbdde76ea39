"""No string of the interface is left out of any catalogue."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from generator.languages.language import SOURCE, available

ROOT = Path(__file__).parents[2]
TRANSLATED = [code for code in available() if code != SOURCE]
OF_THE_OFFICE = ("cli/", "exchange/", "publishing/admin/", "publishing/changes/", "publishing/office/")
"""Folders whose messages nobody reads who only visits the site."""
TU = re.compile(
    r"\b(tu|te|ti|tuo|tua|tuoi|tue|hai|Sei|puoi|vuoi|devi|cerchi|[Tt]rovi|[Ss]crivi|[Ss]cegli|[Cc]hiedi|[Vv]edi|[Aa]pri"
    r"|[Cc]hiudi|[Ll]eggi|[Pp]remi|[Tt]ogli|[Aa]ggiungi|[Cc]orreggi|[Cc]onosci|Iscriviti|[Ss]uggerisci|[Ss]egui|[Vv]ai"
    r"|[Pp]roponi|[Rr]iprova|Prova|Cerca|Mostra|Guarda|Torna|Copia|Salva|Scarica|Invia|Usa|Conserva|Salta|Sfoglia|Indica"
    r"|Accetta|Ricorda|Elimina|Cancella|Carica|Ricarica|Azzera|Affina|Modifica|Lascia|Partecipa)\b"
)
"""Words by which one reader is addressed, where Italian says «voi» to a co-operative."""
NO_ADDRESS = {"Cerca", "Sfoglia", "Ingrandisci", "Riduci", "Chiudi", "Riprova", "Azzera", "Togli", "Aggiungi"}
"""Commands of one word, as controls are called in Italian in all programs; «Cerca» also heads what a member seeks."""
PLACE = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)[sd]|%%")


@cache
def extracted() -> dict[str, tuple[str, ...]]:
    """Every message that the package marks, by its text, with its plural where it has one."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {"N_": None, "_": None, "gettext": None, "ngettext": (1, 2)}
    found = extract_from_dir(ROOT, methods, options, keywords)
    messages = [message if isinstance(message, tuple) else (message,) for _, _, message, _, _ in found]
    return {message[0]: message for message in messages if message[0]}


@cache
def catalogue(code: str) -> Catalog:
    """The catalogue of a language."""
    with (ROOT / "generator" / "languages" / code / "messages.po").open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def texts(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each plural form."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_there_are_messages_to_translate() -> None:
    assert len(extracted()) > 300


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated(code: str) -> None:
    translated = {
        message.id[0] if message.pluralizable else message.id for message in catalogue(code) if all(texts(message))
    }
    assert sorted(extracted().keys() - translated) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_a_guess_or_of_a_message_that_is_gone(code: str) -> None:
    entries = [message for message in catalogue(code) if message.id]
    assert [message.id for message in entries if message.fuzzy] == []
    ids = {message.id[0] if message.pluralizable else message.id for message in entries}
    assert sorted(ids - extracted().keys()) == []
    assert list(catalogue(code).obsolete) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_the_places_for_values(code: str) -> None:
    wrong = []
    for message in (message for message in catalogue(code) if message.id):
        source = set(PLACE.findall(message.id[-1] if message.pluralizable else message.id))
        wrong += [text for text in texts(message) if text and set(PLACE.findall(text)) - source]
        last = texts(message)[-1]
        wrong += [last] if last and set(PLACE.findall(last)) != source else []
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_plural_messages_have_each_form_of_the_language(code: str) -> None:
    plurals = [message for message in catalogue(code) if message.pluralizable]
    assert [message.id for message in plurals if len(texts(message)) != catalogue(code).num_plurals] == []
    assert {message.id[0] for message in plurals} == {key for key, forms in extracted().items() if len(forms) == 2}


def test_italian_speaks_to_all_visitors_in_one_way() -> None:
    spoken = [
        text
        for message in catalogue("it")
        if message.id
        and not all(path.removeprefix("generator/").startswith(OF_THE_OFFICE) for path, _ in message.locations)
        for text in texts(message)
    ]
    assert len(spoken) > 1000
    assert [text for text in spoken if TU.search(text) and text not in NO_ADDRESS] == []
