#!/usr/bin/env python3
"""Who says what, on PolNeAR (`attribution` of the corpora): source, cue and content of attributions.

  python3 eval/attribution.py [--split dev] [--sample N] [--dateline BINARY] [--wrong N] [--human]

Articles with one annotation are measured; the others give, with `--human`, the agreement between people, each pair of annotations once.
A span of a layer is found where one of the other side overlaps it, one to one, those with most in common first. An exact content has
the same pieces. The right source is counted over the contents found: it overlaps the source of the same attribution of the key, or
both have none. The program cleans texts, so its spans are led back to the text by the words that it shows.
"""

import itertools
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from coding import arguments, code, share  # noqa: E402
from corpora import polnear  # noqa: E402

LAYERS = ("source", "cue", "content")


def annotated(path, text):
    """Attributions of an annotation file: {layer: [(start, end), ...]}, the pieces of all spans of that layer."""
    spans, relations = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"(T\d+)\t\w+ ([\d ;]+)", line):
            spans[match[1]] = [tuple(map(int, piece.split())) for piece in match[2].split(";")]
        elif line.startswith("E"):
            relations.append([part.split(":") for part in line.split("\t")[1].split()])
    found = []
    for relation in relations:
        one = {layer: [] for layer in LAYERS}
        for role, name in relation:
            layer = re.sub(r"\d", "", role).lower() if role[0].isupper() else None
            if layer in one:
                one[layer] += spans.get(name, [])
        if one["content"]:
            found.append({layer: joined(pieces, text) for layer, pieces in one.items()})
    return found


def cleaned(text):
    """The text as the program reads it, more or less, and for each character its place in the text."""
    out, places = [], []
    for match in re.finditer(r"[^\n]+", text):
        line = [(c, match.start() + i) for i, c in enumerate(match[0])]
        line = [(" " if c.isspace() else c, at) for c, at in line if c != "\u200b"]
        line = [pair for i, pair in enumerate(line) if pair[0] != " " or (i and line[i - 1][0] != " ")]
        while line and line[-1][0] == " ":
            line.pop()
        if line and out:
            out += "\n\n"
            places += [match.start()] * 2
        out += [c for c, _ in line]
        places += [at for _, at in line]
    return "".join(out), places


def joined(pieces, text):
    """Pieces of a span, those with only white space between them as one: the corpus parts a span where a line ends."""
    whole = []
    for start, end in sorted(pieces):
        if whole and not text[whole[-1][1] : start].strip():
            start, end = whole.pop()[0], end
        whole.append((start, end))
    return whole


class Places:
    """Leads spans of the cleaned text back to the text."""

    def __init__(self, text):
        self.text, self.places = cleaned(text)
        self.shift = 0

    def original(self, passage):
        words, start = passage["text"], passage["span"]["start"] + self.shift
        if self.text[start : start + len(words)] != words:
            starts = [m.start() for m in re.finditer(re.escape(words), self.text)]
            if not starts:
                return None
            near = min(starts, key=lambda at: abs(at - start))
            self.shift += near - start if len(words) > 20 else 0
            start = near
        return self.places[start], self.places[start + len(words) - 1] + 1


def made(report, text):
    """The program's attributions in the form of `annotated`."""
    places = Places(text)
    found = []
    for one in report["attributions"]:
        content = [places.original(passage) for passage in one["content"]]
        mention = places.original(one["mention"]) if one["mention"] else None
        cue = places.original(one["cue"])
        found.append({"content": joined([c for c in content if c], text), "source": [mention] if mention else [], "cue": [cue] if cue else []})
    return found


def shared(a, b):
    return sum(max(0, min(d, f) - max(c, e)) for c, d in a for e, f in b)


def pairs(gold, ours, layer):
    """{index in gold: index in ours} by overlap, one to one; of equal overlaps that with the other layers more alike."""
    ranked = []
    for (i, g), (j, o) in itertools.product(enumerate(gold), enumerate(ours)):
        if common := shared(g[layer], o[layer]):
            alike = sum(bool(shared(g[other], o[other])) for other in LAYERS)
            ranked.append((-common, -alike, i, j))
    matched, used = {}, set()
    for *_, i, j in sorted(ranked):
        if i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    return matched


