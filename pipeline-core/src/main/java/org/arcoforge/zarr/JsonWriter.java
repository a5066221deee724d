package org.arcoforge.zarr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.arcoforge.array.NumberText;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON that every parser reads: two spaces, NaN and Infinity as texts, everything in ASCII
 * (zarr-python 2 reads nothing else). The same tree gives the same bytes on every JVM.
 */
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  /** Maps in their order, lists, texts, numbers, booleans and null. */
  static byte[] bytes(Object tree) {
    JsonWriter writer = new JsonWriter();
    writer.value(tree, 0);
    writer.out.append('\n');
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the same on one line, for values that have no place but a text. */
  static String line(@Nullable Object tree) {
    JsonWriter writer = new JsonWriter();
    writer.value(tree, -1);
    return writer.out.toString();
  }

  private void value(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        newLine(depth, 1);
        text(String.valueOf(entry.getKey()));
        out.append(": ");
        value(entry.getValue(), depth < 0 ? depth : depth + 1);
        separator = depth < 0 ? ", " : ",";
      }
      close(map.isEmpty(), depth, "{", "}");
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object item : list) {
        out.append(separator);
        newLine(depth, 1);
        value(item, depth < 0 ? depth : depth + 1);
        separator = depth < 0 ? ", " : ",";
      }
      close(list.isEmpty(), depth, "[", "]");
    } else if (value instanceof Double || value instanceof Float) {
      number(((Number) value).doubleValue());
    } else if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger
        || value instanceof BigDecimal) {
      out.append(value);
    } else if (value instanceof CharSequence) {
      text(value.toString());
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass() + ": " + value);
    }
  }

  /** JSON has no not-a-number and no infinities: they are texts, as Zarr 3 writes fill values. */
  private void number(double value) {
    if (Double.isFinite(value)) {
      out.append(NumberText.of(value));
    } else {
      text(NumberText.of(value));
    }
  }

  private void close(boolean empty, int depth, String open, String close) {
    if (empty) {
      out.append(open);
    } else {
      newLine(depth, 0);
    }
    out.append(close);
  }

  private void newLine(int depth, int deeper) {
    if (depth >= 0) {
      out.append('\n').append("  ".repeat(depth + deeper));
    }
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c < 0x20 || c > 0x7E) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
