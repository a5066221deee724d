package org.arcoforge.bake.quality;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.array.Statistics;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.quality.VariableGrid;
import org.arcoforge.zarr.ArrayReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads planes of one column of the time axis, object by object, and gives the weighted means of
 * planes and the values of one.
 */
final class ColumnMeans {
  private final ArrayReader reader;
  private final PhysicalValues physical;
  private final VariableGrid grid;
  private final double[] weights;
  private final long[] shape;
  private long decoded;
  private @Nullable Region last;

  ColumnMeans(ArrayReader reader, PhysicalValues physical, VariableGrid grid) {
    this.reader = reader;
    this.physical = physical;
    this.grid = grid;
    this.weights = grid.weights();
    this.shape = reader.layout().variable().shape();
  }

  /**
   * Returns the mean of the plane at each position; NaN where no value is there.
   *
   * @param positions within one chunk of the time axis, ascending
   * @param drawn position whose values are wanted; -1 for none
   * @param values which get the values of that plane, row-major
   */
  double[] read(List<Long> positions, long drawn, double[] values) throws IOException {
    TreeSet<Long> wanted = new TreeSet<>(positions);
    if (drawn >= 0) {
      wanted.add(drawn);
    }
    List<Long> read = List.copyOf(wanted);
    ChunkGrid objects = reader.layout().objects();
    double[] sums = new double[positions.size()];
    double[] counts = new double[positions.size()];
    for (long[] index : Indices.of(objects.covering(grid.plane(read.get(0), 1)))) {
      Region object = objects.region(index);
      List<Region> parts = read.stream().map(p -> object.intersect(grid.plane(p, 1))).toList();
      reader.read(
          parts,
          (i, block, held) -> {
            Part part = new Part(block, held, parts.get(i));
            decoded += Objects.equals(held, last) ? 0 : block.byteLength();
            last = held;
            int k = Collections.binarySearch(positions, read.get(i));
            if (k >= 0) {
              add(part, sums, counts, k);
            }
            if (read.get(i) == drawn) {
              copy(part, values);
            }
          });
    }
    for (int k = 0; k < sums.length; k++) {
      sums[k] = counts[k] > 0 ? sums[k] / counts[k] : Double.NaN;
    }
    return sums;
  }

  /**
   * A slice is how a part of a plane lies in a block: rows, columns, their distances, the first.
   */
  private record Slice(int first, int rows, int rowStep, int columns, int columnStep) {}

  /** A part is one position's box in an object, and a block that holds it. */
  private record Part(Block block, Region held, Region box) {}

  private Slice slice(Part part) {
    int[] stride = new int[shape.length];
    int step = 1;
    int first = 0;
    for (int d = shape.length - 1; d >= 0; d--) {
      stride[d] = step;
      step *= (int) part.held().size(d);
      first += (int) (part.box().start(d) - part.held().start(d)) * stride[d];
    }
    List<Integer> drawn = grid.drawn();
    int rows = drawn.size() == 2 ? drawn.get(0) : -1;
    int columns = drawn.isEmpty() ? -1 : drawn.get(drawn.size() - 1);
    return new Slice(
        first,
        rows < 0 ? 1 : (int) part.box().size(rows),
        rows < 0 ? 0 : stride[rows],
        columns < 0 ? 1 : (int) part.box().size(columns),
        columns < 0 ? 1 : stride[columns]);
  }

  /** Row-major number in the plane of the first element of a row of the part. */
  private int numberOf(Region part, int row) {
    List<Integer> drawn = grid.drawn();
    if (drawn.isEmpty()) {
      return 0;
    }
    int last = drawn.get(drawn.size() - 1);
    long column = part.start(last);
    return Math.toIntExact(
        drawn.size() == 1 ? column : (part.start(drawn.get(0)) + row) * shape[last] + column);
  }

  private void add(Part part, double[] sums, double[] counts, int k) {
    Block block = part.block();
    Slice s = slice(part);
    boolean isByRow = s.columnStep() == 1 && grid.hasRowWeights();
    for (int r = 0; r < s.rows(); r++) {
      int from = s.first() + r * s.rowStep();
      int number = numberOf(part.box(), r);
      Statistics row = isByRow ? physical.summarize(block, from, from + s.columns()) : null;
      if (row != null) {
        double weight = weights[grid.weightOf(number)];
        sums[k] += weight * row.sum();
        counts[k] += weight * row.count();
        continue;
      }
      for (int c = 0; c < s.columns(); c++) {
        double value = physical.at(block, from + c * s.columnStep());
        if (!Double.isNaN(value)) {
          double weight = weights[grid.weightOf(number + c)];
          sums[k] += weight * value;
          counts[k] += weight;
        }
      }
    }
  }

  private void copy(Part part, double[] values) {
    Slice s = slice(part);
    for (int r = 0; r < s.rows(); r++) {
      int from = s.first() + r * s.rowStep();
      int number = numberOf(part.box(), r);
      if (s.columnStep() == 1) {
        physical.copy(part.block(), from, s.columns(), values, number);
        continue;
      }
      for (int c = 0; c < s.columns(); c++) {
        values[number + c] = physical.at(part.block(), from + c * s.columnStep());
      }
    }
  }

  /** Returns bytes of the blocks that were read so far. */
  long decoded() {
    return decoded;
  }

  /** Returns an array for the values of a plane. */
  double[] plane() {
    double[] values = new double[Math.toIntExact(grid.plane(0, 1).elements())];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
