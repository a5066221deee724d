package org.arcoforge.bake.quality;

import java.util.Collections;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.array.Statistics;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.quality.VariableGrid;
import org.jspecify.annotations.Nullable;

/**
 * An object sample is what a report needs of one stored object: sums of the planes' values that lie
 * in it, row by row, and the values of the plane that is drawn. The same, to the last bit, whether
 * it is taken while the object is made or read from the store.
 */
final class ObjectSample {
  private static final int OVERHEAD = 256;

  private final VariableGrid grid;
  private final PhysicalValues physical;
  private final SampledPlanes planes;
  private final List<Long> wanted;
  private final Region object;
  private final long columns; // of a whole plane
  private final double @Nullable [] weights; // null where each row has one, which is given later
  private final double[][] sums; // by position, then by row; of weighted values by position alone
  private final double[][] counts;
  private @Nullable Block drawn; // the values of the drawn plane, as they are stored

  /**
   * Begins a sample.
   *
   * @param object region of the array that the object holds
   * @param weights of the plane's values; may be null where each of its rows has one
   */
  ObjectSample(
      VariableGrid grid,
      PhysicalValues physical,
      SampledPlanes planes,
      Region object,
      double @Nullable [] weights) {
    this.grid = grid;
    this.physical = physical;
    this.planes = planes;
    this.wanted = planes.wanted();
    this.object = object;
    List<Integer> axes = grid.drawn();
    this.columns = axes.isEmpty() ? 1 : grid.variable().shape()[axes.get(axes.size() - 1)];
    this.weights = grid.hasRowWeights() ? null : weights;
    if (!grid.hasRowWeights() && weights == null) {
      throw new IllegalArgumentException("no weights: " + grid.variable().name());
    }
    int rows = grid.hasRowWeights() ? (int) object.size(grid.drawn().get(0)) : 1;
    this.sums = new double[planes.positions().size()][rows];
    this.counts = new double[planes.positions().size()][rows];
  }

  /** Returns what is sampled. */
  SampledPlanes planes() {
    return planes;
  }

  /** Returns bytes of memory that it takes, about. */
  long bytes() {
    long numbers = 16L * sums.length * (sums.length == 0 ? 0 : sums[0].length);
    return OVERHEAD + numbers + (drawn == null ? 0 : drawn.byteLength());
  }

  /** Returns the boxes of the planes in the object, those of {@link SampledPlanes#wanted()}. */
  List<Region> boxes() {
    return wanted.stream().map(p -> object.intersect(grid.plane(p, 1))).toList();
  }

  /**
   * Adds what values hold of the planes.
   *
   * @param held box of the array that {@code block} is
   */
  void add(Block block, Region held) {
    for (int i = 0; i < wanted.size(); i++) {
      add(i, block, held);
    }
  }

  /**
   * Adds what values hold of one plane.
   *
   * @param number of the plane in {@link SampledPlanes#wanted()}
   * @param held box of the array that {@code block} is
   */
  void add(int number, Block block, Region held) {
    long position = wanted.get(number);
    Region plane = object.intersect(grid.plane(position, 1));
    Region box = plane.intersect(held);
    if (box.isEmpty()) {
      return;
    }
    int k = Collections.binarySearch(planes.positions(), position);
    if (k >= 0) {
      sum(new Part(block, held, box), k);
    }
    if (position == planes.drawn()) {
      Block values = drawn;
      if (values == null) {
        values = Block.allocate(block.type(), plane.size());
        drawn = values;
      }
      Region from = box.relativeTo(held.start());
      Block.copy(block, from.start(), values, box.relativeTo(plane.start()).start(), box.size());
    }
  }

