package org.arcoforge.plan;

import java.util.function.Supplier;
import org.arcoforge.array.Block;

/** Values of coordinates in the encoding of the result. */
final class CoordinateValues {
  private CoordinateValues() {}

  /** Converted values, of the same shape. */
  static Block convert(
      ValueEncoding from,
      ValueEncoding to,
      boolean lossy,
      Block values,
      String name,
      Supplier<String> where) {
    ValueConversion conversion = ValueConversion.between(from, to, lossy);
    if (conversion.isIdentity()) {
      return values;
    }
    Block converted = Block.allocate(to.type(), values.shape());
    try {
      conversion.convert(values, converted);
    } catch (ValueConversion.ConversionException e) {
      throw PlanException.sources(
          where.get()
              + ": variable '"
              + name
              + "' at element "
              + e.element()
              + ": "
              + e.getMessage());
    }
    return converted;
  }
}
