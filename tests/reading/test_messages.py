"""What is said of each thing that can be wrong in a file: the documentation of the errors.

Each case is a text and what is said of it: line, column, field, words, rule.
"""

# ruff: noqa: E501

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator.reading
from generator.languages import Message
from generator.languages.language import Language
from generator.reading.codes import Codes
from generator.reading.problem import Problem
from generator.reading.record import read_record
from generator.reading.yaml_text import parse
from generator.records.federation import Kind
from generator.vocabularies import Vocabularies

ENGLISH = Language.load("en")
CODES = Codes(Vocabularies.load().extended({"food.preserves": {"hidden": True}}))

TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("a: [x,\n", ("1:4: a: this '[' is never closed: write ']' at its end, and commas between the items [bracket]",)),
    (
        "a: " + "[" * 50,
        ("1:35: a[0][0][0][0][0][0][0]: too deep: more than 32 levels inside each other [too-deep]",),
    ),
    ("a: b: c", ("1:5: a colon and a space inside a value: write the whole value in quotes [colon-in-value]",)),
    (
        "name: x\n summary: y",
        (
            "2:2: this line is indented more than its neighbours: begin it where the lines beside it begin [indentation]",
        ),
    ),
    (
        "name:Foo\nb: c",
        ("1:5: no space after the colon: write a space between the colon and the value [space-after-colon]",),
    ),
    ("name:Foo", ("1:1: expected keys with their values, such as 'name: …', found a text [not-a-mapping]",)),
    (
        "b: c\nname:Foo",
        ("2:5: no space after the colon: write a space between the colon and the value [space-after-colon]",),
    ),
    (
        'a: "x\nb: c',
        ("1:4: this quote is never closed: write the same quote at the end of the value [quote-not-closed]",),
    ),
    (
        "a: 'L'orto'\nb: 1",
        (
            "1:7: text after a closing quote: write a quote inside quotes twice, or put the whole value in the other quotes [after-quote]",
        ),
    ),
    (
        'a: "x" y',
        (
            "1:8: text after a closing quote: write a quote inside quotes twice, or put the whole value in the other quotes [after-quote]",
        ),
    ),
    (
        "a: [1, 2\nb: 3",
        ("1:4: a: this '[' is never closed: write ']' at its end, and commas between the items [bracket]",),
    ),
    (
        "a: {b: 1\nc: 2",
        ("1:4: a: this '{' is never closed: write '}' at its end, and commas between the items [bracket]",),
    ),
    ("a: [1, 2]]", ("1:10: a closing ']' without an opening one [bracket]",)),
    ("\ta: 1", ("1:1: a tab in front of a line: indent with spaces [tab]",)),
    ("a:\n\tb: 1", ("2:1: a tab in front of a line: indent with spaces [tab]",)),
    ("a:\n  \tb: 1", ("2:3: a tab in front of a line: indent with spaces [tab]",)),
    ("a: 1\n\tb: 2", ("2:1: a tab in front of a line: indent with spaces [tab]",)),
    ("a:\n  - x\n\t- y", ("3:1: a tab in front of a line: indent with spaces [tab]",)),
    ("a: |\n\tx", ("2:1: a tab in front of a line: indent with spaces [tab]",)),
    ("- \tx", ("1:3: a tab in front of a line: indent with spaces [tab]",)),
    ("a: @x", ("1:4: a value cannot begin with '@': write the whole value in quotes [first-character]",)),
    ("a: `x`", ("1:4: a value cannot begin with '`': write the whole value in quotes [first-character]",)),
    ("a: %x", ("1:4: a value cannot begin with '%': write the whole value in quotes [first-character]",)),
    ("%x", ("1:3: lines that begin with '%' are not read here: remove them [directive]",)),
    (
        'a: "\\d"',
        ("1:5: a backslash in double quotes means something else here: write the value in single quotes [escape]",),
    ),
    ("a: *", ("1:4: a value cannot begin with '*': write the whole value in quotes [first-character]",)),
    ("a: *** x", ("1:4: a value cannot begin with '*': write the whole value in quotes [first-character]",)),
    ("a: &", ("1:4: a value cannot begin with '&': write the whole value in quotes [first-character]",)),
    (
        "a: - b",
        (
            "1:4: a list cannot begin on the line of its key: begin it on the next line, each item after '- ' [list-beside-key]",
        ),
    ),
    ("a: | foo\n  x", ("1:6: text right after '|' or '>': begin it on the next line, indented [block-text]",)),
    (
        "a:\n  b: 1\n c: 2",
        (
            "3:2: this line is not where it should begin: keys of one level stand exactly below each other [indentation]",
        ),
    ),
    (
        "a:\n  - x\n b: 1",
        (
            "3:2: this line is not where it should begin: keys of one level stand exactly below each other [indentation]",
        ),
    ),
    (
        "a:\n - x\n- y",
        ("3:1: a list begins here without a key of its own: indent all its '- ' alike, below their key [indentation]",),
    ),
    ("- a\nb: 1", ("2:1: expected '- ' in front, as in the items of this list above [indentation]",)),
    (
        "a: 1\n- b",
        ("2:1: a list begins here without a key of its own: indent all its '- ' alike, below their key [indentation]",),
    ),
    ("x\ny: 1", ("1:1: expected 'key: value', found 'x' without a colon [no-colon]",)),
    ("foo\nbar", ("1:1: expected keys with their values, such as 'name: …', found a text [not-a-mapping]",)),
    ("a: !x", ("1:4: a: the tag '!x' is not read here: remove it, or write the value in quotes [tag]",)),
    ("a: ! b", ("1:4: a: the tag '!' is not read here: remove it, or write the value in quotes [tag]",)),
    ("%YAML 1.1\n---\na: 1", ("1:1: lines that begin with '%' are not read here: remove them [directive]",)),
    ("%YAML 2.0\n---\na: 1", ("1:1: lines that begin with '%' are not read here: remove them [directive]",)),
    ("%TAG ! x\n---\na: 1", ("1:1: lines that begin with '%' are not read here: remove them [directive]",)),
    ("%FOO bar\n---\na: 1", ("1:5: lines that begin with '%' are not read here: remove them [directive]",)),
    (
        "---\na: 1\n...\nb: 2",
        ("4:1: expected the end of the file: keys of one level stand exactly below each other [indentation]",),
    ),
    ("a: !foo!bar x", ("1:4: a value cannot begin with '!': write the whole value in quotes [tag]",)),
    ("a: >\n x\ny", ("3:1: expected 'key: value', found 'y' without a colon [no-colon]",)),
    ("? [a]\n: b", ("1:3: expected a simple word as key, found a list or a mapping [complex-key]",)),
    ("? \n: b", ("1:2: a value without a key: write the key in front of the colon [complex-key]",)),
    (": b", ("1:1: a value without a key: write the key in front of the colon [complex-key]",)),
    (
        "a: 1\n---\nb: 1",
        (
            "2:1: a second document begins here: one file holds one record, put the other one into its own file [several-documents]",
        ),
    ),
    (
        'a: "\\uD800"',
        ("1:7: a backslash in double quotes means something else here: write the value in single quotes [escape]",),
    ),
    ("a: ,", ("1:4: expected a value here: write it in quotes if it begins with a sign [no-value]",)),
    ("a: ]", ("1:4: expected a value here: write it in quotes if it begins with a sign [no-value]",)),
    ("a: }", ("1:4: expected a value here: write it in quotes if it begins with a sign [no-value]",)),
    (
        "a: #x",
        (
            "1:3: a: after a space, '#x' is a comment and no value: write the value in quotes, or a space after '#' [comment]",
        ),
    ),
    ("a: \x07", ("1:4: the character U+0007, which nobody sees, must not be here: delete it [unseen-character]",)),
    ("a: [\n- x]", ("2:1: expected a value here: write it in quotes if it begins with a sign [no-value]",)),
    ('["a" "b"]', ("1:1: this '[' is never closed: write ']' at its end, and commas between the items [bracket]",)),
    (
        'a: "\n---\n"',
        ("1:4: this quote is never closed: write the same quote at the end of the value [quote-not-closed]",),
    ),
    ("a: |2-9\n x", ("1:7: text right after '|' or '>': begin it on the next line, indented [block-text]",)),
    ("[a: b: c]", ("1:1: this '[' is never closed: write ']' at its end, and commas between the items [bracket]",)),
    (
        'a: "x"b: c',
        (
            "1:7: text after a closing quote: write a quote inside quotes twice, or put the whole value in the other quotes [after-quote]",
        ),
    ),
    (
        "key with spaces: x\nno colon here\nb: 1",
        ("2:1: expected 'key: value', found 'no colon here' without a colon [no-colon]",),
    ),
    (
        "<<: x",
        ("1:1: the key '<<' would copy from elsewhere, which is not read here: write the values out [merge-key]",),
    ),
    ("!<tag:x> a: b", ("1:1: the tag 'tag:x' is not read here: remove it, or write the value in quotes [tag]",)),
    (
        "*a : b",
        (
            "1:1: '*a' repeats a value from elsewhere, which is not read here: write the value out, or in quotes [alias]",
        ),
    ),
    (
        "&a a: b",
        (
            "1:1: '&a' marks a value to be repeated, which is not read here: remove it, or write the value in quotes [anchor]",
        ),
    ),
    (
        "- - - - - - - - - - - - - - - - - - - - x",
        (
            "1:1: expected keys with their values, such as 'name: …', found a list: remove the '- ' in front [not-a-mapping]",
        ),
    ),
    (
        "a: |\n  x\n y",
        (
            "3:2: this line is not where it should begin: keys of one level stand exactly below each other [indentation]",
        ),
    ),
    ("", ("1:1: the file is empty: expected keys with their values [empty-file]",)),
    ("# c\n", ("1:1: the file is empty: expected keys with their values [empty-file]",)),
    ("a:\n  - \n  - b", ("2:4: a[0]: an empty item in a list: write its value, or delete the line [empty-item]",)),
    (
        "a: *x",
        (
            "1:4: a: '*x' repeats a value from elsewhere, which is not read here: write the value out, or in quotes [alias]",
        ),
    ),
    (
        "a: &x b",
        (
            "1:4: a: '&x' marks a value to be repeated, which is not read here: remove it, or write the value in quotes [anchor]",
        ),
    ),
    ("a:\n  b: ~", ("2:6: a.b: '~' means nothing in YAML: leave the value empty, or write it in quotes [null]",)),
    ("a: \u2028x", ("1:4: the character U+2028, which nobody sees, must not be here: delete it [unseen-character]",)),
    (
        'a: "x\\',
        ("1:6: a backslash in double quotes means something else here: write the value in single quotes [escape]",),
    ),
    ("a: [x\n\tb]", ("2:1: a tab in front of a line: indent with spaces [tab]",)),
    ("a: x\x85", ("1:5: the character U+0085, which nobody sees, must not be here: delete it [unseen-character]",)),
    ("%YAML 1.1\n---\nname: A\n", ("1:1: lines that begin with '%' are not read here: remove them [directive]",)),
    ("name: A\nname: B\n", ("2:1: name: the key 'name' is here a second time: keep one of them [duplicate-key]",)),
)
"""YAML that is refused, whatever the record."""

