"""Draws the towns of the synthetic world from the bundled gazetteer; run once, before the generator was frozen.

    python3 eval/million/towns.py > eval/million/data/towns.tsv

Of each country in data/countries.tsv come the most populous MOST towns that bear a GeoNames id and lie in a named first-level division.
"""

import csv
import pathlib
import struct
import sys

HERE = pathlib.Path(__file__).parent
GAZETTEER = HERE.parent.parent / "data" / "gazetteer" / "places.bin"
MOST = 1100
SECTIONS = 9
RECORD = struct.Struct("<IiiIHHB3xI")
NOWHERE = 0xFFFF
NO_POINT = -(2**31)


def sections(data):
    at = 8 + 4 * SECTIONS
    for length in struct.unpack_from(f"<{SECTIONS}I", data, 8):
        yield data[at : at + length]
        at += length


def main():
    records, names, countries, divisions, features, *_ = sections(GAZETTEER.read_bytes())
    features = features.decode().split(",")
    codes = [countries[at : at + 2].decode() for at in range(0, len(countries), 12)]
    rows = list(RECORD.iter_unpack(records))

    def name(row):
        start = row[7]
        return names[start + 1 : start + 1 + names[start]].decode()

    wanted = {}
    with open(HERE / "data" / "countries.tsv", encoding="utf-8") as lines:
        for row in csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t"):
            wanted[row[0]] = []
    for row in rows:
        identity, latitude, longitude, population, country, division, feature, _ = row
        towns = wanted.get(codes[country]) if country != NOWHERE else None
        usable = identity and division != NOWHERE and latitude != NO_POINT
        if towns is None or len(towns) == MOST or not usable or not features[feature].startswith("PPL"):
            continue
        (of,) = struct.unpack_from("<I", divisions, 4 * division)
        towns.append((identity, features[feature], latitude, longitude, population, name(rows[of]), name(row)))
    print("# Towns of the synthetic world. Columns: country, GeoNames id, feature code, latitude and longitude in 1e-5 degrees, inhabitants,")
    print("# first-level division, name. Made by towns.py from data/gazetteer/places.bin; source GeoNames, CC BY 4.0.")
    for code, towns in wanted.items():
        for town in towns:
            print(code, *town, sep="\t")
    print(sum(map(len, wanted.values())), "towns", file=sys.stderr)


if __name__ == "__main__":
    main()
