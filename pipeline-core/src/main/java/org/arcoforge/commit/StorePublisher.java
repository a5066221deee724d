package org.arcoforge.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ZarrStore;

/** Makes a store openable: its metadata after all its data, the consolidated metadata last. */
public final class StorePublisher {
  private StorePublisher() {}

  /**
   * Writes the metadata documents, create-only: those of arrays, then of groups, the consolidated
   * ones last. A repetition with the same layout changes nothing.
   *
   * @param before what else is to be done before anybody can open the store
   * @return what was written, keys relative to the store
   * @throws org.arcoforge.store.ObjectExistsException if other metadata are there
   */
  public static List<Receipt.Written> publish(
      ObjectStore target, StoreLayout layout, ParallelRequests.Task... before) throws IOException {
    Map<String, Receipt.Written> written = new ConcurrentHashMap<>();
    List<ZarrStore.MetadataDocument> all = ZarrStore.metadata(layout);
    inOrder(
        target,
        layout,
        true,
        List.of(before),
        document -> {
          ObjectInfo info = target.create(document.key(), document.bytes());
          written.put(
              document.key(), new Receipt.Written(document.key(), info.size(), info.crc32c()));
        });
    return all.stream().map(d -> Objects.requireNonNull(written.get(d.key()))).toList();
  }

  /** A writing puts one document into the store. */
  private interface Writing {
    void write(ZarrStore.MetadataDocument document) throws IOException;
  }

  /**
   * Arrays do not depend on each other, nor groups within the root, and nobody looks for either
   * before the root is there: its documents come one after the other. Attributes alone, of format
   * 2, open nothing.
   */
  private static void inOrder(
      ObjectStore target,
      StoreLayout layout,
      boolean isNew,
      List<ParallelRequests.Task> before,
      Writing writing)
      throws IOException {
    Set<String> names =
        layout.arrays().stream().map(a -> a.variable().name()).collect(Collectors.toSet());
    List<ParallelRequests.Task> arrays = new ArrayList<>(before);
    List<ParallelRequests.Task> groups = new ArrayList<>();
    List<ZarrStore.MetadataDocument> root = new ArrayList<>();
    for (ZarrStore.MetadataDocument document : ZarrStore.metadata(layout)) {
      int slash = document.key().lastIndexOf('/');
      if (slash < 0 && !(isNew && document.key().equals(".zattrs"))) {
        root.add(document);
      } else if (slash < 0 || names.contains(document.key().substring(0, slash))) {
        arrays.add(() -> writing.write(document));
      } else {
        groups.add(() -> writing.write(document));
      }
    }
    ParallelRequests.all(target.isRemote(), arrays);
    ParallelRequests.all(target.isRemote(), groups);
    for (ZarrStore.MetadataDocument document : root) {
      writing.write(document);
    }
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
    LongAdder bytes = new LongAdder();
    inOrder(
        target, layout, false, List.of(), document -> bytes.add(grow(target, document, fences)));
    return bytes.sum();
  }

  /** Returns bytes written. */
  private static long grow(
      ObjectStore target, ZarrStore.MetadataDocument document, Map<String, Long> fences)
      throws IOException {
    Receipt.Written written =
        Receipt.Written.of(document.key(), document.bytes(), document.bytes().length);
    Optional<ObjectInfo> there = target.stat(document.key());
    if (there.isPresent() && written.agrees(there.get())) {
      return 0;
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
    return written.size();
  }
}
