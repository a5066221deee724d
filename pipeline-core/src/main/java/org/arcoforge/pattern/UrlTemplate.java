package org.arcoforge.pattern;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL template is a URL or path with {@code {name}} and {@code {name:format}} in it, where names
 * are those of a pattern's dimensions. Formats are strftime's for dates ({@code {time:%Y%m%d}}),
 * {@code 03d} for integers, {@code .2f} for numbers. Braces that stand for themselves are doubled.
 * Immutable; equal where the text is.
 */
public final class UrlTemplate implements Serializable {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*(/[A-Za-z_][A-Za-z0-9_.-]*)*");

  /** What follows the name of a dimension of dates where the end of a step is meant. */
  static final String END = ".end";

  private final String text;
  private final List<Part> parts;
  private final boolean ends;

  /**
   * A part is a piece of the template: a text as it is where {@code format} is null, else a key.
   */
  private record Part(String text, int offset, @Nullable KeyFormat format)
      implements Serializable {}

  private UrlTemplate(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
    this.ends = names().stream().anyMatch(n -> n.endsWith(END));
  }

  /**
   * Parses a template.
   *
   * @throws TemplateException if a brace is alone, or a name or format is not one
   */
  public static UrlTemplate parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        plain.append(c);
        i += 2;
      } else if (c == '}') {
        throw new TemplateException(i, "'}' without '{'", "write }} for a brace");
      } else if (c == '{') {
        int close = text.indexOf('}', i);
        if (close < 0) {
          throw new TemplateException(i, "'{' without '}'", "close it, or write {{ for a brace");
        }
        if (!plain.isEmpty()) {
          parts.add(new Part(plain.toString(), i, null));
          plain.setLength(0);
        }
        parts.add(field(text.substring(i + 1, close), i + 1));
        i = close + 1;
      } else {
        plain.append(c);
        i++;
      }
    }
    if (!plain.isEmpty()) {
      parts.add(new Part(plain.toString(), text.length(), null));
    }
    return new UrlTemplate(text, parts);
  }

  private static Part field(String field, int offset) {
    int colon = field.indexOf(':');
    String name = colon < 0 ? field : field.substring(0, colon);
    if (!NAME.matcher(name).matches()) {
      throw new TemplateException(
          offset, "'" + name + "' is not a name of a dimension", "write {name} or {name:format}");
    }
    String format = colon < 0 ? "" : field.substring(colon + 1);
    return new Part(name, offset, KeyFormat.parse(format, offset + colon + 1));
  }

  /** Returns the text with every brace doubled, so that it stands for itself in a template. */
  public static String escape(String plain) {
    return plain.replace("{", "{{").replace("}", "}}");
  }

  /** Returns the template as written. */
  public String text() {
    return text;
  }

  /** Returns the names in it, each once, in the order of their first use. */
  public List<String> names() {
    return parts.stream().filter(p -> p.format() != null).map(Part::text).distinct().toList();
  }

  /** Whether ends of steps may stand in it. */
  boolean hasEnds() {
    return ends;
  }

  /**
   * Returns the URL for those keys.
   *
   * @throws IllegalArgumentException if a key is missing or of a type that its format does not take
   */
  public String expand(Map<String, Object> keys) {
    StringBuilder url = new StringBuilder(text.length() + 16);
    for (Part part : parts) {
      KeyFormat format = part.format();
      if (format == null) {
        url.append(part.text());
        continue;
      }
      Object key = keys.get(part.text());
      if (key == null || !format.accepts(key)) {
        throw new IllegalArgumentException(
            "key of '" + part.text() + "': expected " + format.accepted() + ", found " + key);
      }
      format.append(key, url);
    }
    return url.toString();
  }

  /**
   * Checks that these dimensions and the template's names go together: each name is a dimension,
   * each format takes that dimension's keys, and each dimension with more than one key is used,
   * finely enough that its first two files differ.
   *
   * @throws IllegalArgumentException with the first fault; a {@link TemplateException} if it is at
   *     one place in the template
   */
  public void check(List<PatternDim> dims) {
    for (TemplateException fault : faults(dims)) {
      throw fault;
    }
    for (PatternDim dim : dims) {
      String reason = unused(dim);
      if (!reason.isEmpty()) {
        throw new IllegalArgumentException(reason + ": " + text);
      }
    }
  }

  /** Returns the names that are none of {@code known}, each with the place of its first use. */
  public List<TemplateException> unknownNames(Collection<String> known) {
    List<TemplateException> faults = new ArrayList<>();
    for (String name : names()) {
      if (!known.contains(name) && !known.contains(startOf(name))) {
        Part first = parts.stream().filter(p -> isField(p, name)).findFirst().orElseThrow();
        String hint =
            known.isEmpty()
                ? "the pattern has no dimensions; add one, or write {{ for a brace"
                : Spelling.nearest(name, known)
                    .map(meant -> "did you mean '" + meant + "'?")
                    .orElse("dimensions: " + String.join(", ", known));
        faults.add(
            new TemplateException(
                first.offset(), "'" + name + "' is not a dimension of the pattern", hint));
      }
    }
    return faults;
  }

  /**
   * Returns everything wrong at a place of the template, in its order of kinds: names, then
   * formats.
   */
  public List<TemplateException> faults(List<PatternDim> dims) {
    List<TemplateException> faults =
        new ArrayList<>(unknownNames(dims.stream().map(PatternDim::name).toList()));
    for (PatternDim dim : dims) {
      for (Part part : parts) {
        KeyFormat format = part.format();
        if (format == null || !isField(part, dim.name())) {
          continue;
        }
        if (isEnd(part, dim.name()) && !(dim.keys() instanceof Keys.Dates)) {
          faults.add(
              new TemplateException(
                  part.offset(),
                  "'"
                      + part.text()
                      + "' is the end of a step, but '"
                      + dim.name()
                      + "' has no dates",
                  "write dates: {start, end, step}"));
          continue;
        }
        Object wrong = firstRefused(format, dim.keys());
        if (wrong != null) {
          faults.add(
              new TemplateException(
                  part.offset(),
                  "'"
                      + dim.name()
                      + "' is written as "
                      + format.accepted().replaceFirst(" *[;(].*", "")
                      + ", but a key is "
                      + wrong,
                  "expected " + format.accepted()));
        }
      }
    }
    return faults;
  }

  /**
   * Returns why a dimension with more than one key does not tell its files apart; empty if it does.
   * Looks at its first two keys only.
   */
  public String unused(PatternDim dim) {
    if (dim.keys().size() < 2) {
      return "";
    }
    if (parts.stream().noneMatch(p -> isField(p, dim.name()))) {
      return "dimension '"
          + dim.name()
          + "' has "
          + dim.keys().size()
          + " keys, but is not in the URL";
    }
    String first = only(dim, 0);
    if (!first.isEmpty() && first.equals(only(dim, 1))) {
      return "the first two keys of '"
          + dim.name()
          + "' ("
          + dim.keys().at(0)
          + ", "
          + dim.keys().at(1)
          + ") give one file: its format is coarser than its step";
    }
    return "";
  }

  /** What one dimension contributes to the URL at one of its keys; empty if no format takes it. */
  private String only(PatternDim dim, long index) {
    StringBuilder s = new StringBuilder();
    Object key = dim.keys().at(index);
    for (Part part : parts) {
      KeyFormat format = part.format();
      if (format != null && isField(part, dim.name()) && format.accepts(key)) {
        boolean end = isEnd(part, dim.name()) && dim.keys() instanceof Keys.Dates;
        format.append(end ? ((Keys.Dates) dim.keys()).lastSecond(index) : key, s.append('/'));
      }
    }
    return s.toString();
  }

  /** Whether a part is of a dimension: its key, or the end of its step. */
  private static boolean isField(Part part, String name) {
    return part.format() != null && (part.text().equals(name) || isEnd(part, name));
  }

  private static boolean isEnd(Part part, String name) {
    return part.text().equals(name + END);
  }

  private static String startOf(String name) {
    return name.endsWith(END) ? name.substring(0, name.length() - END.length()) : name;
  }

  private static @Nullable Object firstRefused(KeyFormat format, Keys keys) {
    long n = keys instanceof Keys.Values ? keys.size() : 1; // computed keys are of one type
    for (long i = 0; i < n; i++) {
      if (!format.accepts(keys.at(i))) {
        return keys.at(i);
      }
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UrlTemplate template && template.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the template as written. */
  @Override
  public String toString() {
    return text;
  }
}
