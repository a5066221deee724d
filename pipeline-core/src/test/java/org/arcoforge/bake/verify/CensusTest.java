package org.arcoforge.bake.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.commit.StorePublisher;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.arcoforge.zarr.ArrayEncoder;
import org.junit.jupiter.api.Test;

class CensusTest {
  /** An array of 9 elements in chunks of 2, of which element {@code n} alone is not the fill. */
  private static Census of(int format, List<Long> shard, long objects, int... values)
      throws IOException {
    ArrayLayout array =
        ArrayLayout.builder()
            .variable(
                new Variable(
                    "v", DataType.INT16, List.of(new Dimension("x", 9)), Attributes.empty()))
            .chunk(List.of(2L))
            .shard(shard)
            .fill(FillValue.of(-5))
            .fillIsMissing(true)
            .codec(CodecSpec.standard())
            .build();
    Block all = Block.allocate(DataType.INT16, 9);
    all.fill(array.fill());
    for (int v : values) {
      all.setLong(v, 7);
    }
    ObjectStore store = StoreContents.inMemory();
    ArrayEncoder encoder = ArrayEncoder.of(array, format);
    for (long n = 0; n < objects; n++) {
      ArrayEncoder.Encoded bytes = encoder.encode(all, new long[] {0}, n);
      store.create(encoder.key(n), bytes.bytes(), 0, bytes.length());
    }
    StorePublisher.publish(
        store, new StoreLayout(format, List.of(array), Attributes.empty(), Map.of()));
    return Census.of(store, n -> {}).get(0);
  }

  @Test
  void chunksThatWereNotWrittenAreEmptyAndWrittenOnesMayBeAllFill() throws IOException {
    for (int format : new int[] {2, 3}) {
      // Elements 0 and 5: chunks 0 and 2; chunk 1 and 3 are all fill, chunk 4 is not written.
      Census c = of(format, List.of(), 4, 0, 5);
      assertEquals(new Census("v", 5, 4, 5, 4, 2), c);
      assertEquals(1, c.empty());
    }
  }

  @Test
  void chunksWithinShardsAreCounted() throws IOException {
    Census c = of(3, List.of(4L), 2, 0, 5);
    assertEquals(3, c.objects());
    assertEquals(2, c.objectsPresent());
    assertEquals(5, c.chunks());
    assertEquals(3, c.empty() + c.allFill(), c.toString());
    assertEquals(2, c.present() - c.allFill(), c.toString());
  }
}
