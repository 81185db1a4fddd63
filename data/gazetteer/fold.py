"""Writes fold.tsv: how letters of the Latin script fold to ASCII. Read by build.py and by the Rust reader alike,
so that both fold names in the same way.

    python fold.py > fold.tsv
"""

import unicodedata

# Letters that Unicode does not decompose.
LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    "ə": "e", "ǝ": "e", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ŧ": "t", "ƒ": "f",
    "ɖ": "d", "ɣ": "g", "ʋ": "v", "ɲ": "ny", "ɨ": "i", "ʉ": "u",
}
# Marks that a name may be written with or without: they vanish.
SILENT = "'’‘ʼʻʽʾʿˈ`´′ʹ.\u200c\u200d\u00ad"


def folded(letter: str) -> str | None:
    lower = letter.lower()
    parts = [part for part in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(part)]
    text = "".join(LETTERS.get(part, part) for part in parts)
    return text if text.isascii() and text.isalnum() else None


def main() -> None:
    print("# letter\tASCII letters that it folds to (none: it vanishes). Made by fold.py from the Unicode character database.")
    for mark in SILENT:
        print(f"U+{ord(mark):04X}\t")
    for code in [*range(0xC0, 0x2B0), *range(0x1E00, 0x1F00)]:
        if (text := folded(chr(code))) is not None:
            print(f"U+{code:04X}\t{text}")
    for code in [*range(0x300, 0x370)]:
        print(f"U+{code:04X}\t")


if __name__ == "__main__":
    main()
