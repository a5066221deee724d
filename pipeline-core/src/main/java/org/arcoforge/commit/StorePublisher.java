package org.arcoforge.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ZarrStore;

/** Makes a store openable: its metadata after all its data, the consolidated metadata last. */
public final class StorePublisher {
  private StorePublisher() {}

  /**
   * Writes the metadata documents, create-only and in order. A repetition with the same layout
   * changes nothing.
   *
   * @return what was written, keys relative to the store
   * @throws org.arcoforge.store.ObjectExistsException if other metadata are there
   */
  public static List<Receipt.Written> publish(ObjectStore target, StoreLayout layout)
      throws IOException {
    List<Receipt.Written> written = new ArrayList<>();
    for (ZarrStore.MetadataDocument document : ZarrStore.metadata(layout)) {
      ObjectInfo info = target.create(document.key(), document.bytes());
      written.add(new Receipt.Written(document.key(), info.size(), info.crc32c()));
    }
    return written;
  }
}
