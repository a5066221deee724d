"""The committed sample archive holds what its script makes."""

import subprocess
import sys

import netCDF4
import numpy as np


def contents(path):
    with netCDF4.Dataset(path) as nc:
        nc.set_auto_maskandscale(False)
        variables = {
            name: (var.dimensions, str(var.dtype), var[...].tobytes(), var.filters(),
                   {k: np.asarray(var.getncattr(k)).tolist() for k in var.ncattrs()})
            for name, var in nc.variables.items()}
        return variables, {k: np.asarray(nc.getncattr(k)).tolist() for k in nc.ncattrs()}


def run(root, folder, score):
    subprocess.run([sys.executable, root / "scripts/make-sample", folder], check=True, stdout=subprocess.DEVNULL)
    committed = root / "feedstocks/demo-sst/data"
    made = sorted(p.name for p in folder.glob("*.nc"))
    problems = []
    if made != sorted(p.name for p in committed.glob("*.nc")) or not made:
        problems.append(f"{committed} does not hold the files that scripts/make-sample makes")
    else:
        problems = [f"{name} differs from what scripts/make-sample makes" for name in made
                    if contents(folder / name) != contents(committed / name)]
    score.record("sample archive is what its script makes", problems)
