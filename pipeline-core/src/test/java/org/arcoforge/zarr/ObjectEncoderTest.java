package org.arcoforge.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.junit.jupiter.api.Test;

class ObjectEncoderTest {
  private static ArrayLayout layout(
      DataType type, FillValue fill, CodecSpec codec, List<Long> shard, long shape, long chunk) {
    Variable variable =
        new Variable("v", type, List.of(new Dimension("x", shape)), Attributes.empty());
    return ArrayLayout.builder()
        .variable(variable)
        .chunk(List.of(chunk))
        .shard(shard)
        .fill(fill)
        .fillIsMissing(true)
        .codec(codec)
        .build();
  }

  private static ArrayLayout bytes(List<Long> shard, long shape, long chunk) {
    return layout(DataType.UINT8, FillValue.of(9), CodecSpec.none(), shard, shape, chunk);
  }

  private static byte[] exact(ArrayEncoder.Encoded encoded) {
    return Arrays.copyOf(encoded.bytes(), encoded.length());
  }

  @Test
  void whatIsBeyondTheEdgeIsTheFillValue() {
    ArrayEncoder encoder = ArrayEncoder.of(bytes(List.of(), 5, 3), 3);
    Block tile = Block.wrap(DataType.UINT8, new byte[] {0, 1, 2, 3, 4}, 5);
    assertArrayEquals(new byte[] {0, 1, 2}, exact(encoder.encode(tile, new long[] {0}, 0)));
    assertArrayEquals(new byte[] {3, 4, 9}, exact(encoder.encode(tile, new long[] {0}, 1)));
    assertArrayEquals(new byte[] {0, 1, 2}, exact(encoder.encode(tile, new long[] {0}, 0)));
  }

