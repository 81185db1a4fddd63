"""Label sets of every head, in the order of the logits.

BIO heads put `O` at index 0, then `B-x`, `I-x` for each class x in the order given here.
`DEPREL` is not fixed here: it is counted from the treebanks by `prepare.py`.
"""

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
ROLES = ["perp_ind", "perp_org", "victim", "target", "weapon"]
ENTITIES = ["person", "organisation", "place", "facility", "weapon", "vehicle", "time", "quantity", "nationality", "title"]
TRIGGERS = ["attack", "die", "injure", "arrest", "demonstrate", "transport", "other_event"]
ATTRIBUTION = ["source", "cue", "content"]
DOCUMENT = ["relevant", "attack", "bombing", "kidnapping", "arson", "robbery", "forced_work_stoppage"]

IGNORE = -100


def bio(classes):
    """["a"] -> ["O", "B-a", "I-a"]."""
    return ["O"] + [f"{p}-{c}" for c in classes for p in "BI"]


def attribution_bio():
    """Nine logits: an O, B, I triple for each of source, cue and content."""
    return [f"{p}-{c}" for c in ATTRIBUTION for p in "OBI"]


def label_sets(deprel):
    """Head name -> label names in logit order, as written to `labels.json`."""
    return {
        "upos": UPOS,
        "deprel": list(deprel),
        "role": bio(ROLES),
        "entity": bio(ENTITIES),
        "trigger": bio(TRIGGERS),
        "attribution": attribution_bio(),
        "document": DOCUMENT,
    }
