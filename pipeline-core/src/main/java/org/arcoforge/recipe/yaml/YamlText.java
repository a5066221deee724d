package org.arcoforge.recipe.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes maps, lists, texts, numbers and booleans as YAML 1.2 that the reader reads back alike: in
 * one line where it fits, else in blocks. Text is quoted unless no YAML reader can take it for
 * something else.
 */
final class YamlText {
  private static final int WIDTH = 100;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");
  private static final Pattern DAY_OR_SIZE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\d+[kMG]?B");
  private static final Pattern WORDS_OF_YAML =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  private YamlText() {}

  /** Returns a mapping as a block, with a final newline. */
  static String write(Map<String, ?> mapping) {
    StringBuilder text = new StringBuilder();
    mapping(mapping, 0, text);
    return text.toString();
  }

  private static void mapping(Map<?, ?> mapping, int indent, StringBuilder text) {
    String separator = "";
    for (Map.Entry<?, ?> entry : mapping.entrySet()) {
      text.append(separator).append(scalar(entry.getKey())).append(':');
      separator = " ".repeat(indent);
      value(entry.getValue(), indent, text);
    }
  }

  private static void value(Object value, int indent, StringBuilder text) {
    String flow = flow(value);
    boolean isCollection = value instanceof Map || value instanceof List;
    boolean isNested =
        value instanceof Map<?, ?> m && m.values().stream().anyMatch(Map.class::isInstance);
    if (!isCollection || (!isNested && !holdsMaps(value) && indent + flow.length() <= WIDTH)) {
      text.append(' ').append(flow).append('\n');
      return;
    }
    text.append('\n');
    if (value instanceof Map<?, ?> map) {
      text.append(" ".repeat(indent + 2));
      mapping(map, indent + 2, text);
      return;
    }
    for (Object item : (List<?>) value) {
      String line = flow(item);
      text.append(" ".repeat(indent + 2)).append('-');
      if (item instanceof Map<?, ?> map && indent + line.length() > WIDTH) {
        text.append(' ');
        mapping(map, indent + 4, text);
      } else {
        text.append(' ').append(line).append('\n');
      }
    }
  }

  private static boolean holdsMaps(Object value) {
    return value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance);
  }

  /** Returns a value in one line. */
  static String flow(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> scalar(e.getKey()) + ": " + flow(e.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
    }
    return scalar(value);
  }

  private static String scalar(Object value) {
    if (value instanceof String text) {
      boolean plain = PLAIN.matcher(text).matches() && !WORDS_OF_YAML.matcher(text).matches();
      return plain || DAY_OR_SIZE.matcher(text).matches() ? text : quoted(text);
    }
    if (value instanceof Double number) {
      if (number.isNaN()) {
        return ".nan";
      }
      return number.isInfinite() ? (number < 0 ? "-.inf" : ".inf") : number.toString();
    }
    return String.valueOf(value);
  }

  /** Returns a text in double quotes; JSON's, and therefore YAML's. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c == '\n') {
        quoted.append("\\n");
      } else if (pair) {
        quoted.append(c).append(text.charAt(++i));
      } else if (c < ' ' || (c > '~' && !Character.isLetterOrDigit(c))) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
