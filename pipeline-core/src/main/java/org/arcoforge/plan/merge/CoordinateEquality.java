package org.arcoforge.plan.merge;

import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.cf.UnsignedAttribute;

/** Compares two coordinates by their decoded values, however they are stored. */
final class CoordinateEquality {
  private CoordinateEquality() {}

  static boolean test(CfEncoding a, Block x, CfEncoding b, Block y) {
    if (x.elements() != y.elements()
        || (x.type() == DataType.STRING) != (y.type() == DataType.STRING)
        || (a.time() == null) != (b.time() == null)) {
      return false;
    }
    for (int i = 0; i < x.elements(); i++) {
      if (!equal(a, x, b, y, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(CfEncoding a, Block x, CfEncoding b, Block y, int i) {
    if (x.type() == DataType.STRING) {
      return x.strings()[i].equals(y.strings()[i]);
    }
    if (a.time() != null && b.time() != null && !a.sameTime(b)) {
      return a.time().calendar() == b.time().calendar()
          && (converts(a.time(), x, b.time(), y, i) || converts(b.time(), y, a.time(), x, i));
    }
    if (x.type().isInteger() && y.type().isInteger() && !a.isPacked() && !b.isPacked()) {
      return UnsignedAttribute.read(x.longAt(i), UnsignedAttribute.meant(x.type(), a.unsigned()))
          == UnsignedAttribute.read(y.longAt(i), UnsignedAttribute.meant(y.type(), b.unsigned()));
    }
    return Double.compare(new PhysicalValues(a).at(x, i), new PhysicalValues(b).at(y, i)) == 0;
  }

  private static boolean converts(CfTimeEncoding from, Block x, CfTimeEncoding to, Block y, int i) {
    try {
      long count =
          x.type().isFloat()
              ? from.convertExact(x.doubleAt(i), to)
              : from.convertExact(x.longAt(i), to);
      return y.type().isFloat() ? y.doubleAt(i) == count : y.longAt(i) == count;
    } catch (ArithmeticException e) { // no whole number of the other's units
      return false;
    }
  }
}
