package org.arcoforge.pattern;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * Knows the values of secrets that this process holds, and takes them out of texts in every form
 * that a message may have them: as they are, encoded for URLs, and in base64.
 */
final class KnownSecrets {
  /** Shorter ones would take letters out of everything. */
  private static final int SHORTEST = 4;

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  /** The longest first: one may be a part of another. */
  private static final ConcurrentSkipListSet<String> FORMS =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));

  private KnownSecrets() {}

  static void add(String secret) {
    if (secret.length() < SHORTEST) {
      return;
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    FORMS.add(secret);
    FORMS.add(encoded);
    FORMS.add(encoded.replace("+", "%20"));
    FORMS.add(ESCAPE.matcher(encoded).replaceAll(m -> m.group().toLowerCase(Locale.ROOT)));
    FORMS.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    FORMS.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static String hide(String text) {
    String shown = text;
    for (String form : FORMS) {
      if (shown.contains(form)) {
        shown = shown.replace(form, Redaction.HIDDEN);
      }
    }
    return shown;
  }
}
