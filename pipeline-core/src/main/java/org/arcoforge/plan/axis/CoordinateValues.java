package org.arcoforge.plan.axis;

import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.NumberText;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.MissingValues;
import org.arcoforge.cf.ScaleOffset;
import org.arcoforge.cf.UnsignedAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored numbers of a coordinate as readers see them: unpacked, and unsigned where an
 * attribute says so.
 */
final class CoordinateValues {
  private final CfEncoding encoding;
  private final DataType meant;
  private final ScaleOffset unpacking;

  CoordinateValues(CfEncoding encoding) {
    this.encoding = encoding;
    this.meant = UnsignedAttribute.meant(encoding.type(), encoding.unsigned());
    // The store's documents are JSON, so that its readers compute in double precision.
    this.unpacking = new ScaleOffset(encoding.inJson());
  }

  /** Returns what the numbers mean, if they are times. */
  @Nullable CfTimeEncoding time() {
    return encoding.time();
  }

  /** Returns whether values can be larger or smaller than others; texts are but names. */
  boolean areNumbers() {
    return meant.isNumeric() && meant != DataType.BOOL;
  }

  /** Returns whether values are integers. */
  boolean areWhole() {
    return meant.isInteger() && !encoding.isPacked();
  }

  /** Returns the integer at {@code i}, which must be one; of 64 bits without a sign, the bits. */
  long whole(Block block, int i) {
    return meant == encoding.type()
        ? block.longAt(i)
        : UnsignedAttribute.read(block.longAt(i), meant);
  }

  /** Returns the value at {@code i}, rounded where it is an integer of many digits. */
  double number(Block block, int i) {
    return unpacking.value(MissingValues.number(encoding, block, i));
  }

  /** Returns a number that sorts as the value does; equal for equal values. */
  long key(Block block, int i) {
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
  String text(Block block, int i) {
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
  String date(Block block, int i, CfTimeEncoding time) {
    boolean beyond = meant == DataType.UINT64 && areWhole() && block.longAt(i) < 0;
    try {
      return beyond
          ? text(block, i)
          : areWhole() ? time.iso(whole(block, i)) : time.iso(number(block, i));
    } catch (ArithmeticException e) {
      return text(block, i);
    }
  }
}
