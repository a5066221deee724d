package org.arcoforge.plan;

import org.arcoforge.array.Block;

/** Stored numbers as the values they stand for, in double precision. */
public final class PhysicalValues {
  private final ValueEncoding encoding;
  private final Missing missing;
  private final double scale;
  private final double offset;

  PhysicalValues(ValueEncoding encoding) {
    this.encoding = encoding;
    this.missing = Missing.of(encoding);
    this.scale = encoding.scale() == null ? 1 : encoding.scale().doubleAt(0);
    this.offset = encoding.offset() == null ? 0 : encoding.offset().doubleAt(0);
  }

  /** The value at element {@code i}, NaN where it is missing. */
  public double at(Block block, int i) {
    return missing.at(block, i) ? Double.NaN : Missing.number(encoding, block, i) * scale + offset;
  }

  /** Whether element {@code i} stands for nothing. */
  boolean isMissing(Block block, int i) {
    return missing.at(block, i);
  }
}
