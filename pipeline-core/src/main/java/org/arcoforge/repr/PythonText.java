package org.arcoforge.repr;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;

/** Writes values as Python prints them, which readers of a repr are used to. */
final class PythonText {
  private static final int DIGITS = 4;

  private PythonText() {}

  /**
   * Returns {@code str} of a float: the shortest digits that tell it apart, an exponent from 1e16
   * on.
   */
  static String number(double value) {
    return special(value) ? name(value) : digits(value, new BigDecimal(Double.toString(value)), 16);
  }

  /** Returns a float with four digits, as {@code format(value, '.4')}. */
  static String shortNumber(double value) {
    return special(value)
        ? name(value)
        : digits(
            value,
            new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN)),
            DIGITS - 1);
  }

  /** Returns {@code repr} of a text. */
  static String quoted(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    StringBuilder s = new StringBuilder().append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> s.append("\\n");
        case '\t' -> s.append("\\t");
        case '\r' -> s.append("\\r");
        case '\\' -> s.append("\\\\");
        default -> s.append(c == quote ? "\\" : "").append(c);
      }
    }
    return s.append(quote).toString();
  }

  /** Returns {@code str} of an attribute: a text as it is, one number alone, several as a list. */
  static String attribute(AttributeValue value) {
    if (value.isText()) {
      return value.text();
    }
    List<String> items = new ArrayList<>();
    for (int i = 0; i < value.values().size(); i++) {
      items.add(
          value.type() == DataType.UINT64
              ? Long.toUnsignedString(value.longAt(i))
              : json(value.values().get(i)));
    }
    return items.size() == 1 ? items.get(0) : "[" + String.join(", ", items) + "]";
  }

  /** Returns {@code repr} of plain JSON: maps, lists, texts, numbers. */
  static String json(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> items = new ArrayList<>();
      map.forEach((k, v) -> items.add(quoted(String.valueOf(k)) + ": " + json(v)));
      return "{" + String.join(", ", items) + "}";
    } else if (value instanceof Collection<?> list) {
      return "[" + String.join(", ", list.stream().map(PythonText::json).toList()) + "]";
    } else if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    } else if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    return value instanceof Number ? value.toString() : quoted(String.valueOf(value));
  }

  private static boolean special(double value) {
    return Double.isNaN(value) || Double.isInfinite(value);
  }

  private static String name(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  /** Fixed-point with at least one decimal, or with an exponent where the point lies outside. */
  private static String digits(double value, BigDecimal exact, int mostBeforePoint) {
    String sign = Double.compare(value, 0.0) < 0 ? "-" : "";
    if (exact.signum() == 0) {
      return sign + "0.0";
    }
    BigDecimal plain = exact.abs().stripTrailingZeros();
    int point = plain.precision() - plain.scale();
    if (point > -4 && point <= mostBeforePoint) {
      String text = plain.toPlainString();
      return sign + (text.contains(".") ? text : text + ".0");
    }
    String all = plain.unscaledValue().toString();
    String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
    int exponent = point - 1;
    String two = Math.abs(exponent) < 10 ? "0" : "";
    return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + two + Math.abs(exponent);
  }
}
