package org.arcoforge.plan;

import org.arcoforge.array.Block;

/** Stored numbers of one encoding as those of another, rounded where need be. */
record Changed(ValueEncoding from, ValueEncoding to) implements ValueFunction {
  @Override
  public void apply(Block values, Block changed) throws ValueConversion.ConversionException {
    ValueConversion conversion = ValueConversion.between(from, to, true);
    if (conversion.isIdentity()) {
      long[] none = new long[values.rank()];
      Block.copy(values, none, changed, none, values.shape());
    } else {
      conversion.convert(values, changed);
    }
  }
}