  @Test
  void aTileMayBeginAnywhereBeforeTheObject() {
    ArrayEncoder encoder = ArrayEncoder.of(bytes(List.of(), 100, 3), 3);
    Block tile = Block.wrap(DataType.UINT8, new byte[] {49, 50, 51, 52, 53, 54}, 6);
    assertArrayEquals(new byte[] {51, 52, 53}, exact(encoder.encode(tile, new long[] {49}, 17)));
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> encoder.encode(tile, new long[] {49}, 16))
                .getMessage());
    assertTrue(message.contains("uint8[48:51]") && message.contains("uint8[49:55]"), message);
  }

  @Test
  void onlyTheFillValuesOwnBitsAreFill() {
    FillValue nan = FillValue.missing(DataType.FLOAT32);
    ArrayEncoder encoder =
        ArrayEncoder.of(layout(DataType.FLOAT32, nan, CodecSpec.none(), List.of(), 4, 4), 3);
    Block tile = Block.allocate(DataType.FLOAT32, 4);
    tile.fill(nan);
    assertTrue(encoder.isAllFill(tile));
    tile.bytes()[12] = 1; // a NaN with a payload
    assertFalse(encoder.isAllFill(tile));
  }

  @Test
  void anObjectMayBeLeftOutOnlyWhereTheMetadataHoldTheFillValue() {
    Variable v =
        new Variable("v", DataType.FLOAT64, List.of(new Dimension("x", 2)), Attributes.empty());
    FillValue payload = FillValue.of(0x7FF8000000000123L);
    FillValue nan = FillValue.missing(DataType.FLOAT64);
    Object[][] cases = {
      {payload, true, 3, true},
      {payload, true, 2, false},
      {nan, true, 2, true},
      {nan, false, 2, false},
      {nan, false, 3, true},
    };
    for (Object[] c : cases) {
      FillValue fill = (FillValue) c[0];
      ArrayLayout layout =
          ArrayLayout.builder()
              .variable(v)
              .chunk(List.of(2L))
              .fill(fill)
              .fillIsMissing((Boolean) c[1])
              .codec(CodecSpec.none())
              .build();
      Block tile = Block.allocate(DataType.FLOAT64, 2);
      tile.fill(fill);
      ArrayEncoder encoder = ArrayEncoder.of(layout, (Integer) c[2]);
      assertEquals(c[3], encoder.isAllFill(tile), Arrays.toString(c));
    }
  }

  @Test
  void aShardHoldsItsChunksThenTheIndexAndOmitsFill() {
    ArrayEncoder encoder = ArrayEncoder.of(bytes(List.of(8L), 7, 2), 3);
    Block tile = Block.wrap(DataType.UINT8, new byte[] {1, 2, 9, 9, 5, 6, 7}, 7);
    byte[] shard = exact(encoder.encode(tile, new long[] {0}, 0));
    assertEquals(6 + 4 * 16 + 4, shard.length);
    assertArrayEquals(new byte[] {1, 2, 5, 6, 7, 9}, Arrays.copyOf(shard, 6));
    byte[] absent = new byte[16];
    Arrays.fill(absent, (byte) 0xFF);
    assertArrayEquals(absent, Arrays.copyOfRange(shard, 6 + 16, 6 + 32));
    assertEquals(4, shard[6 + 48]);
    assertEquals(2, shard[6 + 56]);
    Block empty = Block.wrap(DataType.UINT8, new byte[] {9, 9, 9, 9, 9, 9, 9}, 7);
    assertTrue(encoder.isAllFill(empty));
  }

  @Test
  void buffersAreUsedAgain() {
    for (CodecSpec codec :
        List.of(
            CodecSpec.none(),
            new CodecSpec("zstd", Map.of("level", 1)),
            new CodecSpec("gzip", Map.of("level", 1)))) {
      ArrayEncoder encoder =
          ArrayEncoder.of(layout(DataType.INT32, FillValue.zero(), codec, List.of(), 1000, 300), 3);
      Block tile = ZarrSamples.values(DataType.INT32, FillValue.of(1), 1000);
      byte[] first = encoder.encode(tile, new long[] {0}, 3).bytes();
      assertSame(first, encoder.encode(tile, new long[] {0}, 3).bytes());
    }
  }

  @Test
  void keysFollowBothFormats() {
    long[] none = {};
    ArrayLayout scalar =
        ArrayLayout.builder()
            .variable(new Variable("g/s", DataType.INT8, List.of(), Attributes.empty()))
            .chunk(List.of())
            .fill(FillValue.zero())
            .fillIsMissing(false)
            .codec(CodecSpec.none())
            .build();
    assertEquals("g/s/c", ArrayEncoder.of(scalar, 3).key(none));
    assertEquals("g/s/0", ArrayEncoder.of(scalar, 2).key(none));
    assertEquals("v/c/12", ArrayEncoder.of(bytes(List.of(), 5, 3), 3).key(12));
    assertEquals("v/12", ArrayEncoder.of(bytes(List.of(), 5, 3), 2).key(12));
    assertEquals("v/c/1/2", ChunkKeyEncoding.format3("v").key(1, 2));
    assertEquals("v/1.2", ChunkKeyEncoding.format2("v").key(1, 2));
  }

  @Test
  void whatCannotBeWrittenIsRefusedAtOnce() {
    ArrayLayout huge =
        layout(DataType.INT32, FillValue.zero(), CodecSpec.none(), List.of(), 1L << 40, 1L << 29);
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> ArrayEncoder.of(huge, 3))
                .getMessage());
    assertTrue(message.startsWith("v: ") && message.contains("2 GiB"), message);
    assertThrows(
        IllegalArgumentException.class, () -> ArrayEncoder.of(bytes(List.of(8L), 7, 2), 2));
    for (CodecSpec codec :
        List.of(
            new CodecSpec("lzma", Map.of()),
            new CodecSpec("blosc", Map.of("cname", "snappy")),
            new CodecSpec("blosc", Map.of("clevel", 10)),
            new CodecSpec("gzip", Map.of("level", "high")),
            new CodecSpec("zstd", Map.of("lvl", 3)))) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              ArrayEncoder.of(layout(DataType.INT8, FillValue.zero(), codec, List.of(), 5, 5), 3));
    }
  }

  @Test
  void halfACharacterIsNoText() {
    ArrayEncoder encoder =
        ArrayEncoder.of(
            layout(DataType.STRING, FillValue.zero(), CodecSpec.none(), List.of(), 1, 1), 3);
    Block tile = Block.wrap(new String[] {"\uD83C"}, 1);
    assertThrows(IllegalArgumentException.class, () -> encoder.encode(tile, new long[] {0}, 0));
  }

  @Test
  void textsHaveTheBytesOfNumcodecs() {
    ArrayEncoder encoder =
        ArrayEncoder.of(
            layout(DataType.STRING, FillValue.zero(), CodecSpec.none(), List.of(), 2, 2), 3);
    Block tile = Block.wrap(new String[] {"é", ""}, 2);
    byte[] expected = {2, 0, 0, 0, 2, 0, 0, 0, (byte) 0xC3, (byte) 0xA9, 0, 0, 0, 0};
    assertArrayEquals(expected, exact(encoder.encode(tile, new long[] {0}, 0)));
  }
}
