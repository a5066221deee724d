package org.arcoforge.plan.merge;

import java.util.function.Supplier;
import org.arcoforge.array.Block;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.recipe.RefusedException;

/** Converts values of coordinates to the encoding of the result. */
public final class CoordinateConversion {
  private CoordinateConversion() {}

  /** Returns converted values, of the same shape. */
  public static Block convert(
      CfEncoding from,
      CfEncoding to,
      boolean lossy,
      Block values,
      String name,
      Supplier<String> where) {
    CfConversion conversion = CfConversion.between(from, to, lossy);
    if (conversion.isIdentity()) {
      return values;
    }
    Block converted = Block.allocate(to.type(), values.shape());
    try {
      conversion.convert(values, converted);
    } catch (CfConversion.ConversionException e) {
      throw RefusedException.sources(
          where.get()
              + ": variable '"
              + name
              + "' at element "
              + e.element()
              + ": "
              + e.messageFor(name));
    }
    return converted;
  }
}
