"""Append where what has come since is torn, gone, or stored otherwise: nothing published changes, and what the message says helps."""

import re

import netCDF4
from readers import sources
from readers.append import Archive, case_until


def torn(path):
    path.write_bytes(path.read_bytes()[:5000])


def empty(path):
    path.write_bytes(b"")


def web_page(path):
    path.write_text("<!DOCTYPE html><html><body>404 Not Found</body></html>")


def hours(path):
    with netCDF4.Dataset(path, "a") as nc:
        nc["time"].units = nc["time"].units.replace("days", "hours")
        nc["time"][:] = 24 * nc["time"][:]


def coarser(path):
    with netCDF4.Dataset(path, "a") as nc:
        nc["sst"].set_auto_maskandscale(False)
        nc["sst"].scale_factor = 0.02


# What is said of the new file: its name, the variable, what was expected and found.
OTHERWISE = {
    "another scale factor": (coarser, ("variable 'sst'", "scale_factor '0.02'", "where '0.00999")),
}


def run(folder, arco, readers, score):
    for what, spoil in (("a torn file", torn), ("an empty file", empty), ("a web page", web_page)):
        archive, records = begun(folder / spoil.__name__, arco, score)
        newest = folder / spoil.__name__ / records[4]["path"]
        whole = newest.read_bytes()
        spoil(newest)
        five = case_until("2001-03-02", records)
        score.record(f"changing: {what} is refused, and named", archive.unchanged(five, "failed", 3) + unsaid(archive, newest.name))
        newest.write_bytes(whole)
        score.record(f"changing: {what} is whole the next day", archive.bake(five, "published"))
        score.record(f"changing: values after {what}", archive.values(five, records[:5], readers))
    archive, records = begun(folder / "gone", arco, score)
    first = folder / "gone" / records[0]["path"]
    first.unlink()
    for until in ("2001-03-01", "2001-03-02"):
        score.record(f"changing: a published file that is gone is named, until {until}",
                     archive.unchanged(case_until(until, records), "failed", 2) + unsaid(archive, first.name))
    archive, records = begun(folder / "spelled", arco, score)
    hours(folder / "spelled" / records[4]["path"])
    five, before = case_until("2001-03-02", records), dict(archive.stores)
    problems = archive.bake(five, "published")
    problems += [f"{archive.stores}, not {before}"] if archive.stores != before else []
    score.record("changing: times in other units, whole numbers of those that are stored, are appended", problems)
    score.record("changing: values after that", archive.values(five, records[:5], readers))
    for what, (spoil, words) in OTHERWISE.items():
        archive, records = begun(folder / spoil.__name__, arco, score)
        newest = folder / spoil.__name__ / records[4]["path"]
        spoil(newest)
        five = case_until("2001-03-02", records)
        score.record(f"changing: {what}, refused", archive.unchanged(five, "failed", 3) + unsaid(archive, newest.name, *words))
        advised = re.search(r"write target: {mode: (\w+)}", archive.output)
        five.target["mode"] = advised[1] if advised else "append"
        score.record(f"changing: {what}, as the message advises", archive.bake(five, "published"))
        score.record(f"changing: {what}, values", archive.values(five, records[:5], readers))


def begun(folder, arco, score):
    """An archive of seven days, of which four are published."""
    data = folder / "data"
    records = [{**r, "path": str(data / r["path"])} for r in sources.daily_packed(data)]
    for record in records:
        with netCDF4.Dataset(record["path"], "a") as nc:
            for name in ("sst", "ice"):
                nc[name].delncattr("valid_min")  # A number as stored, which is dropped where packing changes.
    archive = Archive(folder, arco)
    problems = archive.bake(case_until("2001-03-01", records), "published")
    if problems:
        score.record("changing: the first bake", problems)
    return archive, records


def unsaid(archive, *words):
    return [f"'{word}' is not said: {archive.output[-600:]}" for word in words if word not in archive.output]
