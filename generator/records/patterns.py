"""The patterns of texts, numbers and dates in records.

Whatever validates a field, words what is wrong with it, or asks for it in a form goes by these.
"""

from __future__ import annotations

# Control characters, noncharacters, and the marks that turn the direction of the text around them
# ("Trojan Source", CVE-2021-42574): no honest record needs one, and pages must not carry them.
UNSEEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufff9-\uffff" + "".join(
    chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
LINE_PATTERN = rf"^[^\t\n{UNSEEN}]*[^\s{UNSEEN}][^\t\n{UNSEEN}]*$"
PROSE_PATTERN = rf"^[^{UNSEEN}]*[^\s{UNSEEN}][^{UNSEEN}]*$"

_LABEL = r"[A-Za-z0-9\u00a1-\ufdcf-]{1,63}"
_ADDRESS_END = r'[^\s<>"\\^`{|}' + UNSEEN + r"]*$"
WEB_PATTERN = rf"^https?://{_LABEL}(\.{_LABEL})+\.?(:[0-9]{{1,5}})?([/?#]{_ADDRESS_END[:-1]})?$"
DOCUMENT_PATTERN = rf"{WEB_PATTERN}|^(/[A-Za-z0-9_%-][A-Za-z0-9._%-]*)+/?$"
EMAIL_PATTERN = (
    r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$"
)
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PHONE_PATTERN = r"^\+?[0-9][0-9 ()/.-]{4,24}$"
POSTCODE_PATTERN = r"^[A-Z0-9][A-Z0-9 -]{1,9}$"
INTEGER_PATTERN = r"^-?(0|[1-9][0-9]{0,17})$"
DECIMAL_PATTERN = r"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?$"
# Years that can be meant: calendars and pages reckon with days before and after each.
_YEAR = "(1[89]|2[01])[0-9]{2}"
DAY_PATTERN = rf"^{_YEAR}-[0-9]{{2}}-[0-9]{{2}}$"
MOMENT_PATTERN = rf"^{_YEAR}-[0-9]{{2}}-[0-9]{{2}}" + r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"
