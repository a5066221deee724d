package org.arcoforge.zarr;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.store.ObjectStore;

/**
 * A Zarr store is a Zarr hierarchy in an object store, seen through its consolidated metadata if it
 * has them. Safe for many threads.
 */
public interface ZarrStore {
  /**
   * Opens the hierarchy at the store's root, format 2 or 3.
   *
   * @throws ZarrException if there is none, or the metadata are damaged or use what is not
   *     supported
   */
  static ZarrStore open(ObjectStore store) throws IOException {
    return ZarrStoreReader.open(store);
  }

  /**
   * Opens somebody else's hierarchy as far as it can be read: arrays that use what is not
   * supported, or do not name their dimensions, are left out and listed in {@link #unreadable()}.
   *
   * @throws ZarrException if there is none, or the metadata are damaged
   */
  static ZarrStore openReadable(ObjectStore store) throws IOException {
    return ZarrStoreReader.openReadable(store);
  }

  /**
   * Returns the metadata documents of a layout in the order in which they are to be written: what
   * makes the store openable (v3: the root's {@code zarr.json}; v2: {@code .zgroup}, {@code
   * .zattrs}, {@code .zmetadata}) at the end, the consolidated metadata last.
   */
  static List<MetadataDocument> metadata(StoreLayout layout) {
    return MetadataWriter.documents(layout);
  }

  /**
   * Returns what the metadata say. Attributes that JSON cannot tell apart come as int64, float64
   * and text.
   */
  StoreLayout layout();

  /**
   * Returns a reader of one array.
   *
   * @throws ZarrException if there is no such array
   */
  ArrayReader array(String name) throws IOException;

  /**
   * Returns why arrays cannot be read, by their path; empty for a store that was opened strictly.
   */
  Map<String, String> unreadable();

  /**
   * Returns attributes of a group, values that are no plain ones as JSON texts.
   *
   * @param path without slashes around it; empty for the root
   * @throws ZarrException if there is no such group; the message names those there are
   */
  Attributes attributes(String path) throws IOException;

  /** One JSON document under a key relative to the store's root. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record MetadataDocument(String key, byte[] bytes) {}
}
