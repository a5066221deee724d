"""The lines that a refusal proposes, and the recipe that follows one of them.

A line to write is `KEY: VALUE` of the recipe, with all keys around it, after the word write, with or by:
"write policies: {order: sort}", "leave it out with `transforms: [{drop: [v]}]`". Further ones follow a comma or an
"or"; "or {order: keep-last}" has the key of the one before. An ellipsis stands for what only the author knows.
"""

import copy
import dataclasses
import re

import yaml

SECTIONS = ("policies", "target", "transforms", "pattern")
OF_PATTERN = ("dims", "format", "group", "filter_by_keys", "access")
OF_DIM = ("items_per_file", "concat")
# Those of within are told apart, so that a line that lacks the keys around it is found.
KEYS = (*SECTIONS, *OF_PATTERN, *OF_DIM, "encoding", "missing_files", "shards", "chunks")
KEY = re.compile(rf"(?<![\w{{]){'(?P<key>' + '|'.join(KEYS) + ')'}: ")
START = re.compile(r"(?<![\w/.-])(?:[Ww]rite|with|by)(?=[ ,])")
MORE = re.compile(r",? (?:or )?(?=[{\[])")
OPEN, CLOSE = "{[", "}]"
MEANT = re.compile(r"[Dd]id you mean ('[^']*'(?: or '[^']*')*)\?")
BESIDE = re.compile(r"write `where: present` beside '(\w+)'")
MEMBER = re.compile(r"as in ((\S+)!/[^\s,;]+)")


class Recipe(yaml.SafeLoader):
    """YAML as recipes have it: dates are texts."""


Recipe.yaml_implicit_resolvers = {first: [(tag, form) for tag, form in found if not tag.endswith("timestamp")]
                                  for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()}


class Hole(ValueError):
    """An ellipsis in the place of what the message should have known."""


@dataclasses.dataclass(frozen=True)
class Line:
    """One proposal: text as printed; kind is a key of the recipe, or meant, member, beside."""

    kind: str
    text: str
    first: bool = False  # of the transforms
    instead: str = ""  # of transforms of this kind


def balanced(text, start):
    """The end of the value that begins here: brackets as they close, else a word."""
    if start < len(text) and text[start] in OPEN:
        depth, quoted = 0, ""
        for i in range(start, len(text)):
            c = text[i]
            if quoted:
                quoted = "" if c == quoted else quoted
            elif c in "\"'" and text[i - 1] in "{[ ,:":
                quoted = c
            elif c in OPEN:
                depth += 1
            elif c in CLOSE:
                depth -= 1
                if not depth:
                    return i + 1
        return len(text)
    return start + len(re.match(r'"[^"]*"|[^\s,;`)]*', text[start:]).group())


def clauses(message):
    """What stands after write, with or by: to a semicolon or the end of the line; lines that are set in belong to it."""
    for found in START.finditer(message):
        i = found.end()
        while i < len(message):
            if message[i] in OPEN:
                i = balanced(message, i)
                continue
            if message[i] == ";" or (message[i] == "\n" and not message.startswith("\n  ", i)):
                break
            i += 1
        yield found.end(), i


def proposed(message):
    """All lines that a message proposes, each once, in its order."""
    found = {}
    for start, end in clauses(message):
        at = start
        while key := KEY.search(message, at, end):
            name, at = key["key"], key.end()
            while True:
                stop = balanced(message, at)
                text, after = f"{name}: {message[at:stop].rstrip('.')}", message[stop:]
                instead = re.match(r"`? instead of the (\w+)", after)
                found.setdefault(text, Line(name, text, bool(re.match(r"`? before\b", after)), instead[1] if instead else ""))
                more = MORE.match(message, stop)
                if not more:
                    break
                at = more.end()
            at = stop
    for meant in MEANT.finditer(message):
        before = re.findall(r"'([^'\n]+)'", message[:meant.start()].rpartition("\n")[2])
        named = re.search(r"(?:names(?: the \w+)?|unknown (?:value|key)|concat names the dimension) '([^']+)'[^\n]*$", message[:meant.start()])
        wrong = named.group(1) if named else before[-1] if before else ""
        for word in re.findall(r"'([^']*)'", meant.group(1)):
            found[f"{wrong} -> {word}"] = Line("meant", f"{wrong} -> {word}")
    for kind in BESIDE.findall(message):
        found[f"where: present ({kind})"] = Line("beside", kind)
    for whole, outer in MEMBER.findall(message):
        found[whole] = Line("member", f"{outer} -> {whole}")
    return list(found.values())


