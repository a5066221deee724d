package org.arcoforge.cf;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import ucar.units.ConversionException;
import ucar.units.Converter;
import ucar.units.Factor;
import ucar.units.PrefixDBException;
import ucar.units.SpecificationException;
import ucar.units.Unit;
import ucar.units.UnitDBException;
import ucar.units.UnitFormatManager;
import ucar.units.UnitSystemException;
import ucar.units.UnknownUnit;

/**
 * Converts numbers from one unit of UDUNITS to another, in double precision and as one would write
 * it in NumPy: {@code x - 273.15}, {@code x / 100}, {@code x * 1.8 + 32}.
 */
public record UnitConversion(double factor, double divisor, double offset) implements Serializable {
  /** Digits of a factor that UDUNITS' own rounding leaves. */
  private static final MathContext DIGITS = new MathContext(12);

  private static final double NOISE = 1e-13;

  /** Checks that something is left of a number. */
  public UnitConversion {
    if (factor == 0 || divisor == 0) {
      throw new IllegalArgumentException("a factor of " + factor + "/" + divisor);
    }
  }

  /**
   * Returns the conversion between two units.
   *
   * @throws IllegalArgumentException if one is none, or they measure different things; the message
   *     names both
   */
  public static UnitConversion between(String from, String to) {
    if (from.strip().equals(to.strip())) {
      return new UnitConversion(1, 1, 0);
    }
    Unit source = unit(from);
    Unit target = unit(to);
    try {
      synchronized (UnitConversion.class) {
        Converter c = source.getConverterTo(target);
        double offset = c.convert(0.0);
        // Offsets are small beside 1e9 of anything that has one: the slope keeps its digits.
        double slope = offset == 0 ? c.convert(1.0) : (c.convert(0x1p40) - offset) / 0x1p40;
        double clean = clean(offset);
        double inverse = 1 / slope;
        boolean divides = (isShort(inverse) && !isShort(slope)) || isWhole(inverse);
        return divides && slope != 1
            ? new UnitConversion(1, clean(inverse), clean)
            : new UnitConversion(clean(slope), 1, clean);
      }
    } catch (ConversionException e) {
      throw new IllegalArgumentException(
          "units '" + from + "' cannot be converted to '" + to + "': they measure different things",
          e);
    }
  }

  /**
   * Checks that a text is a unit.
   *
   * @throws IllegalArgumentException if it is none, or a time since an epoch
   */
  public static void check(String text) {
    unit(text);
  }

  private static Unit unit(String text) {
    if (text.toLowerCase(Locale.ROOT).contains(" since ")) {
      throw new IllegalArgumentException(
          "'" + text + "' counts time since an epoch; files are unified without a transform");
    }
    String plain =
        text.strip().replace("**", "^").replace("\u00b0C", "degC").replace("\u00b0F", "degF");
    plain = plain.replace("\u00b0", "degree").replace('\u00b5', 'u').replace('\u03bc', 'u');
    try {
      synchronized (UnitConversion.class) { // its parser is one object
        Unit unit = UnitFormatManager.instance().parse(plain);
        for (Factor factor : unit.getDerivedUnit().getDimension().getFactors()) {
          if (factor.getBase() instanceof UnknownUnit) { // "psu" would be a pico-su
            throw new IllegalArgumentException("not known");
          }
        }
        return unit;
      }
    } catch (SpecificationException
        | UnitDBException
        | PrefixDBException
        | UnitSystemException
        | RuntimeException e) {
      throw new IllegalArgumentException(
          "expected units of UDUNITS such as degC or 'm s-1', found '" + text + "'", e);
    }
  }

  /** Whether a number has few digits: one that somebody defined. */
  private static boolean isShort(double x) {
    return new BigDecimal(clean(x), MathContext.DECIMAL64).stripTrailingZeros().precision() <= 9;
  }

  private static boolean isWhole(double x) {
    double clean = clean(x);
    return clean == Math.rint(clean) && Math.abs(clean) > 1;
  }

  /** Without what rounding has added. */
  private static double clean(double x) {
    double rounded = x == 0 ? 0 : new BigDecimal(x).round(DIGITS).doubleValue();
    return Math.abs(rounded - x) <= NOISE * Math.abs(x) ? rounded : x;
  }

  /** Returns whether numbers stay what they are. */
  public boolean isIdentity() {
    return factor == 1 && divisor == 1 && offset == 0;
  }

  /** Returns a number in the other units. */
  public double convert(double x) {
    double scaled = factor == 1 ? x : x * factor;
    scaled = divisor == 1 ? scaled : scaled / divisor;
    return offset == 0 ? scaled : scaled + offset;
  }
}
