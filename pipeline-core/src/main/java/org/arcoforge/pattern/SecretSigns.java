package org.arcoforge.pattern;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what in a URL or a header may be a secret, by its name and by how it looks. */
public final class SecretSigns {
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\s]*)([^?#\\s]*)(\\?[^#\\s]*)?(#\\S*)?");
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(token|secret|signature|passw|credential|bearer|jwt|api[_-]?key|access[_-]?key"
              + "|private[_-]?key|session|x-(amz|goog)-).*"
              + "|sig|pwd|pass|sas|awsaccesskeyid|googleaccessid|key-pair-id");
  private static final Pattern LIKELY_NAME =
      Pattern.compile("(?i).*auth.*|key|policy|user|username|login|email|ticket|expires");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(AKIA|ASIA|ghp_|gho_|ghs_|github_pat_|glpat-|xox[abp]-|AIza|ya29\\.|hf_)[\\w-]{8,}.*"
              + "|eyJ[\\w-]{8,}\\.[\\w-]+.*|[0-9a-fA-F]{32,}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{24,}={0,2}");
  private static final int SOME = 3;

  /** Headers whose values say what is wanted and who asks, never who may. */
  private static final Set<String> HARMLESS_HEADERS =
      Set.of("accept", "accept-language", "cache-control", "from", "referer", "user-agent");

  private SecretSigns() {}

  /**
   * Returns whether a header may stand in a feedstock: it is one of those that carry no secrets.
   */
  public static boolean isHarmlessHeader(String name) {
    return HARMLESS_HEADERS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Returns the headers that may stand in a feedstock, for messages. */
  public static String harmlessHeaders() {
    return String.join(", ", new java.util.TreeSet<>(HARMLESS_HEADERS));
  }

  /** Returns whether a value of a query is, or changes with, a secret. */
  static boolean isSecret(String key, String value) {
    return NAME.matcher(key).matches() || LIKELY_NAME.matcher(key).matches() || isToken(value);
  }

  /** Returns whether a text looks as keys and tokens do: long, and of mixed letters and digits. */
  public static boolean isToken(String text) {
    if (TOKEN.matcher(text).matches()) {
      return true;
    }
    return BASE64.matcher(text).matches()
        && text.chars().filter(Character::isUpperCase).count() >= SOME
        && text.chars().filter(Character::isLowerCase).count() >= SOME
        && text.chars().filter(Character::isDigit).count() >= SOME
        && text.chars().filter(c -> c == '_' || c == '-').count() < SOME;
  }

  /**
   * Returns what may be a secret in the URLs of a text, in words that do not repeat it: {@code the
   * value of 'token'}.
   *
   * @param isPublic query keys that the recipe calls public
   * @param likely whether names that only may stand for secrets, as {@code key}, count too
   */
  public static Optional<String> inUrls(String text, Predicate<String> isPublic, boolean likely) {
    if (!text.contains("://")) {
      return Optional.empty();
    }
    Matcher url = URL.matcher(text);
    while (url.find()) {
      Optional<String> found = inUrl(url, isPublic, likely);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inUrl(Matcher url, Predicate<String> isPublic, boolean likely) {
    if (url.group(1).equalsIgnoreCase("file")) {
      return Optional.empty();
    }
    String authority = url.group(2);
    if (url.group(1).equalsIgnoreCase("sftp")) {
      authority = authority.replaceFirst("^[^:@]+@", ""); // SSH has nobody without a name
    }
    if (authority.indexOf('@') >= 0
        || (authority.matches("[^:\\[{]*:(?![\\d{]*$).*") && url.group().indexOf('@') >= 0)) {
      return Optional.of("the user name or password");
    }
    String query = url.group(4) == null ? "" : url.group(4).substring(1);
    String fragment = url.group(5) == null ? "" : url.group(5).substring(1);
    for (String part : (query + "&" + fragment).split("[&;]", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? "" : part.substring(0, equals);
      String value = part.substring(equals + 1);
      if (value.isEmpty() || isPublic.test(key) || value.matches("\\{[^{}]*\\}")) {
        if (!isToken(key)) {
          continue;
        }
        key = "";
      }
      boolean named = NAME.matcher(key).matches() || (likely && LIKELY_NAME.matcher(key).matches());
      if (named) {
        return Optional.of("the value of '" + key + "'");
      } else if (isToken(value) || isToken(key)) {
        return Optional.of(key.isEmpty() ? "a part of the query" : "the value of '" + key + "'");
      }
    }
    return Optional.empty();
  }
}
