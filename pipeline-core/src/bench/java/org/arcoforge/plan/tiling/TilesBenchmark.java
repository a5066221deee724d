package org.arcoforge.plan.tiling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Searches the tile for an archive of hourly maps that becomes time series. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TilesBenchmark {
  /** Years of the archive, a file a month. */
  @Param({"1", "10", "80"})
  public int years;

  private ArrayLayout layout = layout(1);
  private final List<@Nullable ConcatAxis> axes = new ArrayList<>();

  /** The layout and the files' places. */
  @Setup
  public void archive() {
    int files = 12 * years;
    long[] index = new long[files];
    long[] start = new long[files];
    long[] length = new long[files];
    for (int i = 0; i < files; i++) {
      index[i] = i;
      length[i] = 730;
    }
    layout = layout(years);
    axes.clear();
    axes.add(new ConcatAxis("time", 0, index, start, length));
    axes.add(null);
    axes.add(null);
  }

  private static ArrayLayout layout(int years) {
    List<Dimension> dims =
        List.of(
            new Dimension("time", 8760L * years),
            new Dimension("latitude", 721),
            new Dimension("longitude", 1440));
    Variable v = new Variable("v", DataType.FLOAT32, dims, Attributes.empty());
    List<Long> chunk = List.of(8760L * years, 10L, 20L);
    return ArrayLayout.builder()
        .variable(v)
        .chunk(chunk)
        .fill(FillValue.zero())
        .fillIsMissing(false)
        .codec(CodecSpec.standard())
        .build();
  }

  /** The tile. */
  @Benchmark
  public TilePlanner.Tile plan() {
    MemoryBudget memory = MemoryBudget.alone(768L << 20, 4L << 30);
    return new TilePlanner(layout, axes, new long[] {93, 91, 180}, memory).plan();
  }
}
