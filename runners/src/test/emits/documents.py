"""Reads every other form back by its own tool, or holds it against its rules."""
import csv
import functools
import html.parser
import io
import json
import os
import pathlib
import re
import xml.etree.ElementTree as xml

import bibtexparser
import jsonschema
import rdflib
import requests
import xarray as xr
import yaml

# Schemas of others, of a fixed commit: read when the proof runs, none of them is part of this repository.
OFFICIAL = {
    "datacite-v4.5.json": "https://raw.githubusercontent.com/inveniosoftware/datacite/5506d1347a070952d2c2b96c213f44c5fa46d0dd/datacite/schemas/datacite-v4.5.json",
    "esm-collection.json": "https://raw.githubusercontent.com/NCAR/esm-collection-spec/f93a39924530f02963907509e66cfb709cb52b91/collection-spec/json-schema/collection.json"}
IDS = ["demo-sst/demo-sst", "hostile/hostile", "model/ukesm", "papers/papers"]
TEXT = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://[^\\s\"<>]+$"}
LEAP = {"type": "array", "items": {"type": "object", "additionalProperties": False, "required": ["title", "description", "maintainers", "provenance", "tags", "links", "stores"], "properties": {
    "title": TEXT, "description": TEXT, "thumbnail": URL, "tags": {"type": "array", "items": TEXT},
    "maintainers": {"type": "array", "items": {"type": "object", "required": ["name"], "properties": {"name": TEXT, "github": TEXT}}},
    "provenance": {"type": "object", "required": ["providers", "license"], "properties": {
        "license": TEXT, "license_link": {"type": "object", "required": ["title", "url"], "properties": {"title": TEXT, "url": URL}},
        "providers": {"type": "array", "items": {"type": "object", "required": ["name", "description", "roles"], "properties": {"name": TEXT, "url": URL}}}}},
    "links": {"type": "array", "items": {"type": "object", "required": ["label", "url"], "properties": {"label": TEXT, "url": URL}}},
    "stores": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["id", "name", "url", "rechunking", "geospatial", "xarray_open_kwargs", "last_updated"], "properties": {
        "id": TEXT, "name": TEXT, "url": URL, "public": {"type": "boolean"}, "geospatial": {"type": "boolean"},
        "xarray_open_kwargs": {"type": "object", "properties": {"engine": {"enum": ["zarr", "kerchunk"]}}}}}}}}}
DATACITE = {"type": "object", "required": ["creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"], "properties": {
    "schemaVersion": {"const": "http://datacite.org/schema/kernel-4"}, "doi": {"pattern": "^10\\.\\d{4,9}/"},
    "creators": {"type": "array", "minItems": 1, "items": {"required": ["name"], "properties": {"name": TEXT, "nameType": {"enum": ["Personal", "Organizational"]}}}},
    "titles": {"type": "array", "minItems": 1, "items": {"required": ["title"], "properties": {"title": TEXT}}},
    "publisher": {"type": "object", "required": ["name"]}, "publicationYear": {"type": "string", "pattern": "^\\d{4}$"},
    "types": {"type": "object", "required": ["resourceTypeGeneral"], "properties": {"resourceTypeGeneral": {"const": "Dataset"}}},
    "contributors": {"items": {"required": ["name", "contributorType"], "properties": {"contributorType": {"enum": ["DataCurator", "ContactPerson", "DataManager"]}}}},
    "dates": {"items": {"required": ["date", "dateType"], "properties": {"dateType": {"enum": ["Created", "Updated", "Collected", "Issued", "Available", "Valid", "Other"]}}}},
    "relatedIdentifiers": {"items": {"required": ["relatedIdentifier", "relatedIdentifierType", "relationType"], "properties": {"relationType": {"enum": ["IsCitedBy", "Cites", "IsReferencedBy", "References", "IsDerivedFrom"]}}}},
    "descriptions": {"items": {"required": ["description", "descriptionType"], "properties": {"descriptionType": {"enum": ["Abstract", "Methods", "Other"]}}}},
    "geoLocations": {"items": {"properties": {"geoLocationBox": {"required": ["westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude"]}}}},
    "rightsList": {"items": {"required": ["rights"]}}}}
ESM = {"type": "object", "required": ["esmcat_version", "id", "description", "catalog_file", "attributes", "assets"], "properties": {
    "attributes": {"type": "array", "items": {"required": ["column_name"]}}, "assets": {"required": ["column_name", "format"]},
    "aggregation_control": {"required": ["variable_column_name", "groupby_attrs"], "properties": {"aggregations": {"items": {"properties": {"type": {"enum": ["union", "join_new", "join_existing"]}}}}}}}}


