// What the live view loads when it is first shown.
export { HttpStore, LiveArray, type Selection } from "./zarr";
export { timeText } from "./time";
export { PALETTES, colourIndex, colours } from "./palette";
export { cell, globe, plane, turned, type View } from "./grid";
