package org.arcoforge.format.cdm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.format.CharText;
import org.jspecify.annotations.Nullable;
import ucar.nc2.Attribute;

/** Converts values of netcdf-java's arrays and attributes to our types. */
final class CdmValues {
  private CdmValues() {}

  /** Returns the type of values, or null if a store cannot hold them. */
  static @Nullable DataType type(ucar.ma2.DataType type, boolean unsigned) {
    return switch (type) {
      case BOOLEAN -> DataType.BOOL;
      case BYTE -> unsigned ? DataType.UINT8 : DataType.INT8;
      case SHORT -> unsigned ? DataType.UINT16 : DataType.INT16;
      case INT -> unsigned ? DataType.UINT32 : DataType.INT32;
      case LONG -> unsigned ? DataType.UINT64 : DataType.INT64;
      case FLOAT -> DataType.FLOAT32;
      case DOUBLE -> DataType.FLOAT64;
      case CHAR, STRING -> DataType.STRING;
      default -> null;
    };
  }

  /** Returns an attribute's values; null if it is of no type that a store can hold. */
  static @Nullable AttributeValue value(Attribute attribute) {
    DataType type = type(attribute.getDataType(), attribute.isUnsigned());
    if (type == null || type == DataType.BOOL) {
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < attribute.getLength(); i++) {
      if (type == DataType.STRING) {
        values.add(attribute.getStringValue(i));
      } else {
        Number n = attribute.getNumericValue(i);
        if (type.isFloat()) {
          values.add(n.doubleValue());
        } else {
          long mask = type.isUnsigned() && type.size() < 8 ? (1L << (8 * type.size())) - 1 : -1L;
          values.add(n.longValue() & mask);
        }
      }
    }
    if (type == DataType.STRING && values.isEmpty()) {
      values.add("");
    }
    return new AttributeValue(type, values);
  }

  /**
   * Returns whether characters make texts over a last dimension that nothing else has, as xarray
   * does.
   */
  static boolean joins(ucar.nc2.Variable v) {
    if (v.getDataType() != ucar.ma2.DataType.CHAR || v.getRank() == 0) {
      return false;
    }
    String last = v.getDimension(v.getRank() - 1).getShortName();
    if (last == null) { // a length of its own
      return true;
    }
    for (ucar.nc2.Variable other : v.getParentGroup().getVariables()) {
      for (int d = 0; d < other.getRank(); d++) {
        boolean used = last.equals(other.getDimension(d).getShortName());
        boolean isText = other.getDataType() == ucar.ma2.DataType.CHAR && d == other.getRank() - 1;
        if (used && !isText) {
          return false;
        }
      }
      if (last.equals(other.getShortName())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns a block over a one-dimensional Java array.
   *
   * @param size the block's shape; for characters without their dimension
   */
  static Block block(Object values, DataType type, long[] size, @Nullable String encoding) {
    Block block = type == DataType.STRING ? null : Block.allocate(type, size);
    ByteBuffer bytes =
        ByteBuffer.wrap(block == null ? new byte[0] : block.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (values instanceof byte[] v) {
      bytes.put(v);
    } else if (values instanceof short[] v) {
      bytes.asShortBuffer().put(v);
    } else if (values instanceof int[] v) {
      bytes.asIntBuffer().put(v);
    } else if (values instanceof long[] v) {
      bytes.asLongBuffer().put(v);
    } else if (values instanceof float[] v) {
      bytes.asFloatBuffer().put(v);
    } else if (values instanceof double[] v) {
      bytes.asDoubleBuffer().put(v);
    } else if (values instanceof boolean[] v) {
      for (boolean truth : v) {
        bytes.put((byte) (truth ? 1 : 0));
      }
    } else {
      return texts(values, size, encoding);
    }
    return java.util.Objects.requireNonNull(block);
  }

  private static Block texts(Object values, long[] size, @Nullable String encoding) {
    int n = 1;
    for (long s : size) {
      n *= Math.toIntExact(s);
    }
    String[] texts = new String[n];
    if (values instanceof char[] chars) { // one char for each byte
      int length = chars.length / Math.max(1, n);
      byte[] bytes = new byte[chars.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) chars[i];
      }
      for (int i = 0; i < n; i++) {
        texts[i] = CharText.decode(bytes, i * length, length, encoding);
      }
    } else {
      Object[] objects = (Object[]) values;
      for (int i = 0; i < n; i++) {
        texts[i] = objects[i] == null ? "" : objects[i].toString();
      }
    }
    return Block.wrap(texts, size);
  }
}
