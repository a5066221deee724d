package org.arcoforge.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This is a glob in which parts of the files' names have names: {@code
 * pr_{member}_{start:%Y%m}-*.nc}. Formats are those of {@link UrlTemplate}; a part without one is a
 * text without a slash. Braces with commas are alternatives, as in any glob.
 */
public final class NamedGlob {
  private static final Pattern FIELD =
      Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)(?::([^{},/]*))?\\}");

  private final String text;
  private final String plain;
  private final Map<String, NameFormat> parts;
  private final Pattern regex;

  private NamedGlob(String text, String plain, Map<String, NameFormat> parts, Pattern regex) {
    this.text = text;
    this.plain = plain;
    this.parts = parts;
    this.regex = regex;
  }

  /**
   * Parses a glob.
   *
   * @throws TemplateException if a part has a format that cannot be read from a name
   */
  public static NamedGlob parse(String text) {
    Map<String, NameFormat> parts = new LinkedHashMap<>();
    Matcher m = FIELD.matcher(text);
    StringBuilder plain = new StringBuilder();
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (m.find()) {
      String before = text.substring(at, m.start());
      plain.append(before).append('*');
      // Folders before the first part may be written in several ways: the rest is what counts.
      String told = parts.isEmpty() ? before.substring(before.lastIndexOf('/') + 1) : before;
      regex.append(GlobRegex.of(told));
      String name = m.group(1);
      int group = List.copyOf(parts.keySet()).indexOf(name) + 1;
      if (group > 0) {
        regex.append("\\").append(group).append("(?:)");
      } else {
        String format = m.group(2) == null ? "" : m.group(2);
        parts.put(name, NameFormat.parse(format, m.start(2) < 0 ? m.start() : m.start(2)));
        regex.append('(').append(parts.get(name).regex()).append(')');
      }
      at = m.end();
    }
    plain.append(text.substring(at));
    regex.append(GlobRegex.of(text.substring(at)));
    return new NamedGlob(
        text, plain.toString(), parts, Pattern.compile("(?:.*/)?" + regex, Pattern.DOTALL));
  }

  /** Returns the glob without names: a star in the place of each part. */
  public String plain() {
    return plain;
  }

  /** Returns the names of the parts, each once. */
  public List<String> names() {
    return List.copyOf(parts.keySet());
  }

  /** Says whether a part has a format, so that its values have an order of their own. */
  boolean hasFormat(String name) {
    return !(java.util.Objects.requireNonNull(parts.get(name)).format() instanceof KeyFormat.AsIs);
  }

  /** Returns the values of the parts in a file's name; empty if it is of another form. */
  Optional<Map<String, Object>> read(String url) {
    Matcher m = regex.matcher(url);
    if (!m.matches()) {
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    int group = 0;
    for (Map.Entry<String, NameFormat> part : parts.entrySet()) {
      Optional<Object> value = part.getValue().read(m.group(++group));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.put(part.getKey(), value.get());
    }
    return Optional.of(values);
  }

  /**
   * Returns the URL that a file with those values would have.
   *
   * @param neighbour a file that was found
   * @param values as far as they are known; a star stands for others
   */
  String beside(String neighbour, Map<String, Object> values) {
    Matcher m = FIELD.matcher(text);
    int first = m.find() ? m.start() : text.length();
    int at = text.lastIndexOf('/', first) + 1;
    int folder = neighbour.length();
    for (long n = text.substring(at).chars().filter(c -> c == '/').count();
        n >= 0 && folder >= 0;
        n--) {
      folder = neighbour.lastIndexOf('/', folder - 1);
    }
    List<String> pieces = new ArrayList<>(List.of(neighbour.substring(0, folder + 1)));
    m.reset();
    while (m.find()) {
      pieces.add(text.substring(at, m.start()));
      Object value = values.get(m.group(1));
      StringBuilder written = new StringBuilder();
      if (value == null) {
        written.append('*');
      } else {
        java.util.Objects.requireNonNull(parts.get(m.group(1))).format().append(value, written);
      }
      pieces.add(written.toString());
      at = m.end();
    }
    pieces.add(text.substring(at));
    return String.join("", pieces);
  }

  /** Returns the glob as written. */
  @Override
  public String toString() {
    return text;
  }
}
