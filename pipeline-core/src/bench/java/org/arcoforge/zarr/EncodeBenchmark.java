package org.arcoforge.zarr;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encodes one chunk of 40 days of a quarter-degree grid, 83 MB of packed numbers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EncodeBenchmark {
  private static final long[] SHAPE = {40, 720, 1440};

  /** The codec's name. */
  @Param({"blosc", "zstd", "none"})
  public String codec = "blosc";

  private final Block chunk = Block.allocate(DataType.INT16, SHAPE);
  private ArrayEncoder encoder = encoder("none");

  /** A field that grows slowly along its rows. */
  @Setup
  public void chunk() {
    for (int i = 0; i < chunk.elements(); i++) {
      chunk.setLong(i, (long) (10_000 * Math.sin(i / 900.0)) + i % 7);
    }
    encoder = encoder(codec);
  }

  private static ArrayEncoder encoder(String name) {
    List<Dimension> dims =
        List.of(
            new Dimension("time", SHAPE[0]),
            new Dimension("lat", SHAPE[1]),
            new Dimension("lon", SHAPE[2]));
    CodecSpec spec =
        switch (name) {
          case "blosc" -> CodecSpec.standard();
          case "zstd" -> new CodecSpec("zstd", Map.of("level", 3));
          default -> CodecSpec.none();
        };
    Variable v = new Variable("v", DataType.INT16, dims, Attributes.empty());
    List<Long> shape = List.of(SHAPE[0], SHAPE[1], SHAPE[2]);
    return ArrayEncoder.of(
        ArrayLayout.builder()
            .variable(v)
            .chunk(shape)
            .fill(FillValue.zero())
            .fillIsMissing(false)
            .codec(spec)
            .build(),
        2);
  }

  /** One object. */
  @Benchmark
  public ArrayEncoder.Encoded encode() {
    return encoder.encode(chunk, new long[3], 0, 0, 0);
  }
}
