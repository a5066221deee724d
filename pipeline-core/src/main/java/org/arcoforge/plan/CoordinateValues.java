package org.arcoforge.plan;

import org.arcoforge.array.Block;

/** Values of coordinates in the encoding of the result. */
final class CoordinateValues {
  private CoordinateValues() {}

  /** Converted values, of the same shape. */
  static Block convert(
      ValueEncoding from, ValueEncoding to, Block values, String name, String url) {
    ValueConversion conversion = ValueConversion.between(from, to, false);
    if (conversion.isIdentity()) {
      return values;
    }
    Block converted = Block.allocate(to.type(), values.shape());
    try {
      conversion.convert(values, converted);
    } catch (ValueConversion.ConversionException e) {
      throw PlanException.sources(
          url + ": variable '" + name + "' at element " + e.element() + ": " + e.getMessage());
    }
    return converted;
  }

  /** Sign of the difference of two elements of numeric blocks. */
  static int compare(Block a, int i, Block b, int j) {
    if (a.type().isFloat()) {
      return Double.compare(a.doubleAt(i), b.doubleAt(j));
    }
    return Long.compare(a.longAt(i), b.longAt(j));
  }
}
