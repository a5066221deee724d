package org.arcoforge.array;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * An attribute value is the type and the values of one attribute. Values are {@link Long} for
 * integers (the bits of the number for {@code UINT64}), {@link Double} for floats, {@link Boolean}
 * and {@link String}. One value is a scalar: NetCDF knows no difference.
 */
public record AttributeValue(DataType type, List<?> values) implements Serializable {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a value's class does not belong to the type
   */
  public AttributeValue {
    values = List.copyOf(values);
    Class<?> expected =
        type == DataType.STRING
            ? String.class
            : type == DataType.BOOL ? Boolean.class : type.isFloat() ? Double.class : Long.class;
    for (Object value : values) {
      if (!expected.isInstance(value)) {
        throw new IllegalArgumentException(
            "a value of " + type.id() + " cannot be " + value.getClass());
      }
    }
  }

  /** Returns a text. */
  public static AttributeValue of(String text) {
    return new AttributeValue(DataType.STRING, List.of(text));
  }

  /** Returns integers of a type. */
  public static AttributeValue of(DataType type, long... values) {
    List<Object> list = new ArrayList<>();
    for (long value : values) {
      list.add(value);
    }
    return new AttributeValue(type, list);
  }

  /** Returns floats of a type. */
  public static AttributeValue of(DataType type, double... values) {
    List<Object> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return new AttributeValue(type, list);
  }

  /** Returns whether this is exactly one text. */
  public boolean isText() {
    return type == DataType.STRING && values.size() == 1;
  }

  /**
   * Returns the one text.
   *
   * @throws IllegalStateException if this is no single text
   */
  public String text() {
    if (!isText()) {
      throw new IllegalStateException("not a text: " + this);
    }
    return (String) values.get(0);
  }

  /** Returns the one value, or all of them in brackets, for people. */
  public String shown() {
    return values.size() == 1 ? String.valueOf(values.get(0)) : values.toString();
  }

  /** Returns the value at {@code i} as a double, unsigned numbers included. */
  public double doubleAt(int i) {
    Object value = values.get(i);
    if (value instanceof Long bits && type == DataType.UINT64) {
      return unsigned(bits);
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    return ((Number) value).doubleValue();
  }

  /** Returns the value at {@code i} as a long; the bits for {@code UINT64}. */
  public long longAt(int i) {
    return ((Number) values.get(i)).longValue();
  }

  /**
   * Returns this value as both JSON and every netCDF library can hold it: a truth value is 0 or 1,
   * a number that JSON lacks the text {@code NaN}, {@code Infinity} or {@code -Infinity}, a list
   * with such numbers a text of JSON, and no number at all the empty text. Everything else is as it
   * is.
   */
  public AttributeValue portable() {
    if (values.isEmpty()) {
      return of(""); // netCDF-C opens no Zarr store with an empty list
    }
    if (type == DataType.BOOL) {
      return new AttributeValue(
          DataType.INT8, values.stream().map(v -> (Boolean) v ? 1L : 0L).toList());
    }
    if (!type.isFloat() || values.stream().allMatch(v -> Double.isFinite((Double) v))) {
      return this;
    }
    if (values.size() == 1) {
      return of(NumberText.of((Double) values.get(0)));
    }
    List<String> items = new ArrayList<>();
    for (Object value : values) {
      String text = NumberText.of((Double) value);
      items.add(Double.isFinite((Double) value) ? text : '"' + text + '"');
    }
    return of("[" + String.join(", ", items) + "]");
  }

  static double unsigned(long bits) {
    return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
  }
}
