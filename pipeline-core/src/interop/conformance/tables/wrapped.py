"""Files that are compressed as a whole, or the one file of a zip archive."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib

import numpy as np
import xarray as xr
from numcodecs import Zstd

from conformance.case import Case, files, single
from conformance.web import Web

THEME = "Compressed files"

# For the case of too large a file; the others are far smaller.
OPTIONS = "-Darco.unpack.maxBytes=20000000"


def data(start=0, steps=4):
    values = np.random.default_rng(start).normal(size=(steps, 3, 4)).astype("f4")
    time = np.arange(start, start + steps, dtype="f8")
    return xr.Dataset(
        {"sst": (("time", "lat", "lon"), values, {"units": "K"})},
        {"time": ("time", time, {"units": "days since 2001-01-01"}), "lat": [-1.0, 0.0, 1.0]},
        {"title": "sample"},
    )


def netcdf(folder, start=0, format="NETCDF3_CLASSIC"):
    path = folder / f"plain{start}"
    data(start).to_netcdf(path, format=format)
    raw = path.read_bytes()
    path.unlink()
    return raw


def packed(name, pack, format="NETCDF3_CLASSIC", start=0):
    def make(folder):
        (folder / name).write_bytes(pack(netcdf(folder, start, format)))

    return make


def expect(*starts):
    def seen(folder, url=""):
        parts = [xr.decode_cf(data(s)) for s in starts or (0,)]
        return parts[0] if len(parts) == 1 else xr.concat(parts, "time", data_vars="minimal")

    return seen


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    """A zip of (name, start) or (name, bytes)."""

    def make(folder):
        with zipfile.ZipFile(folder / "a.zip", "w", method) as z:
            for name, what in members:
                z.writestr(name, netcdf(folder, what) if isinstance(what, int) else what)

    return make


def tar(raw):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as t:
        info = tarfile.TarInfo("a.nc")
        info.size = len(raw)
        t.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def encrypted(folder):
    """The flag of an encrypted member, set in both places where it stands."""
    zipped(("a.nc", 0))(folder)
    raw = bytearray((folder / "a.zip").read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\1\2") + 8] |= 1
    (folder / "a.zip").write_bytes(raw)


def flipped(raw):
    """One bit of the last byte before gzip's trailer: the checksum tells."""
    raw = bytearray(raw)
    raw[-9] ^= 1
    return bytes(raw)


def bomb(folder):
    """Thirty megabytes of nothing behind the beginning of a netCDF file."""
    (folder / "a.nc.gz").write_bytes(gzip.compress(netcdf(folder) + bytes(30_000_000)))


def members(raw):
    """Two gzip members one after the other, as `cat a.gz b.gz` makes them."""
    return gzip.compress(raw[:1000]) + gzip.compress(raw[1000:])


