package org.arcoforge.array;

import java.util.Locale;

/**
 * A data type is the type of the elements that a store can hold, named as in the Zarr v3
 * specification.
 */
public enum DataType {
  BOOL(1),
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  UINT8(1),
  UINT16(2),
  UINT32(4),
  UINT64(8),
  FLOAT16(2),
  FLOAT32(4),
  FLOAT64(8),
  /** Unicode text of any length; its blocks hold Java strings, not bytes. */
  STRING(0);

  private final int size;

  DataType(int size) {
    this.size = size;
  }

  /** Returns bytes of one element; 0 for {@link #STRING}. */
  public int size() {
    return size;
  }

  /** Returns whether this is one of the IEEE 754 types. */
  public boolean isFloat() {
    return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
  }

  /** Returns whether this is a signed or unsigned integer (bool is none). */
  public boolean isInteger() {
    return isSigned() || isUnsigned();
  }

  /** Returns whether this is a signed integer. */
  public boolean isSigned() {
    return this == INT8 || this == INT16 || this == INT32 || this == INT64;
  }

  /** Returns whether this is an unsigned integer. */
  public boolean isUnsigned() {
    return this == UINT8 || this == UINT16 || this == UINT32 || this == UINT64;
  }

  /** Returns whether elements have a fixed size and are numbers or booleans. */
  public boolean isNumeric() {
    return this != STRING;
  }

  /** Returns the Zarr v3 and NumPy name, for example {@code int16}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the type of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names there are
   */
  public static DataType of(String id) {
    for (DataType type : values()) {
      if (type.id().equals(id)) {
        return type;
      }
    }
    StringBuilder known = new StringBuilder();
    for (DataType type : values()) {
      known.append(known.length() == 0 ? "" : ", ").append(type.id());
    }
    throw new IllegalArgumentException("no data type '" + id + "'; there are " + known);
  }
}