class Page(html.parser.HTMLParser):
    """Tags, and what is in script elements."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scripts, self.links, self.current = [], [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.current = tag
        if tag == "script":
            self.scripts.append([dict(attrs).get("type"), ""])
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        self.current = None

    def handle_data(self, data):
        if self.current == "script":
            self.scripts[-1][1] += data


def schema(proof, what, document, rules):
    faults = [f"{'/'.join(map(str, e.path))}: {e.message[:100]}" for e in jsonschema.Draft202012Validator(rules).iter_errors(document)]
    proof.same(what, faults, [])


@functools.cache
def official(name):
    """Their own schema: from the folder that EMIT_SCHEMAS names, else from where they publish it; None where that cannot be reached."""
    try:
        if os.environ.get("EMIT_SCHEMAS"):
            return json.loads((pathlib.Path(os.environ["EMIT_SCHEMAS"]) / name).read_text())
        answer = requests.get(OFFICIAL[name], timeout=20)
        answer.raise_for_status()
        return answer.json()
    except (OSError, ValueError) as e:
        print(f"skipped: {name}, the schema of its own makers, cannot be read: {type(e).__name__}; EMIT_SCHEMAS=FOLDER reads it there")
        return None


def own_schema(proof, what, document, name):
    rules = official(name)
    if rules is not None:
        faults = [f"{'/'.join(map(str, e.path))}: {e.message[:100]}" for e in jsonschema.Draft7Validator(rules).iter_errors(document)]
        proof.same(what, faults, [])


def leap_models(proof, leap):
    """LEAP's own models of an element, where its package is there."""
    try:
        from leap_data_management_utils.catalog import Feedstock
    except ImportError:
        print("skipped: LEAP's own models: python3 has no leap_data_management_utils")
        return
    for element in leap:
        proof.same(f"LEAP: its own model takes {element['title'][:20]!r}", len(Feedstock.model_validate(element).stores), len(element["stores"]))


def prove(proof, work, url):
    base = url + "/catalog/"

    def get(key):
        answer = requests.get(base + key)
        answer.raise_for_status()
        answer.encoding = "utf-8"
        return answer.text

    proof.check("a second build writes nothing", "; 0 objects written" in (work / "again.log").read_text(), (work / "again.log").read_text())
    proof.check("without the catalog's URL it is said what is left out", "left out sitemap.xml" in (work / "local.log").read_text())
    intake(proof, work, base)
    leap = json.loads(get("leap.json"))
    schema(proof, "LEAP: the array is of its form (schema written after its readers)", leap, LEAP)
    leap_models(proof, leap)
    proof.same("LEAP: feedstocks", len(leap), 4)
    listed = yaml.safe_load(get("input.yaml"))["feedstocks"]
    proof.same("LEAP: input.yaml leads to the elements", [yaml.safe_load(requests.get(u).text) for u in listed], leap)
    for element in leap:
        for s in element["stores"]:
            ds = xr.open_dataset(s["url"], chunks={}, **s["xarray_open_kwargs"])
            proof.check(f"LEAP: xarray opens {s['id']}", ds["sst"].shape == (12, 1, 36, 72))
    schema_org(proof, get, base)
    citations(proof, get)
    sitemap(proof, get, base, work)
    esm(proof, get)


def intake(proof, work, base):
    for where in ("local", "web"):
        file = work / f"intake-{where}.json"
        if file.exists():
            catalog = json.loads(file.read_text())
            names = sorted(catalog["sources"])
            proof.same(f"intake ({where}): sources", names, ["demo_sst", "hostile", "model__ukesm", "papers"])
            for name, source in catalog["sources"].items():
                ds = xr.open_zarr(source["urlpath"], consolidated=source["consolidated"])
                proof.check(f"intake ({where}): xarray opens {name}", ds["sst"].shape == (12, 1, 36, 72))
            text = catalog["sources"]["hostile"]["description"]
            proof.check(f"intake ({where}): hostile text is text", text.startswith("<img src=x") and "{ { 7*7 }}" in text and "\u202e" not in text, text)
    whole = yaml.safe_load(requests.get(base + "intake.yaml").text)
    proof.same("intake.yaml: all of it is sources", sorted(whole), ["metadata", "name", "sources"])


