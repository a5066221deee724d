package org.arcoforge.plan.axis;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a second dimension from the names of files. */
final class NamedParts {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

  private NamedParts() {}

  /**
   * Returns a glob that names the part in which the first two names differ {@code member}, and
   * numbers the other parts that vary; null if the names are not made alike, or the two differ in
   * more.
   *
   * @param urls of files, two of one place first
   */
  static @Nullable String glob(List<String> urls) {
    if (urls.size() < 2) {
      return null;
    }
    List<List<String>> words = urls.stream().map(NamedParts::words).toList();
    List<String> first = words.get(0);
    String alike = between(urls.get(0));
    if (!urls.stream().allMatch(url -> between(url).equals(alike))) {
      return null;
    }
    StringBuilder glob = new StringBuilder();
    Matcher matcher = WORD.matcher(urls.get(0));
    int at = 0;
    int members = 0;
    int others = 0;
    for (int w = 0; matcher.find(); w++) {
      int n = w;
      boolean varies = new TreeSet<>(words.stream().map(x -> x.get(n)).toList()).size() > 1;
      String part = matcher.group();
      if (!first.get(w).equals(words.get(1).get(w))) {
        part = "{member}";
        members++;
      } else if (varies) {
        part = others == 0 ? "{part}" : "{part" + (others + 1) + "}";
        others++;
      }
      glob.append(urls.get(0), at, matcher.start()).append(part);
      at = matcher.end();
    }
    glob.append(urls.get(0), at, urls.get(0).length());
    return members == 1 ? glob.toString() : null;
  }

  private static List<String> words(String url) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(url);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  /** What stands between the words. */
  private static String between(String url) {
    return WORD.matcher(url).replaceAll("x");
  }
}
