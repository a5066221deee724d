package org.arcoforge.bake.tile;

import java.util.Arrays;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;

/**
 * A tile holds the values of a region of an array while it is being filled: a block for each
 * object, so that each is encoded from where it lies, and a tile may be larger than one Java array.
 */
final class Tile {
  /** Objects that are written side by side; the processor follows about so many streams. */
  private static final int BAND = 16;

  private final Region region;
  private final ChunkGrid objects; // over the region, from 0 on
  private final ChunkGrid bands; // of objects, along the last dimension
  private final Block[] blocks;

  /** A source says where blocks come from. */
  interface Source {
    Block block(long... shape);
  }

  /**
   * Makes a tile of whatever values.
   *
   * @param region of the array, which begins where an object does
   * @param object shape of an object, not clipped
   */
  Tile(Region region, long[] object, Source source) {
    this.region = region;
    this.objects = ChunkGrid.of(region.size(), object);
    this.bands = bands(objects);
    this.blocks = new Block[Math.toIntExact(objects.count())];
    for (int n = 0; n < blocks.length; n++) {
      blocks[n] = source.block(objects.region(objects.index(n)).size());
    }
  }

  private static ChunkGrid bands(ChunkGrid objects) {
    long[] band = new long[objects.rank()];
    Arrays.fill(band, 1);
    if (band.length > 0) {
      band[band.length - 1] = BAND;
    }
    return ChunkGrid.of(objects.all().size(), band);
  }

  /** Returns a region in one block. */
  static Tile of(Region region, Block block) {
    long[] size = region.size();
    for (int d = 0; d < size.length; d++) {
      size[d] = Math.max(1, size[d]);
    }
    return new Tile(region, size, shape -> block);
  }

  /** Returns the number of objects, in row-major order. */
  int count() {
    return blocks.length;
  }

  /** Returns the values of an object, clipped to the region. */
  Block block(int object) {
    return blocks[object];
  }

  /** Returns where in the array the object's values are. */
  Region region(int object) {
    return objects.region(objects.index(object)).shift(region.start());
  }

  /** Returns the region of the array that the tile covers. */
  Region region() {
    return region;
  }

  /** Returns the one object that holds all of a part of the array; -1 if several share it. */
  int holder(Region part) {
    Region box = objects.covering(part.relativeTo(region.start()));
    return box.elements() == 1 ? (int) objects.linear(box.start()) : -1;
  }

  /**
   * Takes values.
   *
   * @param from where in {@code values} they begin
   * @param part of the array that they are
   */
  void put(Block values, long[] from, Region part) {
    Region inside = part.relativeTo(region.start());
    Region covered = objects.covering(inside);
    for (long[] index : Indices.of(bands.covering(covered))) {
      Region band = bands.region(index).intersect(covered);
      Region common = objects.elements(band).intersect(inside);
      long[] at = common.relativeTo(inside.start()).start();
      for (int d = 0; d < at.length; d++) {
        at[d] += from[d];
      }
      int first = (int) objects.linear(band.start());
      Block.copyAcross(
          values,
          at,
          Arrays.copyOfRange(blocks, first, first + (int) band.elements()),
          common.relativeTo(objects.region(band.start()).start()).start(),
          common.size());
    }
  }

  /** Fills all with one value. */
  void fill(FillValue value) {
    for (Block block : blocks) {
      block.fill(value);
    }
  }
}
