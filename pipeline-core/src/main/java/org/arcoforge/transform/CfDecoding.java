package org.arcoforge.transform;

import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.cf.UnsignedAttribute;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;
import org.arcoforge.view.ViewEncodings;

/**
 * Decodes stored numbers to the values that xarray shows: unpacked, and NaN where they are missing.
 * Times stay numbers.
 */
final class CfDecoding {
  private CfDecoding() {}

  /**
   * Returns the encoding of the values: nothing but a type, a time, and NaN for what is missing.
   */
  static CfEncoding of(CfEncoding e) {
    boolean plain = !e.isPacked() && (e.type().isFloat() || !e.isMasked());
    if (e.type() == DataType.STRING) {
      return CfEncoding.builder().type(e.type()).fill(e.fill()).build();
    }
    DataType type = plain ? UnsignedAttribute.meant(e.type(), e.unsigned()) : e.decodedType();
    AttributeValue fill =
        e.isMasked() && type.isFloat() ? AttributeValue.of(type, Double.NaN) : null;
    return CfEncoding.builder().type(type).fill(fill).time(e.time()).build();
  }

  /** Returns the values of a block of stored numbers. */
  static Block decode(CfEncoding e, Block stored) throws CfConversion.ConversionException {
    CfConversion conversion = CfConversion.between(e, of(e), true);
    if (conversion.isIdentity()) {
      return stored;
    }
    Block values = Block.allocate(of(e).type(), stored.shape());
    conversion.convert(stored, values);
    return values;
  }

  /**
   * Returns the encoding of a variable of a file: bounds without units have those of their
   * coordinate.
   */
  static CfEncoding encoding(String transform, Variable v, FileView view, TransformContext scope) {
    String coordinate = null;
    for (VariableView c : view.variables().values()) {
      if (CfReferences.bounds(c.variable(), view.variables().keySet())
          .filter(v.name()::equals)
          .isPresent()) {
        coordinate = c.variable().name();
      }
    }
    try {
      return ViewEncodings.of(view, v.name(), coordinate, scope.url());
    } catch (RefusedException e) { // units that look like a time and are none
      throw scope.refused(transform, String.valueOf(e.getMessage()));
    }
  }

  /** Returns the attributes of a variable whose values have another encoding than before. */
  static Attributes attributes(Attributes before, CfEncoding encoding) {
    Attributes described =
        CfEncoding.described(before)
            .without("valid_min", "valid_max", "valid_range", "actual_range");
    AttributeValue fill = encoding.fill();
    return fill == null ? described : described.with("_FillValue", fill);
  }
}
