package org.arcoforge.catalog.emit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * File swaps replace files that follow from the table of data sets, where they differ from it. What
 * they hold is made of the table as it is after their generations were seen: a registration may
 * have come meanwhile, and whoever swaps last must know of it.
 */
final class FileSwaps {
  private final ObjectStore store;
  private final Map<String, Content> files = new LinkedHashMap<>();
  private final AtomicInteger written = new AtomicInteger();

  /** A content is what a file holds. */
  interface Content {
    /** Returns it; null if there is nothing to tell any more. */
    byte @Nullable [] of(List<EmittedDataset> all);
  }

  /** A table is read anew each time. */
  interface Table {
    List<EmittedDataset> read() throws IOException;
  }

  FileSwaps(ObjectStore store) {
    this.store = store;
  }

  void add(String key, Content content) {
    files.put(key, content);
  }

  /** Makes the swaps, those of remote stores side by side; gives how many files were written. */
  int make(Table table) throws IOException {
    Map<String, ObjectStore.Seen> seen = new ConcurrentHashMap<>();
    each((key, content) -> seen.put(key, store.see(key)));
    List<EmittedDataset> all = table.read();
    each(
        (key, content) -> {
          ObjectStore.Seen before = Objects.requireNonNull(seen.get(key));
          byte[] next = next(content, all, before.bytes());
          if (Arrays.equals(before.bytes(), next)) {
            return;
          }
          try {
            store.replace(key, next, before.generation());
            written.incrementAndGet();
          } catch (GenerationMismatchException e) {
            swap(key, content, table);
          }
        });
    return written.get();
  }

  /** Where another one swaps at the same moment, the file is taken alone. */
  private void swap(String key, Content content, Table table) throws IOException {
    boolean[] changed = {false};
    store.update(
        key,
        now -> {
          byte[] next = next(content, table.read(), now);
          changed[0] = !Arrays.equals(now, next);
          return next;
        });
    written.addAndGet(changed[0] ? 1 : 0);
  }

  private static byte[] next(Content content, List<EmittedDataset> all, byte @Nullable [] now) {
    byte[] next = content.of(all);
    if (next != null) {
      return next;
    }
    return now == null ? new byte[0] : now; // its data sets were taken away meanwhile
  }

  private interface Step {
    void take(String key, Content content) throws IOException;
  }

  private void each(Step step) throws IOException {
    List<ParallelRequests.Task> tasks = new ArrayList<>();
    files.forEach((key, content) -> tasks.add(() -> step.take(key, content)));
    ParallelRequests.all(store.isRemote(), tasks);
  }
}