def value(line):
    """The value of a line, ellipses filled as an author would."""
    text = re.sub(r",\s*…", "", line.text)
    return filled(yaml.load(text, Recipe), "")[line.kind]


def filled(found, key):
    if isinstance(found, dict):
        if found.get("from") == "…":  # Units that can be converted.
            found = {**found, "from": found["to"]}
        return {k: filled(v, k) for k, v in found.items()}
    if isinstance(found, list):
        return [filled(v, key) for v in found]
    if isinstance(found, str) and "…" in found:
        raise Hole(f"an ellipsis stands for the value of {key!r}")
    return found


def merged(old, new):
    """Keys added to those there are; what has a name is one value."""
    if isinstance(old, dict) and isinstance(new, dict) and "name" not in new:
        return {**old, **{k: merged(old[k], v) if k in old else v for k, v in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        return old + [v for v in new if v not in old]
    return new


def with_transform(transforms, new, first):
    """A transform that names what one of its kind names takes its place, else it is the last."""
    kind = next((k for k in new if k != "where"), None)
    names = set(new[kind]) if isinstance(new.get(kind), dict) else set()
    for number, old in enumerate(transforms):
        if kind == "transpose" and isinstance(old, dict) and kind in old:
            transforms[number] = new
            return
        if isinstance(old, dict) and isinstance(old.get(kind), dict) and names & set(old[kind]) and kind != "set_attributes":
            transforms[number] = {**old, kind: {**old[kind], **new[kind]}}
            return
    transforms.insert(0 if first else len(transforms), new)


def renamed(found, wrong, right):
    """The word replaced wherever it is a whole name, in keys and in values."""
    if isinstance(found, dict):
        return {right if k == wrong else k: renamed(v, wrong, right) for k, v in found.items()}
    if isinstance(found, (list, tuple)):
        return [renamed(v, wrong, right) for v in found]
    if isinstance(found, str) and found != wrong:
        return found.replace("{" + wrong + "}", "{" + right + "}").replace("{" + wrong + ":", "{" + right + ":")
    return right if found == wrong else found


def in_place(found, old, new):
    if isinstance(found, (list, tuple)):
        return [in_place(v, old, new) for v in found]
    if isinstance(found, str):
        return new if new.startswith(found) or old.endswith(found) else found
    return found


def following(case, line):
    """The case with its recipe as the line says."""
    parts = {k: copy.deepcopy(getattr(case, k)) for k in SECTIONS}
    if line.kind in ("meant", "member"):
        wrong, right = line.text.split(" -> ")
        if line.kind == "member":
            for key in ("url", "files", "glob"):
                if key in parts["pattern"]:
                    parts["pattern"][key] = in_place(parts["pattern"][key], wrong, right)
        else:
            parts = {k: renamed(v, wrong, right) for k, v in parts.items()}
        return dataclasses.replace(case, **parts)
    if line.kind == "beside":
        parts["transforms"] = [{**t, "where": "present"} if isinstance(t, dict) and line.text in t else t
                               for t in parts["transforms"]]
        return dataclasses.replace(case, **parts)
    new, pattern = value(line), parts["pattern"]
    parts["transforms"] = [t for t in parts["transforms"] if not line.instead or line.instead not in t]
    if line.kind == "transforms":
        for transform in new:
            with_transform(parts["transforms"], transform, line.first)
    elif line.kind == "pattern" or line.kind in OF_PATTERN:
        new = new if line.kind == "pattern" else {line.kind: new}
        if {"glob", "url", "files"} & set(new):
            pattern = {k: v for k, v in pattern.items() if k not in ("glob", "url", "files", "names", "dims")}
        parts["pattern"] = {**pattern, **new}
    elif line.kind in OF_DIM:
        pattern["dims"] = [{**d, line.kind: new} if "concat" in d else d for d in pattern["dims"]]
    elif line.kind in ("policies", "target"):
        parts[line.kind] = merged(parts[line.kind], new)
    else:
        raise Hole(f"{line.kind} is not named with the keys around it")
    return dataclasses.replace(case, **parts)
