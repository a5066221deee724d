package org.arcoforge.format.grib;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.arcoforge.format.FormatException;

/** A key filter chooses the messages that a recipe wants, by the values of their keys. */
final class KeyFilter {
  private final Map<String, Object> wanted;
  private final TreeSet<String> known = new TreeSet<>();
  private final Map<String, TreeSet<String>> values = new TreeMap<>();

  KeyFilter(Map<String, Object> wanted) {
    this.wanted = new TreeMap<>(wanted);
  }

  /** Returns whether all keys have their wanted values; remembers what was there, for messages. */
  boolean takes(Map<String, Object> message) {
    boolean takes = true;
    for (Map.Entry<String, Object> want : wanted.entrySet()) {
      Object found = message.get(want.getKey());
      if (found == null) {
        known.addAll(message.keySet());
      } else {
        values.computeIfAbsent(want.getKey(), k -> new TreeSet<>()).add(text(found));
      }
      takes &= found != null && same(found, want.getValue());
    }
    return takes;
  }

  private static boolean same(Object found, Object wanted) {
    if (found instanceof Number a && wanted instanceof Number b) {
      return a.doubleValue() == b.doubleValue();
    }
    return text(found).equals(text(wanted));
  }

  /** Returns numbers without a fraction are written without one. */
  static String text(Object value) {
    if (value instanceof Double x && x == Math.rint(x) && Math.abs(x) < 1e15) {
      return Long.toString(x.longValue());
    }
    return String.valueOf(value);
  }

  /** Returns what to say if no message was taken. */
  FormatException nothing(String url, int messages) {
    StringBuilder why = new StringBuilder();
    for (String key : wanted.keySet()) {
      TreeSet<String> there = values.get(key);
      why.append("; ").append(key);
      if (there == null) {
        why.append(" is a key of none, there are ").append(String.join(", ", known));
      } else {
        why.append(" is ").append(there.stream().limit(20).collect(Collectors.joining(", ")));
      }
    }
    return FormatException.unsupported(
        url, "none of its " + messages + " messages has " + line(Map.of()) + why);
  }

  /** Returns the line to write for these keys more. */
  String line(Map<String, Object> more) {
    Map<String, Object> all = new java.util.LinkedHashMap<>(wanted);
    all.putAll(more);
    return all.entrySet().stream()
        .map(e -> e.getKey() + ": " + yaml(text(e.getValue()), e.getValue()))
        .collect(Collectors.joining(", ", "filter_by_keys: {", "}"));
  }

  private static String yaml(String text, Object value) {
    boolean plain = value instanceof Number || text.matches("[A-Za-z_][A-Za-z0-9_]*");
    return plain ? text : "\"" + text + "\"";
  }
}
