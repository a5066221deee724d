package org.arcoforge.bake.history;

import java.util.stream.Collectors;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.NumberText;

/** Writes numbers and attributes as people do. */
public final class PlainTexts {
  private PlainTexts() {}

  /** Returns a number, without decimals where it has none. */
  public static String of(double value) {
    String text = NumberText.of(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Returns the values of an attribute, with commas between several. */
  public static String of(AttributeValue value) {
    return value.values().stream()
        .map(v -> v instanceof Double d ? of(d.doubleValue()) : String.valueOf(v))
        .collect(Collectors.joining(", "));
  }
}
