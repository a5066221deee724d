"""What a conformance case is: how files are made, the recipe, and what must come of it.

A theme is a module in tables/ with a text THEME (its heading in the documentation) and a list CASES; a text OPTIONS
holds options of the JVM that its cases need, a list ARGUMENTS those of `arco bake`. The sources
are made, and the expectation is computed, by other people's libraries; never by ArcoForge.
"""

import dataclasses
from typing import Callable


@dataclasses.dataclass
class Case:
    """One row of the table.

    make    folder -> None; writes the source files
    expect  folder -> xarray.Dataset or DataTree: the data set as xarray must see the store (masks and scales applied, times
            decoded), computed from the files by the oracle
    serve   folder -> a context manager that serves the files and has a `url`; while it is open, $SERVER in the pattern,
            and in the texts of `refused`, is that URL ($DODS: the same as dods://), and `expect` is called with (folder, url)
    refused (exit code, text, …) instead of expect: how `arco bake` must end, and what its message must name
    inspect folder of the store -> list of problems; what xarray does not show (chunks, codecs), judged by the oracle
    """

    name: str  # a few words, unique in its theme
    says: str  # a sentence for the documentation: what is supported, or what is refused and what to write
    make: Callable
    pattern: dict  # of the recipe; paths are relative to the folder
    expect: Callable | None = None
    refused: tuple = ()
    oracle: str = "xarray"  # the library that says what is right
    transforms: list = dataclasses.field(default_factory=list)
    policies: dict = dataclasses.field(default_factory=dict)
    target: dict = dataclasses.field(default_factory=dict)
    attributes: bool = True  # whether attributes of variables are compared too
    status: str = "published"
    serve: Callable | None = None
    inspect: Callable | None = None

    def recipe(self, ident):
        recipe = {"id": ident, "pattern": self.pattern, "target": self.target}
        recipe.update({k: v for k, v in (("transforms", self.transforms), ("policies", self.policies)) if v})
        return recipe


def along(dim, **keys):
    """The dims of a pattern that joins files along one dimension."""
    return [{"concat": dim, **keys}]


def files(*names, dim="time"):
    return {"files": list(names), "dims": along(dim)}


def single(name, **keys):
    """The pattern of one file."""
    return {"url": name, "dims": [], **keys}
