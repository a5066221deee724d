package org.arcoforge.format.netcdf3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceReader;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceVersion;
import org.junit.jupiter.api.Test;

/** Offsets beyond 32 bits; behind a header made by {@code make.py}, data are made up. */
class Netcdf3LargeFileTest {
  private static final long RECORD = 4 + 4L * 30_000 * 40_000;

  /** Each aligned big-endian int is the low half of a quarter of its position. */
  private static final class Numbered implements ByteSource {
    private final byte[] head;
    private final long size;

    Numbered(byte[] head, long size) {
      this.head = head;
      this.size = size;
    }

    @Override
    public String url() {
      return "numbered";
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public SourceVersion version() {
      return new SourceVersion(size, "", 0);
    }

    @Override
    public void read(long position, byte[] target, int offset, int length) {
      for (int i = 0; i < length; i++) {
        long p = position + i;
        target[offset + i] =
            p < head.length ? head[(int) p] : (byte) ((p / 4) >>> (8 * (3 - p % 4)));
      }
    }

    @Override
    public void close() {}
  }

  private static void check(String name) throws IOException {
    byte[] head = SampleFiles.bytes("netcdf3/" + name);
    long begin = 0;
    for (Netcdf3Variable v : Netcdf3Header.read(new Numbered(head, 1L << 40)).variables()) {
      begin = v.begin();
    }
    long end = begin + 2 * RECORD + RECORD - 4;
    assertThrows(
        FormatException.class, () -> Netcdf3Reader.open(new Numbered(head, end - 1)), name);
    try (SourceReader reader = Netcdf3Reader.open(new Numbered(head, end))) {
      assertArrayEquals(
          new long[] {3, 30_000, 40_000},
          reader.describe().variable("v").orElseThrow().variable().shape());
      Region box = Region.of(new long[] {1, 29_998, 39_990}, new long[] {2, 2, 10});
      Block block = reader.read("v", box);
      int i = 0;
      for (long t = 1; t < 3; t++) {
        for (long y = 29_998; y < 30_000; y++) {
          for (long x = 39_990; x < 40_000; x++) {
            long position = begin + t * RECORD + (y * 40_000 + x) * 4;
            assertEquals((int) (position / 4), (int) block.longAt(i++), name);
          }
        }
      }
    }
  }

  @Test
  void recordsBeyondFourGigabytesAreFound() throws IOException {
    check("large_cdf2.head");
    check("large_cdf5.head");
  }
}
