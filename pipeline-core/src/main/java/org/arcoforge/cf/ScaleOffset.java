package org.arcoforge.cf;

import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks stored numbers by {@code scale_factor} and {@code add_offset}, to the very bits that
 * xarray gives.
 */
public final class ScaleOffset {
  private final boolean packed;
  private final boolean single;
  private final @Nullable AttributeValue scale;
  private final @Nullable AttributeValue offset;
  private final double factor;
  private final double summand;

  public ScaleOffset(CfEncoding encoding) {
    this.packed = encoding.isPacked();
    this.single = encoding.decodedType() == DataType.FLOAT32;
    this.scale = encoding.scale();
    this.offset = encoding.offset();
    this.factor = scale == null ? 1 : scale.doubleAt(0);
    this.summand = offset == null ? 0 : offset.doubleAt(0);
  }

  /**
   * Returns the value that a stored number stands for; the number itself where nothing is packed.
   */
  public double value(double raw) {
    if (!packed) {
      return raw;
    }
    if (single) { // rounds after each step, as xarray does in single precision
      float f = (float) raw;
      f = scale == null ? f : f * (float) factor;
      return offset == null ? f : f + (float) summand;
    }
    double value = scale == null ? raw : raw * factor;
    return offset == null ? value : value + summand;
  }
}
