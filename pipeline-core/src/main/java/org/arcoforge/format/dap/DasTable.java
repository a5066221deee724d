package org.arcoforge.format.dap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.arcoforge.format.FormatException;

/**
 * A DAS table is one container of a data attribute structure, ESE-RFC-004 section 5.2: attributes
 * and further containers, by name.
 */
record DasTable(Map<String, AttributeValue> values, Map<String, DasTable> tables) {
  private static final int DEEPEST = 50;

  DasTable() {
    this(new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** Returns the whole document. */
  static DasTable parse(String url, String text) throws FormatException {
    DapWords words = new DapWords(url, "DAS", text, "{}=;,");
    words.need("attributes");
    DasTable root = new DasTable();
    root.fill(words, 0);
    return root;
  }

  /** Two containers of one name are one: some servers write a grid's attributes in parts. */
  private void fill(DapWords words, int depth) throws FormatException {
    if (depth > DEEPEST) {
      throw words.damaged("containers within each other more than " + DEEPEST + " deep");
    }
    words.need("{");
    while (!words.skip("}")) {
      String first = words.next().text();
      if (words.peek().text().equals("{") && !words.peek().quoted()) {
        tables.computeIfAbsent(DdsParser.name(first), n -> new DasTable()).fill(words, depth + 1);
      } else if (first.equalsIgnoreCase("alias")) {
        while (!words.skip(";")) {
          words.next(); // a second name for what is read anyway
        }
      } else {
        attribute(words, first);
      }
    }
  }

  private void attribute(DapWords words, String typeName) throws FormatException {
    String name = DdsParser.name(words.next().text());
    DapType type = DapType.of(typeName);
    List<String> texts = new ArrayList<>();
    while (!words.skip(";")) {
      if (!words.skip(",")) {
        texts.add(words.next().text());
      }
    }
    if (type == null) {
      if (typeName.toLowerCase(Locale.ROOT).startsWith("other")) {
        return; // XML
      }
      throw words.damaged("attribute '" + name + "' is of the type '" + typeName + "'");
    }
    if (type.type() == DataType.STRING) {
      // As netCDF-C shows several texts: its attributes have one.
      values.put(name, AttributeValue.of(String.join("\n", texts)));
      return;
    }
    List<Object> numbers = new ArrayList<>();
    DataType found = type.type();
    for (String text : texts) {
      Object number = number(words, name, type, text);
      if (type == DapType.BYTE && (Long) number < 0) {
        found = DataType.INT8; // no server should write it, and some do
      }
      numbers.add(number);
    }
    values.put(name, new AttributeValue(found, numbers));
  }

  private static Object number(DapWords words, String name, DapType type, String text)
      throws FormatException {
    try {
      if (type.type().isFloat()) {
        double value = real(text);
        return type == DapType.FLOAT32 ? (Object) (double) (float) value : (Object) value;
      }
      long value = Long.decode(text.matches("[+-]?0\\d+") ? text.replaceFirst("0+", "") : text);
      long least = type == DapType.BYTE ? -128 : type.type().isUnsigned() ? 0 : -(1L << bits(type));
      if (value < least || value >= 1L << bits(type)) {
        throw new NumberFormatException("out of range");
      }
      return value;
    } catch (NumberFormatException e) {
      throw words.damaged(
          "attribute '" + name + "' should be a number of type " + type + ", found '" + text + "'");
    }
  }

  private static int bits(DapType type) {
    return type.type().size() * 8 - (type.type().isUnsigned() ? 0 : 1);
  }

  private static double real(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.matches("[+-]?nan\\.?")) {
      return Double.NaN;
    }
    if (lower.matches("[+-]?inf(inity)?\\.?")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(
        text.matches(".*[dDfF]") ? text.substring(0, text.length() - 1) : text);
  }
}
