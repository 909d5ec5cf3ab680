"""Words cut into pieces of the encoder's vocabulary: WordPiece of uncased BERT."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# An address or a line of Base64 has hundreds of pieces, and its first ones say what it is.
_MOST_OF_A_WORD = 16
# A part longer than this is no word of a language.
_LONGEST = 100
_CHINESE = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x2FA20))


class Vocabulary:
    """The pieces of the encoder and their ids."""

    def __init__(self, lines: str) -> None:
        """Take the pieces from the lines of a text, in the order of their ids."""
        self._ids = {piece: number for number, piece in enumerate(lines.splitlines())}
        self.first, self.last, self._unknown = (self._ids[piece] for piece in ("[CLS]", "[SEP]", "[UNK]"))
        self.of = lru_cache(50_000)(self._of)
        """Return the ids of the pieces of a word; none for white space."""

    def _of(self, word: str) -> tuple[int, ...]:
        ids: list[int] = []
        for part in _parts(word):
            ids += self._pieces(part)
            if len(ids) >= _MOST_OF_A_WORD:
                break
        return tuple(ids[:_MOST_OF_A_WORD])

    def _pieces(self, part: str) -> list[int]:
        """Return the longest pieces from left to right."""
        if len(part) > _LONGEST:
            return [self._unknown]
        ids, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self._ids.get(part[start:end] if start == 0 else f"##{part[start:end]}")
                if number is not None:
                    break
            else:
                return [self._unknown]
            ids.append(number)
            start = end
        return ids


def _parts(word: str) -> Iterator[str]:
    """Yield runs of letters and digits in lower case without accents, and each mark and Chinese character by itself."""
    run = ""
    for character in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(character)
        if kind == "Mn" or (kind[0] == "C" and character not in "\t\n\r") or character == "\ufffd":
            continue
        if character.isspace() or kind[0] == "P" or _is_mark(character) or _is_chinese(character):
            if run:
                yield run
            run = ""
            if not character.isspace():
                yield character
        else:
            run += character
    if run:
        yield run


def _is_mark(character: str) -> bool:
    return character.isascii() and not character.isalnum()


def _is_chinese(character: str) -> bool:
    return any(ord(character) in block for block in _CHINESE)
