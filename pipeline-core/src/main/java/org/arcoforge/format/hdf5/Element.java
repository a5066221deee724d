package org.arcoforge.format.hdf5;

import java.util.Optional;
import org.arcoforge.array.DataType;

/**
 * An element says how elements of an HDF5 datatype become values of ours.
 *
 * @param type what they become
 * @param raw what they are
 */
record Element(DataType type, Datatype raw) {
  /** Returns the element of a datatype; empty if there is no exact counterpart. */
  static Optional<Element> of(Datatype raw) {
    DataType type =
        switch (raw.kind()) {
          case INTEGER, ENUM -> raw.isBool() ? DataType.BOOL : integer(raw);
          case FLOAT -> real(raw);
          case STRING -> DataType.STRING;
          case VLEN -> raw.isText() ? DataType.STRING : null;
          default -> null;
        };
    return Optional.ofNullable(type).map(t -> new Element(t, raw));
  }

  private static @org.jspecify.annotations.Nullable DataType integer(Datatype raw) {
    if (!raw.isInteger()) {
      return null;
    }
    return switch (raw.size()) {
      case 1 -> raw.signed() ? DataType.INT8 : DataType.UINT8;
      case 2 -> raw.signed() ? DataType.INT16 : DataType.UINT16;
      case 4 -> raw.signed() ? DataType.INT32 : DataType.UINT32;
      case 8 -> raw.signed() ? DataType.INT64 : DataType.UINT64;
      default -> null;
    };
  }

  private static @org.jspecify.annotations.Nullable DataType real(Datatype raw) {
    if (!raw.plain()) {
      return null;
    }
    return switch (raw.size()) {
      case 2 -> DataType.FLOAT16;
      case 4 -> DataType.FLOAT32;
      case 8 -> DataType.FLOAT64;
      default -> null;
    };
  }

  /** Returns whether an element is a single character of netCDF's char type. */
  boolean isChar() {
    return raw.kind() == Datatype.Kind.STRING && raw.size() == 1;
  }

  /** Returns whether elements are references to texts elsewhere. */
  boolean isVariableText() {
    return raw.kind() == Datatype.Kind.VLEN;
  }

  /** Returns bytes of a stored element. */
  int size() {
    return raw.size();
  }
}
