package org.arcoforge.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.scalableminds.bloscjava.Blosc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BloscFrameIT {
  private static final int MIB = 1 << 20;

  /** Numbers that grow slowly, as fields of measurements do. */
  private static byte[] smooth(int length, int typeSize) {
    byte[] bytes = new byte[length];
    Random random = new Random(3);
    long value = 1000;
    for (int i = 0; i + typeSize <= length; i += typeSize) {
      value += random.nextInt(5) - 2;
      for (int b = 0; b < typeSize; b++) {
        bytes[i + b] = (byte) (value >>> (8 * b));
      }
    }
    return bytes;
  }

  private static BloscCodec codec(Blosc.Compressor compressor, int level, int typeSize, int block) {
    return new BloscCodec(compressor, level, Blosc.Shuffle.BYTE_SHUFFLE, typeSize, block);
  }

  private static byte[] used(Buffer buffer) {
    return Arrays.copyOf(buffer.bytes(), buffer.length());
  }

  @Test
  void aFrameOfPartsHasTheBytesOfOneCall() throws ZarrException {
    int together = 0;
    Buffer buffer = new Buffer();
    for (Blosc.Compressor compressor : Blosc.Compressor.values()) {
      for (int typeSize : new int[] {1, 2, 4, 8}) {
        for (int length : new int[] {4 * MIB, 5 * MIB + 24, 6 * MIB - 8, 4 * MIB + 300 * 1024}) {
          BloscCodec codec = codec(compressor, 5, typeSize, 0);
          byte[] source = smooth(length, typeSize);
          if (BloscFrame.encode(codec, source, length, buffer)) {
            together++;
            String what = compressor + " " + typeSize + " " + length;
            assertArrayEquals(codec.compress(source), used(buffer), what);
          } else {
            assertNotEquals(Blosc.Compressor.LZ4, compressor, typeSize + " " + length);
          }
          codec.encode(source, length, buffer);
          Buffer back = new Buffer();
          codec.decode(used(buffer), 0, buffer.length(), length, back);
          assertArrayEquals(source, used(back));
        }
      }
    }
    assertTrue(together > 40, "only " + together + " were made of parts");
  }

  @Test
  void aBodyAndAHeadAreTheFrame() throws IOException {
    BloscCodec codec = codec(Blosc.Compressor.LZ4, 5, 4, 0);
    byte[] source = smooth(5 * MIB + 24, 4);
    PartEncoder parts = BloscParts.begin(codec, source.length, new Buffer()).orElseThrow();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    parts.into(body::write);
    for (int at = 0; at < source.length; ) {
      byte[] part = Arrays.copyOfRange(source, at, at + parts.size(at));
      assertTrue(parts.append(parts.compress(part)));
      at += part.length;
    }
    ArrayEncoder.Encoded head = parts.end();
    assertEquals(parts.head(), head.length());
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(head.bytes(), 0, head.length());
    body.writeTo(frame);
    assertArrayEquals(codec.compress(source), frame.toByteArray());
  }

  @Test
  void theSizeOfBlocksIsObeyed() {
    BloscCodec codec = codec(Blosc.Compressor.LZ4, 5, 4, 1 << 16);
    byte[] source = smooth(5 * MIB, 4);
    Buffer buffer = new Buffer();
    assertTrue(BloscFrame.encode(codec, source, source.length, buffer));
    assertArrayEquals(codec.compress(source), used(buffer));
  }

  @Test
  void whatCannotBeCompressedIsLeftToOneCall() throws ZarrException {
    byte[] noise = new byte[5 * MIB];
    new Random(4).nextBytes(noise);
    byte[] half = smooth(6 * MIB, 2);
    System.arraycopy(noise, 0, half, 3 * MIB, 3 * MIB);
    for (byte[] source : new byte[][] {noise, half}) {
      BloscCodec codec = codec(Blosc.Compressor.LZ4, 5, 2, 0);
      Buffer buffer = new Buffer();
      assertFalse(BloscFrame.encode(codec, source, source.length, buffer));
      codec.encode(source, source.length, buffer);
      assertArrayEquals(codec.compress(source), used(buffer));
      Buffer back = new Buffer();
      codec.decode(used(buffer), 0, buffer.length(), source.length, back);
      assertArrayEquals(source, used(back));
    }
  }

  @Test
  void aBufferIsUsedAgainForASmallerChunk() throws ZarrException {
    BloscCodec codec = codec(Blosc.Compressor.LZ4, 5, 2, 0);
    Buffer buffer = new Buffer();
    for (int length : new int[] {8 * MIB, 4 * MIB, 1000}) {
      byte[] source = smooth(length, 2);
      codec.encode(source, length, buffer);
      Buffer back = new Buffer();
      codec.decode(used(buffer), 0, buffer.length(), length, back);
      assertEquals(length, back.length());
      assertArrayEquals(source, used(back));
    }
  }
}
