package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.bake.work.ParallelTasks;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedObject;
import org.arcoforge.plan.PlannedTile;
import org.jspecify.annotations.Nullable;

/**
 * Makes the objects of a tile side by side from bands of its values: of the tile no more than a
 * band is in memory, and of each object no more than a part. Objects that the array's edge cuts
 * short across the bands are few and kept as values until they are whole.
 */
final class StreamedTile implements AutoCloseable {
  private final PlannedArray array;
  private final List<PlannedObject> places;
  private final TileObjects maker;
  private final BufferPool buffers;
  private final Tile shape; // of the whole tile; has blocks for those objects that are kept
  private final List<@Nullable StreamedObject> objects = new ArrayList<>(); // null for those
  private boolean isGiven; // whether the blocks were handed on

  private StreamedTile(
      PlannedTile tile, List<PlannedObject> places, TileObjects maker, BufferPool buffers) {
    this.array = tile.array();
    this.places = places;
    this.maker = maker;
    this.buffers = buffers;
    long[] chunk = array.layout().objects().chunk();
    DataType type = array.layout().variable().type();
    this.shape =
        new Tile(
            tile.region(),
            chunk,
            size -> isCut(size, chunk) ? buffers.take(type, size) : Block.allocate(type, 0));
  }

  private static boolean isCut(long[] size, long[] chunk) {
    for (int d = 1; d < size.length; d++) {
      if (size[d] < chunk[d]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes objects.
   *
   * @param places of the tile's objects
   * @return what became of each; empty if they must be made as a whole, when nothing is lost but
   *     time
   */
  static List<TilePut> make(
      PlannedTile tile,
      List<PlannedObject> places,
      List<TileBand> bands,
      TileAssembler assembler,
      TileObjects maker,
      BufferPool buffers)
      throws IOException {
    if (!maker.reserve(places.size())) {
      return List.of();
    }
    try (StreamedTile streamed = new StreamedTile(tile, places, maker, buffers)) {
      if (!streamed.begin()) {
        return List.of();
      }
      List<TilePut> puts = streamed.take(bands, assembler) ? streamed.end() : List.of();
      if (puts.isEmpty()) {
        maker.unfit(tile.array());
      }
      return puts;
    }
  }

  private boolean begin() throws IOException {
    long[] chunk = array.layout().objects().chunk();
    int begun = 0;
    for (int n = 0; n < shape.count(); n++) {
      Region region = shape.region(n);
      StreamedObject object = null;
      if (!isCut(region.size(), chunk)) {
        object = maker.begin(array, places.get(n), region, shape.count() == 1);
        if (object == null) {
          return false;
        }
        begun++;
      }
      objects.add(object);
    }
    return begun > 0;
  }

  /** Reads the bands, one after the other; returns whether their values could be streamed. */
  private boolean take(List<TileBand> bands, TileAssembler assembler) throws IOException {
    DataType type = array.layout().variable().type();
    long[] chunk = array.layout().objects().chunk();
    AtomicBoolean fits = new AtomicBoolean(true);
    for (TileBand band : bands) {
      Tile part = new Tile(band.region(), chunk, size -> buffers.room(type, size));
      try {
        assembler.fill(array, band.pieces(), part);
        ParallelTasks.each(
            all(),
            n -> {
              if (!take(n, part.block(n), part.region(n))) {
                fits.set(false);
              }
            });
      } finally {
        for (int n = 0; n < part.count(); n++) {
          buffers.give(part.block(n));
        }
      }
      if (!fits.get()) {
        return false;
      }
    }
    return true;
  }

  private boolean take(int n, Block values, Region region) throws IOException {
    StreamedObject object = objects.get(n);
    if (object != null) {
      return object.add(values, region);
    }
    long[] at = region.relativeTo(shape.region(n).start()).start();
    Block.copy(values, new long[at.length], shape.block(n), at, region.size());
    return true;
  }

  /** Puts all objects. */
  private List<TilePut> end() throws IOException {
    isGiven = true;
    @Nullable TilePut[] puts = new TilePut[shape.count()];
    ParallelTasks.each(
        all(),
        n -> {
          StreamedObject object = objects.get(n);
          puts[n] =
              object == null
                  ? maker.whole(array, places.get(n), shape.block(n), shape.region(n))
                  : maker.end(array, places.get(n), object);
        });
    List<TilePut> made = new ArrayList<>();
    for (TilePut put : puts) {
      if (put == null) {
        return List.of();
      }
      made.add(put);
    }
    return made;
  }

  private List<Integer> all() {
    return IntStream.range(0, shape.count()).boxed().toList();
  }

  @Override
  public void close() throws IOException {
    maker.release(places.size());
    for (int n = 0; !isGiven && n < shape.count(); n++) {
      buffers.give(shape.block(n));
    }
    for (StreamedObject object : objects) {
      if (object != null) {
        object.close();
      }
    }
  }
}