GZ = single("a.nc.gz")
ZIP = single("a.zip")
CASES = [
    Case("gzip", "netCDF classic in gzip.", packed("a.nc.gz", gzip.compress), GZ, expect()),
    Case("gzip of netCDF-4", "The inner file's kind decides.", packed("a.nc.gz", gzip.compress, "NETCDF4"), GZ, expect()),
    Case("any name", "The first bytes decide, not the name.", packed("a.nc", gzip.compress), single("a.nc"), expect()),
    Case("format of the inner file", "`format:` is that of the file inside.", packed("a.gz", gzip.compress),
         single("a.gz", format="netcdf3"), expect()),
    Case("gzip members", "Several gzip members are one file.", packed("a.nc.gz", members), GZ, expect()),
    Case("bzip2", "bzip2.", packed("a.nc.bz2", bz2.compress), single("a.nc.bz2"), expect()),
    Case("xz", "xz.", packed("a.nc.xz", lzma.compress), single("a.nc.xz"), expect()),
    Case("zstd", "Zstandard.", packed("a.nc.zst", Zstd(3).encode), single("a.nc.zst"), expect()),
    Case("zip", "A zip archive with one file.", zipped(("a.nc", 0)), ZIP, expect()),
    Case("zip, stored", "A zip archive that does not compress.", zipped(("x/a.nc", 0), method=zipfile.ZIP_STORED), ZIP, expect()),
    Case("zip, bzip2", "A zip archive that compresses with bzip2.", zipped(("a.nc", 0), method=zipfile.ZIP_BZIP2), ZIP, expect()),
    Case("zip with notes", "Notes, checksums and what macOS adds are no data.",
         zipped(("README.txt", b"read me"), ("a.nc", 0), ("a.nc.md5", b"0"), ("__MACOSX/._a.nc", b"x"), ("LICENSE", b"l")), ZIP,
         expect()),
    Case("member of a zip", "One of several files is named after the archive: `a.zip!/b.nc`.",
         zipped(("a.nc", 0), ("sub/b.nc", 4)), single("a.zip!/sub/b.nc"), expect(4)),
    Case("members of a zip", "So are several, which are joined.", zipped(("a.nc", 0), ("b.nc", 4)),
         files("a.zip!/a.nc", "a.zip!/b.nc"), expect(0, 4)),
    Case("several files", "Compressed files are joined as others.",
         lambda d: [packed("a.nc.gz", gzip.compress)(d), packed("b.nc.bz2", bz2.compress, start=4)(d)],
         files("a.nc.gz", "b.nc.bz2"), expect(0, 4)),
    Case("from a web server", "Fetched once, unpacked once.", packed("a.nc.gz", gzip.compress),
         {"url": "$SERVER/a.nc.gz", "dims": []}, expect(), serve=Web),
    Case("zip with several files", "Refused, naming them and how to choose.", zipped(("a.nc", 0), ("b.nc", 4)), ZIP,
         refused=(3, "a.zip", "2 files", "a.nc, b.nc", "a.zip!/a.nc")),
    Case("zip of another name", "An archive is known by its bytes: `a.nc!/b.nc`, too.",
         lambda d: [zipped(("a.nc", 0), ("b.nc", 4))(d), (d / "a.zip").rename(d / "a.nc")], single("a.nc!/b.nc"), expect(4)),
    Case("zip of another name with several files", "Refused, naming them and how to choose.",
         lambda d: [zipped(("a.nc", 0), ("b.nc", 4))(d), (d / "a.zip").rename(d / "a.nc")], single("a.nc"),
         refused=(3, "a.nc", "2 files", "a.nc, b.nc", "a.nc!/a.nc")),
    Case("a member of what is no archive", "Refused.", lambda d: netcdf(d) and (d / "a.nc").write_bytes(netcdf(d)) and None, single("a.nc!/b.nc"), refused=(3, "a.nc", "zip")),
    Case("no such member", "A member that is not there is a missing file; the others are named.", zipped(("a.nc", 0)),
         single("a.zip!/c.nc"), refused=(3, "a.zip", "no member 'c.nc'", "a.nc")),
    Case("zip without data", "An archive of notes alone is refused.", zipped(("README.txt", b"r")), ZIP,
         refused=(3, "a.zip", "no data", "README.txt")),
    Case("encrypted", "Encrypted members are refused.", encrypted, ZIP, refused=(3, "a.zip", "'a.nc'", "encrypted")),
    Case("cut-off gzip", "Cut off: refused, naming the file.", packed("a.nc.gz", lambda r: gzip.compress(r)[:-100]), GZ,
         refused=(3, "a.nc.gz", "gzip", "cut off")),
    Case("damaged gzip", "A checksum that is wrong: refused.", packed("a.nc.gz", lambda r: flipped(gzip.compress(r))), GZ,
         refused=(3, "a.nc.gz", "gzip", "damaged")),
    Case("cut-off second member", "Cut off in the second member: never taken for the end.",
         packed("a.nc.gz", lambda r: members(r)[:-40]), GZ, refused=(3, "a.nc.gz", "cut off")),
    Case("cut-off bzip2", "The same for bzip2.", packed("a.bz2", lambda r: bz2.compress(r)[:-30]), single("a.bz2"),
         refused=(3, "a.bz2", "bzip2", "cut off")),
    Case("cut-off xz", "The same for xz.", packed("a.xz", lambda r: lzma.compress(r)[:-30]), single("a.xz"),
         refused=(3, "a.xz", "xz", "cut off")),
    Case("cut-off zstd", "The same for Zstandard.", packed("a.zst", lambda r: Zstd(3).encode(r)[:-30]), single("a.zst"),
         refused=(3, "a.zst", "zstd", "cut off")),
    Case("cut-off zip", "The same for zip, whose directory stands at the end.",
         lambda d: [zipped(("a.nc", 0))(d), (d / "a.zip").write_bytes((d / "a.zip").read_bytes()[:-100])], ZIP,
         refused=(3, "a.zip", "zip", "cut off")),
    Case("too large", "What unpacks to more than may be (`-Darco.unpack.maxBytes`) is refused before the disk is full.",
         bomb, GZ, refused=(3, "a.nc.gz", "unpacks to more than 20000000 bytes")),
    Case("tar", "Archives of files are refused.", packed("a.tar.gz", tar), single("a.tar.gz"), refused=(3, "a.tar.gz", "tar")),
    Case("compress", "So is `.Z`.", lambda d: (d / "a.nc.Z").write_bytes(b"\x1f\x9d\x90" + zlib.compress(b"x")), single("a.nc.Z"),
         refused=(3, "a.nc.Z", "compress(.Z)")),
    Case("twice compressed", "Once is enough.", packed("a.nc.gz.gz", lambda r: gzip.compress(gzip.compress(r))),
         single("a.nc.gz.gz"), refused=(3, "a.nc.gz.gz", "unpack it beforehand")),
    Case("not data", "What is inside must be data.", lambda d: (d / "a.nc.gz").write_bytes(gzip.compress(b"hello")), GZ,
         refused=(3, "a.nc.gz", "no known format")),
]
