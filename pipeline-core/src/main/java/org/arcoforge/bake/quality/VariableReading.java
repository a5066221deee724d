package org.arcoforge.bake.quality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.quality.Histogram;
import org.arcoforge.quality.Plane;
import org.arcoforge.quality.TimeSeries;
import org.arcoforge.quality.VariableGrid;
import org.arcoforge.quality.VariableQuality;
import org.arcoforge.zarr.ArrayReader;
import org.jspecify.annotations.Nullable;

/** Reads one variable as far as its budget goes, and makes what the report says of it. */
final class VariableReading {
  private final ArrayReader reader;
  private final VariableGrid grid;
  private final StoredRows rows;
  private final ArrayLayout layout;
  private final RunSamples samples;
  private final DoubleFunction<String> times;
  private final VariableQuality.Builder quality;
  private final List<String> notes = new ArrayList<>();

  private long objectsSeen;
  private long bytesSeen;

  /**
   * Prepares reading.
   *
   * @param samples that need not be read
   * @param times text of a position of the time axis
   */
  VariableReading(
      ArrayReader reader,
      VariableGrid grid,
      StoredRows rows,
      RunSamples samples,
      DoubleFunction<String> times) {
    this.reader = reader;
    this.grid = grid;
    this.rows = rows;
    this.samples = samples;
    this.layout = reader.layout();
    this.times = times;
    this.quality = VariableQuality.builder().variable(grid.variable());
  }

  long objectsSeen() {
    return objectsSeen;
  }

  long bytesSeen() {
    return bytesSeen;
  }

  /**
   * Reads.
   *
   * @param physical what stored numbers stand for
   * @param variables that are read for the report; 0 to read nothing
   */
  VariableQuality read(PhysicalValues physical, FilledSteps filled, int variables)
      throws IOException {
    Statistics statistics = rows.statistics();
    quality
        .statistics(statistics)
        .timeDimension(grid.timeName())
        .completeness(rows.completeness(filled));
    if (grid.time() >= 0) {
      long length = layout.variable().shape()[grid.time()];
      quality.rowMeans(rows.means());
      if (length > 0) {
        quality.ends(List.of(timeOf(0), timeOf(length - 1)));
      }
    }
    if (layout.variable().elements() == 0) {
      notes.add("it has no values");
    } else if (variables == 0) {
      notes.add("not read: only the first variables of a store are");
    } else {
      values(new ColumnMeans(reader, physical, grid, samples), variables);
    }
    if (statistics == null) {
      notes.add("min, mean and max of all values are not known: no one looked at them all");
    }
    return quality.notes(notes).build();
  }

  private void values(ColumnMeans means, int variables) throws IOException {
    int time = grid.time();
    long[] shape = layout.variable().shape();
    long length = time < 0 ? 1 : shape[time];
    long last = time < 0 ? 0 : lastPosition(length);
    SampleChoice choice = SampleChoice.of(layout, grid, last, variables);
    if (choice.planes().isEmpty()) {
      coarse(last);
      return;
    }
    double[] drawn = means.plane();
    long shown = last;
    List<Long> at = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (SampledPlanes planes : choice.planes()) {
      DoubleStream.of(means.read(planes, drawn)).forEach(values::add);
      at.addAll(planes.positions());
      add(choice.budget());
    }
    if (isNothing(drawn)) {
      shown = otherThan(last, at, values);
      if (shown != last) {
        means.read(SampledPlanes.of(grid, List.of(), shown), drawn);
        add(choice.budget());
      }
    }
    if (time >= 0) {
      quality.means(new TimeSeries(at, values)).times(at.stream().map(this::timeOf).toList());
      if (at.size() < length) {
        notes.add(
            "the area mean is that of "
                + at.size()
                + " of "
                + length
                + " positions along "
                + grid.timeName());
      }
    }
    if (!grid.drawn().isEmpty()) {
      Plane found = grid.plane(drawn, where(shown));
      quality.plane(found).histogram(Histogram.of(drawn));
    } else if (at.size() > 1) { // values over time alone are their own curve
      double[] series = values.stream().mapToDouble(Double::doubleValue).toArray();
      double[] x = at.stream().mapToDouble(Long::doubleValue).toArray();
      quality
          .plane(Plane.curve(series, x, grid.timeName(), fixed()))
          .histogram(Histogram.of(series));
    }
  }

  private void add(ReadingBudget budget) {
    objectsSeen += budget.planeObjects();
    bytesSeen += budget.planeBytes();
  }

  /** The last position of the last row that is about as full as any. */
  private long lastPosition(long length) {
    long row = layout.objects().chunk(grid.time());
    return Math.min(length, (rows.lastWhole() + 1) * row) - 1;
  }

  private static boolean isNothing(double[] values) {
    for (double value : values) {
      if (!Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  private static long otherThan(long last, List<Long> at, List<Double> values) {
    for (int i = at.size() - 1; i >= 0; i--) {
      if (!Double.isNaN(values.get(i))) {
        return at.get(i);
      }
    }
    return last;
  }

  /** Of arrays whose objects hold small places at all times, each object's mean is drawn. */
  private void coarse(long last) {
    List<Integer> axes = grid.drawn();
    ChunkGrid objects = layout.objects();
    notes.add(
        "one time step meets too many stored objects to be read: what is drawn is the mean of each"
            + " object over all it holds, and there is no area mean of single steps");
    if (axes.size() != 2) {
      return;
    }
    Region box = objects.covering(grid.plane(last, 1));
    int count = Math.toIntExact(box.elements());
    double[] values = new double[count];
    int columns = Math.toIntExact(box.size(axes.get(1)));
    int n = 0;
    for (long[] index : Indices.of(box)) {
      Statistics s = rows.object(index);
      values[n++] = s == null ? Double.NaN : s.mean();
    }
    long[] cell = {objects.chunk(axes.get(0)), objects.chunk(axes.get(1))};
    quality
        .plane(grid.coarse(values, cell, columns, "means of stored objects"))
        .histogram(Histogram.of(values));
  }

  private String timeOf(long position) {
    return times.apply((double) position);
  }

  private String where(long position) {
    String time = grid.time() < 0 ? "" : grid.timeName() + " " + timeOf(position);
    String rest = fixed();
    return time + (time.isEmpty() || rest.isEmpty() ? "" : ", ") + rest;
  }

  /** The dimensions that are not drawn, all at their first index. */
  private String fixed() {
    Variable v = grid.variable();
    List<String> names = new ArrayList<>();
    for (int d = 0; d < v.rank(); d++) {
      if (d != grid.time() && !grid.drawn().contains(d) && v.shape()[d] > 1) {
        names.add(v.dimensions().get(d).name());
      }
    }
    return names.isEmpty() ? "" : "first index of " + String.join(", ", names);
  }

  /** Returns nothing that is known of a variable but its description. */
  static VariableQuality described(Variable variable, @Nullable String note) {
    return VariableQuality.builder()
        .variable(variable)
        .notes(note == null ? List.of() : List.of(note))
        .build();
  }
}
