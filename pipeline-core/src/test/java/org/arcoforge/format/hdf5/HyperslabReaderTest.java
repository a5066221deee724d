package org.arcoforge.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.BytesSource;
import org.junit.jupiter.api.Test;

/** Boxes of variables: any part equals that part of the whole, at little cost. */
class HyperslabReaderTest {
  private static SourceReader open(BytesSource source) throws IOException {
    return Hdf5Reader.open(source, "/", false);
  }

  private static BytesSource source(String file) throws IOException {
    return SampleFiles.source("hdf5/" + file);
  }

  private static Region box(Random random, long[] shape) {
    long[] start = new long[shape.length];
    long[] size = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      start[d] = random.nextInt((int) shape[d] + 1);
      size[d] = random.nextInt((int) (shape[d] - start[d]) + 1);
    }
    return Region.of(start, size);
  }

  /** Reads the box into the middle of a larger block whose other elements must stay as they are. */
  private static void checkBox(SourceReader reader, String name, Block whole, Region box)
      throws IOException {
    int rank = box.rank();
    long[] at = new long[rank];
    long[] larger = new long[rank];
    for (int d = 0; d < rank; d++) {
      at[d] = d % 2 == 0 ? 1 : 2;
      larger[d] = box.size(d) + 3L;
    }
    Block target = Block.allocate(whole.type(), larger);
    reader.read(name, box, target, at);
    Block expected = Block.allocate(whole.type(), larger);
    Block.copy(whole, box.start(), expected, at, box.size());
    assertEquals(expected, target, () -> name + box);
  }

  @Test
  void anyBoxOfAnyVariableIsThatPartOfTheWhole() throws IOException {
    Random random = new Random(3);
    for (String file :
        List.of("types-new.nc", "dims-new.nc", "plain-new.h5", "earliest-new.h5", "slabs-new.h5")) {
      try (SourceReader reader = open(source(file))) {
        for (SourceVariable source : reader.describe().variables()) {
          Variable v = source.variable();
          Block whole = reader.read(v.name(), Region.whole(v.shape()));
          for (int i = 0; i < 12; i++) {
            checkBox(reader, v.name(), whole, box(random, v.shape()));
          }
        }
      }
    }
  }

  @Test
  void manyThreadsReadTheSame() throws Exception {
    try (SourceReader reader = open(source("latest-new.h5"))) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        List<Future<Long>> sums = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
          String name = i % 2 == 0 ? "packed_third" : "packed_both";
          long[] shape = i % 2 == 0 ? new long[] {3, 5, 90} : new long[] {9, 11};
          sums.add(threads.submit(() -> OracleTest.crc(reader.read(name, Region.whole(shape)))));
        }
        for (int i = 2; i < sums.size(); i++) {
          assertEquals(sums.get(i % 2).get(), sums.get(i).get());
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void chunksThatAreNeighboursInTheFileAreReadTogether() throws IOException {
    BytesSource source = source("latest-new.h5");
    try (SourceReader reader = open(source)) {
      Region whole = Region.whole(70, 70); // 4900 chunks
      reader.read("plain_both_many", whole);
      int before = source.requests.get();
      reader.read("plain_both_many", whole);
      int reads = source.requests.get() - before;
      assertTrue(reads < 50, () -> reads + " reads for 4900 chunks");
    }
  }

  @Test
  void aRowOfContiguousValuesCostsItsBytesOnly() throws IOException {
    BytesSource source = source("types-new.nc");
    try (SourceReader reader = open(source)) {
      reader.describe();
      long before = source.bytesRead.get();
      reader.read("f8_plain", Region.of(new long[] {2, 0}, new long[] {1, 7}));
      assertEquals(56, source.bytesRead.get() - before);
    }
  }

  @Test
  void describingIsDoneOnceAndReadsNoLargeChunkIndex() throws IOException {
    BytesSource source = source("latest-new.h5");
    try (SourceReader reader = open(source)) {
      assertEquals(-1, reader.describe().variable("plain_long").orElseThrow().storedBytes());
      int before = source.requests.get();
      reader.describe();
      assertEquals(before, source.requests.get());
    }
  }

  @Test
  void chunksFiltersAndStoredBytesAreDescribed() throws IOException {
    try (SourceReader reader = open(source("types-new.nc"))) {
      SourceVariable packed = reader.describe().variable("i4_packed").orElseThrow();
      assertEquals(List.of(2L, 3L), packed.chunk());
      assertEquals(List.of("shuffle", "deflate"), packed.filters());
      assertTrue(packed.storedBytes() > 0);
      SourceVariable checked = reader.describe().variable("i4_checked").orElseThrow();
      assertEquals(List.of("fletcher32"), checked.filters());
      assertEquals(5 * 7 * 4 + 4, checked.storedBytes());
      SourceVariable plain = reader.describe().variable("i4_plain").orElseThrow();
      assertEquals(List.of(5L, 7L), plain.chunk());
      assertEquals(5 * 7 * 4, plain.storedBytes());
      assertEquals(List.of(5L), reader.describe().variable("chars").orElseThrow().chunk());
    }
  }

  @Test
  void aWrongBoxIsRefused() throws IOException {
    try (SourceReader reader = open(source("types-new.nc"))) {
      Block block = Block.allocate(org.arcoforge.array.DataType.INT32, 5, 8);
      Region outside = Region.whole(5, 8);
      assertThrows(
          IllegalArgumentException.class,
          () -> reader.read("i4_plain", outside, block, new long[2]));
      assertThrows(
          IllegalArgumentException.class,
          () -> reader.read("f4_plain", Region.whole(5, 7), block, new long[2]));
      assertThrows(
          IllegalArgumentException.class, () -> reader.read("nowhere", Region.whole(5, 7)));
    }
  }
}
