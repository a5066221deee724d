package org.arcoforge.format.hdf5;

import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** Undoes a dataset's filters in the opposite order, each within a known number of bytes. */
final class FilterPipeline {
  private static final int DEFLATE = 1;
  private static final ChunkFilter JDK_DEFLATE = new Deflate(true);
  private static final Map<Integer, ChunkFilter> FILTERS =
      Map.ofEntries(
          Map.entry(DEFLATE, new Deflate(false)),
          Map.entry(Filter.SHUFFLE, new Shuffle()),
          Map.entry(Filter.FLETCHER32, new Fletcher32()),
          Map.entry(4, new Szip()),
          Map.entry(5, new Nbit()),
          Map.entry(6, new ScaleOffsetFilter()),
          Map.entry(307, new Bzip2()),
          Map.entry(32000, new Lzf()),
          Map.entry(32001, new BloscFilter()),
          Map.entry(32004, new Lz4()),
          Map.entry(32008, new Bitshuffle()),
          Map.entry(32015, new Zstandard()));

  private final List<Filter> filters;
  private final boolean jdkInflater;

  /** Undoes filters, zlib streams by the JDK alone if that is wanted. */
  FilterPipeline(List<Filter> filters, boolean jdkInflater) {
    this.filters = filters;
    this.jdkInflater = jdkInflater;
  }

  private @Nullable ChunkFilter decoder(Filter filter) {
    return jdkInflater && filter.id() == DEFLATE ? JDK_DEFLATE : FILTERS.get(filter.id());
  }

  List<Filter> filters() {
    return filters;
  }

  /**
   * Returns the first filter that we do not have, or not with its parameters, and its number; or
   * "".
   */
  String missing() {
    for (Filter filter : filters) {
      ChunkFilter decoder = decoder(filter);
      String obstacle = decoder == null ? "" : decoder.obstacle(filter);
      if (decoder == null || !obstacle.isEmpty()) {
        return filter.numbered() + (obstacle.isEmpty() ? "" : " " + obstacle);
      }
    }
    return "";
  }

  /**
   * Decodes a chunk.
   *
   * @param mask bit i is set where filter i was not applied
   * @param size bytes of the decoded chunk
   * @return an array, of the buffers' or {@code in} itself, that begins with the decoded chunk
   * @throws DataFormatException if not exactly {@code size} bytes come out
   */
  byte[] decode(byte[] in, int offset, int length, int mask, int size, ChunkBuffers buffers)
      throws DataFormatException {
    return decode(in, offset, length, mask, size, buffers, 0);
  }

  /** Returns whether the last step of decoding is to unshuffle elements of that many bytes. */
  boolean endsShuffled(int mask, int elementBytes) {
    Filter first = filters.isEmpty() ? null : filters.get(0);
    return first != null
        && first.id() == Filter.SHUFFLE
        && applied(mask, 0)
        && first.values().length > 0
        && first.values()[0] == elementBytes;
  }

  /** Decodes as {@link #decode} does, but for the last step. */
  byte[] shuffled(byte[] in, int offset, int length, int mask, int size, ChunkBuffers buffers)
      throws DataFormatException {
    return decode(in, offset, length, mask, size, buffers, 1);
  }

  private byte[] decode(
      byte[] in, int offset, int length, int mask, int size, ChunkBuffers buffers, int last)
      throws DataFormatException {
    int n = filters.size();
    int[] expected = new int[n];
    int before = size;
    for (int i = 0; i < n; i++) {
      expected[i] = before;
      if (applied(mask, i)) {
        int id = filters.get(i).id();
        before =
            before < 0
                ? -1
                : id == Filter.SHUFFLE ? before : id == Filter.FLETCHER32 ? before + 4 : -1;
      }
    }
    byte[] data = in;
    int at = offset;
    int have = length;
    for (int i = n - 1; i >= last; i--) {
      if (applied(mask, i)) {
        Filter filter = filters.get(i);
        ChunkFilter decoder = decoder(filter);
        if (decoder == null) {
          throw new DataFormatException("no decoder for " + filter.label());
        }
        // Between two compressors the size is not recorded; no compressor doubles its input.
        int limit = expected[i] >= 0 ? expected[i] : (int) Math.min(1 << 30, 2L * size + 1024);
        boolean keeps = filter.id() == Filter.SHUFFLE;
        if (keeps && (have > limit || (expected[i] >= 0 && have != limit))) {
          throw new DataFormatException(have + " bytes, expected " + limit);
        }
        // Allocate nothing for a size that cannot be.
        if (!keeps && expected[i] > decoder.most(data, at, have)) {
          throw new DataFormatException(
              have + " bytes of " + filter.label() + " cannot be packed ones of " + limit);
        }
        byte[] out = buffers.other(data, limit);
        have = decoder.decode(filter, data, at, have, out, limit);
        if (expected[i] >= 0 && have != expected[i]) {
          throw new DataFormatException(
              filter.label() + " gives " + have + " bytes, expected " + expected[i]);
        }
        data = out;
        at = 0;
      }
    }
    if (have != size) {
      throw new DataFormatException("the chunk has " + have + " bytes, expected " + size);
    }
    if (data == in) {
      byte[] out = buffers.other(in, size);
      System.arraycopy(in, offset, out, 0, size);
      return out;
    }
    return data;
  }

  /**
   * Returns the same chunk without the Fletcher-32 checksum, if that is the last filter.
   *
   * @throws DataFormatException if it is not right
   */
  byte[] withoutChecksum(byte[] chunk) throws DataFormatException {
    Filter last = filters.isEmpty() ? null : filters.get(filters.size() - 1);
    if (last == null || last.id() != Filter.FLETCHER32) {
      return chunk;
    }
    byte[] bytes = new byte[Math.max(0, chunk.length - 4)];
    new Fletcher32().decode(last, chunk, 0, chunk.length, bytes, bytes.length);
    return bytes;
  }

  private static boolean applied(int mask, int filter) {
    return filter >= 32 || (mask >>> filter & 1) == 0;
  }
}
