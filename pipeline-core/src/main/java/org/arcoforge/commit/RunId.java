package org.arcoforge.commit;

import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A run id names one run and the version that it writes: the second it began (UTC) and four random
 * digits, so that names sort by time. Frozen when the run begins and passed to all workers.
 *
 * @param value as {@code 20261120T191607Z-3f2a}
 */
public record RunId(String value) implements Serializable {
  private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{4}");

  /** Stands for the run of a bake that has not begun. */
  public static final RunId NONE = new RunId("00000000T000000Z-0000");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it has another one
   */
  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is no run id such as 20261120T191607Z-3f2a");
    }
  }

  /** Returns a new one. */
  public static RunId create(Clock clock) {
    return new RunId(
        TIME.format(clock.instant())
            + String.format(Locale.ROOT, "-%04x", new SecureRandom().nextInt(1 << 16)));
  }

  /** Returns whether a text has the form of a run id. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** Returns when the run began, to the second. */
  public Instant began() {
    return TIME.parse(value.substring(0, 16), Instant::from);
  }

  @Override
  public String toString() {
    return value;
  }
}
