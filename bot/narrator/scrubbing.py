"""Takes out of a text what names a person or opens a door, before anything leaves for a language model.

What is left must still describe a system: numbers in every notation, dates, versions, networks, identifiers. Every
pattern looks at a few characters at a time, so that no text makes it slow.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

_Replacement: TypeAlias = str | Callable[[re.Match[str]], str]

_PEM = re.compile(r"-----BEGIN [A-Z0-9 ]{1,40}-----.*?(?:-----END [A-Z0-9 ]{1,40}-----|\Z)", re.DOTALL)
_IN_URL = re.compile(r"(?<=://)[^\s/]{1,300}@")
_KEY = re.compile(
    r"""\b(?:
      (?:AKIA|ASIA)[A-Z0-9]{16}                          # AWS
    | (?:sk|pk|rk)[-_][\w-]{16,}                         # OpenAI, Anthropic, Stripe
    | (?:gh[pousr]|github_pat|glpat|npm|hf)[-_][\w-]{16,}
    | xox[abeoprs]-[\w-]{10,}                            # Slack
    | AIza[\w-]{30,}                                     # Google
    | SG\.[\w-]{16,}\.[\w-]{16,}                         # SendGrid
    | [0-9]{6,12}:[\w-]{30,}                             # Telegram
    | eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?               # JSON web tokens
    | [0-9a-fA-F]{32,}
    )(?![\w-])""",
    re.VERBOSE,
)
_BEARER = re.compile(r"\b(bearer|basic)\s{1,3}[\w.~+/-]{12,}=*", re.IGNORECASE)
_PASSWORD_IS = re.compile(
    r"""((?:password|passwd|pwd|\bpw|\bpass(?=\s?=)|passphrase|passwort|kennwort|contraseña|senha|mot\ de\ passe
    |パスワード|密码)
    [\w-]{0,20}["']?(?:\s{0,3}[:=：]\s{0,3}|\ (?:is|ist|est|es|é)\ (?=\S{0,60}[0-9]))["']?)[^\s"',;]+""",
    re.IGNORECASE | re.VERBOSE,
)
_SECRET_IS = re.compile(
    r"""((?:secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)
    [\w-]{0,20}["']?\s{0,3}(?:=|:(?=\s{0,3}\S{0,100}[0-9]))\s{0,3}["']?)[^\s"',;]{8,}""",
    re.IGNORECASE | re.VERBOSE,
)
_ON_THE_COMMAND_LINE = re.compile(r"(--(?:password|token|secret|api-key)[ =])\S+", re.IGNORECASE)
_LONG = re.compile(r"(?<![\w+/=-])[\w+/-]{40,}={0,2}(?![\w+/-])", re.ASCII)
_ACCOUNT = re.compile(
    r"(arn:aws[\w-]{0,10}:[\w-]{1,40}:[\w-]{0,20}:|\baccount\D{0,12})[0-9]{12}\b|\b[0-9]{12}(?=\.dkr\.ecr\.)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}[@＠](?:[\w-]{1,63}\.){1,8}\w{2,63}")
_PHONE = re.compile(
    r"""(?<![\w.,+-])(?:
      (?:\+|00)[1-9][0-9]{0,2}(?:[ ./-]?\(?[0-9]{1,5}\)?){2,7}
    | \([0-9]{2,5}\)[ ]?[0-9]{3,5}[ .-]?[0-9]{3,5}
    | [2-9][0-9]{2}([.-])[0-9]{3}\1[0-9]{4}
    | (?!\d{1,2}[./-]\d{1,2}[./-]\d{4}\b)0[1-9][0-9]{0,4}(?:[ ./-][0-9]{2,8}){1,5}
    )(?![\w:%]|[.,][0-9])""",
    re.VERBOSE,
)
_PHONE_IS = re.compile(
    r"(\b(?:phone|tel|telefon|mobile|handy|fax|whatsapp)\b\W{0,4})[+(]?[0-9][0-9 ()./-]{5,20}", re.IGNORECASE
)
_HANDLE = re.compile(
    r"(?<![\w@.＠])[@＠](?!(?:peak|night|noon|once|rest|launch|scale|average|max|min|least|p[0-9]+)\b)"
    r"[^\W\d]\w{2,31}\b(?![\w.-]{0,60}[/(])",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\+?[0-9]{1,3}(?:[ .][0-9]{3})+")
_LONG_WORD = re.compile(r"[a-z]{7}")


def scrub(text: str) -> str:
    """Replace e-mail addresses, phone numbers, handles, keys and passwords by words such as [e-mail].

    Scrubbing a text again changes nothing.
    """
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text


def _phone(found: re.Match[str]) -> str:
    """Leave what is too short for a number, or an amount with its thousands apart."""
    text = found[0]
    digits = sum(letter.isdigit() for letter in text)
    is_amount = _THOUSANDS.fullmatch(text) and (digits < 10 or text.endswith("000"))
    return text if digits < 8 or is_amount else "[phone]"


def _long(found: re.Match[str]) -> str:
    """Tell a random key from a long name or path, which is made of words with marks between them."""
    text = found[0]
    digits, upper, lower = (sum(map(of_kind, text)) for of_kind in (str.isdigit, str.isupper, str.islower))
    marks = len(text) - digits - upper - lower
    is_mixed = min(digits, upper, lower) >= 1 and (digits >= 3 or not _LONG_WORD.search(text))
    is_key = marks <= len(text) / 9 and (is_mixed or (digits >= 6 and not marks))
    return "[key]" if is_key else text


_STEPS: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (_PEM, "[key]"),
    (_IN_URL, "[password]@"),
    (_KEY, "[key]"),
    (_BEARER, r"\1 [key]"),
    (_PASSWORD_IS, r"\1[password]"),
    (_SECRET_IS, r"\1[key]"),
    (_ON_THE_COMMAND_LINE, r"\1[password]"),
    (_LONG, _long),
    (_ACCOUNT, r"\g<1>[account]"),
    (_EMAIL, "[e-mail]"),
    (_PHONE_IS, r"\1[phone]"),
    (_PHONE, _phone),
    (_HANDLE, "[name]"),
)
