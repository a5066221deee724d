package org.arcoforge.cf;

import java.util.Objects;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.jspecify.annotations.Nullable;

/**
 * Turns stored numbers of one encoding into stored numbers of another, exactly, or refuses. Never
 * changes.
 */
public final class CfConversion {
  /** What a message says where the name belongs, which only the caller knows. */
  private static final String VARIABLE = "<variable>";

  private final CfEncoding source;
  private final CfEncoding target;
  private final boolean lossy;
  private @Nullable Missing known; // when values are converted: most are not

  private CfConversion(CfEncoding source, CfEncoding target, boolean lossy) {
    this.source = source;
    this.target = target;
    this.lossy = lossy;
  }

  /**
   * This is what stands for missing values.
   *
   * @param before in the source
   * @param fill in the target; null if it has none
   */
  private record Missing(MissingValues before, @Nullable FillValue fill) {
    static Missing of(CfEncoding source, CfEncoding target) {
      AttributeValue fill = target.fill();
      return new Missing(
          MissingValues.of(source),
          fill != null
              ? FillValues.nearest(fill, target.type())
              : target.type().isFloat() ? FillValue.missing(target.type()) : null);
    }
  }

  private Missing missing() {
    Missing held = known;
    if (held == null) {
      held = Missing.of(source, target);
      known = held;
    }
    return held;
  }

  /**
   * Returns the conversion between two encodings.
   *
   * @param lossy whether the author asked for a type that may round
   */
  public static CfConversion between(CfEncoding source, CfEncoding target, boolean lossy) {
    return new CfConversion(source, target, lossy);
  }

  /** Returns whether nothing changes. */
  public boolean isIdentity() {
    return source.isLike(target)
        || (source.type() == DataType.STRING && (source.fill() == null || target.fill() == null));
  }

  /**
   * Converts all elements.
   *
   * @param from stored numbers of the source's type
   * @param to a block of the target's type and of as many elements
   * @throws ConversionException if a value cannot be held exactly
   */
  public void convert(Block from, Block to) throws ConversionException {
    int n = from.elements();
    if (source.type() == DataType.STRING) {
      convertTexts(from, to, n);
    } else if (source.time() != null && target.time() != null && !source.sameTime(target)) {
      convertTimes(from, to, n);
    } else if (source.isPacked() && !target.isPacked()) {
      decode(from, to, n);
    } else if (source.type().isFloat() || target.type().isFloat()) {
      convertFloats(from, to, n);
    } else {
      convertIntegers(from, to, n);
    }
  }

  private void convertTexts(Block from, Block to, int n) throws ConversionException {
    String old = String.valueOf(Objects.requireNonNull(source.fill()).values().get(0));
    String fill = String.valueOf(Objects.requireNonNull(target.fill()).values().get(0));
    for (int i = 0; i < n; i++) {
      String text = from.strings()[i];
      if (text.equals(fill) && !text.equals(old)) {
        throw new ConversionException(
            i, "the text '" + text + "' equals the new fill value; write another fill_value");
      }
      to.strings()[i] = text.equals(old) ? fill : text;
    }
  }

  /** Sets an element, and returns whether it has the number then. */
  private static boolean hold(Block to, int i, long number) {
    if (to.type().isFloat()) {
      to.setDouble(i, (double) number);
      return Math.abs(number) <= 1L << 53 && to.doubleAt(i) == number;
    }
    to.setLong(i, number);
    return to.longAt(i) == number && (number >= 0 || to.type() != DataType.UINT64);
  }

  private void convertTimes(Block from, Block to, int n) throws ConversionException {
    MissingValues missing = missing().before();
    CfTimeEncoding in = source.requiredTime();
    CfTimeEncoding out = target.requiredTime();
    ScaleOffset unpacking = new ScaleOffset(source);
    boolean floats = source.type().isFloat() || source.isPacked();
    for (int i = 0; i < n; i++) {
      if (missing.at(from, i)) {
        setMissing(to, i);
        continue;
      }
      try {
        long count =
            floats
                ? in.convertExact(unpacking.value(MissingValues.number(source, from, i)), out)
                : in.convertExact(whole(from, i), out);
        if (!hold(to, i, count)) {
          throw new ArithmeticException(count + " is out of the range of " + target.type().id());
        }
      } catch (ArithmeticException e) {
        throw new ConversionException(
            i,
            "the time "
                + (floats
                    ? Double.toString(unpacking.value(MissingValues.number(source, from, i)))
                    : Long.toString(from.longAt(i)))
                + " "
                + in.units()
                + " is no whole number of "
                + out.units()
                + " in "
                + target.type().id()
                + "; leave the file to a recipe of its own, or write transforms: [{drop: ["
                + VARIABLE
                + "]}]");
      }
    }
  }

  /** The integer at {@code i}, with {@code _Unsigned} obeyed. */
  private long whole(Block from, int i) {
    long value = from.longAt(i);
    DataType meant = UnsignedAttribute.meant(source.type(), source.unsigned());
    if (meant == DataType.UINT64 && value < 0) {
      throw new ArithmeticException(Long.toUnsignedString(value) + " is beyond 64 bits");
    }
    return source.unsigned().isEmpty() ? value : UnsignedAttribute.read(value, meant);
  }

