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
      return;
    }
    try {
      conversion.convert(values, changed);
    } catch (ValueConversion.ConversionException e) {
      if (to.fill() != null || !Missing.of(from).at(values, e.element())) {
        throw e;
      }
      throw new ValueConversion.ConversionException(
          e.element(),
          "a missing value has no place in "
              + to.type().id()
              + (from.isPacked()
                  ? "; cast to a type of floats"
                  : "; write {set_attributes: {<variable>: {_FillValue: …}}} before"));
    }
  }
}
