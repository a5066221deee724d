"""Asks the STAC API by pystac-client, as its users do."""
import pystac_client
import requests
from pystac_client.exceptions import APIError

ALL = ["demo-sst", "hostile", "model", "papers"]


def prove(proof, work, url):
    client = pystac_client.Client.open(url)
    for name in ("CORE", "ITEM_SEARCH", "COLLECTIONS", "FEATURES", "COLLECTION_SEARCH", "COLLECTION_SEARCH_FREE_TEXT"):
        proof.check(f"pystac-client: conforms to {name}", client.conforms_to(name))
    proof.same("pystac-client: collections", sorted(c.id for c in client.get_collections()), ALL)
    collection = client.get_collection("papers")
    proof.same("pystac-client: one collection and its items", [i.id for i in collection.get_items()], ["papers-20260101T000000Z-0001"])

    def found(**how):
        return sorted(i.collection_id for i in client.search(**how).items())

    proof.same("pystac-client: search without a filter", found(), ALL)
    proof.same("pystac-client: search by collection", found(collections=["model", "papers"]), ["model", "papers"])
    proof.same("pystac-client: search by ids", found(ids=["ukesm-20260101T000000Z-0001"]), ["model"])
    proof.same("pystac-client: search by bbox", found(bbox=[0, 40, 10, 50]), ["demo-sst", "hostile", "papers"])
    proof.same("pystac-client: bbox across the antimeridian", found(bbox=[175, -10, -175, 0]), ALL)
    proof.same("pystac-client: bbox of an item beyond the antimeridian", found(bbox=[-179, -10, -178, 0], collections=["model"]), ["model"])
    proof.same("pystac-client: search by an instant", found(datetime="1870-06-01T00:00:00Z"), ["model"])
    proof.same("pystac-client: search by an interval", found(datetime="2024-01-05/2024-01-06"), ["demo-sst", "hostile", "papers"])
    proof.same("pystac-client: search by an open interval", found(datetime="../1900-01-01T00:00:00Z"), ["model"])
    triangle = {"type": "Polygon", "coordinates": [[[-5, 30], [5, 30], [0, 35], [-5, 30]]]}
    proof.same("pystac-client: search by a shape", found(intersects=triangle), ["demo-sst", "hostile", "papers"])
    proof.same("pystac-client: search by GET", found(method="GET", bbox=[0, 40, 10, 50]), ["demo-sst", "hostile", "papers"])
    proof.same("pystac-client: GET by a shape", found(method="GET", intersects=triangle), ["demo-sst", "hostile", "papers"])
    pages = list(client.search(limit=1).pages_as_dicts())
    proof.same("pystac-client: pages of one item", [len(p["features"]) for p in pages if p["features"]], [1, 1, 1, 1])
    pages = list(client.search(limit=3, method="GET").pages_as_dicts())
    proof.same("pystac-client: pages by GET", [len(p["features"]) for p in pages if p["features"]], [3, 1])
    proof.same("pystac-client: at most so many", len(list(client.search(max_items=2, limit=1).items())), 2)
    proof.same("pystac-client: how many there are", client.search().matched(), 4)

    def collections(**how):
        return sorted(c.id for c in client.collection_search(**how).collections())

    proof.same("pystac-client: collection search by text", collections(q="historical"), ["model"])
    proof.same("pystac-client: collection search by bbox", collections(bbox=[0, 40, 10, 50]), ["demo-sst", "hostile", "papers"])
    proof.same("pystac-client: collection search by time", collections(datetime="2024-01-05/2024-01-06"), ["demo-sst", "hostile", "papers"])
    proof.same("pystac-client: collection search of nothing", collections(q="no such words here"), [])
    item = next(client.search(ids=["papers-20260101T000000Z-0001"]).items())
    proof.check("pystac-client: an item's store is at an absolute address", item.assets["zarr"].href.startswith(url), item.assets["zarr"].href)
    try:
        list(client.search(bbox=[0, 0, 1, 1], intersects=triangle).items())
        proof.check("pystac-client: bbox and shape together are refused", False)
    except APIError as e:
        proof.same("pystac-client: bbox and shape together are refused", e.status_code, 400)
    api = requests.get(url + "/api").json()
    proof.check("the API describes itself as OpenAPI 3", api["openapi"].startswith("3.") and "/search" in api["paths"])
