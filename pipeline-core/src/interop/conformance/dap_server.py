"""A small OPeNDAP server (DAP 2.0) of data sets in memory, for tests: DDS, DAS, DODS and constraint expressions.

It is written from the published protocol (https://www.opendap.org/pdf/ESE-RFC-004v1.1.pdf) and proved right by letting
libnetcdf's own client read from it. All data are loaded before it starts: its threads call no netCDF library.
"""

import http.server
import re
import struct

import numpy as np

from conformance.web import Local

TYPES = {"u1": "Byte", "i2": "Int16", "u2": "UInt16", "i4": "Int32", "u4": "UInt32", "f4": "Float32", "f8": "Float64"}


class Array:
    """An array or, without dimensions, a scalar; dims are (name, length), a name may be None."""

    def __init__(self, name, data, dims=(), kind=None):
        self.name, self.data = name, np.asarray(data)
        self.dims = [(d, n) for d, n in zip(dims, self.data.shape)]
        self.kind = kind or TYPES.get(self.data.dtype.str[1:], "String")
        self.members = []

    def dds(self, indent, slices=None):
        dims = self.dims
        if slices:
            dims = [(d, len(range(*s.indices(n)))) for (d, n), s in zip(dims, slices)]
        shape = "".join(f"[{d} = {n}]" if d else f"[{n}]" for d, n in dims)
        return f"{indent}{self.kind} {self.name}{shape};\n"

    def xdr(self, slices=None):
        data = self.data[tuple(slices)] if slices else self.data
        out = b""
        texts = self.kind in ("String", "Url")
        if self.dims:
            out += struct.pack(">I", data.size) * (1 if texts else 2)
        if texts:
            for text in data.ravel():
                raw = text if isinstance(text, bytes) else str(text).encode()
                out += struct.pack(">I", len(raw)) + raw + b"\0" * (-len(raw) % 4)
            return out
        if self.kind == "Byte":
            if not self.dims:
                return struct.pack(">I", int(data))
            raw = data.astype("u1").tobytes()
            return out + raw + b"\0" * (-len(raw) % 4)
        wide = {"Int16": ">i4", "UInt16": ">u4", "Int32": ">i4", "UInt32": ">u4", "Float32": ">f4", "Float64": ">f8"}
        return out + data.astype(wide[self.kind]).tobytes()


class Group:
    """A Structure, a Grid (its first member is the array, the others are its maps) or a Sequence."""

    def __init__(self, kind, name, members):
        self.kind, self.name, self.members = kind, name, members


class Dataset:
    """What is served under one URL: members, and attributes as {container: {name: (type, [values]) or a dict}}."""

    def __init__(self, name, members, attributes):
        self.name, self.members, self.attributes = name, members, attributes

    def das(self):
        return "Attributes {\n" + "".join(container(n, c, "    ") for n, c in self.attributes.items()) + "}\n"

    def chosen(self, constraint):
        """Each projected array with its path of groups and its slices."""
        if "&" in constraint:
            raise DapError(1005, "selections are not served")
        wanted = [c for c in constraint.split(",") if c]
        found = []
        for clause in wanted or [m.name for m in self.members]:
            match = re.fullmatch(r"([^\[]+)((?:\[[^\]]*\])*)", clause)
            if not match:
                raise DapError(1005, f"malformed: {clause}")
            slices = [one(s) for s in re.findall(r"\[([^\]]*)\]", match[2])]
            found += find(self.members, match[1].split("."), (), slices or None)
        # The answer has the order of the data set, not that of the request.
        order = [id(a) for a in leaves(self.members)]
        return sorted(found, key=lambda f: order.index(id(f[1])))

    def dds(self, constraint):
        return "Dataset {\n" + declared(self.chosen(constraint), 0, "    ", bool(constraint)) + f"}} {self.name};\n"

    def dods(self, constraint):
        return (self.dds(constraint) + "Data:\n").encode() + b"".join(a.xdr(s) for _, a, s in self.chosen(constraint))


def leaves(members):
    return [a for m in members for a in (leaves(m.members) if m.members else [m])]


