package org.arcoforge.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.IndexMap;
import org.arcoforge.array.Region;
import org.arcoforge.format.ChunkStorage;

/**
 * This is an array that shows elements of another, with axes permuted, reversed, thinned out, left
 * out or added.
 *
 * @param of what is taken from
 * @param shape of {@code of}
 * @param axes for each dimension its axis in {@code of}, and which elements; no axis twice
 * @param at for each axis of {@code of} the index that counts where no dimension takes it
 */
record IndexedArray(LazyArray of, List<Long> shape, List<LazyArray.Axis> axes, List<Long> at)
    implements LazyArray {
  /** Up to this step, what lies between is read and skipped; beyond, elements are read alone. */
  private static final long NEAR = 16;

  /** Copies the lists. */
  IndexedArray {
    shape = List.copyOf(shape);
    axes = List.copyOf(axes);
    at = List.copyOf(at);
  }

  /**
   * Makes one array of an array that itself shows another; the origin itself if it changes nothing.
   */
  static LazyArray from(LazyArray of, List<Long> shape, List<LazyArray.Axis> axes, List<Long> at) {
    if (of instanceof IndexedArray inner) {
      return inner.then(axes, at);
    }
    boolean same = axes.size() == shape.size();
    for (int d = 0; same && d < axes.size(); d++) {
      same = axes.get(d).axis() == d && axes.get(d).map().isAll(shape.get(d));
    }
    return same ? of : new IndexedArray(of, shape, axes, at);
  }

  private LazyArray then(List<LazyArray.Axis> next, List<Long> nextAt) {
    List<Long> fixed = new ArrayList<>(at);
    for (int d = 0; d < axes.size(); d++) {
      IndexMap map = axes.get(d).map();
      if (axes.get(d).axis() >= 0 && map.length() > 0) { // of axes that are taken nobody asks
        fixed.set(axes.get(d).axis(), map.at(nextAt.get(d)));
      }
    }
    List<LazyArray.Axis> both = new ArrayList<>();
    for (LazyArray.Axis axis : next) {
      if (axis.axis() < 0) {
        both.add(axis);
        continue;
      }
      LazyArray.Axis a = axes.get(axis.axis());
      both.add(new LazyArray.Axis(a.axis(), a.map().then(axis.map())));
    }
    return from(of, shape, both, fixed);
  }

  @Override
  public void read(Region region, Block target, long[] to, StoredValues file) {
    if (region.isEmpty()) {
      return;
    }
    List<List<IndexMap.Run>> runs = new ArrayList<>();
    for (int d = 0; d < axes.size(); d++) {
      runs.add(pieces(axes.get(d).map().runs(region.start(d), region.end(d))));
    }
    read(0, new IndexMap.Run[axes.size()], runs, region, target, to, file);
  }

  @Override
  public Optional<ChunkStorage> storedAs() {
    return of.storedAs();
  }

  @Override
  public Optional<StoredBox> stored(Region region) {
    long[] start = at.stream().mapToLong(Long::longValue).toArray();
    long[] size = new long[start.length];
    Arrays.fill(size, 1);
    int before = -1;
    for (int d = 0; d < axes.size(); d++) {
      int axis = axes.get(d).axis();
      if (axis < 0) {
        continue;
      }
      List<IndexMap.Run> runs = axes.get(d).map().runs(region.start(d), region.end(d));
      boolean straight = runs.size() == 1 && (runs.get(0).step() == 1 || runs.get(0).length() == 1);
      if (!straight || axis < before) {
        return Optional.empty();
      }
      before = axis;
      start[axis] = runs.get(0).lowest();
      size[axis] = runs.get(0).span();
    }
    return of.stored(Region.of(start, size));
  }

  /** Runs with wide steps are taken apart, so that what lies between is not read. */
  private static List<IndexMap.Run> pieces(List<IndexMap.Run> runs) {
    List<IndexMap.Run> pieces = new ArrayList<>();
    for (IndexMap.Run r : runs) {
      if (Math.abs(r.step()) <= NEAR) {
        pieces.add(r);
        continue;
      }
      for (long i = 0; i < r.length(); i++) {
        pieces.add(new IndexMap.Run(r.to() + i, r.from() + i * r.step(), 1, 1));
      }
    }
    return pieces;
  }

  private void read(
      int d,
      IndexMap.Run[] chosen,
      List<List<IndexMap.Run>> runs,
      Region region,
      Block target,
      long[] to,
      StoredValues file) {
    if (d < axes.size()) {
      for (IndexMap.Run run : runs.get(d)) {
        chosen[d] = run;
        read(d + 1, chosen, runs, region, target, to, file);
      }
      return;
    }
    long[] start = at.stream().mapToLong(Long::longValue).toArray();
    long[] size = new long[start.length];
    Arrays.fill(size, 1);
    long[] place = to.clone();
    long[] length = new long[axes.size()];
    boolean straight = start.length == axes.size();
    for (int i = 0; i < chosen.length; i++) {
      int axis = axes.get(i).axis();
      if (axis >= 0) {
        start[axis] = chosen[i].lowest();
        size[axis] = chosen[i].span();
      }
      place[i] += chosen[i].to() - region.start(i);
      length[i] = chosen[i].length();
      straight &= axis == i && (chosen[i].step() == 1 || chosen[i].length() == 1);
    }
    Region box = Region.of(start, size);
    if (straight) {
      of.read(box, target, place, file);
      return;
    }
    Block values = Block.allocate(target.type(), size);
    of.read(box, values, new long[size.length], file);
    long[] stride = strides(size);
    long[] strides = new long[axes.size()];
    long first = 0;
    for (int i = 0; i < chosen.length; i++) {
      int axis = axes.get(i).axis();
      if (axis >= 0) {
        strides[i] = stride[axis] * chosen[i].step();
        first += (chosen[i].from() - start[axis]) * stride[axis];
      }
    }
    Block.copyStrided(values, first, strides, target, place, length);
  }

  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= shape[d];
    }
    return strides;
  }

  @Override
  public List<Long> chunk() {
    List<Long> inner = of.chunk();
    return axes.stream()
        .map(
            a -> {
              if (a.axis() < 0) {
                return 1L;
              }
              // A step of n shows one in n elements of a chunk.
              List<IndexMap.Run> runs = a.map().runs(0, Math.min(1, a.map().length()));
              long step = runs.isEmpty() ? 1 : Math.abs(runs.get(0).step());
              return Math.max(1, inner.get(a.axis()) / step);
            })
        .toList();
  }

  @Override
  public double copies() {
    double read = 1;
    boolean straight = axes.size() == shape.size();
    for (int d = 0; d < axes.size(); d++) {
      IndexMap map = axes.get(d).map();
      straight &= axes.get(d).axis() == d;
      for (IndexMap.Run run : map.runs(0, Math.min(1, map.length()))) {
        straight &= run.step() == 1 || Math.abs(run.step()) > NEAR;
        read *= Math.abs(run.step()) > NEAR ? 1 : Math.abs(run.step());
      }
    }
    return straight ? of.copies() : read * (1 + of.copies());
  }

  @Override
  public boolean isKey() {
    return of.isKey();
  }

  @Override
  public boolean differsByFile() {
    return of.differsByFile() || axes.stream().anyMatch(a -> a.axis() < 0);
  }
}