  /**
   * Adds the sums of one plane to those of all objects.
   *
   * @param k place of the plane in {@link SampledPlanes#positions()}
   * @param rowWeights as {@link VariableGrid#weights()} gives them
   */
  void addTo(double[] allSums, double[] allCounts, int k, double[] rowWeights) {
    Region plane = object.intersect(grid.plane(planes.positions().get(k), 1));
    for (int r = 0; r < sums[k].length; r++) {
      double weight = weights == null ? rowWeights[grid.weightOf(numberOf(plane, r))] : 1;
      allSums[k] += weight * sums[k][r];
      allCounts[k] += weight * counts[k][r];
    }
  }

  /** Puts the values of the drawn plane, if there is one, to their places among all of it. */
  void copyTo(double[] values) {
    Block stored = drawn;
    if (stored == null) {
      return;
    }
    Region plane = object.intersect(grid.plane(planes.drawn(), 1));
    Slice s = slice(new Part(stored, plane, plane));
    for (int r = 0; r < s.rows(); r++) {
      int from = s.first() + r * s.rowStep();
      int number = numberOf(plane, r);
      if (s.columnStep() == 1) {
        physical.copy(stored, from, s.columns(), values, number);
        continue;
      }
      for (int c = 0; c < s.columns(); c++) {
        values[number + c] = physical.at(stored, from + c * s.columnStep());
      }
    }
  }

  private void sum(Part part, int k) {
    Slice s = slice(part);
    for (int r = 0; r < s.rows(); r++) {
      int from = s.first() + r * s.rowStep();
      int number = numberOf(part.box(), r);
      if (weights == null) {
        int row =
            (int) (part.box().start(grid.drawn().get(0)) + r - object.start(grid.drawn().get(0)));
        addRow(part.block(), from, s, k, row);
      } else {
        for (int c = 0; c < s.columns(); c++) {
          double value = physical.at(part.block(), from + c * s.columnStep());
          if (!Double.isNaN(value)) {
            double weight = weights[grid.weightOf(number + c)];
            sums[k][0] += weight * value;
            counts[k][0] += weight;
          }
        }
      }
    }
  }

  private void addRow(Block block, int from, Slice s, int k, int row) {
    Statistics sum =
        s.columnStep() == 1 ? physical.summarize(block, from, from + s.columns()) : null;
    if (sum != null) {
      sums[k][row] += sum.sum();
      counts[k][row] += sum.count();
      return;
    }
    for (int c = 0; c < s.columns(); c++) {
      double value = physical.at(block, from + c * s.columnStep());
      if (!Double.isNaN(value)) {
        sums[k][row] += value;
        counts[k][row]++;
      }
    }
  }

  /**
   * A slice is how a part of a plane lies in a block: rows, columns, their distances, the first.
   */
  private record Slice(int first, int rows, int rowStep, int columns, int columnStep) {}

  /** A part is one position's box in an object, and a block that holds it. */
  private record Part(Block block, Region held, Region box) {}

  private Slice slice(Part part) {
    int rank = part.box().rank();
    int[] stride = new int[rank];
    int step = 1;
    int first = 0;
    for (int d = rank - 1; d >= 0; d--) {
      stride[d] = step;
      step *= (int) part.held().size(d);
      first += (int) (part.box().start(d) - part.held().start(d)) * stride[d];
    }
    List<Integer> axes = grid.drawn();
    int rows = axes.size() == 2 ? axes.get(0) : -1;
    int columns = axes.isEmpty() ? -1 : axes.get(axes.size() - 1);
    return new Slice(
        first,
        rows < 0 ? 1 : (int) part.box().size(rows),
        rows < 0 ? 0 : stride[rows],
        columns < 0 ? 1 : (int) part.box().size(columns),
        columns < 0 ? 1 : stride[columns]);
  }

  /** Row-major number in the plane of the first element of a row of the part. */
  private int numberOf(Region part, int row) {
    List<Integer> axes = grid.drawn();
    if (axes.isEmpty()) {
      return 0;
    }
    long column = part.start(axes.get(axes.size() - 1));
    return Math.toIntExact(
        axes.size() == 1 ? column : (part.start(axes.get(0)) + row) * columns + column);
  }
}
