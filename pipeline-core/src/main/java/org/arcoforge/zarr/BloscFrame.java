package org.arcoforge.zarr;

import com.scalableminds.bloscjava.Blosc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.arcoforge.array.HeapLimit;

/**
 * Compresses and decompresses Blosc frames as the frames of their parts (github.com/Blosc/c-blosc,
 * README_CHUNK_FORMAT: a header of 16 bytes, where each block begins, the blocks, which do not
 * depend on each other). The binding copies what it is given and what it returns to memory that it
 * allocates and frees: of parts that stay in the processor's cache that costs little, of a whole
 * chunk as much as compressing. A frame has the bytes that one call for the whole would give.
 */
final class BloscFrame {
  static final int HEADER = 16;

  /** What one call compresses; no block that Blosc chooses by itself is larger than half of it. */
  private static final int PART = 2 << 20;

  private static final int MEMCPYED = 2;

  /** How often longer than its frame data can be at most: BloscLZ, LZ4, Snappy, zlib, Zstandard. */
  private static final int[] RATIO = {1024, 256, 64, 1032, 1 << 16};

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final BloscCodec codec;
  private final byte[] source;
  private final int length;
  private final Buffer target;
  private int blockSize;
  private int word; // versions, flags and type size: the header's first four bytes
  private int blocks;

  private BloscFrame(BloscCodec codec, byte[] source, int length, Buffer target) {
    this.codec = codec;
    this.source = source;
    this.length = length;
    this.target = target;
  }

  /** Compresses, and returns whether that was possible by parts. */
  static boolean encode(BloscCodec codec, byte[] source, int length, Buffer target) {
    return length >= 2 * PART && new BloscFrame(codec, source, length, target).encode();
  }

  private boolean encode() {
    byte[] part = Arrays.copyOf(source, PART);
    byte[] first = codec.compress(part);
    blockSize = int32(first, 8);
    word = int32(first, 0);
    // A frame of one block may be of a part of one; blocks must not end within a part.
    if (blockSize >= PART || PART % blockSize != 0 || isCopied(first)) {
      return false;
    }
    int all = (length + blockSize - 1) / blockSize;
    target.length(0);
    target.reserve(HEADER + 4L * all + expected(first.length));
    target.length(HEADER + 4 * all);
    append(first);
    int at = PART;
    while (at < length) {
      int left = length - at;
      // Blosc does not split the last block if it is shorter: it must not be alone in a part.
      int n = left < PART + blockSize ? left : PART;
      part = n == part.length ? part : new byte[n];
      System.arraycopy(source, at, part, 0, n);
      byte[] frame = codec.compress(part);
      if (int32(frame, 0) != word || int32(frame, 8) != blockSize || isCopied(frame)) {
        return false;
      }
      append(frame);
      at += n;
    }
    byte[] bytes = target.bytes();
    INTS.set(bytes, 0, word);
    INTS.set(bytes, 4, length);
    INTS.set(bytes, 8, blockSize);
    INTS.set(bytes, 12, target.length());
    return blocks == all;
  }

  /** The whole, if it can be compressed like its first part, and a little more. */
  private long expected(int part) {
    return Math.min(length, (long) (1.1 * length * part / PART));
  }

  private void append(byte[] frame) {
    int n = (int32(frame, 4) + blockSize - 1) / blockSize;
    int begin = HEADER + 4 * n;
    int moved = target.length() - begin;
    target.append(frame, begin, frame.length - begin);
    for (int i = 0; i < n; i++) {
      int start = int32(frame, HEADER + 4 * i) + moved;
      INTS.set(target.bytes(), HEADER + 4 * (blocks + i), start);
    }
    blocks += n;
  }

  /**
   * Decompresses by parts; returns whether that was possible.
   *
   * @param frame one whose header says its length and that of {@code target}
   */
  static boolean decode(byte[] frame, int offset, int stored, byte[] target, int length) {
    int block = int32(frame, offset + 8);
    boolean copied = (frame[offset + 2] & MEMCPYED) != 0;
    if (length < 2 * PART || block <= 0 || block > PART / 2 || copied) {
      return false;
    }
    int all = (length + block - 1) / block;
    int table = offset + HEADER;
    int[] starts = new int[all + 1];
    starts[all] = stored;
    for (int i = all - 1; i >= 0 && HEADER + 4L * all <= stored; i--) {
      starts[i] = int32(frame, table + 4 * i);
      if (starts[i] > starts[i + 1]) {
        return false; // written by several threads, or damaged
      }
    }
    if (starts[0] != HEADER + 4 * all) {
      return false;
    }
    int together = PART / block;
    for (int i = 0; i < all; ) {
      int n = all - i <= together + 1 ? all - i : together;
      byte[] part = new byte[HEADER + 4 * n + starts[i + n] - starts[i]];
      int from = i * block;
      int bytes = Math.min(length - from, n * block);
      System.arraycopy(frame, offset, part, 0, 4);
      INTS.set(part, 4, bytes);
      INTS.set(part, 8, block);
      INTS.set(part, 12, part.length);
      for (int k = 0; k < n; k++) {
        INTS.set(part, HEADER + 4 * k, HEADER + 4 * n + starts[i + k] - starts[i]);
      }
      int head = HEADER + 4 * n;
      System.arraycopy(frame, offset + starts[i], part, head, part.length - head);
      byte[] decoded = Blosc.decompress(part, 1);
      if (decoded.length != bytes) {
        return false;
      }
      System.arraycopy(decoded, 0, target, from, bytes);
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
    if ((frame[offset + 2] & MEMCPYED) != 0) {
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

  /** Whether Blosc found that nothing is gained. */
  private static boolean isCopied(byte[] frame) {
    return (frame[2] & MEMCPYED) != 0;
  }

  static int int32(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }
}
