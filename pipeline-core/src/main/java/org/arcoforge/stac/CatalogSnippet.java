package org.arcoforge.stac;

import java.nio.file.Path;
import org.arcoforge.store.ObjectStores;

/** Writes the Python code that a reader copies to open a published store. */
public final class CatalogSnippet {
  private CatalogSnippet() {}

  /**
   * Returns one line of Python that opens the store with xarray (imported as {@code xr}).
   *
   * @param storeUrl URL of the Zarr group; a local one becomes a plain path, which needs no fsspec
   */
  public static String xarray(String storeUrl) {
    return "xr.open_zarr(" + place(storeUrl) + ", consolidated=True" + options(storeUrl) + ")";
  }

  /** Returns one line of Python that opens a store of several groups as a tree. */
  public static String tree(String storeUrl) {
    return "xr.open_datatree("
        + place(storeUrl)
        + ", engine=\"zarr\", consolidated=True"
        + options(storeUrl)
        + ")";
  }

  private static String place(String storeUrl) {
    return quoted(ObjectStores.localPath(storeUrl).map(Path::toString).orElse(storeUrl));
  }

  /**
   * Returns what has to be said besides, after a comma: at which address the service of an {@code
   * s3:} URL is, unless it is Amazon's. Empty if nothing.
   */
  public static String options(String storeUrl) {
    return optionsAt(ObjectStores.address(storeUrl));
  }

  /** Returns them, where the service is at an address; empty for none that has to be said. */
  static String optionsAt(String address) {
    return address.isEmpty() ? "" : ", storage_options={\"endpoint_url\": " + quoted(address) + "}";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Returns what {@link #xarray(String)} does, for a version of the catalog. */
  public static String xarray(PublishedVersion version) {
    return xarray(version.storeUrl());
  }
}
