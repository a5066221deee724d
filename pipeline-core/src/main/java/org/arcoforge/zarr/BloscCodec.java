package org.arcoforge.zarr;

import com.scalableminds.bloscjava.Blosc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blosc 1 (github.com/Blosc/c-blosc, README_CHUNK_FORMAT). The native library is called with one
 * thread and a context of its own each time. Its binding returns a new array of exactly the
 * result's length, which is handed on without a copy.
 */
record BloscCodec(
    Blosc.Compressor compressor, int level, Blosc.Shuffle shuffle, int typeSize, int blockSize)
    implements ByteCodec {
  private static final int HEADER = 16;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  @Override
  public void encode(byte[] source, int length, Buffer target) {
    byte[] exact = source.length == length ? source : Arrays.copyOf(source, length);
    target.adopt(Blosc.compress(exact, typeSize, compressor, level, shuffle, blockSize, 1));
  }

  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    if (length < HEADER) {
      throw new ZarrException("blosc needs a header of 16 bytes, found " + length + ": damaged");
    }
    // The header says how much memory the native code allocates: check it before.
    int size = (int) INTS.get(source, offset + 4);
    int stored = (int) INTS.get(source, offset + 12);
    ByteCodec.checkLength("blosc", size & 0xFFFFFFFFL, expected);
    if (stored != length || size < 0) {
      throw new ZarrException(
          "blosc's header says " + stored + " bytes, found " + length + ": damaged");
    }
    if (size == 0) {
      target.length(0);
      return;
    }
    byte[] exact =
        offset == 0 && source.length == length
            ? source
            : Arrays.copyOfRange(source, offset, offset + length);
    byte[] decoded;
    try {
      decoded = Blosc.decompress(exact, 1);
    } catch (RuntimeException e) {
      throw new ZarrException("blosc: " + e.getMessage(), e);
    }
    ByteCodec.checkLength("blosc", decoded.length, size);
    target.adopt(decoded);
  }
}
