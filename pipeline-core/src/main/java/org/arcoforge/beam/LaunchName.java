package org.arcoforge.beam;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes names of launches, which are names of jobs too: small letters, digits and hyphens. */
final class LaunchName {
  private static final int LONGEST = 36; // of 63 that engines allow, with time and digits
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private LaunchName() {}

  /** Returns a new one. */
  static String of(String feedstock, String recipe) {
    String both = recipe.startsWith(feedstock) ? recipe : feedstock + "-" + recipe;
    String name = both.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "arco-"
        + name.substring(0, Math.min(LONGEST, name.length())).replaceAll("^-|-$", "")
        + TIME.format(Clock.systemUTC().instant()).replaceFirst("^", "-")
        + String.format(Locale.ROOT, "-%04x", new SecureRandom().nextInt(1 << 16));
  }
}
