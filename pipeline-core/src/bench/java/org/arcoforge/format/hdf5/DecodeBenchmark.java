package org.arcoforge.format.hdf5;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Undoes deflate and shuffle of one chunk of 2 MB: a day of a quarter-degree grid, packed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DecodeBenchmark {
  private static final int ELEMENTS = 720 * 1440;

  /** Bytes of an element. */
  @Param({"2", "4"})
  public int width;

  private final ChunkBuffers buffers = new ChunkBuffers();
  private FilterPipeline pipeline = new FilterPipeline(List.of(), false);
  private byte[] stored = new byte[0];
  private int length;

  /** A field that grows slowly along its rows. */
  @Setup
  public void chunk() {
    byte[] shuffled = new byte[ELEMENTS * width];
    for (int i = 0; i < ELEMENTS; i++) {
      int value = (int) (10_000 * Math.sin(i / 900.0)) + i % 7;
      for (int b = 0; b < width; b++) {
        shuffled[b * ELEMENTS + i] = (byte) (value >>> (8 * b));
      }
    }
    Deflater deflater = new Deflater(4);
    deflater.setInput(shuffled);
    deflater.finish();
    stored = new byte[shuffled.length + 1024];
    length = deflater.deflate(stored);
    deflater.end();
    pipeline =
        new FilterPipeline(
            List.of(
                new Filter(Filter.SHUFFLE, "shuffle", new int[] {width}),
                new Filter(1, "deflate", new int[] {4})),
            false);
  }

  /** Both filters. */
  @Benchmark
  public byte[] decode() throws DataFormatException {
    return pipeline.decode(stored, 0, length, 0, ELEMENTS * width, buffers);
  }
}
