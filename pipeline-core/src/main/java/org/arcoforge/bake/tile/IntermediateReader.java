package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.bake.work.ParallelTasks;
import org.arcoforge.commit.DraftStore;
import org.arcoforge.commit.IntermediateFolder;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.Receipts;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/**
 * Fills tiles of the result from intermediate arrays. What is not there, or is not what the receipt
 * of its tile says to the last bit, is not used: its part is read from the sources again. Safe for
 * many threads.
 */
final class IntermediateReader {
  private final ObjectStore values;
  private final Receipts receipts;
  private final ZarrStore draft;
  private final Map<String, Digests> known = new ConcurrentHashMap<>();

  IntermediateReader(Plan plan, IntermediateFolder scratch) throws IOException {
    values = scratch.values();
    receipts = scratch.receipts();
    StoreLayout layout =
        new StoreLayout(
            plan.layout().zarrFormat(),
            plan.intermediates().stream().map(PlannedArray::layout).toList(),
            Attributes.empty(),
            Map.of());
    draft = DraftStore.open(values, layout);
  }

  /**
   * Lengths and digests of the objects of a tile, row-major; empty if it has no fitting receipt.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Digests(long[] size, long[] crc32c) {}

  /**
   * Fills a tile.
   *
   * @param sources reads what the intermediate does not hold
   * @return whether the intermediate held all of it
   */
  boolean fill(PlannedArray array, PlannedArray first, Tile tile, TileAssembler sources)
      throws IOException {
    ChunkGrid objects = first.layout().objects();
    ArrayReader reader = draft.array(first.name());
    List<long[]> indices = new ArrayList<>();
    Indices.of(objects.covering(tile.region())).forEach(indices::add);
    AtomicBoolean whole = new AtomicBoolean(true);
    ParallelTasks.each(
        indices,
        index -> {
          Region object = objects.region(index);
          Region part = object.intersect(tile.region());
          Block found = read(first, reader, index);
          if (found != null) {
            tile.put(found, part.relativeTo(object.start()).start(), part);
          } else {
            whole.set(false);
            tile.put(sources.assemble(array, part), new long[part.rank()], part);
          }
        });
    return whole.get();
  }

  private @Nullable Block read(PlannedArray first, ArrayReader reader, long[] index)
      throws IOException {
    ChunkGrid tiles = first.tiles();
    long[] one = new long[index.length];
    java.util.Arrays.fill(one, 1);
    long tile = tiles.linear(tiles.covering(Region.of(index, one)).start());
    Region box = first.objectsOf(tile);
    int place =
        (int)
            ChunkGrid.of(box.size(), one)
                .linear(Region.of(index, one).relativeTo(box.start()).start());
    Digests digests = digests(first, reader, tile, box);
    if (place >= digests.size().length) {
      return null;
    }
    try {
      byte[] bytes = values.read(reader.key(index));
      Receipt.Written found = Receipt.Written.of(reader.key(index), bytes, bytes.length);
      return found.size() == digests.size()[place] && found.crc32c() == digests.crc32c()[place]
          ? reader.decode(bytes, index)
          : null;
    } catch (ObjectNotFoundException | ZarrException e) {
      return null;
    }
  }

  private Digests digests(PlannedArray first, ArrayReader reader, long tile, Region box)
      throws IOException {
    String name = first.name() + " " + tile;
    Digests there = known.get(name);
    if (there == null) {
      there = digests(receipts.of(first.name(), tile), reader, box);
      known.put(name, there);
    }
    return there;
  }

  private static Digests digests(Optional<Receipt> receipt, ArrayReader reader, Region box) {
    List<Receipt.Written> written = receipt.map(Receipt::objects).orElse(List.of());
    List<String> keys = new ArrayList<>();
    Indices.of(box).forEach(index -> keys.add(reader.key(index)));
    return written.stream().map(Receipt.Written::key).toList().equals(keys)
        ? new Digests(
            written.stream().mapToLong(Receipt.Written::size).toArray(),
            written.stream().mapToLong(Receipt.Written::crc32c).toArray())
        : new Digests(new long[0], new long[0]);
  }
}
