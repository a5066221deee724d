"""Prints decoded.tsv: packed numbers and what xarray (2024 or newer) decodes them to.

Columns: stored type, stored number, scale_factor, add_offset (type:number or -), _FillValue,
_Unsigned (or -), decoded type, bits of the decoded number (hexadecimal).
"""

import numpy as np
import xarray as xr

SCALES = [("-", "-"), ("f4:0.1", "-"), ("f8:0.01", "-"), ("f4:0.1", "f4:273.15"), ("f8:0.01", "f8:273.15"),
          ("f4:0.1", "f8:20"), ("-", "f4:0.3"), ("f8:1e-3", "f4:5")]
NUMBERS = {"i1": [-128, -1, 7], "u1": [0, 255, 7], "i2": [-32768, 12345, 7], "u2": [65535, 7], "i4": [-(2**31), 16777217, 7],
           "f4": [0.1, -7.3, 7], "f8": [0.1, 7]}


def number(text):
    if text == "-":
        return None
    kind, value = text.split(":")
    return np.dtype(kind).type(value)


for kind, values in NUMBERS.items():
    for scale, offset in SCALES:
        for unsigned in ["-", "true"] if kind.startswith("i") else ["-"]:
            if unsigned == "true" and kind == "i4":
                continue
            attrs = {"_FillValue": np.dtype(kind).type(7)}
            if number(scale) is not None:
                attrs["scale_factor"] = number(scale)
            if number(offset) is not None:
                attrs["add_offset"] = number(offset)
            if unsigned != "-":
                attrs["_Unsigned"] = unsigned
            data = xr.Variable("x", np.array(values, kind), attrs)
            decoded = xr.conventions.decode_cf_variable("v", data).values
            for stored, value in zip(np.array(values, kind), decoded):
                bits = "nan" if np.isnan(value) else value.tobytes()[::-1].hex()
                print(kind, repr(float(stored)), scale, offset, 7, unsigned, decoded.dtype.str[1:], bits, sep="\t")
