package org.arcoforge.format.hdf5;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Undoes the registered bzip2 filter: one stream, read no further than the chunk is long. */
final class Bzip2 implements ChunkFilter {
  @Override
  public long most(byte[] in, int offset, int length) {
    return 2_000_000L * length; // runs are counted before blocks of up to 900 kB are sorted
  }

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    try (BZip2CompressorInputStream stream =
        new BZip2CompressorInputStream(new ByteArrayInputStream(in, offset, length))) {
      int n = stream.readNBytes(out, 0, limit);
      if (stream.read() >= 0) {
        throw new DataFormatException("the bzip2 stream holds more than " + limit + " bytes");
      }
      return n;
    } catch (IOException | RuntimeException e) {
      DataFormatException damaged = new DataFormatException("bzip2: " + e.getMessage());
      damaged.initCause(e);
      throw damaged;
    }
  }
}
