package org.arcoforge.stac;

import java.net.URI;

/** Writes the Python code that a reader copies to open a published store. */
public final class CatalogSnippet {
  private CatalogSnippet() {}

  /**
   * Returns one line of Python that opens the store with xarray (imported as {@code xr}).
   *
   * @param storeUrl URL of the Zarr group; a local one becomes a plain path, which needs no fsspec
   */
  public static String xarray(String storeUrl) {
    String place = storeUrl.startsWith("file:") ? URI.create(storeUrl).getPath() : storeUrl;
    String quoted = place.replace("\\", "\\\\").replace("\"", "\\\"");
    return "xr.open_zarr(\"" + quoted + "\", consolidated=True)";
  }

  /** Returns what {@link #xarray(String)} does, for a version of the catalog. */
  public static String xarray(PublishedVersion version) {
    return xarray(version.storeUrl());
  }
}
