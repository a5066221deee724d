package org.arcoforge.bake.tile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.bake.work.ParallelTasks;
import org.arcoforge.bake.work.WorkExecutor.Work;
import org.arcoforge.disk.SpillFile;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedObject;
import org.arcoforge.plan.PlannedTile;

/**
 * Makes the objects of a tile that is larger than the memory one after the other, from a temporary
 * file that its values are put into band by band: for those whose parts cannot be compressed, so
 * that a {@link StreamedTile} gives up.
 */
final class SpilledTile {
  private final PlannedArray array;
  private final List<PlannedObject> places;
  private final TileObjects maker;
  private final BufferPool buffers;
  private final DataType type;
  private final Tile shape; // without values
  private final long[] begins; // of each object in the file

  private SpilledTile(
      PlannedTile tile, List<PlannedObject> places, TileObjects maker, BufferPool buffers) {
    this.array = tile.array();
    this.places = places;
    this.maker = maker;
    this.buffers = buffers;
    this.type = array.layout().variable().type();
    long[] chunk = array.layout().objects().chunk();
    this.shape = new Tile(tile.region(), chunk, size -> Block.allocate(type, 0));
    this.begins = new long[shape.count()];
    for (int n = 1; n < begins.length; n++) {
      begins[n] = begins[n - 1] + shape.region(n - 1).elements() * type.size();
    }
  }

  /**
   * Makes objects.
   *
   * @param places of the tile's objects
   * @param folder for the file
   * @return what became of each
   */
  static List<TilePut> make(
      PlannedTile tile,
      List<PlannedObject> places,
      List<TileBand> bands,
      TileAssembler assembler,
      TileObjects maker,
      BufferPool buffers,
      Path folder)
      throws IOException {
    SpilledTile spilled = new SpilledTile(tile, places, maker, buffers);
    try (SpillFile file = SpillFile.create(folder)) {
      for (TileBand band : bands) {
        spilled.put(band, assembler, file);
      }
      return spilled.objects(file);
    }
  }

  private void put(TileBand band, TileAssembler assembler, SpillFile file) throws IOException {
    Tile part = band.room(array.layout(), buffers);
    try {
      ParallelTasks.each(assembler.reads(array, band.pieces(), part), Work::run);
      for (int n = 0; n < part.count(); n++) {
        Region rows = part.region(n);
        Region object = shape.region(n);
        long row = object.elements() / object.size(0) * type.size();
        long at = begins[n] + (rows.start(0) - object.start(0)) * row;
        file.write(at, part.block(n).bytes(), part.block(n).byteLength());
      }
    } finally {
      buffers.give(part);
    }
  }

  private List<TilePut> objects(SpillFile file) throws IOException {
    List<TilePut> puts = new ArrayList<>();
    for (int n = 0; n < begins.length; n++) {
      Region region = shape.region(n);
      Block values = buffers.take(type, region.size());
      file.read(begins[n], values.bytes(), values.byteLength());
      puts.add(maker.whole(array, places.get(n), values, region));
    }
    return puts;
  }
}
