package org.arcoforge.plan;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.IndexMap;
import org.arcoforge.array.Region;

/**
 * Where a variable's values come from: a tree that the transforms build, whose leaves are variables
 * of the file and values that are known. It is evaluated region by region. Immutable.
 */
public sealed interface Origin extends Serializable permits Origin.Stored, Origin.Held, Taken {
  /**
   * Puts a box of the values into a part of a block of the same type and rank.
   *
   * @param region the box, in this origin's elements
   * @param at where it begins in the target
   */
  void read(Region region, Block target, long[] at, StoredValues file);

  /** For each dimension, the length of the pieces that the file holds together. */
  List<Long> chunk();

  /** Whether an element of it needs no file. */
  boolean isHeld();

  /** Whether there is a dimension that the file does not have. */
  boolean addsDimension();

  /**
   * A variable of the file as it is.
   *
   * @param variable name in the file
   * @param chunk shape of the file's chunks, in elements
   */
  record Stored(String variable, List<Long> chunk) implements Origin {
    /** Copies the list. */
    public Stored {
      chunk = List.copyOf(chunk);
    }

    @Override
    public void read(Region region, Block target, long[] at, StoredValues file) {
      file.read(variable, region, target, at);
    }

    @Override
    public boolean isHeld() {
      return false;
    }

    @Override
    public boolean addsDimension() {
      return false;
    }
  }

  /** Values that are known, all of them. */
  record Held(Block values) implements Origin {
    @Override
    public void read(Region region, Block target, long[] at, StoredValues file) {
      Block.copy(values, region.start(), target, at, region.size());
    }

    @Override
    public List<Long> chunk() {
      return Collections.nCopies(values.rank(), 1L);
    }

    @Override
    public boolean isHeld() {
      return true;
    }

    @Override
    public boolean addsDimension() {
      return true;
    }
  }

  /** An axis of what is taken from, and which of its elements; axis -1: a dimension of length 1. */
  record Axis(int axis, IndexMap map) implements Serializable {
    /** A dimension of length 1 that what is taken from does not have. */
    static Axis added() {
      return new Axis(-1, IndexMap.all(1));
    }
  }
}
