"""The option `newsletter`: where people sign up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.languages.language import Language
from generator.reading.settings import read_settings
from generator.reading.sign_up import SignUp, WrongSignUp, sign_up

ENGLISH = Language.load("en")
FORM = "https://lists.example/subscribe"


@pytest.mark.parametrize("option", [None, "", {}, False])
def test_a_federation_may_have_no_newsletter(option: Any) -> None:
    assert sign_up(option) is None


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (FORM, SignUp(FORM)),
        ({"address": f"{FORM}?u=1&id=2"}, SignUp(f"{FORM}?u=1&id=2")),
        (
            {"address": "mailto:list-join@f.example?subject=subscribe"},
            SignUp("mailto:list-join@f.example?subject=subscribe"),
        ),
        (
            {
                "address": FORM, "field": "EMAIL", "hidden": {"b_1": "", "list": "0012"},
                "leads_to": ["https://provider.example"], "leave": "{{ unsubscribe }}",
            },
            SignUp(
                FORM, "EMAIL", (("b_1", ""), ("list", "0012")), ("https://provider.example",), "{{ unsubscribe }}"
            ),
        ),
        ({"address": FORM, "leave": "*|UNSUB|*"}, SignUp(FORM, leave="*|UNSUB|*")),
        ({"address": FORM, "leave": "https://l.example/bye?a=b"}, SignUp(FORM, leave="https://l.example/bye?a=b")),
    ],
)  # fmt: skip
def test_any_provider_s_form_can_be_said(option: Any, expected: SignUp) -> None:
    assert sign_up(option) == expected


def test_a_form_names_the_servers_that_it_may_be_sent_to_and_a_mailbox_none() -> None:
    form = SignUp("https://l.example:8443/x?y", leads_to=("https://l.example:8443", "https://p.example"))
    assert (form.keeper, form.servers) == ("l.example", ("https://l.example:8443", "https://p.example"))
    mail = SignUp("mailto:join@f.example?subject=hello")
    assert (mail.by_mail, mail.keeper, mail.servers) == (True, "join@f.example", ())


ADDRESS = (
    "newsletter.address: expected where the provider takes sign-ups, such as https://lists.example/subscribe, or "
    "mailto:list@federation.example, found '{}'"
)


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (3, "newsletter: expected an address or a mapping with one, found '3'"),
        ({"hidden": {}}, ADDRESS.format("None")),
        ("http://lists.example/subscribe", ADDRESS.format("http://lists.example/subscribe")),
        ("https://user:word@lists.example/", ADDRESS.format("https://user:word@lists.example/")),
        ("https://lists.example/; script-src *", ADDRESS.format("https://lists.example/; script-src *")),
        ("https://lists.example;x/", ADDRESS.format("https://lists.example;x/")),
        ("javascript:alert(1)", ADDRESS.format("javascript:alert(1)")),
        ("mailto:a@f.example\nBcc: b@f.example", ADDRESS.format("mailto:a@f.example Bcc: b@f.example")),
        ('https://lists.example/"onload="', ADDRESS.format('https://lists.example/"onload="')),
        (
            {"address": FORM, "hiden": {}},
            (
                "newsletter: 'hiden' is no setting; there are address, field, hidden, leads_to, leave. "
                "Did you mean 'hidden'?"
            ),
        ),
        (
            {"address": FORM, "field": "e mail"},
            "newsletter.field: expected the name of a field of the provider's form, found 'e mail'",
        ),
        (
            {"address": FORM, "hidden": ["list"]},
            "newsletter.hidden: expected names of fields with their values, found '['list']'",
        ),
        (
            {"address": FORM, "hidden": {"list": 12}},
            "newsletter.hidden.list: expected a text on one line, in quotes, found '12'",
        ),
        (
            {"address": FORM, "hidden": {"<b>": "1"}},
            "newsletter.hidden.<b>: expected the name of a field of the provider's form, found '<b>'",
        ),
        ({"address": FORM, "hidden": {"email": "1"}}, "newsletter.hidden: 'email' is the field of the address itself"),
        (
            {"address": FORM, "leads_to": "https://p.example"},
            (
                "newsletter.leads_to: expected a list of servers such as https://provider.example, "
                "found 'https://p.example'"
            ),
        ),
        (
            {"address": FORM, "leads_to": ["https://p.example/path"]},
            (
                "newsletter.leads_to: expected a list of servers such as https://provider.example, "
                "found 'https://p.example/path'"
            ),
        ),
        (
            {"address": FORM, "leave": "javascript:alert(1)"},
            (
                "newsletter.leave: expected a web address, mailto:, or the provider's sign for its own link, "
                "found 'javascript:alert(1)'"
            ),
        ),
    ],
)
def test_what_cannot_be_followed_is_refused_with_what_is_expected(option: Any, expected: str) -> None:
    with pytest.raises(WrongSignUp) as raised:
        sign_up(option)
    assert ENGLISH.say(raised.value.message) == expected


def test_the_settings_read_it_and_tell_what_is_wrong_with_it(tmp_path: Path) -> None:
    text = "site_name: F\ntheme: {name: material}\nplugins: [{coop-restart: {newsletter: {address: %s}}}]\n"
    (tmp_path / "mkdocs.yml").write_text(text % FORM, encoding="utf-8")
    assert read_settings(tmp_path).settings.newsletter == SignUp(FORM)
    (tmp_path / "mkdocs.yml").write_text(text % "ftp://x", encoding="utf-8")
    found = read_settings(tmp_path)
    assert found.settings.newsletter is None
    assert [problem.said(ENGLISH) for problem in found.problems] == [
        f"mkdocs.yml:3:39: plugins.coop-restart.newsletter: {ADDRESS.format('ftp://x')}"
    ]
