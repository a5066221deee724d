"""Reads the knowledge graph by rdflib and asks it by SPARQL."""
import json

import rdflib
import requests

PREFIXES = ("PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/> "
            "PREFIX arco: <https://arcoforge.org/ns#> ")


def prove(proof, work, url):
    text = requests.get(url + "/catalog/graph.jsonld").text
    proof.check("graph: its context is in the document", isinstance(json.loads(text)["@context"], dict))
    g = rdflib.Graph().parse(data=text, format="json-ld")

    def ask(query):
        return sorted(str(row[0]) for row in g.query(PREFIXES + query))

    datasets = ["demo-sst/demo-sst", "hostile/hostile", "model/ukesm", "papers/papers"]
    proof.same("graph: data sets", ask("SELECT ?i { ?d a schema:Dataset; schema:identifier ?i }"), datasets)
    proof.same("graph: each has a current version, which a run made after a recipe", ask(
        "SELECT ?i { ?d schema:identifier ?i. ?v prov:specializationOf ?d; arco:current true; prov:wasGeneratedBy ?r. "
        "?r a prov:Activity; prov:used ?p. ?p a prov:Plan }"), datasets)
    proof.same("graph: by paper", ask(
        "SELECT ?i { ?d schema:citation <https://doi.org/10.1175/JCLI-D-20-0166.1>; schema:identifier ?i }"), ["papers/papers"])
    proof.same("graph: by person", ask(
        "SELECT ?i { ?d schema:maintainer <https://orcid.org/0000-0002-1825-0097>; schema:identifier ?i }"), ["papers/papers"])
    proof.same("graph: by archive", ask(
        "SELECT ?i { ?d schema:identifier ?i. ?v prov:specializationOf ?d; prov:wasDerivedFrom ?s. "
        "?s schema:includedInDataCatalog <https://esgf.ceda.ac.uk/> }"), ["model/ukesm"])
    proof.same("graph: software", len(set(ask("SELECT ?s { ?r prov:wasAssociatedWith ?s }"))), 1)
    proof.check("graph: times are times", all(
        o.datatype == rdflib.XSD.dateTime for o in g.objects(None, rdflib.URIRef("http://www.w3.org/ns/prov#startedAtTime"))))
    own = rdflib.Graph().parse(data=requests.get(url + "/catalog/papers/papers/graph.jsonld").text, format="json-ld")
    proof.check("graph: a data set's own is part of the whole", len(own) > 20 and all(
        t in g for t in own if not isinstance(t[0], rdflib.BNode) and not isinstance(t[2], rdflib.BNode)))
    names = [str(o) for o in g.objects(None, rdflib.URIRef("https://schema.org/name"))]
    proof.check("graph: hostile names are texts without marks that turn them around",
                any("<img" in n for n in names) and not any("\u202e" in n for n in names))
    proof.check("graph: nothing has an address that runs", not any("javascript:" in str(t) and isinstance(t, rdflib.URIRef) for s in g for t in s))
