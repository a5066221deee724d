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
import org.arcoforge.bake.work.WorkExecutor.Work;
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
   * @param ahead whether bands are read ahead, so that none of several threads waits for the last
   *     chunk of a band; it takes the memory of another band
   * @return what became of each; empty if they must be made as a whole, when nothing is lost but
   *     time
   */
  static List<TilePut> make(
      PlannedTile tile,
      List<PlannedObject> places,
      List<TileBand> bands,
      TileAssembler assembler,
      TileObjects maker,
      BufferPool buffers,
      boolean ahead)
      throws IOException {
    if (!maker.reserve(places.size())) {
      return List.of();
    }
    try (StreamedTile streamed = new StreamedTile(tile, places, maker, buffers)) {
      if (!streamed.begin()) {
        return List.of();
      }
      List<TilePut> puts = streamed.take(bands, assembler, ahead) ? streamed.end() : List.of();
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

  /**
   * Reads the bands, one after the other, or each while the one before it is made into objects.
   *
   * @return whether the values could be streamed
   */
  private boolean take(List<TileBand> bands, TileAssembler assembler, boolean ahead)
      throws IOException {
    AtomicBoolean fits = new AtomicBoolean(true);
    Tile read = null; // whose values are there
    Tile next = null;
    try {
      for (int i = 0; i <= bands.size() && fits.get(); i++) {
        List<Work> makes = read == null ? List.of() : makes(read, fits);
        if (!ahead) {
          ParallelTasks.each(makes, Work::run);
          makes = List.of();
          buffers.give(read);
          read = null;
        }
        List<Work> reads = List.of();
        if (i < bands.size()) {
          TileBand band = bands.get(i);
          next = band.room(array.layout(), buffers);
          reads = assembler.reads(array, band.pieces(), next);
        }
        ParallelTasks.each(around(reads, makes), Work::run);
        buffers.give(read);
        read = next;
        next = null;
      }
    } finally {
      buffers.give(read);
      buffers.give(next);
    }
    return fits.get();
  }

  private List<Work> makes(Tile band, AtomicBoolean fits) {
    List<Work> makes = new ArrayList<>();
    for (int n : all()) {
      makes.add(
          () -> {
            if (!take(n, band.block(n), band.region(n))) {
              fits.set(false);
            }
          });
    }
    return makes;
  }

  /**
   * Puts the long pieces of work to both ends of the list, where threads begin, and the short ones
   * between them, so that all threads end at about the same time.
   */
  private static List<Work> around(List<Work> longer, List<Work> shorter) {
    int half = (longer.size() + 1) / 2;
    List<Work> all = new ArrayList<>(longer.subList(0, half));
    all.addAll(shorter);
    all.addAll(longer.subList(half, longer.size()));
    return all;
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
    if (!isGiven) {
      buffers.give(shape);
    }
    for (StreamedObject object : objects) {
      if (object != null) {
        object.close();
      }
    }
  }
}
