"""Builder of taxonomy/data/state_names.csv: names of Member States in six languages.

    npm pack cldr-localenames-full@47.0.0 i18n-iso-countries@7.14.0   (unpack each in FOLDER)
    pip install pycountry==24.6.1
    python tools/state_names.py FOLDER

Names found in the packages are added to the rows whose source is `editorial`, which are kept.
"""

import csv
import json
import sys
from pathlib import Path

import pycountry

ROOT = Path(__file__).resolve().parent.parent
TAXONOMY = ROOT / "taxonomy/data"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
NO_COUNTRY = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}  # codes of CLDR
FIELDS = ("codes", "language", "name", "kind", "source")


def main(folder: Path) -> None:
    members = {row["code"] for row in _rows(TAXONOMY / "states.csv")}
    path = TAXONOMY / "state_names.csv"
    rows = {(row["codes"], row["name"]): row for row in _rows(path) if row["source"] == "editorial"}
    for code, language, name, source in [*_cldr(folder), *_iso(folder), *_formal()]:
        member = code.lower() in members
        row = {
            "codes": code.lower() if member else "",
            "language": language,
            "name": name,
            "kind": "name" if member else "other",
            "source": source,
        }
        rows.setdefault((row["codes"], name), row)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        order = ("codes", "kind", "language", "name")
        writer.writerows(sorted(rows.values(), key=lambda row: [row[name] for name in order]))


def _rows(path: Path) -> list[dict]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _cldr(folder: Path) -> list[tuple]:
    found = []
    for language in LANGUAGES:
        path = next(folder.glob(f"cldr-localenames-full*/package/main/{language}/territories.json"))
        names = json.loads(path.read_text("utf-8"))["main"][language]["localeDisplayNames"]
        for key, name in names["territories"].items():
            code = key.split("-")[0]
            if code.isalpha() and code not in NO_COUNTRY:
                found.append((code, language, name, "CLDR 47"))
    return found


def _iso(folder: Path) -> list[tuple]:
    found = []
    for language in LANGUAGES:
        path = next(folder.glob(f"i18n-iso-countries*/package/langs/{language}.json"))
        for code, names in json.loads(path.read_text("utf-8"))["countries"].items():
            listed = [names] if isinstance(names, str) else names
            found += [(code, language, name, "i18n-iso-countries 7.14.0") for name in listed]
    return found


def _formal() -> list[tuple]:
    return [
        (country.alpha_2, "en", name, "ISO 3166-1, pycountry 24.6.1")
        for country in pycountry.countries
        for name in (getattr(country, "official_name", ""), getattr(country, "common_name", ""))
        if name
    ]


main(Path(sys.argv[1]))
