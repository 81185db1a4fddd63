"""One annotated text, whatever corpus it came from. All spans are half-open character offsets into `text`."""

import re
from dataclasses import dataclass, field

SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
TITLES_AND_MONTHS = "Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
ABBREVIATION = re.compile(rf"(?:\b[A-Z]|\b(?:{TITLES_AND_MONTHS}))\.\s+$")


@dataclass
class SyntaxWord:
    """A word of a treebank. `head` is the index of another word of the same document, -1 for the root."""

    start: int
    end: int
    head: int
    deprel: str
    upos: str


@dataclass
class Document:
    corpus: str
    name: str
    text: str
    sentences: list = field(default_factory=list)  # [(start, end)]
    layers: set = field(default_factory=set)  # annotated layers: role, entity, trigger, source, cue, content
    spans: dict = field(default_factory=dict)  # layer -> [(start, end, class)]
    ignored: dict = field(default_factory=dict)  # layer -> [(start, end)]: no loss here
    entity_classes: set = field(default_factory=set)  # classes for which a missing span means "none"
    syntax: list = field(default_factory=list)  # [SyntaxWord]
    factuality: list = field(default_factory=list)  # [(start, end, value in -3..3)]
    document: dict = field(default_factory=dict)  # document label -> 0.0 or 1.0; absent: unknown
    evidence: list = field(default_factory=list)  # spans without which a window says nothing about `document`

    def add(self, layer, start, end, label):
        self.spans.setdefault(layer, []).append((start, end, label))

    def ignore(self, layer, start, end):
        self.ignored.setdefault(layer, []).append((start, end))


def split_sentences(text):
    """Sentence spans of plain text. Good enough to cut windows at; not a linguistic claim."""
    spans, start = [], 0
    for match in SENTENCE_END.finditer(text):
        if "\n" not in match.group() and ABBREVIATION.search(text[max(0, match.start() - 8) : match.end()]):
            continue
        if text[start : match.end()].strip():
            spans.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


NO_SPACE_BEFORE = re.compile(r"^(?:[.,!?;:%)\]}]|n't|n’t|['’](?:s|re|ve|ll|d|m|S)?)$")
NO_SPACE_AFTER = re.compile(r"^[(\[{$]$")


def join_tokens(tokens):
    """Tokens -> (text, [(start, end)]): undoes treebank spacing so that the text looks like running text."""
    text, spans, glue = "", [], True
    for token in tokens:
        if not glue and not NO_SPACE_BEFORE.match(token):
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        glue = bool(NO_SPACE_AFTER.match(token))
    return text, spans


def find_all(text, string):
    """Spans of every occurrence of `string` as whole words; any run of blanks matches any other."""
    parts = [re.escape(p) for p in string.split()]
    if not parts:
        return []
    pattern = r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"
    return [m.span() for m in re.finditer(pattern, text)]
