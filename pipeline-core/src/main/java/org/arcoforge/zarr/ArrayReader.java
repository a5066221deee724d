package org.arcoforge.zarr;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;

/** Reads values of one array. Safe for many threads. */
public interface ArrayReader {
  /** Returns the type, shape, chunks, fill value and codec. */
  ArrayLayout layout();

  /**
   * Returns the key of the object at {@code index} in {@link ArrayLayout#objects()}, relative to
   * the store's root.
   */
  String key(long... index);

  /** Returns whether an object is one chunk and went through nothing but the layout's codec. */
  boolean isPlain();

  /** Returns values of a box, little-endian; objects that are not there give the fill value. */
  Block read(Region region) throws IOException;

  /**
   * Reads boxes of one object, whose bytes are read once; where the codec allows it, no more of
   * them is decoded than needed.
   *
   * @param parts boxes that lie in one object, and have the same place along all axes but one
   * @param sink gets each of them in turn, in a block that may hold more
   */
  void read(List<Region> parts, PartSink sink) throws IOException;

  /**
   * Reads boxes of one object as {@link #read(List, PartSink)} does, but one that must be there.
   *
   * @throws org.arcoforge.store.ObjectNotFoundException if it is not
   */
  void readStored(List<Region> parts, PartSink sink) throws IOException;

  /** A part sink takes what was read. */
  @FunctionalInterface
  interface PartSink {
    /**
     * Takes one box.
     *
     * @param part its number
     * @param block values of {@code held}, to be used before this returns
     * @param held a box that contains it
     */
    void take(int part, Block block, Region held);
  }

  /**
   * Decodes the bytes of one whole object (a chunk or a shard) into its region, clipped to the
   * array.
   *
   * @throws ZarrException if they are damaged
   */
  Block decode(byte[] object, long... index) throws IOException;

  /**
   * Decodes boxes of one object from its bytes, as {@link #read(List, PartSink)} does.
   *
   * @throws ZarrException if they are damaged, as far as that was looked at
   */
  void decode(byte[] object, long[] index, List<Region> parts, PartSink sink) throws IOException;

  /**
   * Returns which chunks the bytes of one whole object hold, by their row-major numbers among those
   * that it has room for: the first alone where the object is no shard.
   *
   * @throws ZarrException if they are damaged
   */
  BitSet chunksIn(byte[] object) throws IOException;
}
