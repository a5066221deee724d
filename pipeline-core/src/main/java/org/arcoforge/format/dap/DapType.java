package org.arcoforge.format.dap;

import java.util.Locale;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * These are the atomic types of DAP 2.0 and their bytes in XDR (RFC 4506), where small integers are
 * wide.
 */
enum DapType {
  BYTE(DataType.UINT8, 1),
  INT16(DataType.INT16, 4),
  UINT16(DataType.UINT16, 4),
  INT32(DataType.INT32, 4),
  UINT32(DataType.UINT32, 4),
  FLOAT32(DataType.FLOAT32, 4),
  FLOAT64(DataType.FLOAT64, 8),
  STRING(DataType.STRING, 64),
  URL(DataType.STRING, 64);

  private final DataType type;
  private final int wire;

  DapType(DataType type, int wire) {
    this.type = type;
    this.wire = wire;
  }

  DataType type() {
    return type;
  }

  /** Returns bytes of an element of an array in an answer; for texts a guess. */
  int wire() {
    return wire;
  }

  /** Returns the type of that name in a DDS or DAS; null if it is none. */
  static @Nullable DapType of(String name) {
    for (DapType type : values()) {
      if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
        return type;
      }
    }
    return null;
  }
}
