package org.arcoforge.view;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.IndexMap;
import org.arcoforge.array.Region;
import org.arcoforge.format.ChunkStorage;

/**
 * A lazy array says where a variable's values come from: an expression tree whose leaves are
 * variables of the file and known values. It is evaluated region by region. Immutable.
 */
public sealed interface LazyArray extends Serializable
    permits StoredArray,
        ConstantArray,
        IndexedArray,
        ElementwiseArray,
        BroadcastArray,
        CustomArray {
  /**
   * Puts a box of the values into a part of a block of the same type and rank.
   *
   * @param region the box, in this origin's elements
   * @param at where it begins in the target
   */
  void read(Region region, Block target, long[] at, StoredValues file);

  /**
   * Returns the box of the file's own variable that holds just the elements of a region, unchanged
   * and in the same order; empty if there is none.
   */
  default Optional<StoredBox> stored(Region region) {
    return Optional.empty();
  }

  /**
   * Returns how the variable of the file is stored that the values are taken or made from, one by
   * one; empty if there is no such variable.
   */
  default Optional<ChunkStorage> storedAs() {
    return Optional.empty();
  }

  /** This is a region of a stored variable of the file, in the file's elements. */
  record StoredBox(StoredArray of, Region box) {}

  /** Returns returns, for each dimension, the length of the pieces that the file holds together. */
  List<Long> chunk();

  /**
   * Returns elements that are held besides the target while one of its elements is read, at most.
   */
  double copies();

  /** Returns whether this is the key of the file in the pattern, alone or moved. */
  boolean isKey();

  /**
   * Returns whether values or shape depend on which file it is, by its name or place, and not only
   * on what is in it.
   */
  boolean differsByFile();

  /** A filling fills a block that has the shape of a region. */
  @FunctionalInterface
  interface Filling {
    /** Fills it. */
    void fill(Block values);
  }

  /** Fills the target itself where it is of the region's shape, else a block to copy. */
  static void fill(Region region, Block target, long[] at, Filling filling) {
    if (Arrays.equals(region.size(), target.shape())) {
      filling.fill(target);
      return;
    }
    Block values = Block.allocate(target.type(), region.size());
    filling.fill(values);
    Block.copy(values, new long[at.length], target, at, values.shape());
  }

  /**
   * This is one axis of the underlying array and which of its elements are taken; axis -1 is a new
   * dimension of length 1.
   */
  record Axis(int axis, IndexMap map) implements Serializable {
    /** Returns a dimension of length 1 that what is taken from does not have. */
    static Axis added() {
      return new Axis(-1, IndexMap.all(1));
    }
  }
}
