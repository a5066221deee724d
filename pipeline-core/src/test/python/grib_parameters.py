#!/usr/bin/env python3
"""Makes the tables of GRIB parameters from the definitions of ecCodes (ECMWF's parameter database, Apache License 2.0).

    grib_parameters.py DEFINITIONS FOLDER

DEFINITIONS is the folder that `codes_info -d` prints, of ecCodes 2.50 or later; FOLDER gets parameters.tsv, codes.tsv,
grib1.tsv and grib2.tsv (src/main/resources/org/arcoforge/format/grib). A line of parameters.tsv: paramId (with .1, .2, … where it has other texts elsewhere), shortName, units, name.
A line of the others: concept (p paramId, v cfVarName, c cfName, l typeOfLevel, s stepType), set, conditions, value.
Conditions are KEY=NUMBER (m if missing) with the keys shortened as in SHORT; first comes the parameter itself, as
table.parameter or discipline.category.number. codes.tsv has lines table, code, abbreviation, title.
Sets are the folders of the definitions: master, or a centre, or a data set; with + the rules of messages whose
tables are newer than version 33, with - those of older ones.
"""

import pathlib
import re
import sys

SHORT = {
    "typeOfFirstFixedSurface": "t1", "scaleFactorOfFirstFixedSurface": "f1", "scaledValueOfFirstFixedSurface": "v1",
    "typeOfSecondFixedSurface": "t2", "scaleFactorOfSecondFixedSurface": "f2", "scaledValueOfSecondFixedSurface": "v2",
    "typeOfStatisticalProcessing": "sp", "localTablesVersion": "lt", "typeOfGeneratingProcess": "gp",
    "constituentType": "ct", "aerosolType": "at", "indicatorOfUnitForTimeRange": "tu", "lengthOfTimeRange": "tl",
    "probabilityType": "pt", "scaleFactorOfLowerLimit": "fl", "scaledValueOfLowerLimit": "vl",
    "indicatorOfTypeOfLevel": "tl1", "level": "l", "topLevel": "lt1", "bottomLevel": "lb1", "timeRangeIndicator": "tr",
    "is_chemical": "ic", "is_aerosol": "ia", "is_aerosol_optical": "io", "is_chemical_srcsink": "is",
    "gridDefinitionTemplateNumber": "gt", "typeOfSizeInterval": "ts",
    "scaleFactorOfFirstSize": "fs1", "scaledValueOfFirstSize": "vs1", "scaleFactorOfSecondSize": "fs2",
    "scaledValueOfSecondSize": "vs2", "localElementNumber": "le",
    "scaleFactorOfFirstWavelength": "fw1", "scaledValueOfFirstWavelength": "vw1", "typeOfWavelengthInterval": "tw",
    "scaleFactorOfSecondWavelength": "fw2", "scaledValueOfSecondWavelength": "vw2",
}
SHORT |= {"numberOfGridInReference": "gr"}
SHORT |= {"centre": "ce", "pressureUnits": "pu", "NV": "nv", "genVertHeightCoords": "gv", "dummyc": "dc"}
TABLES = {
    "centre": "common/c-1.table", "type": "mars/type.table", "grid1": "grib1/6.table",
    "processed": "grib2/tables/37/1.4.table", "grid2": "grib2/tables/37/3.1.table",
}
HEADS = {1: ("table2Version", "indicatorOfParameter"), 2: ("discipline", "parameterCategory", "parameterNumber")}
SETS = {
    1: ["", "ecmf", "kwbc", "edzw", "lfpw", "rjtd", "eswi", "enmi", "ekmi", "efkl", "cnmc", "lowm", "sbsj", "ammc"],
    2: ["", "ecmf", "kwbc", "edzw", "lfpw", "egrr", "eswi", "efkl", "ekmi", "cnmc", "tigge", "s2s", "uerra", "era"],
}
CONCEPTS = {
    1: [("paramId", "p"), ("cfVarName", "v"), ("cfName", "c"), ("typeOfLevel", "l"), ("stepType", "s")],
    2: [("paramId", "p"), ("cfVarName", "v"), ("cfName", "c"), ("typeOfLevelConcept", "l")],
}
ENTRY = re.compile(r"^\s*['\"]([^'\"]*)['\"]\s*=\s*\{([^}]*)\}", re.M)


