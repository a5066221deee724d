package org.arcoforge.format.hdf5;

import com.scalableminds.bloscjava.Blosc;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Undoes the registered Blosc (version 1) filter: one Blosc buffer, whose header tells its sizes.
 */
final class BloscFilter implements ChunkFilter {
  private static final int HEADER = 16;

  @Override
  public long most(byte[] in, int offset, int length) {
    return length < HEADER ? 0 : number(in, offset + 4);
  }

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    if (length < HEADER) {
      throw new DataFormatException("a Blosc buffer of " + length + " bytes");
    }
    int n = number(in, offset + 4);
    int stored = number(in, offset + 12);
    if (n < 0 || n > limit || stored < HEADER || stored > length) {
      throw new DataFormatException(
          "the Blosc buffer says "
              + stored
              + " bytes of "
              + length
              + " hold "
              + n
              + ", expected "
              + limit);
    }
    byte[] decoded;
    try {
      decoded = Blosc.decompress(Arrays.copyOfRange(in, offset, offset + stored));
    } catch (RuntimeException e) {
      DataFormatException damaged = new DataFormatException("blosc: " + e.getMessage());
      damaged.initCause(e);
      throw damaged;
    }
    if (decoded.length != n) {
      throw new DataFormatException("the Blosc buffer holds " + decoded.length + " bytes");
    }
    System.arraycopy(decoded, 0, out, 0, n);
    return n;
  }

  private static int number(byte[] in, int at) {
    return (in[at] & 0xFF)
        | (in[at + 1] & 0xFF) << 8
        | (in[at + 2] & 0xFF) << 16
        | (in[at + 3] & 0xFF) << 24;
  }
}
