package org.arcoforge.format.hdf5;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.zip.DataFormatException;

/** Undoes the registered Zstandard filter, which makes one frame. */
final class Zstandard implements ChunkFilter {
  @Override
  public long most(byte[] in, int offset, int length) {
    long said = Zstd.getFrameContentSize(in, offset, length);
    return said > 0 ? said : Long.MAX_VALUE;
  }

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    try {
      long n = Zstd.decompressByteArray(out, 0, limit, in, offset, length);
      if (Zstd.isError(n)) {
        throw new DataFormatException("zstd: " + Zstd.getErrorName(n));
      }
      return (int) n;
    } catch (ZstdException e) {
      DataFormatException damaged = new DataFormatException("zstd: " + e.getMessage());
      damaged.initCause(e);
      throw damaged;
    }
  }
}
