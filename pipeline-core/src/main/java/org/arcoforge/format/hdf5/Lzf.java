package org.arcoforge.format.hdf5;

import java.util.zip.DataFormatException;

/** Undoes the LZF filter of h5py: literal runs and back references. */
final class Lzf implements ChunkFilter {
  @Override
  public long most(byte[] in, int offset, int length) {
    return 88L * length + 264; // three bytes make 264 at most
  }

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    int at = offset;
    int end = offset + length;
    int n = 0;
    while (at < end) {
      int control = in[at++] & 0xFF;
      if (control < 32) {
        int run = control + 1;
        check(at + run <= end && n + run <= limit);
        System.arraycopy(in, at, out, n, run);
        at += run;
        n += run;
        continue;
      }
      int run = control >> 5;
      if (run == 7) {
        check(at < end);
        run += in[at++] & 0xFF;
      }
      run += 2;
      check(at < end);
      int from = n - ((control & 31) << 8) - (in[at++] & 0xFF) - 1;
      check(from >= 0 && n + run <= limit);
      for (int i = 0; i < run; i++) { // may overlap: byte by byte
        out[n++] = out[from++];
      }
    }
    return n;
  }

  private static void check(boolean good) throws DataFormatException {
    if (!good) {
      throw new DataFormatException("the LZF stream is damaged");
    }
  }
}
