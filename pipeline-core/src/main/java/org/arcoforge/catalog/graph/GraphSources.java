package org.arcoforge.catalog.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.yaml.Problems;
import org.arcoforge.yaml.Yaml;

/**
 * Reads from the recipe in an item which files a data set is made of: templates of URLs, patterns,
 * and the folders of files that are listed.
 */
final class GraphSources {
  private static final Pattern HOST =
      Pattern.compile("(?i)([a-z][a-z0-9+.-]*)://(?:[^/@]*@)?([^/:]+)(:\\d+)?(/.*)?");
  private static final int MOST = 100;

  private GraphSources() {}

  /** Returns templates, each once, in the order of the recipe. */
  static List<String> of(String recipe) {
    Set<String> found = new LinkedHashSet<>();
    Yaml root = new Problems("recipe", "recipe", "").parse(recipe);
    if (root == null || root.kind() != Yaml.Kind.MAPPING) {
      return List.of();
    }
    root.get("pattern")
        .filter(p -> p.kind() == Yaml.Kind.MAPPING)
        .ifPresent(
            pattern -> {
              for (String key : List.of("url", "glob")) {
                pattern.get(key).ifPresent(y -> texts(y).forEach(found::add));
              }
              pattern
                  .get("files")
                  .ifPresent(
                      y ->
                          texts(y)
                              .forEach(
                                  f -> found.add(f.substring(0, f.lastIndexOf('/') + 1) + "*")));
            });
    return found.stream().limit(MOST).toList();
  }

  private static List<String> texts(Yaml yaml) {
    List<String> texts = new ArrayList<>();
    if (yaml.kind() == Yaml.Kind.LIST) {
      yaml.items().forEach(y -> texts.addAll(texts(y)));
    } else if (yaml.kind() == Yaml.Kind.TEXT) {
      texts.add(yaml.raw());
    }
    return texts;
  }

  /** Returns scheme and host of a URL as {@code https://host/}; empty if it has none. */
  static String archive(String url) {
    Matcher m = HOST.matcher(url);
    return m.matches() ? m.group(1) + "://" + m.group(2) + "/" : "";
  }

  /** Returns the host of a URL; empty if it has none. */
  static String host(String url) {
    Matcher m = HOST.matcher(url);
    return m.matches() ? m.group(2) : "";
  }

  /** Returns whether an address is a path of one machine, which nobody else should be told. */
  static boolean isOfOneMachine(String address) {
    return address.matches("(?i)/.*|file:.*|[a-z]:[/\\\\].*|~.*");
  }

  /** Returns what all URLs of a template begin with. */
  static String prefix(String template) {
    return template.replaceFirst("[{*?\\[].*", "");
  }

  /** Returns whether a URL may be one of a template's, or lies above or below it. */
  static boolean meets(String template, String url) {
    String prefix = prefix(template);
    if (prefix.startsWith(url) && url.endsWith("/")) {
      return true;
    }
    StringBuilder regex = new StringBuilder();
    Matcher field = Pattern.compile("\\{[^{}]*}|\\*+|\\?").matcher(template);
    int at = 0;
    while (field.find()) {
      regex.append(Pattern.quote(template.substring(at, field.start()))).append(".*?");
      at = field.end();
    }
    regex.append(Pattern.quote(template.substring(at)));
    boolean store = template.matches(".*\\.zarr/?");
    return url.matches(regex + (store ? "(/.*)?" : "")) || url.equals(template);
  }
}
