package org.arcoforge.repr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.PhysicalValues;
import org.jspecify.annotations.Nullable;

/**
 * A decoded variable is a stored variable as xarray decodes it: masked, scaled, times as times.
 *
 * @param variable as stored
 * @param dtype NumPy's name of the decoded type
 * @param size bytes of a decoded element
 * @param encoding from stored numbers to values
 */
record DecodedVariable(Variable variable, String dtype, int size, CfEncoding encoding) {
  private static final Set<String> DATETIME64 = Set.of("standard", "proleptic_gregorian");
  private static final int POINTER = 8;

  /**
   * Decodes the description of a variable.
   *
   * @param bounded for bounds of a coordinate that coordinate, whose units they share
   */
  static DecodedVariable of(ArrayLayout layout, @Nullable Variable bounded) {
    Variable v = layout.variable();
    Attributes attributes = v.attributes();
    if (layout.fillIsMissing()) {
      attributes = attributes.with("_FillValue", fill(v.type(), layout.fill()));
    }
    Variable whole = v.withAttributes(attributes);
    CfEncoding encoding;
    try {
      encoding = CfEncoding.of(whole, attributes.has("units") || bounded == null ? whole : bounded);
    } catch (IllegalArgumentException e) { // units that nobody understands stay numbers
      encoding = CfEncoding.of(whole.withAttributes(attributes.without("units")), unitless(v));
    }
    return of(v, encoding.inJson());
  }

  private static DecodedVariable of(Variable v, CfEncoding encoding) {
    CfTimeEncoding time = encoding.time();
    if (time != null) {
      boolean numpy = DATETIME64.contains(time.calendar().id());
      return new DecodedVariable(v, numpy ? "datetime64[ns]" : "object", POINTER, encoding);
    }
    if (v.type() == DataType.STRING) {
      return new DecodedVariable(v, "object", POINTER, encoding);
    }
    boolean masked = encoding.fill() != null || encoding.missing() != null;
    DataType type = v.type();
    if (encoding.isPacked() || (masked && type.isInteger())) {
      type = encoding.decodedType();
    } else if (encoding.unsigned().equals("true") && type.isSigned()) {
      type = DataType.of("u" + type.id());
    }
    return new DecodedVariable(v, type.id(), type.size(), encoding);
  }

  private static Variable unitless(Variable v) {
    return v.withAttributes(v.attributes().without("units", "calendar"));
  }

  private static AttributeValue fill(DataType type, FillValue fill) {
    if (type == DataType.STRING) {
      return AttributeValue.of(fill.text());
    } else if (type == DataType.BOOL) {
      return new AttributeValue(type, List.of(fill.bits() != 0));
    }
    Block one = fill.block(type);
    return type.isFloat()
        ? AttributeValue.of(type, one.doubleAt(0))
        : AttributeValue.of(type, one.longAt(0));
  }

  /** Returns bytes of all decoded elements. */
  double bytes() {
    return (double) variable.elements() * size;
  }

  /** Returns element {@code i} of stored values as xarray shows it. */
  String item(Block stored, int i) {
    CfTimeEncoding time = encoding.time();
    if (time != null) {
      return time(time, stored, i);
    } else if (stored.type() == DataType.STRING) {
      return PythonText.quoted(stored.strings()[i]);
    } else if (stored.type() == DataType.BOOL) {
      return stored.longAt(i) != 0 ? "True" : "False";
    } else if (dtype.startsWith("float")) {
      return PythonText.shortNumber(new PhysicalValues(encoding).at(stored, i));
    }
    return dtype.startsWith("uint")
        ? Long.toUnsignedString(unsigned(stored, i))
        : Long.toString(stored.longAt(i));
  }

  private static long unsigned(Block stored, int i) {
    int bits = 64 - 8 * stored.type().size();
    return stored.longAt(i) << bits >>> bits;
  }

  private String time(CfTimeEncoding time, Block stored, int i) {
    String iso;
    if (new PhysicalValues(encoding).isMissing(stored, i)) {
      iso = "NaT";
    } else if (encoding.isPacked() || stored.type().isFloat()) {
      iso = time.iso(new PhysicalValues(encoding).at(stored, i));
    } else {
      iso = time.iso(stored.longAt(i));
    }
    if (dtype.equals("object")) {
      return iso.replace('T', ' ');
    }
    return iso.replaceFirst("T00:00:00$", "").replaceFirst("(\\.\\d{3})$", "$1000");
  }

  /** Returns for each bounds variable the coordinate that names it. */
  static Map<String, Variable> boundsOf(Iterable<ArrayLayout> arrays) {
    Map<String, Variable> bounds = new HashMap<>();
    for (ArrayLayout a : arrays) {
      // No names are known, so these are looked for in the coordinate's own group, as xarray does.
      CfReferences.bounds(a.variable(), Set.of())
          .ifPresent(b -> bounds.putIfAbsent(b, a.variable()));
    }
    return bounds;
  }
}
