package org.arcoforge.pattern;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes URLs as they may be stored and shown: without user names and passwords, and with {@code
 * ***} for the values of their queries and for their fragments. Values of query keys that a recipe
 * calls public stay. Whatever leaves the process (store, plan, report, catalog, messages) is
 * written by this class; plain paths and {@code file:} URLs hold no secrets and stay as they are.
 *
 * <p>For example, with the public key {@code format}, {@code
 * https://me:x@host/f.nc?format=nc&token=y} is written {@code
 * https://host/f.nc?format=nc&token=***}.
 */
public final class Redaction implements Serializable {
  /** Stands where something was taken out. */
  public static final String HIDDEN = "***";

  private static final long serialVersionUID = 1L;
  private static final Redaction STRICT = new Redaction(Set.of(), false);
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);
  private static final Pattern IN_TEXT =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s'\"<>`]*[^\\s'\"<>`.,;:)\\]}]");
  private static final Pattern QUERY_IN_TEXT =
      Pattern.compile("([?&]([\\w.-]+)=)[^&#\\s\"'<>{}()]*[^&#\\s\"'<>{}().,;:]");
  private static final Pattern FIELD = Pattern.compile("\\{\\{|\\}\\}|\\{[^{}]*\\}");
  private static final Pattern NAMES = Pattern.compile("[\\w.%\\[\\]:,/-]+");
  private static final Pattern KNOWN_FRAGMENT = Pattern.compile("dap2|dap4|bytes|mode=[a-z0-9,]+");
  private static final Pattern DAP_PATH = Pattern.compile(".*\\.(dods|dds|das|ascii|info)");
  private static final Set<String> GLOBBED = Set.of("gs", "s3", "memory", "inbox");

  private final TreeSet<String> publicKeys;
  private final boolean projections;

  private Redaction(Collection<String> publicKeys, boolean projections) {
    this.publicKeys = new TreeSet<>(publicKeys);
    this.projections = projections;
  }

  /** Returns a redaction that hides every value. */
  public static Redaction strict() {
    return STRICT;
  }

  /**
   * Returns a redaction that hides all values but those of some keys.
   *
   * @param publicKeys names of query keys whose values may be seen
   * @param projections whether a query without {@code =} names variables, as OPeNDAP's do
   */
  public static Redaction of(Collection<String> publicKeys, boolean projections) {
    return publicKeys.isEmpty() && !projections ? STRICT : new Redaction(publicKeys, projections);
  }

  /**
   * Tells of the value of a secret that this process holds: no redaction lets it through from now
   * on, wherever it stands, as it is, encoded for URLs or in base64.
   */
  public static void conceal(String secret) {
    KnownSecrets.add(secret);
  }

  /** Returns a text without the secrets that this process holds, and else as it is. */
  public static String withoutSecrets(String text) {
    return KnownSecrets.hide(text);
  }

  /** Returns a URL, or a path, as it may be shown. */
  public String url(String url) {
    return KnownSecrets.hide(redacted(url, (key, value) -> HIDDEN));
  }

  /** Returns a template of URLs as it may be shown: the names of dimensions in it stay. */
  public String template(String template) {
    return redacted(template, (key, value) -> fieldsOf(value));
  }

  /** Returns a text as it may be shown, with each URL in it redacted, and each query of one. */
  public String text(String text) {
    String shown =
        text.contains("://")
            ? IN_TEXT.matcher(text).replaceAll(m -> Matcher.quoteReplacement(url(m.group())))
            : text;
    return KnownSecrets.hide(
        QUERY_IN_TEXT
            .matcher(shown)
            .replaceAll(
                m ->
                    Matcher.quoteReplacement(
                        publicKeys.contains(m.group(2)) ? m.group() : m.group(1) + HIDDEN)));
  }

  /**
   * Returns the part of a URL that tells one file from another: no user, no fragment, and no values
   * that change with every signature. Only to be digested: other values of the query are in it.
   */
  public static String identity(String url) {
    return new Redaction(Set.of(), true)
        .redacted(url, (key, value) -> SecretSigns.isSecret(key, value) ? HIDDEN : value);
  }

  /** Returns what {@link #url} hides of a URL: texts that no message may repeat. */
  public List<String> hidden(String url) {
    List<String> hidden = new ArrayList<>();
    Matcher m = URL.matcher(url);
    if (m.matches()) {
      int user = userEnd(m.group(2));
      if (user > 0) {
        hidden.addAll(List.of(m.group(2).substring(0, user - 1).split(":", -1)));
      }
      String kept = url(url);
      for (String part : m.group(2).substring(user).split("[?&;#]", -1)) {
        String value = part.substring(part.indexOf('=') + 1);
        if (!kept.contains(value)) {
          hidden.add(value);
        }
      }
    }
    return hidden;
  }

  private String redacted(String url, BiFunction<String, String, String> hide) {
    if (url.indexOf('?') < 0 && url.indexOf('@') < 0 && url.indexOf('#') < 0) {
      return url;
    }
    Matcher m = URL.matcher(url);
    if (!m.matches() || m.group(1).equalsIgnoreCase("file")) {
      return url;
    }
    String scheme = m.group(1).toLowerCase(Locale.ROOT);
    String rest = m.group(2).substring(userEnd(m.group(2)));
    boolean glob = GLOBBED.contains(scheme); // keys of buckets may hold any character
    int hash = glob ? -1 : fragmentStart(rest);
    String fragment = hash < 0 ? "" : rest.substring(hash + 1);
    rest = hash < 0 ? rest : rest.substring(0, hash);
    int mark = rest.indexOf('?');
    String path = mark < 0 ? rest : rest.substring(0, mark);
    StringBuilder s = new StringBuilder(m.group(1)).append("://").append(path);
    if (mark >= 0) {
      boolean names =
          projections || scheme.matches("dap2?|dods") || DAP_PATH.matcher(path).matches();
      s.append('?').append(query(rest.substring(mark + 1), names, glob, hide));
    }
    if (!fragment.isEmpty()) {
      s.append('#')
          .append(KNOWN_FRAGMENT.matcher(fragment).matches() ? fragment : hide.apply("", fragment));
    }
    return s.toString();
  }

  private String query(
      String query, boolean names, boolean glob, BiFunction<String, String, String> hide) {
    StringBuilder s = new StringBuilder();
    int start = 0;
    while (start <= query.length()) {
      int end = start;
      while (end < query.length() && query.charAt(end) != '&' && query.charAt(end) != ';') {
        end++;
      }
      s.append(part(query.substring(start, end), names, glob, hide));
      if (end < query.length()) {
        s.append(query.charAt(end));
      }
      start = end + 1;
    }
    return s.toString();
  }

  private String part(
      String part, boolean names, boolean glob, BiFunction<String, String, String> hide) {
    int equals = part.indexOf('=');
    String key = equals < 0 ? part : part.substring(0, equals);
    if (part.isEmpty() || publicKeys.contains(key)) {
      return part;
    }
    if (equals < 0 || SecretSigns.isToken(key)) { // base64 may end in '='
      boolean shown = glob || (names && NAMES.matcher(part).matches());
      return shown && !SecretSigns.isToken(key) ? part : hide.apply("", part);
    }
    String value = part.substring(equals + 1);
    return value.isEmpty() ? part : key + "=" + hide.apply(key, value);
  }

  /** Where the host begins; a password may hold what should have been escaped. */
  private static int userEnd(String rest) {
    int end = rest.length();
    for (char c : new char[] {'/', '?', '#'}) {
      int at = rest.indexOf(c);
      end = at < 0 ? end : Math.min(end, at);
    }
    String authority = rest.substring(0, end);
    int sign = authority.lastIndexOf('@');
    if (sign < 0 && authority.matches("[^:\\[{]*:(?![\\d{]*$).*")) {
      sign = rest.lastIndexOf('@'); // no port follows the colon: it is a password
    }
    return sign + 1;
  }

  /** The first {@code #} that is not in braces. */
  private static int fragmentStart(String rest) {
    int depth = 0;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '#' && depth <= 0) {
        return i;
      }
    }
    return -1;
  }

  private static String fieldsOf(String value) {
    StringBuilder s = new StringBuilder();
    Matcher field = FIELD.matcher(value);
    int at = 0;
    while (field.find()) {
      if (field.group().length() > 2) { // not a doubled brace
        s.append(field.start() > at ? HIDDEN : "").append(field.group());
        at = field.end();
      }
    }
    return s.append(at < value.length() ? HIDDEN : "").toString();
  }
}
