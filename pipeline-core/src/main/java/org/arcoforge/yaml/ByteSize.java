package org.arcoforge.yaml;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes as people write them: {@code 100MB} is 100·10⁶ bytes, {@code 100MiB} is 100·2²⁰. */
public final class ByteSize {
  /** A number and a unit. */
  public static final String FORM = "(\\d+(?:\\.\\d+)?) ?(B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)";

  private static final Pattern PATTERN = Pattern.compile(FORM);
  private static final Map<String, Long> UNITS =
      Map.of(
          "B",
          1L,
          "TB",
          1_000_000_000_000L,
          "TiB",
          1L << 40,
          "kB",
          1_000L,
          "KB",
          1_000L,
          "MB",
          1_000_000L,
          "GB",
          1_000_000_000L,
          "KiB",
          1L << 10,
          "MiB",
          1L << 20,
          "GiB",
          1L << 30);

  private ByteSize() {}

  /**
   * Returns bytes; a number alone is bytes too.
   *
   * @throws IllegalArgumentException if the text is not of the form, or comes to less than a byte
   */
  public static long parse(String text) {
    Matcher m = PATTERN.matcher(text.matches("\\d+") ? text + "B" : text);
    if (!m.matches()) {
      throw new IllegalArgumentException("expected bytes such as 100MB, found '" + text + "'");
    }
    BigDecimal bytes =
        new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(UNITS.getOrDefault(m.group(2), 1L)));
    if (bytes.compareTo(BigDecimal.ONE) < 0
        || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("'" + text + "' is no size");
    }
    return bytes.longValue();
  }

  /** Returns the shortest text in decimal units that reads back as the same number. */
  public static String text(long bytes) {
    for (String unit : new String[] {"GB", "MB", "kB"}) {
      long one = UNITS.getOrDefault(unit, 1L);
      if (bytes % one == 0) {
        return bytes / one + unit;
      }
    }
    return bytes + "B";
  }
}