def entries(path):
    """Values and their conditions, a dict of numbers, in order; None where a condition is not on a number."""
    if not path.exists():
        return []
    text = re.sub(r"^\s*#.*$", "", path.read_text(errors="replace"), flags=re.M)
    found = []
    for value, body in ENTRY.findall(text):
        conditions = {}
        for condition in filter(None, (c.strip() for c in body.split(";"))):
            key, number = (part.strip() for part in condition.split("=", 1))
            number = {"'Pa'": "1", "'hPa'": "0"}.get(number, number)
            number = number.strip("[]").replace(" ", "")
            conditions[key] = "m" if number.startswith("missing") else number
        found.append((value, conditions))
    return found


def conditions(edition, given):
    head = ".".join(given.get(k, "*") for k in HEADS[edition])
    rest = {k: v for k, v in given.items() if k not in HEADS[edition]}
    if any(k not in SHORT for k in rest) or not all(re.fullmatch(r"-?\d+(,\d+)*|m", v) for v in rest.values()):
        return None
    return " ".join([head] + [f"{SHORT[k]}={v}" for k, v in sorted(rest.items())])


def files(folder, concept):
    """(version mark, file): in edition 2, files for older tables stand beside those for newer ones."""
    old = folder / f"{concept}.lte33.def"
    legacy = folder / f"{concept}.legacy.def"
    if not old.exists():
        return [("", folder / f"{concept}.def"), ("~", legacy)]
    return [("-", old), ("+", folder / f"{concept}.def"), ("~", legacy)]


def codes(path, table):
    """Abbreviation and title of each code; a unit in parentheses at the end is none of the title."""
    found = {}
    for line in path.read_text().splitlines():
        parts = line.split(None, 2)
        if len(parts) > 1 and parts[0].isdigit():
            title = parts[2] if len(parts) > 2 else ""
            found[parts[0]] = (parts[1], (title if table == "centre" else re.sub(r"\s+\(.*\)\s*$", "", title)).strip())
    return found


TEXTS = {}


def texts(path, given):
    """Short name, units and name that stand beside a paramId under the same conditions."""
    if path not in TEXTS:
        parts = [entries(path.with_name(path.name.replace("paramId", c))) for c in ("shortName", "units", "name")]
        TEXTS[path] = [{str(g): v for v, g in part} for part in parts]
    return tuple(part.get(str(given), "~") for part in TEXTS[path])


def variant(names, value, words):
    """The paramId, with a number behind it where it has other texts elsewhere."""
    known = names.setdefault(int(value), [])
    if "~" in words and known:  # a few of DWD's, whose texts stand under other conditions
        words = tuple(known[0][i] if word == "~" else word for i, word in enumerate(words))
    if words not in known:
        known.append(words)
    k = known.index(words)
    return f"{value}.{k}" if k else value


def main(definitions, target):
    names = {}
    skipped = 0
    for edition in (1, 2):
        lines = []
        for name in SETS[edition]:
            folder = definitions / f"grib{edition}" / (f"localConcepts/{name}" if name else "")
            for concept, letter in CONCEPTS[edition]:
                for mark, path in files(folder, concept):
                    for value, given in entries(path):
                        text = conditions(edition, given)
                        if concept == "paramId":
                            value = variant(names, value, texts(path, given))
                        if text is None or value in ("unknown", "default"):
                            skipped += 1
                        else:
                            lines.append((letter, (name or "master") + mark, text, value))
        seen = dict.fromkeys(lines)
        with open(target / f"grib{edition}.tsv", "w") as out:
            out.writelines("\t".join(line) + "\n" for line in seen)
    with open(target / "codes.tsv", "w") as out:
        for table, path in TABLES.items():
            newest = codes(definitions / path, table)
            out.writelines(f"{table}\t{code}\t{a}\t{title}\n" for code, (a, title) in newest.items())
        for version in range(1, 37):  # titles as older versions of the table have them
            for code, (a, title) in codes(definitions / f"grib2/tables/{version}/3.1.table", "grid2").items():
                if newest.get(code, (a, title)) != (a, title):
                    out.write(f"grid2.{version}\t{code}\t{a}\t{title}\n")
    with open(target / "parameters.tsv", "w") as out:
        for number in sorted(names):
            for k, words in enumerate(names[number]):
                out.write("\t".join([f"{number}.{k}" if k else str(number), *words]) + "\n")
    print(f"{len(names)} parameters, {skipped} rules with other keys left out")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
