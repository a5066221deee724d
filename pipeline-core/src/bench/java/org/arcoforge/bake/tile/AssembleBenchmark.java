package org.arcoforge.bake.tile;

import java.util.concurrent.TimeUnit;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Puts a decoded chunk of 6 MB into the objects of a tile. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class AssembleBenchmark {
  private static final Region PIECE = Region.of(new long[] {93, 0, 0}, new long[] {93, 90, 180});

  /** Whether hourly maps become long time series; else they stay maps. */
  @Param({"false", "true"})
  public boolean series;

  private final Block piece = Block.allocate(DataType.FLOAT32, PIECE.size());
  private Tile tile = tile(false);

  /** An empty tile. */
  @Setup
  public void setUp() {
    tile = tile(series);
  }

  private static Tile tile(boolean series) {
    long[] object = series ? new long[] {744, 10, 20} : new long[] {24, 90, 180};
    return new Tile(
        Region.whole(744, 90, 180), object, shape -> Block.allocate(DataType.FLOAT32, shape));
  }

  /** One piece. */
  @Benchmark
  public Block put() {
    tile.put(piece, new long[3], PIECE);
    return tile.block(0);
  }
}