def distinct(attributions, layer):
    """Attributions with different spans of a layer: two that share a source have one source span."""
    return list({tuple(one[layer]): one for one in attributions if one[layer]}.values())


def compare(gold, ours, counts):
    for layer in LAYERS:
        g, o = distinct(gold, layer), distinct(ours, layer)
        counts[layer] += Counter(right=len(pairs(g, o, layer)), made=len(o), wanted=len(g))
    exact = {tuple(one["content"]) for one in gold} & {tuple(one["content"]) for one in ours}
    counts["exact content"] += Counter(counts_of(gold, ours), right=len(exact))
    for i, j in pairs(gold, ours, "content").items():
        wanted, told = gold[i]["source"], ours[j]["source"]
        counts["right source"] += Counter(right=bool(shared(wanted, told)) if wanted or told else 1, wanted=1)


def counts_of(gold, ours):
    return {"made": len(distinct(ours, "content")), "wanted": len(distinct(gold, "content"))}


def wrong(name, gold, ours, text):
    """Prints attributions of the key that were not found, and those made that are none."""
    matched = pairs(gold, ours, "content")
    for i, one in enumerate(gold):
        if i not in matched:
            print(f"  {name} missed: {show(one, text)}")
        elif not shared(one["source"], ours[matched[i]]["source"]) and (one["source"] or ours[matched[i]]["source"]):
            print(f"  {name} source: {show(one, text)}\n      told {show(ours[matched[i]], text)}")
        elif one["content"] != ours[matched[i]]["content"]:
            print(f"  {name} border: {show(one, text)}\n      told {show(ours[matched[i]], text)}")
    for j, one in enumerate(ours):
        if j not in matched.values():
            print(f"  {name} surplus: {show(one, text)}")


def show(one, text):
    words = {layer: " ... ".join(text[a:b] for a, b in one[layer]).replace("\n", " ") for layer in LAYERS}
    return f"[{words['source']}] <{words['cue']}> {words['content'][:160]}" + (f" ~ {words['content'][-40:]}" if len(words["content"]) > 160 else "")


def report(counts):
    for layer in (*LAYERS, "exact content"):
        c = counts[layer]
        p, r = (100 * c["right"] / max(1, c[side]) for side in ("made", "wanted"))
        print(f"{layer}: F1 {2 * p * r / max(1e-9, p + r):.1f} (P {p:.1f}, R {r:.1f}); {c['made']} made, {c['wanted']} wanted")
    print(f"right source: {share(counts['right source']['right'], counts['right source']['wanted'])}")


def text_of(root, split, name):
    return (root / "attribution" / split / "text" / f"{name}.txt").read_bytes().decode("utf-8")


def human(root):
    """Agreement between people on the articles that several annotated."""
    counts, articles = defaultdict(Counter), 0
    for split in ("train", "dev"):
        for name, paths in polnear.articles(root, split).items():
            articles += len(paths) > 1
            text = text_of(root, split, name)
            for one, other in itertools.combinations([annotated(path, text) for path in paths], 2):
                compare(one, other, counts)
    print(f"people, {articles} articles")
    report(counts)


def main():
    parser = arguments(__doc__)
    parser.add_argument("--split", default="dev", choices=["dev", "train"])
    parser.add_argument("--sample", type=int, help="measure so many articles, drawn evenly")
    parser.add_argument("--human", action="store_true", help="measure the agreement between people instead")
    options = parser.parse_args()
    root = Path(options.data)
    if options.human:
        human(root)
        return
    articles = {name: paths[0] for name, paths in polnear.articles(root, options.split).items() if len(paths) == 1}
    names = sorted(articles)
    if options.sample and options.sample < len(names):
        names = sorted(random.Random(options.split).sample(names, options.sample))
    texts = {name: text_of(root, options.split, name) for name in names[: options.limit]}
    reports, seconds = code(({"id": name, "text": text} for name, text in texts.items()), options.dateline, gate=False)
    counts, shown = defaultdict(Counter), 0
    for name, text in texts.items():
        gold, ours = annotated(articles[name], text), made(reports[name], text) if name in reports else []
        compare(gold, ours, counts)
        if shown < options.wrong:
            shown += 1
            wrong(name, gold, ours, text)
    print(f"{len(texts)} articles of {options.split}, {len(reports)} coded, {seconds:.1f} s")
    report(counts)


if __name__ == "__main__":
    main()
