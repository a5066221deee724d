package org.arcoforge.stac;

/** These are the STAC extensions in use, with the versions whose fields the documents follow. */
enum StacExtension {
  DATACUBE("datacube", "2.3.0"),
  ZARR("zarr", "1.1.0"),
  STORAGE("storage", "2.0.0"),
  SCIENTIFIC("scientific", "1.0.0"),
  PROCESSING("processing", "1.2.0"),
  VERSION("version", "1.2.0"),
  FILE("file", "2.1.0"),
  XARRAY("xarray-assets", "1.0.0");

  private final String name;
  private final String version;

  StacExtension(String name, String version) {
    this.name = name;
    this.version = version;
  }

  /** Returns the identifier in {@code stac_extensions}. */
  String uri() {
    return "https://stac-extensions.github.io/" + name + "/v" + version + "/schema.json";
  }
}
