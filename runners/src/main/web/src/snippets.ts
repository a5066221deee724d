// The code that opens a store, all of it from here: the page shows it, and the checks run what they find on the page.
import type { Address } from "./places";

export interface Snippet {
  tool: string;
  label: string;
  text: string;
  /** Whether the project's checks run it as it stands. */
  isRun: boolean;
  note?: string;
}

/** The day of the last change to what the checks run of them; from then on each run of the checks has run it. */
export const RUN_ON = "2026-11-30";

export interface Subject {
  /** A data variable, with its number of dimensions. */
  variable: string;
  rank: number;
}

/** JSON's strings are strings in Python and JavaScript as well. */
const quoted = (text: string) => JSON.stringify(text);

export function snippets(at: Address, subject: Subject | undefined): Snippet[] {
  const url = quoted(at.url);
  const options = at.endpoint ? `, storage_options={"endpoint_url": ${quoted(at.endpoint)}}` : "";
  const found: Snippet[] = [];
  const isRun = at.kind !== "gs";
  const needs = { https: "fsspec and aiohttp", gs: "gcsfs", s3: "s3fs", local: "" }[at.kind];
  const zarr = "Needs xarray, zarr 3 or later" + (needs ? ` and ${needs}` : "");
  const where = at.kind === "local" ? ", run in the folder that holds the catalog." : ".";
  found.push({
    tool: "xarray",
    label: "xarray",
    text: `import xarray as xr\n\nds = xr.open_zarr(${url}, consolidated=True${options})\nprint(ds)\n`,
    isRun,
    note: zarr + where,
  });
  if (subject) {
    const name = quoted(subject.variable);
    found.push({
      tool: "dask",
      label: "dask",
      text:
        "import xarray as xr\n\n" +
        `ds = xr.open_zarr(${url}, consolidated=True, chunks={}${options})\n` +
        `mean = ds[${name}].mean().compute()\nprint(mean)\n`,
      isRun,
      note: `${zarr}, and dask${where}`,
    });
    if (at.kind !== "gs" && at.kind !== "s3") {
      const axes = Array.from({ length: subject.rank }, (_, i) => (i < subject.rank - 2 ? "0" : "null")).join(", ");
      if (at.kind === "https") {
        found.push({
          tool: "zarrita",
          label: "zarrita (JavaScript)",
          text:
            'import * as zarr from "zarrita";\n\n' +
            `const root = zarr.root(new zarr.FetchStore(${url}));\n` +
            `const array = await zarr.open(root.resolve(${name}), { kind: "array" });\n` +
            `const plane = await zarr.get(array, [${axes}]);\nconsole.log(plane.shape, plane.data);\n`,
          isRun: true,
          note: "Values as stored: scale_factor and add_offset of the attributes are yours to apply.",
        });
      }
      const gdal = quoted(at.kind === "https" ? `ZARR:"/vsicurl/${at.url}"` : `ZARR:"${at.url}"`);
      found.push({
        tool: "gdal",
        label: "GDAL",
        text:
          "from osgeo import gdal\n\ngdal.UseExceptions()\n" +
          `store = gdal.OpenEx(${gdal}, gdal.OF_MULTIDIM_RASTER)\n` +
          `array = store.GetRootGroup().OpenMDArray(${name})\n` +
          "print(array.GetUnit(), [dimension.GetSize() for dimension in array.GetDimensions()])\n",
        isRun,
        note: "Needs GDAL 3.8 or later with its Python bindings.",
      });
    }
  }
  return found;
}