def schema_org(proof, get, base):
    for id in IDS:
        document = json.loads(get(f"{id}/dataset.jsonld"))
        needed = ["name", "description", "url", "version", "creator", "distribution", "includedInDataCatalog", "keywords"]
        proof.same(f"schema.org: {id} has what Google asks for", [f for f in needed if not document.get(f)], [])
        proof.check(f"schema.org: {id}: 50 to 5,000 characters tell of it", 50 <= len(document["description"]) <= 5000)
        page = Page(get(f"{id}/index.html"))
        proof.same(f"landing page: {id} has the document in its head, and no other script",
                   [(t, json.loads(s)) for t, s in page.scripts], [("application/ld+json", document)])
        known = {"html", "head", "meta", "title", "link", "script", "body", "main", "h1", "h2", "p", "a", "dl", "dt", "dd", "ul", "li"}
        proof.same(f"landing page: {id} has no tags of others", set(page.tags) - known, set())
        local = [h for h in page.links if not h.startswith("../../index.html")]
        proof.check(f"landing page: {id}: its links lead somewhere", all(requests.get(f"{base}{id}/{h}").ok for h in local))
        inlined = dict(document, **{"@context": {"@vocab": "https://schema.org/"}})
        g = rdflib.Graph().parse(data=json.dumps(inlined), format="json-ld", base="http://b/")
        proof.same(f"schema.org: {id} is one Dataset to rdflib", len(list(g.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Dataset")))), 1)
    document = json.loads(get("papers/papers/dataset.jsonld"))
    proof.same("schema.org: the box is south west north east", document["spatialCoverage"]["geo"]["box"], "-90.0 -180.0 90.0 180.0")
    proof.same("schema.org: times", document["temporalCoverage"], "2024-01-01T12:00:00Z/2024-01-12T12:00:00Z")
    proof.same("schema.org: the person", document["maintainer"][0]["@id"], "https://orcid.org/0000-0002-1825-0097")
    hostile = get("hostile/hostile/dataset.jsonld") + get("hostile/hostile/index.html")
    proof.check("schema.org: no address runs", not re.search(r'(href="|url" : "|sameAs" : ")javascript:', hostile))


def citations(proof, get):
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    entries = bibtexparser.loads(get("citations.bib"), parser).entries
    proof.same("BibTeX: bibtexparser reads one entry a data set", [e["ID"].replace(":", "/") for e in entries], IDS)
    one = next(e for e in entries if e["ID"] == "papers:papers")
    proof.same("BibTeX: DOI", one["doi"], "10.25921/RE9P-PT57")
    proof.same("BibTeX: note", one["note"], "Huang, B., et al. (2021): Sea surface, 100\\% \\& more.")
    bad = next(e for e in entries if e["ID"] == "hostile:hostile")
    proof.check("BibTeX: hostile text opens no other field", "doi" not in bad and set(bad) <= {
        "ENTRYTYPE", "ID", "title", "author", "year", "version", "publisher", "url", "howpublished", "note"}, str(sorted(bad)))
    for id in IDS:
        document = json.loads(get(f"{id}/datacite.json"))
        schema(proof, f"DataCite: {id} is of 4.5's form (schema written after its documentation)", document, DATACITE)
        own_schema(proof, f"DataCite: {id} is of 4.5's form by the schema that libraries use", document, "datacite-v4.5.json")
        proof.same(f"BibTeX: {id} alone", len(bibtexparser.loads(get(f"{id}/citation.bib"), bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)).entries), 1)
    document = json.loads(get("papers/papers/datacite.json"))
    proof.same("DataCite: the paper", document["relatedIdentifiers"][0]["relatedIdentifier"], "10.1175/JCLI-D-20-0166.1")
    proof.same("DataCite: the ORCID", document["contributors"][0]["nameIdentifiers"][0]["nameIdentifier"], "https://orcid.org/0000-0002-1825-0097")


def sitemap(proof, get, base, work):
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    places = [e.text for e in xml.fromstring(get("sitemap.xml")).findall("s:url/s:loc", spaces)]
    proof.same("sitemap: a page a data set", places, [base + "index.html"] + [f"{base}{id}/index.html" for id in IDS])
    proof.check("sitemap: every page of a data set is there", all(requests.get(p).ok for p in places[1:]))
    for name, text, root in (("llms.txt", get("llms.txt"), ""), ("llms.txt without a URL", (work / "llms-local.txt").read_text(), base)):
        links = re.findall(r"(?<!\\)\]\(([^)]+)\)", text)
        proof.check(f"{name}: every link leads somewhere", len(links) == 7 and all(requests.get(root + h).ok for h in links), str(links))
        proof.check(f"{name}: a line a data set, no markup of others", text.count("\n- [") == 7 and "](javascript" not in text.replace("\\](", "") and not re.search(r"(?<!\\)<", text))


def esm(proof, get):
    about = json.loads(get("esm.json"))
    schema(proof, "intake-esm: esm.json is of its form (schema written after its specification)", about, ESM)
    own_schema(proof, "intake-esm: esm.json is of its form by its own schema", about, "esm-collection.json")
    rows = list(csv.DictReader(io.StringIO(requests.get(about["catalog_file"]).text)))
    proof.same("intake-esm: columns", set(rows[0]), {a["column_name"] for a in about["attributes"]} | {about["assets"]["column_name"]})
    own = [r for r in rows if r["source_id"] == "UKESM1-0-LL"]
    proof.same("intake-esm: a row a variable", sorted(r["variable_id"] for r in own), ["anom", "err", "ice", "sst"])
    proof.same("intake-esm: facets", [own[0][c] for c in ("activity_id", "experiment_id", "member_id", "table_id")], ["CMIP", "historical", "r1i1p1f2", "day"])
    for store in {r["zstore"] for r in rows}:
        proof.check("intake-esm: xarray opens a store", "sst" in xr.open_zarr(store))
    proof.check("intake-esm: hostile cells stay cells", all(None not in r and None not in r.values() for r in rows))
