package org.arcoforge.format.hdf5;

import java.util.zip.DataFormatException;

/** Undoes one filter of the HDF5 pipeline; without state, called from many threads. */
interface ChunkFilter {
  /**
   * Returns what of these parameters we do not decode, as "of …" or "with …"; empty if all is well.
   */
  default String obstacle(Filter filter) {
    return "";
  }

  /** Returns the most bytes that can come out of these, so that no more are made room for. */
  default long most(byte[] in, int offset, int length) {
    return Long.MAX_VALUE;
  }

  /**
   * Decodes a whole chunk.
   *
   * @param filter the filter's parameters
   * @param in encoded bytes, {@code length} of them from {@code offset}
   * @param out where the decoded bytes go, from 0
   * @param limit most bytes that may come out; {@code out} has room for them
   * @return how many came out
   * @throws DataFormatException if the bytes are damaged or more than {@code limit} would come out
   */
  int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException;
}
