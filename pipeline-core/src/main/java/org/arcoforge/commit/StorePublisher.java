package org.arcoforge.commit;

import java.io.IOException;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ZarrStore;

/** Makes a store openable: its metadata after all its data, the consolidated metadata last. */
public final class StorePublisher {
  private StorePublisher() {}

  /**
   * Writes the metadata documents, create-only and in order. A repetition with the same layout
   * changes nothing.
   *
   * @throws org.arcoforge.store.ObjectExistsException if other metadata are there
   */
  public static long publish(ObjectStore target, StoreLayout layout) throws IOException {
    long bytes = 0;
    for (ZarrStore.MetadataDocument document : ZarrStore.metadata(layout)) {
      target.create(document.key(), document.bytes());
      bytes += document.bytes().length;
    }
    return bytes;
  }
}
