package org.arcoforge.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectExistsException;
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

  /** Returns the documents that {@link #publish} or {@link #grow} writes, with their digests. */
  public static List<Receipt.Written> documents(StoreLayout layout) {
    return ZarrStore.metadata(layout).stream()
        .map(d -> Receipt.Written.of(d.key(), d.bytes(), d.bytes().length))
        .toList();
  }

  /**
   * Swaps the metadata of a store that has grown, in order: each document that changes under a
   * generation match, the consolidated metadata last. Readers of those see the old extent until
   * then and the new one from then on. A repetition changes nothing.
   *
   * @param fences generations of the documents when the append was planned, by key; none for those
   *     that were not there
   * @return bytes written
   * @throws ObjectExistsException if somebody else has changed a document since
   */
  public static long grow(ObjectStore target, StoreLayout layout, Map<String, Long> fences)
      throws IOException {
    long bytes = 0;
    for (ZarrStore.MetadataDocument document : ZarrStore.metadata(layout)) {
      Receipt.Written written =
          Receipt.Written.of(document.key(), document.bytes(), document.bytes().length);
      Optional<ObjectInfo> there = target.stat(document.key());
      if (there.isPresent() && written.agrees(there.get())) {
        continue;
      }
      try {
        target.replace(document.key(), document.bytes(), fences.getOrDefault(document.key(), 0L));
      } catch (GenerationMismatchException e) {
        // Another attempt of this step may have done it since it was looked at.
        Optional<ObjectInfo> now = target.stat(document.key());
        if (now.isEmpty() || !written.agrees(now.get())) {
          throw new ObjectExistsException(
              target.url(document.key())
                  + " was changed by somebody else while this append was under way; bake again");
        }
      }
      bytes += written.size();
    }
    return bytes;
  }
}