BYTES: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (
        b"\xef\xbb\xbfname: A\n",
        ("1:1: the file begins with a byte-order mark: save it as 'UTF-8', not as 'UTF-8 with BOM' [byte-order-mark]",),
    ),
    (
        b"\xff\xfen\x00a\x00m\x00e\x00:\x00 \x00A\x00\n\x00",
        ("1:1: the file is not UTF-8, it looks like UTF-16: save it as UTF-8 [encoding]",),
    ),
    (
        b"n\x00a\x00m\x00e\x00:\x00 \x00A\x00\n\x00",
        ("1:1: the file is not UTF-8, it looks like UTF-16: save it as UTF-8 [encoding]",),
    ),
    (
        b"\x00n\x00a\x00m\x00e\x00:\x00 \x00A\x00\n",
        ("1:1: the file is not UTF-8, it looks like UTF-16: save it as UTF-8 [encoding]",),
    ),
    (
        b"\xff\xfe\x00\x00n\x00\x00\x00a\x00\x00\x00m\x00\x00\x00e\x00\x00\x00:\x00\x00\x00 \x00\x00\x00A\x00\x00\x00\n\x00\x00\x00",
        ("1:1: the file is not UTF-8, it looks like UTF-32: save it as UTF-8 [encoding]",),
    ),
    (
        b"n\x00\x00\x00a\x00\x00\x00m\x00\x00\x00e\x00\x00\x00:\x00\x00\x00 \x00\x00\x00A\x00\x00\x00\n\x00\x00\x00",
        ("1:1: the file is not UTF-8, it looks like UTF-32: save it as UTF-8 [encoding]",),
    ),
    (
        b"name: A\nsummary: pi\xf9\n",
        (
            "2:12: the byte 0xF9 is not UTF-8; in Windows-1252, as older programs save, it would be 'ù': save the file as UTF-8 [encoding]",
        ),
    ),
    (b"name: \x81", ("1:7: the byte 0x81 is not UTF-8: save the file as UTF-8 [encoding]",)),
    (
        b"name: \xed\xa0\x80",
        (
            "1:7: the byte 0xED is not UTF-8; in Windows-1252, as older programs save, it would be 'í': save the file as UTF-8 [encoding]",
        ),
    ),
)

