package org.arcoforge.pattern;

import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key format says how a key is written into a URL: as a date by strftime ({@code %Y%m%d}), as a
 * padded integer ({@code 03d}), with decimals ({@code .2f}), or as it is.
 */
sealed interface KeyFormat extends Serializable
    permits StrftimeFormat, KeyFormat.AsIs, KeyFormat.Padded, KeyFormat.Decimals {
  /** Writes a key that this format {@linkplain #accepts accepts}. */
  void append(Object key, StringBuilder to);

  /** Returns whether a key of that type can be written so. */
  boolean accepts(Object key);

  /** Returns what {@link #accepts} accepts, for messages. */
  String accepted();

  /** Reads what stands after the colon; {@code offset} is where it starts in the template. */
  static KeyFormat parse(String format, int offset) {
    if (format.isEmpty()) {
      return new AsIs();
    }
    if (format.indexOf('%') >= 0) {
      return StrftimeFormat.parse(format, offset);
    }
    Matcher integer = Padded.SYNTAX.matcher(format);
    if (integer.matches()) {
      return new Padded(integer.group(1) == null ? 0 : Integer.parseInt(integer.group(1)));
    }
    Matcher decimals = Decimals.SYNTAX.matcher(format);
    if (decimals.matches()) {
      return new Decimals(Integer.parseInt(decimals.group(1)));
    }
    throw new TemplateException(
        offset,
        "unknown format '" + format + "'",
        "dates: %Y%m%d and the like; integers: 03d; decimals: .2f");
  }

  /** Writes a text, boolean or number as it is. */
  record AsIs() implements KeyFormat {
    @Override
    public void append(Object key, StringBuilder to) {
      to.append(key);
    }

    @Override
    public boolean accepts(Object key) {
      return !(key instanceof LocalDateTime);
    }

    @Override
    public String accepted() {
      return "a text or number; dates need a format such as %Y%m%d";
    }
  }

  /** Writes an integer with at least that many digits. */
  record Padded(int width) implements KeyFormat {
    static final Pattern SYNTAX = Pattern.compile("(?:0([1-9]|1\\d))?d");

    @Override
    public void append(Object key, StringBuilder to) {
      long n = (Long) key;
      String digits = Long.toString(n).substring(n < 0 ? 1 : 0);
      int sign = n < 0 ? 1 : 0;
      to.append(n < 0 ? "-" : "");
      to.append("0".repeat(Math.max(0, width - sign - digits.length()))).append(digits);
    }

    @Override
    public boolean accepts(Object key) {
      return key instanceof Long;
    }

    @Override
    public String accepted() {
      return "an integer";
    }
  }

  /** Writes a number with exactly that many decimals. */
  record Decimals(int digits) implements KeyFormat {
    static final Pattern SYNTAX = Pattern.compile("\\.(\\d)f");

    @Override
    public void append(Object key, StringBuilder to) {
      to.append(String.format(Locale.ROOT, "%." + digits + "f", ((Number) key).doubleValue()));
    }

    @Override
    public boolean accepts(Object key) {
      return key instanceof Number;
    }

    @Override
    public String accepted() {
      return "a number";
    }
  }
}
