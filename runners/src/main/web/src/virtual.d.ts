declare module "virtual:coast" {
  /** Rings of coastlines: a point, then steps, in tenths of a degree, longitude before latitude. */
  const rings: number[][];
  export default rings;
}
declare module "d3-scale-chromatic" {
  type Ramp = (t: number) => string;
  export const interpolateViridis: Ramp;
  export const interpolateMagma: Ramp;
  export const interpolateCividis: Ramp;
  export const interpolateRdBu: Ramp;
}