RECORDS: tuple[tuple[Kind, str, tuple[str, ...]], ...] = (
    (
        "member",
        "name: A\nservices: [food.preserves]\n",
        ("2:12: services[0]: the service 'food.preserves' was taken out of this federation's list [unknown-code]",),
    ),
    (
        "member",
        "name: A\nidentifiers:\n  register: {number: A123456, section: prevalent, category: trasporto}\n",
        (
            "3:61: identifiers.register.category: no category of the register has the code 'trasporto'. Did you mean 'transport'? [unknown-code]",
        ),
    ),
    (
        "call",
        "title: A\nkind: survey\npublished: 2026-01-01\nvalue: {min: 5, max: 4}\n",
        ("4:22: value.max: the maximum is below the minimum [maximum-below-minimum]",),
    ),
    ("member", "name: A\nnaem: B\n", ("2:1: naem: unknown key 'naem'. Did you mean 'name'? [unknown-key]",)),
    (
        "member",
        "name: A\nemail: info@a.example\n",
        ("2:1: email: unknown key 'email' here: it belongs under 'contacts' [unknown-key]",),
    ),
    (
        "member",
        "name: A\ntitle: B\n",
        ("2:1: title: unknown key 'title' here: it belongs under 'offers', 'needs' [unknown-key]",),
    ),
    (
        "member",
        "name: A\ncontacts:\n  name: B\n",
        ("3:3: contacts.name: unknown key 'name' here: it belongs at the top level of the file [unknown-key]",),
    ),
    (
        "member",
        "{name:A, status: active}\n",
        (
            "1:1: name: the key 'name' is missing: it must be given [missing-key]",
            "1:2: name:A: unknown key 'name:A': write a space after the colon [unknown-key]",
        ),
    ),
    ("member", "name: A\nfoo: B\n", ("2:1: foo: unknown key 'foo' [unknown-key]",)),
    ("member", "name: A\nnaem:\n", ("2:1: naem: unknown key 'naem'. Did you mean 'name'? [unknown-key]",)),
    ("member", "summary: A\n", ("1:1: name: the key 'name' is missing: it must be given [missing-key]",)),
    ("member", "name:\nsummary: A\n", ("1:1: name: the key 'name' is missing: it must be given [missing-key]",)),
    ("member", 'name: ""\n', ("1:7: name: an empty text: write something, or leave the value out altogether [empty]",)),
    (
        "member",
        "name: A\nstatus: actve\n",
        (
            "2:9: status: found 'actve', expected one of: active, forming, winding_up, ceased. Did you mean 'active'? [unknown-word]",
        ),
    ),
    (
        "member",
        "name: A\nstatus: Winding up\n",
        (
            "2:9: status: found 'Winding up', expected one of: active, forming, winding_up, ceased. Did you mean 'winding_up'? [unknown-word]",
        ),
    ),
    (
        "member",
        "name: A\nsocial_type: C\n",
        ("2:14: social_type: found 'C', expected one of: A, B, A+B [unknown-word]",),
    ),
    (
        "member",
        "name: A\nservices: [food.diary]\n",
        ("2:12: services[0]: no service has the code 'food.diary'. Did you mean 'food.dairy'? [unknown-code]",),
    ),
    (
        "member",
        "name: A\nservices: [logistics.refrigerated_transport, xyz]\n",
        (
            "2:12: services[0]: no service has the code 'logistics.refrigerated_transport'. Did you mean 'logistics.refrigerated-transport'? [unknown-code]",
            "2:46: services[1]: no service has the code 'xyz' [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\nactivities:\n  - ateco: 88.91.99\n",
        (
            "3:12: activities[0].ateco: no activity of ATECO 2025 has the code '88.91.99'. Did you mean '88.91' (Attività di assistenza diurna per l'infanzia)? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\nactivities:\n  - ateco: 562200\n",
        (
            "3:12: activities[0].ateco: no activity of ATECO 2025 has the code '562200'. Did you mean '56.22.0' (Attività di servizi di catering su base contrattuale e alt…)? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\nactivities:\n  - main: yes\n    ateco: 88.91\n",
        ("3:11: activities[0].main: 'yes' is neither true nor false. Did you mean 'true'? [truth]",),
    ),
    (
        "member",
        "name: A\nmember_since: 2026-02-30\n",
        ("2:15: member_since: there is no such day or time as '2026-02-30' [impossible-date]",),
    ),
    (
        "member",
        "name: A\nmember_since: 1/3/1999\n",
        (
            "2:15: member_since: '1/3/1999' is no date: year, month and day, such as 2027-03-31. Did you mean '1999-03-01'? [date]",
        ),
    ),
    (
        "member",
        "name: A\nmember_since: 1999-3-1\n",
        (
            "2:15: member_since: '1999-3-1' is no date: year, month and day, such as 2027-03-31. Did you mean '1999-03-01'? [date]",
        ),
    ),
    (
        "member",
        "name: A\nmember_since: 31/04/2026\n",
        ("2:15: member_since: '31/04/2026' is no date: year, month and day, such as 2027-03-31 [date]",),
    ),
    (
        "call",
        "title: A\nkind: survey\npublished: 2026-01-01\ndeadlines: [{id: a, at: 1/3/2027 12.75}]\n",
        ("4:25: deadlines[0].at: '1/3/2027 12.75' is no date or time, such as 2027-03-31 or 2027-03-31T12:00 [date]",),
    ),
    (
        "member",
        "name: A\nmember_since: last year\n",
        ("2:15: member_since: 'last year' is no date: year, month and day, such as 2027-03-31 [date]",),
    ),
    (
        "member",
        "name: A\nsummary: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
        ("2:10: summary: 161 characters are too many: at most 160 [too-long]",),
    ),
    (
        "member",
        'name: "A\\u202EB"\n',
        ("1:7: name: the text 'A<U+202E>B' has the character U+202E, which nobody sees: delete it [unseen-character]",),
    ),
    ("member", 'name: "A\\tB"\n', ("1:7: name: a tab inside a line of text: write spaces [tab]",)),
    ("member", "name: |\n  A\n  B\n", ("1:7: name: expected one line, found several: join them [several-lines]",)),
    (
        "member",
        "name: A\ncontacts: {website: www.a.example}\n",
        (
            "2:21: contacts.website: 'www.a.example' is no web address: it begins with https:// and has no spaces. Did you mean 'https://www.a.example'? [web-address]",
        ),
    ),
    (
        "member",
        'name: A\ncontacts: {website: "http:/a.example"}\n',
        (
            "2:21: contacts.website: 'http:/a.example' is no web address: it begins with https:// and has no spaces. Did you mean 'https://a.example'? [web-address]",
        ),
    ),
    (
        "member",
        'name: A\ncontacts: {website: "javascript:alert(1)"}\n',
        (
            "2:21: contacts.website: 'javascript:alert(1)' is no web address: it begins with https:// and has no spaces [web-address]",
        ),
    ),
    (
        "member",
        "name: A\ncontacts: {phone: 030 12 34 / int. 5}\n",
        (
            "2:19: contacts.phone: '030 12 34 / int. 5' is no phone number: one number in digits, such as +39 030 1234567 [phone]",
        ),
    ),
    (
        "member",
        'name: A\ncontacts: {email: "mailto:info@a.example"}\n',
        (
            "2:19: contacts.email: 'mailto:info@a.example' is no e-mail address, such as info@name.example. Did you mean 'info@a.example'? [e-mail]",
        ),
    ),
    (
        "member",
        "name: A\ncontacts: {email: info at a.example}\n",
        ("2:19: contacts.email: 'info at a.example' is no e-mail address, such as info@name.example [e-mail]",),
    ),
    (
        "member",
        "name: A\nrelations:\n  - kind: partner_of\n    member: La Bottega.yml\n",
        (
            "4:13: relations[0].member: 'La Bottega.yml' is no short name: small letters, digits and single hyphens. Did you mean 'la-bottega'? [short-name]",
        ),
    ),
    (
        "member",
        'name: A\naddress: {municipality: "015146", postcode: i-00195}\n',
        (
            "2:45: address.postcode: 'i-00195' is no postcode: capital letters and digits, such as 00195. Did you mean 'I-00195'? [postcode]",
        ),
    ),
    (
        "member",
        "name: A\nsize: {members: 1e3, employees: 042, year: 1.999}\n",
        (
            "2:17: size.members: '1e3' is no whole number: digits only, such as 1250. Did you mean '1000'? [number]",
            "2:33: size.employees: '042' is no whole number: digits only, such as 1250. Did you mean '42'? [number]",
            "2:44: size.year: '1.999' is no whole number: digits only, such as 1250. Did you mean '1999'? [number]",
        ),
    ),
    (
        "member",
        'name: A\nsize: {members: "1.250", employees: -1, year: 1700}\n',
        (
            "2:17: size.members: '1.250' is no whole number: digits only, such as 1250. Did you mean '1250'? [number]",
            "2:37: size.employees: -1 is too small: at least 0 [too-small]",
            "2:47: size.year: 1700 is too small: at least 1850 [too-small]",
        ),
    ),
    (
        "member",
        'name: A\naddress: {municipality: "015146", latitude: "45,46", longitude: 9.19}\n',
        (
            "2:45: address.latitude: '45,46' is no number: digits and at most one point, such as 1250.5. Did you mean '45.46'? [number]",
        ),
    ),
    (
        "member",
        'name: A\naddress: {municipality: "015146", latitude: 91, longitude: "1.000,5"}\n',
        (
            "2:45: address.latitude: 91 is too large: at most 90 [too-large]",
            "2:60: address.longitude: '1.000,5' is no number: digits and at most one point, such as 1250.5. Did you mean '1000.5'? [number]",
        ),
    ),
    (
        "member",
        'name: A\naddress: {municipality: "015146", latitude: 45.4}\n',
        ("2:10: address: latitude and longitude are given together or not at all [half-a-point]",),
    ),
    (
        "member",
        "name: A\naddress: {municipality: 015416}\n",
        (
            "2:25: address.municipality: no municipality has the code '015416'. Did you mean '015146' (Milano)? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\naddress: {municipality: Milano}\n",
        ("2:25: address.municipality: 'Milano' is a name: write its code '015146' [unknown-code]",),
    ),
    (
        "member",
        "name: A\naddress: {municipality: Castro}\n",
        (
            "2:25: address.municipality: 'Castro' is the name of several municipalities: write the code of one, '016065' (Castro, BG), '075096' (Castro, LE) [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\naddress: {municipality: 092009}\n",
        (
            "2:25: address.municipality: the code '092009' is no longer in use: write '118006' (Cagliari) [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\naddress: {municipality: Atlantis}\n",
        ("2:25: address.municipality: no municipality has the code 'Atlantis' [unknown-code]",),
    ),
    (
        "member",
        "name: A\naddress: {municipality: Lugano, country: CHE}\n",
        (
            "2:42: address.country: no country has the code 'CHE' (two capital letters of ISO 3166). Did you mean 'CH'? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\naddress: {municipality: Lugano, country: Svizzera}\n",
        (
            "2:42: address.country: no country has the code 'Svizzera' (two capital letters of ISO 3166). Did you mean 'CH'? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\naddress: {municipality: Lugano, country: ch}\n",
        (
            "2:42: address.country: no country has the code 'ch' (two capital letters of ISO 3166). Did you mean 'CH'? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\nlegal_form: 1.4.3\n",
        (
            "2:13: legal_form: no legal form has the code '1.4.3'. Did you mean '1.4.30' (Società cooperativa sociale)? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\nlegal_form: Società cooperativa sociale\n",
        (
            "2:13: legal_form: no legal form has the code 'Società cooperativa sociale'. Did you mean '1.4.30' (Società cooperativa sociale)? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\nserves: [IT-99, Lombardia, BS, IT_25, Brescia, Narnia]\n",
        (
            "2:10: serves[0]: no area has the code 'IT-99' (a country IT, a region IT-25, a province IT-BS, a municipality 017029) [unknown-code]",
            "2:17: serves[1]: no area has the code 'Lombardia' (a country IT, a region IT-25, a province IT-BS, a municipality 017029). Did you mean 'IT-25' (Lombardia)? [unknown-code]",
            "2:32: serves[3]: no area has the code 'IT_25' (a country IT, a region IT-25, a province IT-BS, a municipality 017029). Did you mean 'IT-25' (Lombardia)? [unknown-code]",
            "2:39: serves[4]: no area has the code 'Brescia' (a country IT, a region IT-25, a province IT-BS, a municipality 017029). Did you mean 'IT-BS' (Brescia)? [unknown-code]",
            "2:48: serves[5]: no area has the code 'Narnia' (a country IT, a region IT-25, a province IT-BS, a municipality 017029). Did you mean '055022' (Narni)? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\nlanguages: [italiano, EN]\n",
        (
            "2:13: languages[0]: no language has the code 'italiano' (two small letters of ISO 639-1). Did you mean 'it'? [unknown-code]",
            "2:23: languages[1]: no language has the code 'EN' (two small letters of ISO 639-1). Did you mean 'en'? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\nservices: food.dairy\n",
        (
            "2:11: services: expected a list, found 'food.dairy': put '- ' in front, or square brackets around [wrong-shape]",
        ),
    ),
    (
        "member",
        "name: A\noffers:\n  id: a\n",
        ("3:3: offers: expected a list, found keys: put '- ' in front of the first key of each item [wrong-shape]",),
    ),
    (
        "member",
        "name: A\ncontacts: info@a.example\n",
        (
            "2:11: contacts: expected keys below it (email, pec, phone, website, role), found the text 'info@a.example' [wrong-shape]",
        ),
    ),
    (
        "member",
        "name: A\ncontacts:\n  - email: info@a.example\n",
        (
            "3:3: contacts: expected keys (email, pec, phone, website, role), found a list: remove the '- ' [wrong-shape]",
        ),
    ),
    (
        "member",
        "name:\n  - A\n",
        ("2:3: name: expected one text, found a list: remove the '- ' or the brackets [wrong-shape]",),
    ),
    ("member", "name:\n  first: A\n", ("2:3: name: expected one text, found the key 'first' below it [wrong-shape]",)),
    (
        "member",
        "name: A\nkeywords: [a, b, c, d, e, f, g, h, i]\n",
        ("2:11: keywords: 9 items are too many: at most 8 [too-many]",),
    ),
    (
        "member",
        "name: A\nsdg: [18, 0]\n",
        (
            "2:7: sdg[0]: 18 is too large: at most 17 [too-large]",
            "2:11: sdg[1]: 0 is too small: at least 1 [too-small]",
        ),
    ),
    (
        "member",
        "name: A\nlogo: Logo.SVG\n",
        (
            "2:7: logo: 'Logo.SVG' is no image's name: small letters and digits, ending in .svg, .png, .jpg, .jpeg or .webp. Did you mean 'logo.svg'? [logo]",
        ),
    ),
    (
        "member",
        "name: A\nlogo: ../../etc/passwd\n",
        (
            "2:7: logo: '../../etc/passwd' is no image's name: small letters and digits, ending in .svg, .png, .jpg, .jpeg or .webp [logo]",
        ),
    ),
    (
        "member",
        "name: A\nidentifiers:\n  tax_code: 12345678901\n  vat_number: IT123\n",
        (
            "3:13: identifiers.tax_code: the check digit of '12345678901' is wrong: look for a slip in the number [check-digit]",
            "4:15: identifiers.vat_number: 'IT123' is no VAT number: eleven digits; outside Italy with the two letters of the country [vat-number]",
        ),
    ),
    (
        "member",
        "name: A\nidentifiers:\n  tax_code: abc\n  register: {number: a-12, section: prevalente}\n",
        (
            "3:13: identifiers.tax_code: 'abc' is no tax code: eleven digits; outside Italy capital letters and digits [tax-code]",
            "4:22: identifiers.register.number: 'a-12' is no number of the register: a capital letter and digits, such as A123456 [register-number]",
            "4:37: identifiers.register.section: no section of the register has the code 'prevalente'. Did you mean 'prevalent'? [unknown-code]",
        ),
    ),
    (
        "member",
        "name: A\noffers:\n  - id: a\n    kind: good\n    title: T\n    from: 2027-03-01\n    expires: 2027-02-01\n",
        ("7:14: offers[0].expires: the end, 2027-02-01, is before the beginning, 2027-03-01 [ends-before-it-begins]",),
    ),
    (
        "member",
        "name: A\noffers:\n  - id: a\n    kind: good\n    title: T\n    expires: 2027-02-01\n    stage: b\n",
        (
            "7:12: offers[0].stage: a stage needs the chain that it belongs to: add the key 'chain' [stage-without-chain]",
        ),
    ),
    (
        "member",
        "name: A\noffers:\n  - {id: a, kind: good, title: T, expires: 2027-02-01}\nneeds:\n  - {id: a, kind: good, title: T, expires: 2027-02-01}\n",
        ("5:10: needs[0].id: the id 'a' is here twice: give each offer and need one of its own [same-id]",),
    ),
    (
        "member",
        "name: A\noffers:\n  - id: a\n    kind: god\n    quantity: {value: 0, unit: kg}\n",
        (
            "3:5: offers[0].expires: the key 'expires' is missing: it must be given [missing-key]",
            "3:5: offers[0].title: the key 'title' is missing: it must be given [missing-key]",
            "4:11: offers[0].kind: found 'god', expected one of: good, service, space, skill, partnership, staff. Did you mean 'good'? [unknown-word]",
            "5:23: offers[0].quantity.value: 0 is too small: it must be more than 0 [too-small]",
        ),
    ),
    (
        "call",
        "title: A\nkind: survey\npublished: 2026-01-01\ninitiative: content/programme/2023/Collaborare.yml\nvalue: {min: 5, max: 4, currency: euro}\n",
        (
            "4:13: initiative: 'content/programme/2023/Collaborare.yml' is no initiative: year and file name, such as 2023/collaborare. Did you mean '2023/collaborare'? [initiative]",
            "5:35: value.currency: 'euro' is no currency: three capital letters of ISO 4217, such as EUR [currency]",
        ),
    ),
    (
        "issue",
        "date: 2026-11-20\nsince: 2026-10-20\ncommit: 65CB4CF\npicture: {path: 'https://x.example/a.svg', alt: Noi}\n",
        (
            "3:9: commit: '65CB4CF' is no commit: all of its forty letters and digits [commit]",
            "4:17: picture.path: 'https://x.example/a.svg' is no picture of this site: a path such as /assets/images/assembly.jpg, ending in .png, .jpg or .gif [picture]",
        ),
    ),
    (
        "call",
        "title: A\nkind: survey\npublished: 2026-01-01\ndeadlines:\n  - {id: a, at: 2026-02-30T12:00, zone: Europe/Roma}\n  - {id: b, at: 1/3/2027 12.30}\n  - {id: c, at: 2026-01-01T25:00}\n",
        (
            "5:17: deadlines[0].at: there is no such day or time as '2026-02-30T12:00' [impossible-date]",
            "5:41: deadlines[0].zone: no time zone is called 'Europe/Roma': write one such as Europe/Rome [unknown-zone]",
            "6:17: deadlines[1].at: '1/3/2027 12.30' is no date or time, such as 2027-03-31 or 2027-03-31T12:00. Did you mean '2027-03-01T12:30'? [date]",
            "7:17: deadlines[2].at: there is no such day or time as '2026-01-01T25:00' [impossible-date]",
        ),
    ),
    (
        "call",
        "title: A\nkind: survey\npublished: 2026-01-01\nvalue: {share: 120}\nseeks:\n  - {service: food.dairy, number: 0}\n",
        (
            "4:16: value.share: 120 is too large: at most 100 [too-large]",
            "6:35: seeks[0].number: 0 is too small: at least 1 [too-small]",
        ),
    ),
    (
        "initiative",
        "title: A\ntrack: t\nkind: event\nsummary: B\nperiod: {from: 2023-05-01, to: 2023-04-01}\npartners: [{}]\nplace: {municipality: Bressia}\ndocuments: [{title: D, url: documents/plan.pdf}]\n",
        (
            "5:32: period.to: the end, 2023-04-01, is before the beginning, 2023-05-01 [ends-before-it-begins]",
            "6:12: partners[0]: a partner has either 'member' or 'name', not both and not none [member-or-name]",
            "7:23: place.municipality: no municipality has the code 'Bressia'. Did you mean '115012' (Baressa)? [unknown-code]",
            "8:29: documents[0].url: 'documents/plan.pdf' is no address: write a web address, or a path of this site such as /documents/plan.pdf [web-address]",
        ),
    ),
    (
        "track",
        "number: 13\ntitle: A\ncolour: 1f5a96\nnight_colour: blue\ngoals:\n  - {id: A B, text: T, year: 2023}\n",
        (
            "1:9: number: 13 is too large: at most 12 [too-large]",
            "3:9: colour: '1f5a96' is no colour: '#' and six digits from 0 to F, in quotes. Did you mean '#1f5a96'? [colour]",
            "4:15: night_colour: 'blue' is no colour: '#' and six digits from 0 to F, in quotes [colour]",
            "6:10: goals[0].id: 'A B' is no short name: small letters, digits and single hyphens. Did you mean 'a-b'? [short-name]",
        ),
    ),
    ("chain", "name: A\nstages: []\n", ("2:9: stages: expected at least one item [too-few]",)),
    (
        "member",
        "name: A\nverified: {on: null, by: B}\nname: C\nfoo: D\n",
        (
            "2:16: verified.on: 'null' means nothing in YAML: leave the value empty, or write it in quotes [null]",
            "3:1: name: the key 'name' is here a second time: keep one of them [duplicate-key]",
            "4:1: foo: unknown key 'foo' [unknown-key]",
        ),
    ),
    (
        "member",
        "name: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
        ("1:7: name: 200 characters are too many: at most 160 [too-long]",),
    ),
    (
        "track",
        "number: 1\ntitle: A\ncolour: #1F5A96\nicon: # none yet\nquestion:\n# later\n",
        (
            "3:8: colour: after a space, '#1F5A96' is a comment and no value: write the value in quotes, or a space after '#' [comment]",
        ),
    ),
    (
        "member",
        "name: A\nstatus: [active]\n",
        ("2:9: status: expected one text, found a list: remove the '- ' or the brackets [wrong-shape]",),
    ),
    ("member", "legal_name: A\nname:\n", ("2:1: name: the key 'name' is missing: it must be given [missing-key]",)),
    (
        "member",
        'name: A\n"\\u202Ekkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk": x\n',
        (
            "2:1: <U+202E>kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…: unknown key '<U+202E>kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…' [unknown-key]",
        ),
    ),
)

TABLED = ("codes", "encoding", "guessing", "patterns", "syntax", "validation", "wording", "yaml_text")
"""The modules whose messages must all be in the tables."""

UNHEARD = {
    "this is not YAML that can be read: {reason}": "libyaml has no fault left that is not explained",
    "this value cannot be read here ({reason})": "no field has a rule that is not worded",
    "'{found}' is not written as it must be: {pattern}": "no field has a pattern that is not worded",
}


def said(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    return tuple(f"{problem.said(ENGLISH).removeprefix('f:')} [{problem.rule}]" for problem in problems)


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_text_that_is_refused_is_explained(text: str, expected: tuple[str, ...]) -> None:
    assert said(tuple(fault.at("f") for fault in parse(text.encode()).faults)) == expected


@pytest.mark.parametrize(("data", "expected"), BYTES)
def test_bytes_that_are_no_utf8_are_explained(data: bytes, expected: tuple[str, ...]) -> None:
    result = parse(data)
    assert result.tree is None
    assert said(tuple(fault.at("f") for fault in result.faults)) == expected


@pytest.mark.parametrize(("kind", "text", "expected"), RECORDS)
def test_records_that_are_wrong_are_explained(kind: Kind, text: str, expected: tuple[str, ...]) -> None:
    result = read_record(kind, text.encode(), "f", CODES)
    assert result.record is None
    assert said(result.problems) == expected


def test_a_file_over_256_kib_is_refused() -> None:
    largest = b"a: " + b"x" * (256 * 1024 - 3)
    assert parse(largest).faults == ()
    assert said((parse(largest + b"x").faults[0].at("f"),)) == (
        "1:1: the file has more than 256 KiB: so much is not read [too-large]",
    )


def test_of_very_many_problems_the_first_fifty_are_told() -> None:
    text = "name: A\nsdg: [" + ", ".join(["x"] * 60) + "]\n"
    problems = said(read_record("member", text.encode(), "f", CODES).problems)
    assert len(problems) == 51
    assert problems[49].startswith("2:154: sdg[49]: 'x' is no whole number")
    assert problems[50] == "2:155: 10 more problems in this file [more]"


def test_every_message_stands_in_a_table() -> None:
    heard = {text for texts in _heard() for text in texts}
    missing = {text for text in _messages() if text not in heard}
    assert missing == set(UNHEARD)


def _heard() -> Iterator[set[str]]:
    for text, _ in TEXTS:
        yield from (_texts(fault.message) for fault in parse(text.encode()).faults)
    for data, _ in (*BYTES, (b"a" * 300_000, ())):
        yield from (_texts(fault.message) for fault in parse(data).faults)
    many = ("member", "name: A\nsdg: [" + "x, " * 60 + "]\n", ())
    for kind, text, _ in (*RECORDS, many):
        problems = read_record(kind, text.encode(), "f", CODES).problems  # type: ignore[arg-type]
        yield from (_texts(problem.message) for problem in problems)


def _texts(message: Message) -> set[str]:
    below = (_texts(value) for value in message.values.values() if isinstance(value, Message))
    return {message.text}.union(*below)


def _messages() -> Iterator[str]:
    for name in TABLED:
        source = Path(str(generator.reading.__file__)).with_name(f"{name}.py").read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
                yield ast.literal_eval(node.args[0])
