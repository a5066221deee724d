package org.arcoforge.zarr;

import java.util.Arrays;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;

/**
 * Undoes the filters of numcodecs that change numbers: {@code delta} (sums of differences) and
 * {@code fixedscaleoffset} (integers by a scale). They compute as NumPy does: sums in the type of
 * the elements, integers wrapping; scaled integers in double precision.
 *
 * @param type of the elements
 * @param stored type of what is stored, which for {@code delta} is the same
 */
record NumberCodec(String name, DataType type, DataType stored, double scale, double offset)
    implements DecodeOnly {

  @Override
  public void decode(byte[] source, int from, int length, int expected, Buffer target)
      throws ZarrException {
    if (length % stored.size() != 0) {
      throw new ZarrException(
          name + " of " + stored.id() + " elements, but " + length + " bytes: damaged");
    }
    int count = length / stored.size();
    ByteCodec.checkLength(name, (long) count * type.size(), expected);
    Block in = Block.wrap(stored, Arrays.copyOfRange(source, from, from + length), count);
    Block out = Block.allocate(type, count);
    if (name.equals("delta")) {
      sum(in, out, count);
    } else {
      for (int i = 0; i < count; i++) {
        set(out, i, in.longAt(i) / scale + offset);
      }
    }
    target.adopt(out.bytes());
  }

  private void sum(Block in, Block out, int count) {
    long whole = 0;
    double real = 0;
    float single = 0;
    for (int i = 0; i < count; i++) {
      if (type == DataType.FLOAT32) {
        single = i == 0 ? (float) in.doubleAt(i) : single + (float) in.doubleAt(i);
        out.setDouble(i, single);
      } else if (type == DataType.FLOAT64) {
        real = i == 0 ? in.doubleAt(i) : real + in.doubleAt(i);
        out.setDouble(i, real);
      } else {
        whole += in.longAt(i);
        out.setLong(i, whole);
      }
    }
  }

  /** As NumPy's {@code astype}: to integers toward zero. */
  private void set(Block out, int i, double value) {
    if (type.isFloat()) {
      out.setDouble(i, value);
    } else {
      out.setLong(i, (long) value);
    }
  }
}
