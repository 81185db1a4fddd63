"""Document -> windows of at most 512 sub-tokens with labels on the first sub-token of every word.

A "word" is a BERT basic token: lower-cased, split at blanks and punctuation. Rows of a window are aligned with
`input_ids`, [CLS] at 0 and [SEP] at the end; -100 (or NaN) marks positions without a label.
"""

from dataclasses import dataclass

import numpy as np

from labels import DOCUMENT, ENTITIES, IGNORE, ROLES, TRIGGERS, UPOS

MAX_TOKENS = 512
LAYERS = {"role": ROLES, "entity": ENTITIES, "trigger": TRIGGERS}
TRIPLES = ["source", "cue", "content"]


@dataclass
class Word:
    first: int  # sub-token index in the whole document
    start: int
    end: int
    sentence: int


def words_and_ids(tokenizer, doc):
    """(words, sub-token ids, word index of each sub-token)."""
    encoding = tokenizer.encode(doc.text, add_special_tokens=False)
    words, owner, last = [], [], None
    sentence = 0
    for i, (word_id, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets)):
        if word_id != last:
            while sentence + 1 < len(doc.sentences) and start >= doc.sentences[sentence + 1][0]:
                sentence += 1
            words.append(Word(i, start, end, sentence))
            last = word_id
        words[-1].end = max(words[-1].end, end)
        owner.append(len(words) - 1)
    return words, encoding.ids, owner


def cut(words, n_ids, limit=MAX_TOKENS - 2):
    """Word ranges [(from, to)] of windows, cut at sentence borders; an overlong sentence is cut where it must be."""
    ranges, start = [], 0
    while start < len(words):
        end = start
        while end < len(words) and (words[end + 1].first if end + 1 < len(words) else n_ids) - words[start].first <= limit:
            end += 1
        end = max(end, start + 1)
        if end < len(words):
            border = end
            while border > start and words[border].sentence == words[border - 1].sentence:
                border -= 1
            end = border if border > start else end
        ranges.append((start, end))
        start = end
    return ranges


def bio_rows(words, spans, classes, ignored):
    """Class index of each word; longer spans win over those they overlap."""
    rows = np.zeros(len(words), dtype=np.int64)
    starts = np.array([w.start for w in words])
    ends = np.array([w.end for w in words])
    for start, end in ignored:
        rows[(starts < end) & (ends > start)] = IGNORE
    taken = np.zeros(len(words), dtype=bool)
    for start, end, label in sorted(spans, key=lambda s: s[0] - s[1]):
        inside = np.flatnonzero((starts < end) & (ends > start))
        if len(inside) == 0 or taken[inside].any():
            continue
        taken[inside] = True
        rows[inside] = 2 * classes.index(label) + 2
        rows[inside[0]] -= 1
    return rows


def syntax_rows(words, doc, deprel):
    """(upos, deprel, head word index or -1 for root), one row a word; -100 where a word has no syntax.

    A treebank word is represented by its first free overlapping word; left-over words hang on it as `goeswith`.
    """
    n = len(words)
    upos, rel, head = (np.full(n, IGNORE, dtype=np.int64) for _ in range(3))
    owner, represent, at = [-1] * n, {}, 0
    for i, unit in enumerate(doc.syntax):
        while at < n and words[at].end <= unit.start:
            at += 1
        k = at
        while k < n and words[k].start < unit.end:
            if owner[k] < 0:
                owner[k] = i
                represent.setdefault(i, k)
            k += 1
    for k, i in enumerate(owner):
        if i < 0:
            continue
        unit = doc.syntax[i]
        upos[k] = UPOS.index(unit.upos)
        if represent[i] != k:
            rel[k], head[k] = deprel.index("goeswith"), represent[i]
            continue
        rel[k] = deprel.index(unit.deprel if unit.deprel in deprel else unit.deprel.split(":")[0])
        above = unit.head
        while above >= 0 and above not in represent:  # a word without surface: its own head stands in
            above = doc.syntax[above].head
        head[k] = represent[above] if above >= 0 else -1
    return upos, rel, head


def word_labels(doc, words, deprel):
    """Label rows over the words of the whole document."""
    rows = {}
    for layer, classes in LAYERS.items():
        if layer in doc.layers:
            rows[layer] = bio_rows(words, doc.spans.get(layer, []), classes, doc.ignored.get(layer, []))
    for layer in TRIPLES:
        if layer in doc.layers:
            rows[layer] = bio_rows(words, doc.spans.get(layer, []), [layer], [])
    if doc.syntax:
        rows["upos"], rows["deprel"], rows["head"] = syntax_rows(words, doc, deprel)
    if doc.factuality:
        value = np.full(len(words), np.nan, dtype=np.float32)
        for start, end, label in doc.factuality:
            for k, word in enumerate(words):
                if word.start < end and word.end > start:
                    value[k] = label
                    break
        rows["factuality"] = value
    return rows


def document_row(doc, start, end):
    """Seven targets; a window of a relevant document without any of its evidence says nothing."""
    row = np.array([doc.document.get(d, np.nan) for d in DOCUMENT], dtype=np.float32)
    if doc.document.get("relevant") == 1.0 and not any(start <= s < end for s, _ in doc.evidence):
        row[:] = np.nan
    return row


def encode(doc, tokenizer, deprel):
    """Windows of one document, each a dict of arrays over its T positions (and `words`: [(position, start, end, sentence)])."""
    words, ids, _ = words_and_ids(tokenizer, doc)
    if not words:
        return []
    rows = word_labels(doc, words, deprel)
    cls_id, sep_id = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    return [window(doc, words, ids, rows, a, b, cls_id, sep_id) for a, b in cut(words, len(ids))]


def window(doc, words, ids, rows, a, b, cls_id, sep_id):
    first = words[a].first
    last = min(words[b].first if b < len(words) else len(ids), first + MAX_TOKENS - 2)
    kept = [w for w in words[a:b] if w.first < last]
    length = last - first + 2
    position = np.array([w.first - first + 1 for w in kept])
    out = {
        "corpus": doc.corpus,
        "name": doc.name,
        "ids": np.array([cls_id, *ids[first:last], sep_id], dtype=np.int32),
        "words": np.array([(p, w.start, w.end, w.sentence) for p, w in zip(position, kept)], dtype=np.int32),
        "document": document_row(doc, kept[0].start, kept[-1].end),
        "entity_known": np.array([c in doc.entity_classes for c in ENTITIES]),
    }
    for layer, values in rows.items():
        row = np.full(
            length, np.nan if layer == "factuality" else IGNORE, dtype=np.float32 if layer == "factuality" else np.int16
        )
        part = values[a : a + len(kept)]
        row[position] = head_positions(part, a, len(kept), position) if layer == "head" else part
        out[layer] = row
    return out


def head_positions(heads, first_word, n, position):
    """Word index of each head -> its position in the window; [CLS] (0) for the root; -100 outside the window."""
    local = heads - first_word
    inside = (local >= 0) & (local < n)
    result = np.where(inside, position[np.clip(local, 0, n - 1)], IGNORE)
    return np.where(heads == -1, 0, np.where(heads == IGNORE, IGNORE, result))
