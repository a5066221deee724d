package org.arcoforge.cf;

import java.util.concurrent.TimeUnit;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Statistics of four million numbers, a third of them missing in long runs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SummaryBenchmark {
  private static final int ELEMENTS = 4 << 20;

  /** Type of the numbers. */
  @Param({"INT16", "FLOAT32", "FLOAT64"})
  public DataType type = DataType.INT16;

  private Block block = Block.allocate(DataType.INT16, 1);

  /** A field with land. */
  @Setup
  public void field() {
    block = Block.allocate(type, ELEMENTS);
    for (int i = 0; i < ELEMENTS; i++) {
      long value = i / 500 % 3 == 0 ? -9999 : (long) (3000 * Math.sin(i / 900.0));
      if (type.isFloat()) {
        block.setDouble(i, value);
      } else {
        block.setLong(i, value);
      }
    }
  }

  /** All of them. */
  @Benchmark
  public BlockSummary summarize() {
    return switch (type) {
      case INT16 -> ShortSummary.of(block.bytes(), 0, ELEMENTS, -9999, -9999);
      case FLOAT32 -> FloatSummary.singles(block.bytes(), 0, ELEMENTS, -9999, -9999);
      default -> FloatSummary.doubles(block.bytes(), 0, ELEMENTS, -9999, -9999);
    };
  }
}
