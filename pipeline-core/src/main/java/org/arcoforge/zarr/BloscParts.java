package org.arcoforge.zarr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Joins the Blosc frames of the parts of a chunk to the frame that one call for the whole chunk
 * would give (github.com/Blosc/c-blosc, README_CHUNK_FORMAT: a header of 16 bytes, where each block
 * begins, the blocks, which do not depend on each other). It is not always possible: see {@link
 * #append}.
 */
final class BloscParts implements PartEncoder {
  static final int HEADER = 16;

  private static final int MEMCPYED = 2;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes of the largest part, where blocks are large. */
  static final int LARGEST = 2 << 20;

  private static final Map<BloscCodec, Integer> BLOCK_SIZES = new ConcurrentHashMap<>();

  private final BloscCodec codec;
  private final int length;
  private final Buffer target;
  private final int blockSize;
  private final int part;
  private final int all; // blocks of the whole
  private int word; // versions, flags and type size: the header's first four bytes
  private int blocks; // that are there

  private BloscParts(BloscCodec codec, int length, Buffer target, int blockSize, int part) {
    this.codec = codec;
    this.length = length;
    this.target = target;
    this.blockSize = blockSize;
    this.part = part;
    this.all = (length + blockSize - 1) / blockSize;
  }

  /**
   * Begins a frame; empty if a chunk of so many bytes cannot be made of parts.
   *
   * @param length bytes of the chunk
   * @param target takes the frame; what is in it is lost
   */
  static Optional<BloscParts> begin(BloscCodec codec, int length, Buffer target) {
    if (length < 2 * PART) {
      return Optional.empty();
    }
    int blockSize = BLOCK_SIZES.computeIfAbsent(codec, BloscParts::blockSize);
    int part = Math.max(PART, 2 * blockSize);
    boolean even = part % blockSize == 0 && part % PART == 0; // values are summed up by PART too
    return even && part <= LARGEST && length >= 2 * part
        ? Optional.of(new BloscParts(codec, length, target, blockSize, part))
        : Optional.empty();
  }

  /** Blosc chooses it by all but the bytes themselves; the header tells. */
  private static int blockSize(BloscCodec codec) {
    return int32(codec.compress(new byte[LARGEST]), 8);
  }

  @Override
  public int length() {
    return length;
  }

  /** Blosc does not split the last block if it is shorter: it must not be alone in a part. */
  @Override
  public int size(int at) {
    int left = length - at;
    return left < part + blockSize ? left : part;
  }

  @Override
  public byte[] compress(byte[] bytes) {
    return codec.compress(bytes);
  }

  @Override
  public boolean append(byte[] frame) {
    if (blocks == 0) {
      word = int32(frame, 0);
      target.length(0);
      target.reserve(HEADER + 4L * all + expected(frame.length));
      target.length(HEADER + 4 * all);
    }
    if (int32(frame, 0) != word || int32(frame, 8) != blockSize || isCopied(frame)) {
      return false;
    }
    int n = (int32(frame, 4) + blockSize - 1) / blockSize;
    int begin = HEADER + 4 * n;
    int moved = target.length() - begin;
    target.append(frame, begin, frame.length - begin);
    for (int i = 0; i < n; i++) {
      int start = int32(frame, HEADER + 4 * i) + moved;
      INTS.set(target.bytes(), HEADER + 4 * (blocks + i), start);
    }
    blocks += n;
    return true;
  }

  /** The whole, if it can be compressed like its first part, and a little more. */
  private long expected(int first) {
    return Math.min(length, (long) (1.1 * length * first / part));
  }

  @Override
  public ArrayEncoder.Encoded end() {
    if (blocks != all) {
      throw new IllegalStateException(blocks + " blocks of " + all);
    }
    byte[] bytes = target.bytes();
    INTS.set(bytes, 0, word);
    INTS.set(bytes, 4, length);
    INTS.set(bytes, 8, blockSize);
    INTS.set(bytes, 12, target.length());
    return new ArrayEncoder.Encoded(bytes, target.length());
  }

  /** Whether Blosc found that nothing is gained. */
  static boolean isCopied(byte[] frame) {
    return isCopied(frame, 0);
  }

  static boolean isCopied(byte[] frame, int offset) {
    return (frame[offset + 2] & MEMCPYED) != 0;
  }

  static int int32(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static void int32(byte[] bytes, int at, int value) {
    INTS.set(bytes, at, value);
  }
}
