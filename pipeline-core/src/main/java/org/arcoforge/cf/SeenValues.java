package org.arcoforge.cf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.NumberText;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored numbers of a coordinate as readers see them: unpacked, and unsigned where an
 * attribute says so. They are compared exactly, whatever their width.
 */
public final class SeenValues {
  private final CfEncoding encoding;
  private final DataType meant;
  private final ScaleOffset unpacking;
  private final MissingValues missing;

  public SeenValues(CfEncoding encoding) {
    this.encoding = encoding;
    this.meant = UnsignedAttribute.meant(encoding.type(), encoding.unsigned());
    // The store's documents are JSON, so that its readers compute in double precision.
    this.unpacking = new ScaleOffset(encoding.inJson());
    this.missing = MissingValues.of(encoding);
  }

  /** Returns what the numbers mean, if they are times. */
  public @Nullable CfTimeEncoding time() {
    return encoding.time();
  }

  /** Returns whether values can be larger or smaller than others; texts are but names. */
  public boolean areNumbers() {
    return meant.isNumeric() && meant != DataType.BOOL;
  }

  /** Returns whether values are integers. */
  public boolean areWhole() {
    return meant.isInteger() && !encoding.isPacked();
  }

  /** Returns the integer at {@code i}, which must be one; of 64 bits without a sign, the bits. */
  public long whole(Block block, int i) {
    return meant == encoding.type()
        ? block.longAt(i)
        : UnsignedAttribute.read(block.longAt(i), meant);
  }

  /** Returns the value at {@code i}, rounded where it is an integer of many digits. */
  public double number(Block block, int i) {
    return unpacking.value(MissingValues.number(encoding, block, i));
  }

  /** Returns a number that sorts as the value does; equal for equal values. */
  public long key(Block block, int i) {
    if (areWhole()) {
      long value = whole(block, i);
      return meant == DataType.UINT64 ? value ^ Long.MIN_VALUE : value;
    }
    if (!areNumbers()) {
      return block.longAt(i);
    }
    long bits = Double.doubleToLongBits(number(block, i) + 0.0); // one zero, not two
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  /** Returns the value for messages. */
  public String text(Block block, int i) {
    if (block.type() == DataType.STRING) {
      return "'" + block.strings()[i] + "'";
    }
    if (areWhole()) {
      long value = whole(block, i);
      return meant == DataType.UINT64 ? Long.toUnsignedString(value) : Long.toString(value);
    }
    return areNumbers() ? NumberText.of(number(block, i)) : Long.toString(block.longAt(i));
  }

  /** Returns the time that a value means, or the value where that is too far for any date. */
  public String date(Block block, int i, CfTimeEncoding time) {
    try {
      return isBeyondLong(block, i)
          ? text(block, i)
          : areWhole() ? time.iso(whole(block, i)) : time.iso(number(block, i));
    } catch (ArithmeticException e) {
      return text(block, i);
    }
  }

  /** Returns whether the value at {@code i} stands for nothing. */
  public boolean isMissing(Block block, int i) {
    return missing.at(block, i);
  }

  /**
   * Returns whether two values are alike, or numbers at most that far from each other. What is
   * missing is only near to what is missing.
   *
   * @param block holds this one, {@code theirs} the other one
   * @param tolerance of times, in the units of this one
   */
  public boolean isNear(Block block, SeenValues other, Block theirs, int i, double tolerance) {
    if (!areNumbers() || !other.areNumbers()) {
      return meant == other.meant
          && (meant == DataType.STRING
              ? block.strings()[i].equals(theirs.strings()[i])
              : block.longAt(i) == theirs.longAt(i));
    }
    boolean none = isMissing(block, i);
    if (none || other.isMissing(theirs, i)) {
      return none && other.isMissing(theirs, i);
    }
    CfTimeEncoding ours = time();
    CfTimeEncoding others = other.time();
    if (ours != null && others != null && !ours.sameInstants(others)) {
      return areNear(ours, block, other, others, theirs, i, tolerance);
    }
    if (areWhole() && other.areWhole()) {
      boolean beyond = isBeyondLong(block, i) || other.isBeyondLong(theirs, i);
      return beyond
          ? areNear(integer(block, i), other.integer(theirs, i), tolerance)
          : areNear(whole(block, i), other.whole(theirs, i), tolerance);
    }
    double a = number(block, i);
    double b = other.number(theirs, i);
    boolean rounded = encoding.isPacked() || other.encoding.isPacked();
    double slack = rounded ? Math.ulp(Math.max(Math.abs(a), Math.abs(b))) : 0;
    return a == b || Math.abs(a - b) <= tolerance + slack;
  }

  private static boolean areNear(long a, long b, double tolerance) {
    long distance = a > b ? a - b : b - a; // of 64 bits without a sign: nothing overflows
    if (distance < 0) {
      return tolerance >= 0x1p64
          || (tolerance >= 0x1p63
              && Long.compareUnsigned(distance, (long) (tolerance - 0x1p63) + Long.MIN_VALUE) <= 0);
    }
    return tolerance >= 0x1p63 || distance <= (long) tolerance;
  }

  private static boolean areNear(BigInteger a, BigInteger b, double tolerance) {
    return Double.isInfinite(tolerance)
        || new BigDecimal(a.subtract(b).abs()).compareTo(new BigDecimal(tolerance)) <= 0;
  }

  private boolean areNear(
      CfTimeEncoding ours,
      Block block,
      SeenValues other,
      CfTimeEncoding others,
      Block theirs,
      int i,
      double tolerance) {
    try {
      CfTimeEncoding both = CfTimeEncoding.unify(List.of(ours, others));
      if (both.isCalendarBased()) {
        return instant(ours, block, i, both) == other.instant(others, theirs, i, both);
      }
      both = both.withUnit(CfTimeUnit.MICROSECONDS);
      long a = instant(ours, block, i, both);
      long b = other.instant(others, theirs, i, both);
      return areNear(a, b, tolerance * ours.unitNanos() / both.unitNanos());
    } catch (ArithmeticException | IllegalArgumentException e) { // too far, or of other calendars
      return false;
    }
  }

  private long instant(CfTimeEncoding own, Block block, int i, CfTimeEncoding to) {
    if (isBeyondLong(block, i)) {
      throw new ArithmeticException(text(block, i));
    }
    return areWhole()
        ? own.convertExact(whole(block, i), to)
        : own.convertExact(number(block, i), to);
  }

  private boolean isBeyondLong(Block block, int i) {
    return meant == DataType.UINT64 && areWhole() && block.longAt(i) < 0;
  }

  private BigInteger integer(Block block, int i) {
    long value = whole(block, i);
    return isBeyondLong(block, i)
        ? new BigInteger(Long.toUnsignedString(value))
        : BigInteger.valueOf(value);
  }
}
