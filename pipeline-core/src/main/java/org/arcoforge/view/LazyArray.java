package org.arcoforge.view;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.IndexMap;
import org.arcoforge.array.Region;
import org.arcoforge.format.ChunkStorage;

/**
 * Where a variable's values come from: a tree that the transforms build, whose leaves are variables
 * of the file and values that are known. It is evaluated region by region. Immutable.
 */
public sealed interface LazyArray extends Serializable
    permits LazyArray.Stored,
        LazyArray.Held,
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
   * The box of the file's own variable that holds just the elements of a region, unchanged and in
   * the same order; empty if there is none.
   */
  default Optional<StoredBox> stored(Region region) {
    return Optional.empty();
  }

  /**
   * How the variable of the file is stored that the values are taken or made from, one by one;
   * empty if there is no such variable.
   */
  default Optional<ChunkStorage> storedAs() {
    return Optional.empty();
  }

  /** A box of a variable of the file, in the file's elements. */
  record StoredBox(Stored of, Region box) {}

  /** For each dimension, the length of the pieces that the file holds together. */
  List<Long> chunk();

  /** Elements that are held besides the target while one of its elements is read, at most. */
  double copies();

  /** Whether this is the key of the file in the pattern, alone or moved. */
  boolean isKey();

  /**
   * Whether values or shape depend on which file it is, by its name or place, and not only on what
   * is in it.
   */
  boolean differsByFile();

  /**
   * A variable of the file as it is.
   *
   * @param variable name in the file
   * @param chunk shape of the file's chunks, in elements
   * @param storage whether and how these could be taken over as they are
   */
  record Stored(String variable, List<Long> chunk, ChunkStorage storage) implements LazyArray {
    /** Copies the list. */
    public Stored {
      chunk = List.copyOf(chunk);
    }

    /** One whose chunks cannot be taken over. */
    public Stored(String variable, List<Long> chunk) {
      this(variable, chunk, ChunkStorage.unknown());
    }

    @Override
    public Optional<ChunkStorage> storedAs() {
      return Optional.of(storage);
    }

    @Override
    public Optional<StoredBox> stored(Region region) {
      return Optional.of(new StoredBox(this, region));
    }

    @Override
    public void read(Region region, Block target, long[] at, StoredValues file) {
      file.read(variable, region, target, at);
    }

    @Override
    public double copies() {
      return 0;
    }

    @Override
    public boolean isKey() {
      return false;
    }

    @Override
    public boolean differsByFile() {
      return false;
    }
  }

  /**
   * Values that are known, all of them, by the file's name or place.
   *
   * @param key whether they are the file's key in the pattern
   */
  record Held(Block values, boolean key) implements LazyArray {
    @Override
    public void read(Region region, Block target, long[] at, StoredValues file) {
      Block.copy(values, region.start(), target, at, region.size());
    }

    @Override
    public List<Long> chunk() {
      return Collections.nCopies(values.rank(), 1L);
    }

    @Override
    public double copies() {
      return 0;
    }

    @Override
    public boolean isKey() {
      return key;
    }

    @Override
    public boolean differsByFile() {
      return true;
    }
  }

  /** What fills a block of a region's shape. */
  @FunctionalInterface
  interface Filling {
    /** Fills it. */
    void fill(Block values);
  }

  /** Has the target itself filled where it is of the region's shape, else a block to copy. */
  static void fill(Region region, Block target, long[] at, Filling filling) {
    if (Arrays.equals(region.size(), target.shape())) {
      filling.fill(target);
      return;
    }
    Block values = Block.allocate(target.type(), region.size());
    filling.fill(values);
    Block.copy(values, new long[at.length], target, at, values.shape());
  }

  /** An axis of what is taken from, and which of its elements; axis -1: a dimension of length 1. */
  record Axis(int axis, IndexMap map) implements Serializable {
    /** A dimension of length 1 that what is taken from does not have. */
    static Axis added() {
      return new Axis(-1, IndexMap.all(1));
    }
  }
}
