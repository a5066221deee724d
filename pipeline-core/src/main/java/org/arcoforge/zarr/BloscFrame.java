package org.arcoforge.zarr;

import com.scalableminds.bloscjava.Blosc;
import java.io.IOException;
import java.util.Arrays;
import org.arcoforge.array.HeapLimit;

/**
 * Compresses and decompresses Blosc frames as the frames of their parts ({@link BloscParts}). The
 * binding copies what it is given and what it returns to memory that it allocates and frees: of
 * parts that stay in the processor's cache that costs little, of a whole chunk as much as
 * compressing. A frame has the bytes that one call for the whole would give.
 */
final class BloscFrame {
  static final int HEADER = BloscParts.HEADER;
  private static final int PART = PartEncoder.PART;

  /** How often longer than its frame data can be at most: BloscLZ, LZ4, Snappy, zlib, Zstandard. */
  private static final int[] RATIO = {1024, 256, 64, 1032, 1 << 16};

  private BloscFrame() {}

  /** Compresses, and returns whether that was possible by parts. */
  static boolean encode(BloscCodec codec, byte[] source, int length, Buffer target) {
    BloscParts parts = BloscParts.begin(codec, length, target).orElse(null);
    if (parts == null) {
      return false;
    }
    int whole = parts.size(0);
    int n;
    for (int at = 0; at < length; at += n) {
      n = parts.size(at); // more or less than the others only at the end
      byte[] part = n == whole ? target.beside(n) : new byte[n];
      System.arraycopy(source, at, part, 0, n);
      if (!parts.keep(parts.compress(part))) {
        return false;
      }
    }
    target.length(parts.end().length());
    return true;
  }

  /**
   * Decompresses by parts; returns whether that was possible.
   *
   * @param frame one whose header says its length and that of {@code target}
   */
  static boolean decode(byte[] frame, int offset, int stored, byte[] target, int length) {
    if (length < 2 * PART) {
      return false;
    }
    byte[] head = Arrays.copyOfRange(frame, offset, offset + HEADER);
    return decodePart(
        (at, bytes, to, n) -> System.arraycopy(frame, offset + at, bytes, to, n),
        stored,
        head,
        length,
        0,
        length,
        target);
  }

  /** A source copies bytes of a frame. */
  private interface Source<E extends Exception> {
    void copy(int position, byte[] target, int offset, int count) throws E;
  }

  /**
   * Decompresses by parts those that have the bytes from {@code from} to before {@code to}; returns
   * whether that was possible.
   *
   * @param head its header
   * @param length bytes of the whole
   * @param target which gets those bytes, from its beginning
   */
  static boolean decodePart(
      ObjectBytes frame, byte[] head, int length, int from, int to, byte[] target)
      throws IOException {
    Source<IOException> source = frame::copy;
    return decodePart(source, frame.length(), head, length, from, to, target);
  }

  private static <E extends Exception> boolean decodePart(
      Source<E> frame, int stored, byte[] head, int length, int from, int to, byte[] target)
      throws E {
    int block = int32(head, 8);
    if (block <= 0 || block > BloscParts.LARGEST / 2 || BloscParts.isCopied(head)) {
      return false;
    }
    int all = (length + block - 1) / block;
    if (HEADER + 4L * all > stored) {
      return false;
    }
    byte[] table = new byte[4 * all];
    frame.copy(HEADER, table, 0, table.length);
    int[] starts = new int[all + 1];
    starts[all] = stored;
    for (int i = all - 1; i >= 0; i--) {
      starts[i] = int32(table, 4 * i);
      if (starts[i] > starts[i + 1]) {
        return false; // written by several threads, or damaged
      }
    }
    if (starts[0] != HEADER + 4 * all) {
      return false;
    }
    int together = Math.max(2, PART / block);
    int end = (to + block - 1) / block;
    // The last block may be shorter, and Blosc decodes none that is shorter in a frame of its own.
    for (int i = Math.min(from / block, Math.max(0, all - 2)); i < end; ) {
      int n = end - i <= together + 1 ? end - i : together;
      byte[] part = new byte[HEADER + 4 * n + starts[i + n] - starts[i]];
      int at = i * block;
      int bytes = Math.min(length - at, n * block);
      System.arraycopy(head, 0, part, 0, 4);
      BloscParts.int32(part, 4, bytes);
      BloscParts.int32(part, 8, block);
      BloscParts.int32(part, 12, part.length);
      for (int k = 0; k < n; k++) {
        BloscParts.int32(part, HEADER + 4 * k, HEADER + 4 * n + starts[i + k] - starts[i]);
      }
      int begin = HEADER + 4 * n;
      frame.copy(starts[i], part, begin, part.length - begin);
      byte[] decoded = Blosc.decompress(part, 1);
      if (decoded.length != bytes) {
        return false;
      }
      int first = Math.max(at, from);
      int count = Math.min(at + bytes, to) - first;
      if (count > 0) {
        System.arraycopy(decoded, first - at, target, first - from, count);
      }
      i += n;
    }
    return true;
  }

  /**
   * Refuses a length that no frame of so many bytes can have, before memory is taken for it.
   *
   * @param stored bytes of the frame
   * @param size bytes that its header says to be in it
   */
  static void checkSize(byte[] frame, int offset, int stored, int size) throws ZarrException {
    int block = int32(frame, offset + 8);
    long most;
    if (BloscParts.isCopied(frame, offset)) {
      most = stored - (long) HEADER;
    } else {
      long blocks = block <= 0 ? Integer.MAX_VALUE : (size + (long) block - 1) / block;
      boolean fit = HEADER + 4 * blocks <= stored;
      int format = frame[offset + 2] >> 5 & 7;
      most = fit ? (long) stored * (format < RATIO.length ? RATIO[format] : 1) : 0;
    }
    if (size > most) {
      throw new ZarrException(
          "blosc's header says that " + stored + " bytes hold " + size + ": damaged");
    }
    HeapLimit.check(size, "a blosc frame of " + stored + " bytes");
  }

  static int int32(byte[] bytes, int at) {
    return BloscParts.int32(bytes, at);
  }
}
