"""What the form says in the browser, in the site's language; `{…}` are set there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.languages import N_

if TYPE_CHECKING:
    from generator.languages.language import Language

_WORDS = {
    "step": N_("Step {n} of {total}: {title}"),
    "search": N_("Search by name"),
    "none": N_("Nothing found"),
    "found": N_("Found: {n}"),
    "chosen": N_("Chosen: {name}"),
    "remove": N_("Remove {name}"),
    "left": N_("{n} characters left"),
    "over": N_("{n} characters too many"),
    "preview": N_("How it will look"),
    "time": N_("Time, if there is one"),
    "problems": N_("Before you go on"),
    "problem": N_("{label}: {message}"),
    "warnings": N_("It can be sent like this, but look at these first"),
    "draftKept": N_("Draft kept on this device."),
    "draftFound": N_("Here is your draft of {day}."),
    "sameCode": N_("This tax code is in the directory already: {name}."),
    "sameName": N_("Nearly the same name and place: {name}. Is it you?"),
    "change": N_("Then change that page instead."),
    "chooseMember": N_("Choose the co-operative from the list that appears as you write."),
    "noMember": N_("There is no such page in the directory. Look the co-operative up there, and copy the address."),
    "noCall": N_("Choose a call from the list."),
    "notArrived": N_("A part of the form did not arrive. Load the page again; your draft stays."),
    "file": N_("The file that is proposed"),
    "empty": N_("Nothing filled in yet."),
    "nextField": N_("One more thing makes you found more often: {label}."),
    "consent": N_("To be published, the co-operative has to agree: tick the box above."),
    "logoKind": N_("This is no image that can be used: svg, png, jpg or webp"),
    "logoLarge": N_("The image has {size} KB: at most 200"),
    "logoActs": N_("This drawing contains something that acts or fetches: save it as a plain SVG, or as PNG"),
    "sending": N_("Sending…"),
    "proving": N_("Showing that no machine is writing…"),
    "sent": N_("Sent. Your reference: {reference}"),
    "follow": N_("Follow what becomes of it"),
    "refused": N_("It was not taken: {reason}"),
    "offline": N_("It could not be sent: there is no connection. Your draft stays; try again later, or save the file."),
    "busy": N_("It could not be sent just now. Your draft stays; try again in a few minutes, or save the file."),
    "longFile": N_("The text is too long for an address: copy it, then paste it into the page that opens."),
    "nameOnly": N_("The page that opens takes the name of the file alone: copy the text, then paste it there."),
    "logoApart": N_(
        "The logo is a file of its own: save it, then add it to the same proposal as members/logos/{file}."
    ),
    "newText": N_("Copy the new text, then replace the whole text in the page that opens."),
    "copied": N_("Copied."),
    "subject": N_("Proposal: {name}"),
    "attach": N_("I attach the file {file}."),
    "attachLogo": N_("I attach the logo {file}."),
    "unchanged": N_("Nothing is changed yet."),
    "change1": N_("{n} change"),
    "changeMany": N_("{n} changes"),
    "confirm": N_("The page is confirmed as of today."),
    "archive": N_("The page will say that the co-operative has ceased."),
    "before": N_("before"),
    "after": N_("now"),
    "nothing": N_("nothing"),
    "verifier": N_("the co-operative"),
    "joins": N_("{name} takes part in this call."),
    "joinedAlready": N_("{name} takes part in this call already."),
}


def words(language: Language) -> dict[str, str]:
    """Return the words by the names that the form's script knows."""
    return {name: language.gettext(text) for name, text in _WORDS.items()}
