package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.jspecify.annotations.Nullable;

/**
 * A planned tile holds all that filling one tile of an array takes, so that a writer asks the plan
 * once. A part of an array that is read back, and not written, is described alike; it has no
 * objects.
 *
 * @param array of which it is
 * @param number of the tile among the array's; {@link #NONE} for a part that is no tile
 * @param region of the array that it covers
 * @param objects that are written of it, in the order of its receipt
 * @param pieces of files that fill it, in the order of the array; they do not overlap and, with
 *     those that stand for what is missing, cover the region; none where the plan holds the values
 */
public record PlannedTile(
    PlannedArray array,
    long number,
    Region region,
    List<PlannedObject> objects,
    List<PlannedPiece> pieces) {
  /** The number of what is no tile. */
  public static final long NONE = -1;

  /** Copies the lists. */
  public PlannedTile {
    objects = List.copyOf(objects);
    pieces = List.copyOf(pieces);
  }

  /** Returns the tile of that number. */
  static PlannedTile of(Plan plan, PlannedArray array, long number) {
    Region box = array.objectsOf(number);
    Region region = array.layout().objects().elements(box);
    List<PlannedObject> objects = new ArrayList<>();
    for (long[] index : Indices.of(box)) {
      Region part = array.layout().objects().region(index);
      objects.add(new PlannedObject(array, index, part, whole(plan, array, part)));
    }
    boolean keeps = array.keeps() && plan.memory().kept() > 0;
    List<PlannedPiece> pieces = new ArrayList<>();
    for (Fragment f : pieces(plan, array, region)) {
      boolean cut = keeps && !f.filled();
      pieces.add(new PlannedPiece(f, cut ? ChunkRemainders.of(plan, array, number, f) : List.of()));
    }
    return new PlannedTile(array, number, region, objects, pieces);
  }

  /** Plans any region of an array, all of which is read from the files. */
  static PlannedTile of(Plan plan, PlannedArray array, Region region) {
    List<PlannedPiece> pieces =
        pieces(plan, array, region).stream().map(f -> new PlannedPiece(f, List.of())).toList();
    return new PlannedTile(array, NONE, region, List.of(), pieces);
  }

  private static List<Fragment> pieces(Plan plan, PlannedArray array, Region region) {
    List<Fragment> pieces = new ArrayList<>();
    if (array.values() == null) {
      plan.fragments(array, region, f -> pieces.addAll(array.pieces(f)));
    }
    return pieces;
  }

  /** The one fragment that fills an object which may be a chunk of a file; else null. */
  private static @Nullable Fragment whole(Plan plan, PlannedArray array, Region object) {
    if (array.copied() == 0) {
      return null;
    }
    List<Fragment> fragments = new ArrayList<>();
    plan.fragments(array, object, fragments::add);
    return fragments.size() == 1 && !fragments.get(0).filled() ? fragments.get(0) : null;
  }

  /** Returns the name, type, shape, chunks and codec of the array. */
  public ArrayLayout layout() {
    return array.layout();
  }

  /** Returns the pieces that are read of files: all that do not stand for what is missing. */
  public List<PlannedPiece> read() {
    return pieces.stream().filter(p -> !p.fragment().filled()).toList();
  }

  /** Returns positions of the files that are read. */
  public SortedSet<Long> positions() {
    SortedSet<Long> positions = new TreeSet<>();
    read().forEach(p -> positions.add(p.fragment().position()));
    return Collections.unmodifiableSortedSet(positions);
  }
}
