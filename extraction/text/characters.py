"""Characters that readers do not see, or see as others: soft hyphens, emoji, separate accents."""

import re
import unicodedata
from collections.abc import Iterator

from extraction.text.edited import Edit

# Format characters (soft hyphen, zero-width spaces and joiners, word joiner, marks of direction, byte order mark).
_HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_ACCENTS = "\u0300-\u036f"
_PICTURES = "\u231a-\u231b\u23e9-\u23fa\u2600-\u27bf\u2b05-\u2b55\U0001f000-\U0001faff"
_PICTURE = rf"[{_PICTURES}][{_PICTURES}{_HIDDEN}\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f]*"
# Includes the spaces on one side, so that one space stays between the words.
_EMOJI = rf"(?:^|(?<=\s)){_PICTURE}(?: +{_PICTURE})*(?: +|(?=\s|$))|{_PICTURE}"
_TO_EDIT = re.compile(rf"(?P<emoji>{_EMOJI})|(?P<hidden>[{_HIDDEN}]+)|[^\W\d_][{_HIDDEN}]*[{_ACCENTS}]+|\r(?=\n)")
# Replacements have the length of the original.
_AS_SPACE = dict.fromkeys(map(ord, "\r\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2007\u2028\u2029\u202f\u3000"), " ")


def visible(text: str) -> str:
    """Return the text with all white space except line feeds as spaces; no length changes."""
    return text.translate(_AS_SPACE)


def edits(text: str) -> Iterator[Edit]:
    """Yield edits to the visible text: hidden characters removed, accents composed, "\\r\\n" replaced by "\\n"."""
    for match in _TO_EDIT.finditer(text):
        if match["emoji"]:
            inside = (
                match.start()
                and not text[match.start() - 1].isspace()
                and text[match.end() : match.end() + 1].isalnum()
            )
            yield *match.span(), " " if inside else ""
            continue
        if match["hidden"] or match[0] == "\r":
            yield *match.span(), ""
            continue
        composed = unicodedata.normalize("NFC", re.sub(rf"[{_HIDDEN}]", "", match[0]))
        if len(composed) < len(match[0]):
            yield *match.span(), composed
