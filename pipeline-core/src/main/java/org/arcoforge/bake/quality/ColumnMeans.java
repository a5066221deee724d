package org.arcoforge.bake.quality;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.bake.work.ParallelTasks;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.quality.VariableGrid;
import org.arcoforge.zarr.ArrayReader;

/**
 * Gives the weighted means of planes of one column of the time axis, and the values of one, from
 * samples of objects: those that are kept, and what is read of the others.
 */
final class ColumnMeans {
  private final ArrayReader reader;
  private final PhysicalValues physical;
  private final VariableGrid grid;
  private final RunSamples kept;
  private final double[] weights;

  ColumnMeans(ArrayReader reader, PhysicalValues physical, VariableGrid grid, RunSamples kept) {
    this.reader = reader;
    this.physical = physical;
    this.grid = grid;
    this.kept = kept;
    this.weights = grid.weights();
  }

  /**
   * Returns the mean of the plane at each position; NaN where no value is there.
   *
   * @param values which get the values of the plane that is drawn, row-major
   */
  double[] read(SampledPlanes planes, double[] values) throws IOException {
    ChunkGrid objects = reader.layout().objects();
    List<long[]> indices =
        StreamSupport.stream(Indices.of(objects.covering(planes.first(grid))).spliterator(), false)
            .map(long[]::clone)
            .toList();
    ObjectSample[] samples = new ObjectSample[indices.size()];
    ParallelTasks.each(
        IntStream.range(0, samples.length).boxed().toList(),
        n -> samples[n] = sample(planes, indices.get(n)));
    double[] sums = new double[planes.positions().size()];
    double[] counts = new double[sums.length];
    for (ObjectSample sample : samples) {
      for (int k = 0; k < sums.length; k++) {
        sample.addTo(sums, counts, k, weights);
      }
      sample.copyTo(values);
    }
    for (int k = 0; k < sums.length; k++) {
      sums[k] = counts[k] > 0 ? sums[k] / counts[k] : Double.NaN;
    }
    return sums;
  }

  private ObjectSample sample(SampledPlanes planes, long[] index) throws IOException {
    ChunkGrid objects = reader.layout().objects();
    String array = grid.variable().name();
    ObjectSample known = kept.of(array, objects.linear(index), planes);
    if (known != null) {
      return known;
    }
    ObjectSample sample = new ObjectSample(grid, physical, planes, objects.region(index), weights);
    reader.read(sample.boxes(), sample::add);
    return sample;
  }

  /** Returns an array for the values of a plane. */
  double[] plane() {
    double[] values = new double[Math.toIntExact(grid.plane(0, 1).elements())];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