class DapError(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code, self.message = code, message


def one(text):
    parts = [int(p) for p in text.split(":")]
    start, step, stop = (parts[0], 1, parts[-1]) if len(parts) < 3 else parts
    return slice(start, stop + 1, step)


def find(members, path, groups, slices):
    for member in members:
        if member.name != path[0]:
            continue
        if not member.members:
            return [(groups, member, slices)]
        if len(path) > 1:
            return find(member.members, path[1:], groups + (member,), slices)
        within = []
        for i, inner in enumerate(member.members):
            # Slices of a whole grid are those of its array; a map has that of its own dimension.
            own = slices if not slices or i == 0 or member.kind != "Grid" else [slices[i - 1]]
            within += find([inner], [inner.name], groups + (member,), own)
        return within
    raise DapError(1004, f"no such variable: {'.'.join(path)}")


def declared(chosen, depth, indent, constrained):
    out, i = "", 0
    while i < len(chosen):
        groups, array, slices = chosen[i]
        if len(groups) == depth:
            out += array.dds(indent, slices)
            i += 1
            continue
        group, same = groups[depth], []
        while i < len(chosen) and len(chosen[i][0]) > depth and chosen[i][0][depth] is group:
            same.append(chosen[i])
            i += 1
        if group.kind == "Grid" and len(same) == len(group.members):
            lines = [a.dds(indent + "    ", s) for _, a, s in same]
            body = f"{indent}  Array:\n{lines[0]}{indent}  Maps:\n{''.join(lines[1:])}"
            out += f"{indent}Grid {{\n{body}{indent}}} {group.name};\n"
        else:
            kind = "Structure" if group.kind == "Grid" else group.kind
            out += f"{indent}{kind} {{\n{declared(same, depth + 1, indent + '    ', constrained)}{indent}}} {group.name};\n"
    return out


def container(name, attributes, indent):
    out = f"{indent}{name} {{\n"
    for key, value in attributes.items():
        if isinstance(value, dict):
            out += container(key, value, indent + "    ")
            continue
        kind, values = value
        texts = [quoted(v) if kind in ("String", "Url") else number(v) for v in values]
        out += f"{indent}    {kind} {key} {', '.join(texts)};\n"
    return out + indent + "}\n"


def quoted(text):
    return '"' + str(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def number(value):
    if isinstance(value, (float, np.floating)):
        return "NaN" if np.isnan(value) else str(np.format_float_positional(value, unique=True, trim="0"))
    return str(value)


def typed(value):
    if isinstance(value, str):
        return "String", [value]
    values = np.atleast_1d(value)
    if values.dtype.kind in "UO":
        return "String", list(values)
    kind = TYPES.get(values.dtype.str[1:]) or ("Byte" if values.dtype == "i1" else "Int32")
    return kind, [v.item() if values.dtype.kind != "f" else v for v in values]


def from_netcdf(path, grids=True):
    """A netCDF file as servers show it: arrays with coordinates of their dimensions as Grids."""
    import netCDF4

    with netCDF4.Dataset(path) as nc:
        nc.set_auto_maskandscale(False)
        nc.set_auto_chartostring(False)
        attributes, arrays, members = {}, {}, []
        for name, v in nc.variables.items():
            own = {k: typed(v.getncattr(k)) for k in v.ncattrs()}
            data, dims = v[...], v.dimensions
            if v.dtype == "S1" and dims:
                data, dims = netCDF4.chartostring(data, encoding="utf-8"), dims[:-1]
            if data.dtype == "i1":
                own["_Unsigned"] = ("String", ["false"])
                data = data.view("u1")
            attributes[name] = own
            arrays[name] = Array(name, data, dims)
        for name, a in arrays.items():
            maps = [arrays.get(d) for d, _ in a.dims]
            grid = grids and maps and name not in nc.dimensions and all(m is not None for m in maps)
            # A map is an array of its own, with the data of the coordinate.
            copies = [Array(m.name, m.data, [d for d, _ in m.dims]) for m in maps] if grid else []
            members.append(Group("Grid", name, [a, *copies]) if grid else a)
        attributes["NC_GLOBAL"] = {k: typed(nc.getncattr(k)) for k in nc.ncattrs()}
        unlimited = [d.name for d in nc.dimensions.values() if d.isunlimited()]
        if unlimited:
            attributes["DODS_EXTRA"] = {"Unlimited_Dimension": ("String", unlimited)}
        return Dataset(path.rsplit("/", 1)[-1], members, attributes)


class Server(Local):
    """Serves {path: Dataset} while it is used in a `with`; `faults` are functions (path, count) -> action or None."""

    def __init__(self, datasets, fault=None):
        self.datasets, self.fault, self.counts, self.requests = datasets, fault, {}, []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.answer(self)

            def log_message(self, *_):
                pass

        super().__init__(Handler)

    def answer(self, request):
        from urllib.parse import unquote

        path, _, constraint = request.path.partition("?")
        path, constraint = unquote(path).lstrip("/"), unquote(constraint)
        self.requests.append(request.path)
        count = self.counts[path] = self.counts.get(path, 0) + 1
        action = self.fault(path, count) if self.fault else None
        name, _, kind = path.rpartition(".")
        status, headers, cut = 200, {}, None
        try:
            if action and action[0] == "status":
                status, headers, body = action[1], action[2], b"busy"
            elif action and action[0] == "error":
                raise DapError(*action[1:])
            elif name not in self.datasets or kind not in ("dds", "das", "dods"):
                status, body = 404, error(404, f"no such data set: {name}")
            else:
                dataset = self.datasets[name]
                body = dataset.das().encode() if kind == "das" else getattr(dataset, kind)(constraint)
                body = body.encode() if isinstance(body, str) else body
                cut = action[1] if action and action[0] == "cut" else None
        except DapError as e:
            headers, body = {"Content-Description": "dods_error"}, error(e.code, e.message)
        request.send_response(status)
        request.send_header("Content-Type", "application/octet-stream" if kind == "dods" else "text/plain")
        request.send_header("XDODS-Server", "dods/3.2")
        for key, value in headers.items():
            request.send_header(key, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body if cut is None else body[: max(0, len(body) - cut)])
        if cut is not None:
            request.close_connection = True


def error(code, message):
    return f"Error {{\n    code = {code};\n    message = {quoted(message)};\n}};\n".encode()
