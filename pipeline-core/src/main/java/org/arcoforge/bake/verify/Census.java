package org.arcoforge.bake.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongConsumer;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrStore;

/**
 * A census counts the chunks of an array, those within shards too: how many are there, how many
 * were not written, and how many of those that are there hold nothing but the fill value. It reads
 * all objects.
 *
 * @param array its name
 * @param objects stored objects, shards or chunks, that the array has room for
 * @param objectsPresent of them those that are there
 * @param chunks that the array has
 * @param present of them those that are there
 * @param allFill of those the ones all of whose values are the fill value
 */
public record Census(
    String array, long objects, long objectsPresent, long chunks, long present, long allFill) {
  /** Returns chunks that were not written: readers take the fill value for them. */
  public long empty() {
    return chunks - present;
  }

  /**
   * Counts the chunks of all arrays of a store, in the order of its metadata.
   *
   * @param storeUrl URL of the Zarr group
   * @param progress told how many objects are read
   * @throws org.arcoforge.zarr.ZarrException if the store cannot be opened, or a shard is damaged
   */
  public static List<Census> of(String storeUrl, LongConsumer progress) throws IOException {
    try (OpenStores stores = new OpenStores()) {
      return of(stores.at(storeUrl.endsWith("/") ? storeUrl : storeUrl + "/"), progress);
    }
  }

  static List<Census> of(ObjectStore target, LongConsumer progress) throws IOException {
    ZarrStore store = ZarrStore.open(target);
    List<Census> all = new ArrayList<>();
    long[] read = {0};
    for (ArrayLayout array : store.layout().arrays()) {
      ArrayReader reader = store.array(array.variable().name());
      all.add(of(target, array, reader, () -> progress.accept(++read[0])));
    }
    return all;
  }

  private static Census of(
      ObjectStore target, ArrayLayout layout, ArrayReader reader, Runnable progress)
      throws IOException {
    ChunkGrid objects = layout.objects();
    ChunkGrid chunks = layout.chunks();
    long objectsPresent = 0;
    long present = 0;
    long allFill = 0;
    for (long[] index : Indices.of(objects.all())) {
      byte[] bytes;
      try {
        bytes = target.read(reader.key(index));
      } catch (ObjectNotFoundException e) {
        continue;
      }
      objectsPresent++;
      BitSet held = reader.chunksIn(bytes);
      Block values = reader.decode(bytes, index);
      Region object = objects.region(index);
      for (long[] chunk : Indices.of(chunks.covering(object))) {
        if (held.get(number(layout, chunk))) {
          present++;
          Region part = chunks.region(chunk).relativeTo(object.start());
          allFill += isAllFill(values, part, layout) ? 1 : 0;
        }
      }
      progress.run();
    }
    return new Census(
        layout.variable().name(),
        objects.count(),
        objectsPresent,
        chunks.count(),
        present,
        allFill);
  }

  /** The row-major number of a chunk in its shard; 0 where there are no shards. */
  private static int number(ArrayLayout layout, long[] chunk) {
    long number = 0;
    for (int d = 0; d < layout.shard().size(); d++) {
      long count = layout.shard().get(d) / layout.chunk().get(d);
      number = number * count + chunk[d] % count;
    }
    return (int) number;
  }

  private static boolean isAllFill(Block values, Region part, ArrayLayout layout) {
    Block found = Block.allocate(values.type(), part.size());
    Block.copy(values, part.start(), found, new long[part.rank()], part.size());
    Block filled = Block.allocate(values.type(), part.size());
    filled.fill(layout.fill());
    return found.equals(filled);
  }
}
