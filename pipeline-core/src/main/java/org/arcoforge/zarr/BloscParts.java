package org.arcoforge.zarr;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
  private int used; // bytes of the frame so far
  private final byte[] head; // where each block begins
  private @Nullable Body body; // null where the frame is kept

  private BloscParts(BloscCodec codec, int length, Buffer target, int blockSize, int part) {
    this.codec = codec;
    this.length = length;
    this.target = target;
    this.blockSize = blockSize;
    this.part = part;
    this.all = (length + blockSize - 1) / blockSize;
    this.head = new byte[HEADER + 4 * all];
    this.used = head.length;
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
  public int head() {
    return head.length;
  }

  @Override
  public void into(Body other) {
    body = other;
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
  public boolean append(byte[] frame) throws IOException {
    Body taker = body;
    if (taker == null) {
      return keep(frame);
    }
    if (!fits(frame)) {
      return false;
    }
    int begin = note(frame);
    taker.append(frame, begin, frame.length - begin);
    return true;
  }

  /** Appends the next part to the frame in memory. */
  boolean keep(byte[] frame) {
    if (!fits(frame)) {
      return false;
    }
    if (blocks == 0) {
      target.length(0);
      target.reserve(head.length + expected(frame.length));
      target.length(head.length);
    }
    int begin = note(frame);
    target.append(frame, begin, frame.length - begin);
    return true;
  }

  private boolean fits(byte[] frame) {
    if (blocks == 0) {
      word = int32(frame, 0);
    }
    return int32(frame, 0) == word && int32(frame, 8) == blockSize && !isCopied(frame);
  }

  /** Notes where the blocks of the next part will be, and returns where in it they begin. */
  private int note(byte[] frame) {
    int n = (int32(frame, 4) + blockSize - 1) / blockSize;
    int begin = HEADER + 4 * n;
    for (int i = 0; i < n; i++) {
      int32(head, HEADER + 4 * (blocks + i), int32(frame, HEADER + 4 * i) + used - begin);
    }
    blocks += n;
    used = Math.addExact(used, frame.length - begin);
    return begin;
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
    int32(head, 0, word);
    int32(head, 4, length);
    int32(head, 8, blockSize);
    int32(head, 12, used);
    if (body != null) {
      return new ArrayEncoder.Encoded(head, head.length);
    }
    System.arraycopy(head, 0, target.bytes(), 0, head.length);
    return new ArrayEncoder.Encoded(target.bytes(), target.length());
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
