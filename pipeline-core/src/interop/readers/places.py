"""The same archive baked, grown and verified under other languages, time zones and character sets: nothing may differ."""

import datetime
import json
import shutil

import digests
from readers import sources
from readers.append import pattern_until
from readers.cases import feedstock
from suite import Arco, local, tail, write_feedstock

# Persian counts with other digits, Thai by another era, Turkish has another small I; both zones are not whole hours off.
ELSEWHERE = {
    "Turkish": {"ARCO_JAVA_OPTS": "-Duser.language=tr -Duser.country=TR", "TZ": "Asia/Kathmandu"},
    "Persian": {"ARCO_JAVA_OPTS": "-Duser.language=fa -Duser.country=IR", "TZ": "America/St_Johns"},
    "Thai, in Latin-1": {"ARCO_JAVA_OPTS": "-Duser.language=th -Duser.country=TH -Duser.variant=TH -Dfile.encoding=ISO-8859-1"},
    "the locale C, as cron has it": {"LC_ALL": "C"},
    "a locale that is not installed": {"LC_ALL": "xx_XX.UTF-8"},
}
PLACE = ("LC_ALL", "LC_CTYPE", "LANG", "TZ", "ARCO_JAVA_OPTS")


def run(folder, arco, score):
    here = bake(folder, arco, {"LC_ALL": "C.UTF-8", "TZ": "UTC"})
    score.record("places: UTC", here[1])
    for name, variables in ELSEWHERE.items():
        found, problems = bake(folder, arco, variables)
        score.record(f"places: {name}", problems or list(digests.differences(here[0], found)))
    spoilt = {**here[0], next(iter(here[0])): "spoilt"}
    score.record("places: another answer would be noticed",
                 [] if list(digests.differences(here[0], spoilt)) else ["it is not"])


def bake(folder, arco, variables):
    """What was written, by key, and problems. In one folder each time: its name is part of what a store says of its sources."""
    archive = folder / "données ısı"
    shutil.rmtree(archive, ignore_errors=True)
    for record in sources.daily_packed(archive):
        file = archive / record["path"]
        date = datetime.datetime.strptime(file.name, "sst.%Y%m%d.nc")
        file.rename(archive / f"İlk_{date:%d%b%Y}.nc")
    there = Arco(arco.command, variables={**dict.fromkeys(PLACE), **variables})
    found, problems = {}, []

    def say(*words):
        code, output = there.run(*words)
        if code:
            problems.append(f"{words[0]}: exit code {code}, expected 0: {tail(output)}")
        return "\n".join(line for line in output.splitlines() if not line.startswith("bash: "))  # It warns of the locale.

    for until in ("2001-03-01", "2001-03-04"):  # The second bake appends.
        pattern = {**pattern_until(until), "url": "İlk_{time:%d%b%Y}.nc"}
        recipe = {"id": "isi", "pattern": pattern, "target": {"chunks": {"time": 3}, "mode": "append"}}
        path = write_feedstock(archive, feedstock("places", [recipe]))
        found[f"recipe until {until}"] = say("plan", path, "--show-recipe")
        code, output, report = there.bake(path, archive / "root", archive / "report.jsonl")
        if code or len(report) != 1:
            return found, [*problems, f"bake: exit code {code}, {len(report)} lines of report: {tail(output)}"]
        found |= {f"{key} until {until}": value for key, value in digests.objects(local(report[0]["store"])).items()}
    say("verify", report[0]["store"], "--against", path)
    versions = json.loads(say("versions", path, "--root", archive / "root", "--json"))["versions"]
    found["versions"] = [{key: version[key] for key in ("change", "extent", "files", "status")} for version in versions]
    return found, problems
