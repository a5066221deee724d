package org.arcoforge.zarr;

import com.scalableminds.bloscjava.Blosc;
import java.io.IOException;
import java.util.Arrays;

/**
 * Compresses and decompresses frames of Blosc 1 (github.com/Blosc/c-blosc, README_CHUNK_FORMAT).
 * The native library is called with one thread and a context of its own each time.
 */
record BloscCodec(
    Blosc.Compressor compressor, int level, Blosc.Shuffle shuffle, int typeSize, int blockSize)
    implements ByteCodec {
  @Override
  public void encode(byte[] source, int length, Buffer target) {
    if (!BloscFrame.encode(this, source, length, target)) {
      target.adopt(compress(source.length == length ? source : Arrays.copyOf(source, length)));
    }
  }

  /** Compresses by one call of the library. */
  byte[] compress(byte[] source) {
    return Blosc.compress(source, typeSize, compressor, level, shuffle, blockSize, 1);
  }

  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    int size = size(source, offset, length, expected);
    if (size == 0) {
      target.length(0);
      return;
    }
    target.length(0);
    try {
      if (BloscFrame.decode(source, offset, length, target.reserve(size), size)) {
        target.length(size);
        return;
      }
      boolean exact = offset == 0 && source.length == length;
      byte[] frame = exact ? source : Arrays.copyOfRange(source, offset, offset + length);
      byte[] decoded = Blosc.decompress(frame, 1);
      ByteCodec.checkLength("blosc", decoded.length, size);
      target.adopt(decoded);
    } catch (RuntimeException e) {
      throw new ZarrException("blosc: " + e.getMessage(), e);
    }
  }

  /** The header says how much memory the native code allocates: it is checked before. */
  private static int size(byte[] head, int offset, int length, int expected) throws ZarrException {
    if (length < BloscFrame.HEADER) {
      throw new ZarrException("blosc needs a header of 16 bytes, found " + length + ": damaged");
    }
    int size = BloscFrame.int32(head, offset + 4);
    int stored = BloscFrame.int32(head, offset + 12);
    ByteCodec.checkLength("blosc", size & 0xFFFFFFFFL, expected);
    if (stored != length || size < 0) {
      throw new ZarrException(
          "blosc's header says " + stored + " bytes, found " + length + ": damaged");
    }
    if (size > 0) {
      BloscFrame.checkSize(head, offset, stored, size);
    }
    return size;
  }

  @Override
  public boolean decodePart(ObjectBytes source, int expected, int from, int to, Buffer target)
      throws IOException {
    byte[] head = new byte[BloscFrame.HEADER];
    int length = source.length();
    source.copy(0, head, 0, Math.min(length, head.length));
    int size = size(head, 0, length, expected);
    if (to > size) {
      return false;
    }
    target.length(0);
    try {
      boolean isDone =
          BloscFrame.decodePart(source, head, size, from, to, target.reserve(to - from));
      target.length(isDone ? to - from : 0);
      return isDone;
    } catch (RuntimeException e) {
      throw new ZarrException("blosc: " + e.getMessage(), e);
    }
  }
}