  private void decode(Block from, Block to, int n) throws ConversionException {
    MissingValues missing = missing().before();
    ScaleOffset unpacking = new ScaleOffset(source);
    for (int i = 0; i < n; i++) {
      if (missing.at(from, i)) {
        setMissing(to, i);
        continue;
      }
      store(to, i, unpacking.value(MissingValues.number(source, from, i)));
    }
  }

  private void convertFloats(Block from, Block to, int n) throws ConversionException {
    MissingValues missing = missing().before();
    boolean wide = source.type().isInteger() && source.type().size() == 8;
    for (int i = 0; i < n; i++) {
      if (missing.at(from, i)) {
        setMissing(to, i);
        continue;
      }
      double value = MissingValues.number(source, from, i);
      if (wide && !lossy && ((long) value != from.longAt(i) || Math.abs(value) > 0x1p53)) {
        throw new ConversionException(
            i,
            "the integer "
                + from.longAt(i)
                + " has no exact "
                + target.type().id()
                + "; write target: {encoding: {"
                + VARIABLE
                + ": {dtype: float64}}} to round it");
      }
      store(to, i, value);
    }
  }

  private void store(Block to, int i, double value) throws ConversionException {
    if (target.type().isFloat()) {
      to.setDouble(i, value);
      boolean tooLarge = Double.isInfinite(to.doubleAt(i)) && !Double.isInfinite(value);
      if (tooLarge) {
        throw new ConversionException(
            i, "the value " + value + " is out of the range of " + target.type().id());
      }
      if (!lossy && to.doubleAt(i) != value && !Double.isNaN(value)) {
        throw new ConversionException(
            i, "the value " + value + " has no exact " + target.type().id());
      }
    } else {
      double whole = Math.rint(value);
      if (Double.isNaN(value) || !FillValues.holds(target.type(), whole)) {
        throw new ConversionException(
            i, "the value " + value + " is out of the range of " + target.type().id());
      }
      if (!lossy && whole != value) {
        throw new ConversionException(
            i,
            "the value "
                + value
                + (target.time() == null ? "" : " " + target.time().units())
                + " is no whole number, as "
                + target.type().id()
                + " needs; leave the file to a recipe of its own, or write transforms: [{drop: ["
                + VARIABLE
                + "]}]");
      }
      to.setLong(i, FillValues.whole(target.type(), whole));
    }
    collision(to, i, value);
  }

  private void convertIntegers(Block from, Block to, int n) throws ConversionException {
    MissingValues missing = missing().before();
    boolean alike = source.type() == target.type() && source.unsigned().equals(target.unsigned());
    DataType in = alike ? source.type() : UnsignedAttribute.meant(source.type(), source.unsigned());
    DataType out =
        alike ? target.type() : UnsignedAttribute.meant(target.type(), target.unsigned());
    boolean signs = in != out && (in == DataType.UINT64 || out == DataType.UINT64);
    for (int i = 0; i < n; i++) {
      if (missing.at(from, i)) {
        setMissing(to, i);
        continue;
      }
      long value = alike ? from.longAt(i) : UnsignedAttribute.read(from.longAt(i), in);
      to.setLong(i, value);
      if (UnsignedAttribute.read(to.longAt(i), out) != value || (signs && value < 0)) {
        throw new ConversionException(
            i,
            "the integer "
                + (in == DataType.UINT64 ? Long.toUnsignedString(value) : Long.toString(value))
                + " is out of the range of "
                + target.type().id());
      }
      collision(to, i, (double) value);
    }
  }

  /** A value that would now read as missing, though it is not. */
  private void collision(Block to, int i, double value) throws ConversionException {
    if (target.fill() == null || target.fill().equals(source.fill())) {
      return;
    }
    FillValue fill = missing().fill();
    if (fill == null) {
      return;
    }
    boolean same =
        target.type().isFloat()
            ? to.doubleAt(i) == target.fill().doubleAt(0)
            : to.longAt(i) == mask(fill.bits());
    if (same) {
      throw new ConversionException(
          i, "the value " + value + " equals the new fill value; write another fill_value");
    }
  }

  private long mask(long bits) {
    Block one = new FillValue(bits, "").block(target.type());
    return one.longAt(0);
  }

  private void setMissing(Block to, int i) throws ConversionException {
    FillValue fill = missing().fill();
    if (fill == null) {
      throw new ConversionException(
          i,
          "a missing value has no place in "
              + target.type().id()
              + " without a fill value; write "
              + FillAdvice.line(VARIABLE, target.type(), Attributes.empty()));
    }
    if (target.type().isFloat()) {
      to.setDouble(i, target.fill() == null ? Double.NaN : target.fill().doubleAt(0));
    } else {
      to.setLong(i, fill.bits());
    }
  }

  /** This exception says that the target encoding cannot hold a value. */
  public static final class ConversionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int element;

    public ConversionException(int element, String message) {
      super(message);
      this.element = element;
    }

    /** Returns the message with the name of the variable in the line that it proposes. */
    public String messageFor(String variable) {
      return String.valueOf(getMessage()).replace(VARIABLE, variable);
    }

    /** Returns the row-major number of the element in the block. */
    public int element() {
      return element;
    }
  }
}
