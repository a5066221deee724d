package org.arcoforge.pattern;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** A URL with {@code {name}} and {@code {name:format}} in it. */
public record UrlTemplate(String text) implements Serializable {
  /** Parses; to be written by the recipe module's author. */
  public static UrlTemplate parse(String text) {
    return new UrlTemplate(text);
  }

  /** Expands. */
  public String expand(Map<String, Object> keys) {
    return text;
  }

  /** Checks names. */
  public void check(List<PatternDim> dims) {}
}
