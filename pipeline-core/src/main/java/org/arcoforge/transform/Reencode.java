package org.arcoforge.transform;

import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.FillAdvice;
import org.arcoforge.cf.MissingValues;
import org.arcoforge.view.ValueFunction;

/** Converts stored numbers of one encoding to those of another, rounded where need be. */
record Reencode(String variable, CfEncoding from, CfEncoding to) implements ValueFunction {
  @Override
  public void apply(Block values, Block changed) throws CfConversion.ConversionException {
    CfConversion conversion = CfConversion.between(from, to, true);
    if (conversion.isIdentity()) {
      long[] none = new long[values.rank()];
      Block.copy(values, none, changed, none, values.shape());
      return;
    }
    try {
      conversion.convert(values, changed);
    } catch (CfConversion.ConversionException e) {
      if (to.fill() != null || !MissingValues.of(from).at(values, e.element())) {
        throw e;
      }
      throw new CfConversion.ConversionException(
          e.element(),
          "a missing value has no place in "
              + to.type().id()
              + (from.isPacked()
                  ? "; cast to a type of floats"
                  : "; write target: {encoding: {"
                      + variable
                      + ": {dtype: "
                      + to.type().id()
                      + ", fill_value: "
                      + FillAdvice.value(to.type(), Attributes.empty())
                      + "}}} instead of the cast"));
    }
  }
}
