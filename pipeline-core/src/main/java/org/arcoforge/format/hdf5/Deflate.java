package org.arcoforge.format.hdf5;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.arcoforge.inflate.Inflation;

/**
 * Undoes the deflate filter, which makes a zlib stream. One inflater of the JDK a thread, for what
 * {@link Inflation} does not give exactly.
 */
final class Deflate implements ChunkFilter {
  private static final ThreadLocal<Inflater> INFLATERS = ThreadLocal.withInitial(Inflater::new);

  private final boolean jdkOnly;

  /** Inflates by native code too, or by the JDK alone. */
  Deflate(boolean jdkOnly) {
    this.jdkOnly = jdkOnly;
  }

  @Override
  public long most(byte[] in, int offset, int length) {
    return 1032L * length + 1032;
  }

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    if (!jdkOnly && Inflation.inflate(in, offset, length, out, limit)) {
      return limit;
    }
    Inflater inflater = INFLATERS.get();
    inflater.reset();
    inflater.setInput(in, offset, length);
    int n = 0;
    while (n < limit && !inflater.finished()) {
      int more = inflater.inflate(out, n, limit - n);
      if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
        throw new DataFormatException("the zlib stream ends after " + n + " bytes");
      }
      n += more;
    }
    // Once full, only the checksum may follow; a further byte means that more was packed.
    if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
      throw new DataFormatException("the zlib stream holds more than " + limit + " bytes");
    }
    if (!inflater.finished()) {
      throw new DataFormatException("the zlib stream is cut off");
    }
    return n;
  }
}
