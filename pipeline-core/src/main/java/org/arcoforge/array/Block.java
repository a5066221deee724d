package org.arcoforge.array;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A block holds the values of one region in memory, in C order (the last axis varies fastest).
 * Numbers are little-endian bytes whatever the machine, so that copying, encoding and comparing
 * need no element type; texts are Java strings. The block is a view: the caller that allocated it
 * owns the storage.
 */
public final class Block implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle FLOATS = view(float[].class);
  private static final VarHandle DOUBLES = view(double[].class);

  private static final int HASHED = 64;

  private final DataType type;
  private final int[] shape;
  private final byte[] bytes;
  private final String[] strings;

  private Block(DataType type, int[] shape, byte[] bytes, String[] strings) {
    this.type = type;
    this.shape = shape;
    this.bytes = bytes;
    this.strings = strings;
  }

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns a block of zeros, or of empty texts.
   *
   * @throws IllegalArgumentException if it would need 2 GiB or more
   */
  public static Block allocate(DataType type, long... shape) {
    int[] lengths = lengths(shape);
    int n = elements(lengths, Math.max(1, type.size()));
    if (type == DataType.STRING) {
      String[] strings = new String[n];
      Arrays.fill(strings, "");
      return new Block(type, lengths, new byte[0], strings);
    }
    return new Block(type, lengths, new byte[n * type.size()], new String[0]);
  }

  /**
   * Returns a block over little-endian bytes, which may be longer than needed.
   *
   * @throws IllegalArgumentException if they are too short
   */
  public static Block wrap(DataType type, byte[] bytes, long... shape) {
    int[] lengths = lengths(shape);
    if (!type.isNumeric() || elements(lengths, type.size()) > bytes.length / type.size()) {
      throw new IllegalArgumentException(
          bytes.length + " bytes cannot hold " + type.id() + Arrays.toString(shape));
    }
    return new Block(type, lengths, bytes, new String[0]);
  }

  /** Returns a block of texts. */
  public static Block wrap(String[] strings, long... shape) {
    int[] lengths = lengths(shape);
    if (elements(lengths, 1) > strings.length) {
      throw new IllegalArgumentException(
          strings.length + " texts cannot fill " + Arrays.toString(shape));
    }
    return new Block(DataType.STRING, lengths, new byte[0], strings);
  }

  private static int[] lengths(long[] shape) {
    int[] lengths = new int[shape.length];
    for (int d = 0; d < shape.length; d++) {
      lengths[d] = Math.toIntExact(shape[d]);
    }
    return lengths;
  }

  private static int elements(int[] shape, int size) {
    long n = 1;
    for (int s : shape) {
      n = Math.multiplyExact(n, (long) s);
    }
    if (n * size > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "a block of "
              + Arrays.toString(shape)
              + " elements of "
              + size
              + " bytes is 2 GiB or more");
    }
    return (int) n;
  }

  /** Returns the type of the elements. */
  public DataType type() {
    return type;
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return shape.length;
  }

  /** Returns lengths, slowest first. */
  public long[] shape() {
    return Arrays.stream(shape).asLongStream().toArray();
  }

  /** Returns the length in dimension {@code d}. */
  public int shape(int d) {
    return shape[d];
  }

  /** Returns the number of elements. */
  public int elements() {
    return elements(shape, Math.max(1, type.size()));
  }

  /** Returns bytes in use (the storage may be longer); 0 for texts. */
  public int byteLength() {
    return elements() * type.size();
  }

  /** Returns the storage itself, little-endian; empty for texts. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the storage itself; empty for numbers. */
  public String[] strings() {
    return strings;
  }

  /** Returns the same storage in another shape of as many elements. */
  public Block reshape(long... other) {
    int[] lengths = lengths(other);
    if (elements(lengths, 1) != elements()) {
      throw new IllegalArgumentException(
          Arrays.toString(shape) + " cannot be seen as " + Arrays.toString(other));
    }
    return new Block(type, lengths, bytes, strings);
  }

  /**
   * Returns element {@code i} (row-major) as an integer; unsigned types but UINT64 (its bits) come
   * out positive.
   */
  public long longAt(int i) {
    return switch (type) {
      case BOOL, INT8 -> bytes[i];
      case UINT8 -> bytes[i] & 0xFF;
      case INT16 -> (short) SHORTS.get(bytes, i * 2);
      case UINT16 -> (short) SHORTS.get(bytes, i * 2) & 0xFFFF;
      case INT32 -> (int) INTS.get(bytes, i * 4);
      case UINT32 -> (int) INTS.get(bytes, i * 4) & 0xFFFFFFFFL;
      case INT64, UINT64 -> (long) LONGS.get(bytes, i * 8);
      case FLOAT16, FLOAT32, FLOAT64, STRING ->
          throw new IllegalStateException(type.id() + " is no integer");
    };
  }

  /**
   * Returns element {@code i} (row-major) as a double: exact for all but 64-bit integers beyond
   * 2^53.
   */
  public double doubleAt(int i) {
    return switch (type) {
      case FLOAT16 -> Half.toFloat((short) SHORTS.get(bytes, i * 2));
      case FLOAT32 -> (float) FLOATS.get(bytes, i * 4);
      case FLOAT64 -> (double) DOUBLES.get(bytes, i * 8);
      case UINT64 -> AttributeValue.unsigned(longAt(i));
      default -> longAt(i);
    };
  }

  /** Sets element {@code i} from an integer's low bits. */
  public void setLong(int i, long value) {
    switch (type) {
      case BOOL, INT8, UINT8 -> bytes[i] = (byte) value;
      case INT16, UINT16 -> SHORTS.set(bytes, i * 2, (short) value);
      case INT32, UINT32 -> INTS.set(bytes, i * 4, (int) value);
      case INT64, UINT64 -> LONGS.set(bytes, i * 8, value);
      case FLOAT16, FLOAT32, FLOAT64, STRING ->
          throw new IllegalStateException(type.id() + " is no integer");
    }
  }

  /** Sets element {@code i} of a float type, rounded to nearest. */
  public void setDouble(int i, double value) {
    switch (type) {
      case FLOAT16 -> SHORTS.set(bytes, i * 2, Half.fromDouble(value));
      case FLOAT32 -> FLOATS.set(bytes, i * 4, (float) value);
      case FLOAT64 -> DOUBLES.set(bytes, i * 8, value);
      default -> throw new IllegalStateException(type.id() + " is no float");
    }
  }

  /** Returns a copy of the box of this block that is {@code region}. */
  public Block part(Region region) {
    Block part = allocate(type(), region.size());
    copy(this, region.start(), part, new long[region.rank()], region.size());
    return part;
  }

  /**
   * Copies a box of equal size between blocks of one type, by runs as long as the shapes allow.
   *
   * @param from where the box begins in {@code source}
   * @param to where it begins in {@code target}
   * @param size its lengths
   * @throws IllegalArgumentException if types or ranks differ
   */
  public static void copy(Block source, long[] from, Block target, long[] to, long[] size) {
    check(source, target);
    BlockCopy.copy(
        source.storage(),
        source.shape,
        from,
        target.storage(),
        target.shape,
        to,
        size,
        Math.max(1, source.type.size()));
  }

  /**
   * Copies a box, row by row, to blocks that lie side by side along the last dimension.
   *
   * @param targets of equal lengths in all other dimensions
   * @param to where the box begins in the first; it goes on at the beginning of the next
   * @throws IllegalArgumentException if types or ranks differ
   */
  public static void copyAcross(
      Block source, long[] from, Block[] targets, long[] to, long[] size) {
    int last = size.length - 1;
    int unit = Math.max(1, source.type.size());
    if (targets.length == 1) {
      copy(source, from, targets[0], to, size);
    } else if (targets[0].shape[last] * (long) unit <= Long.BYTES) {
      // So short runs are better copied many in a loop, object by object.
      long[] at = from.clone();
      long[] begin = to.clone();
      long[] some = size.clone();
      for (Block target : targets) {
        some[last] =
            Math.min(target.shape[last] - begin[last], size[last] - (at[last] - from[last]));
        copy(source, at, target, begin, some);
        at[last] += some[last];
        begin[last] = 0;
      }
    } else {
      for (Block target : targets) {
        check(source, target);
      }
      BlockCopy.across(
          source.storage(),
          source.shape,
          from,
          Arrays.stream(targets).map(Block::storage).toArray(),
          Arrays.stream(targets).map(t -> t.shape).toArray(int[][]::new),
          to,
          size,
          unit);
    }
  }

  /**
   * Copies elements at equal distances in {@code source} to a box of {@code target}: so axes are
   * permuted, reversed and thinned out.
   *
   * @param first row-major number of the first element in {@code source}
   * @param strides for each dimension of the target, the distance of neighbours in {@code source},
   *     in elements; 0 repeats, negative numbers go backwards
   * @param to where the box begins in {@code target}
   * @param size its lengths
   * @throws IllegalArgumentException if types differ, or the ranks of target and box
   */
  public static void copyStrided(
      Block source, long first, long[] strides, Block target, long[] to, long[] size) {
    if (source.type != target.type || strides.length != target.rank() || to.length != size.length) {
      throw new IllegalArgumentException(
          "cannot copy from " + source + " by " + Arrays.toString(strides) + " to " + target);
    }
    BlockCopy.strided(
        source.storage(),
        first,
        strides,
        target.storage(),
        target.shape,
        to,
        size,
        Math.max(1, source.type.size()));
  }

  /**
   * Returns where in {@link #bytes()} a box begins that lies there in one piece; -1 if it does not.
   */
  public int run(long[] at, long[] size) {
    int d = 0;
    while (d < size.length && size[d] == 1) {
      d++;
    }
    long place = 0;
    for (int i = 0; i < size.length; i++) {
      if (i > d && size[i] != shape[i]) {
        return -1;
      }
      place = place * shape[i] + at[i];
    }
    return (int) place * type.size();
  }

  /** Fills every element with one value. */
  public void fill(FillValue value) {
    BlockCopy.fill(this, value);
  }

  private static void check(Block source, Block target) {
    if (source.type != target.type || source.rank() != target.rank()) {
      throw new IllegalArgumentException(
          "cannot copy "
              + source.type.id()
              + Arrays.toString(source.shape)
              + " to "
              + target.type.id()
              + Arrays.toString(target.shape));
    }
  }

  private Object storage() {
    return type == DataType.STRING ? strings : bytes;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Block b
        && type == b.type
        && Arrays.equals(shape, b.shape)
        && Arrays.equals(bytes, 0, byteLength(), b.bytes, 0, b.byteLength())
        && (type != DataType.STRING
            || Arrays.equals(strings, 0, elements(), b.strings, 0, b.elements()));
  }

  @Override
  public int hashCode() {
    int hash = 31 * Arrays.hashCode(shape) + type.id().hashCode();
    int n = type == DataType.STRING ? elements() : byteLength();
    for (int i = 0; i < Math.min(n, HASHED); i++) { // blocks of a million files differ early
      hash = 31 * hash + (type == DataType.STRING ? strings[i].hashCode() : bytes[i]);
    }
    return hash;
  }

  @Override
  public String toString() {
    return type.id() + Arrays.toString(shape);
  }
}
