package org.arcoforge.plan.axis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second dimension that the names of files have: the one word in which two files of one place
 * differ.
 *
 * @param glob names that word, and numbers the other parts that vary
 * @param keys the word of each file, in the order of the files
 */
record NamedParts(String glob, List<String> keys) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

  /**
   * Reads the names; empty if they are not made alike, or the two differ in more than a word.
   *
   * @param urls of all files
   * @param a a file that is at the same place as file {@code b}
   * @param dim the dimension that the recipe has: parts are called otherwise
   */
  static Optional<NamedParts> of(List<String> urls, int a, int b, String dim) {
    String example = urls.get(a);
    String alike = between(example);
    if (!urls.stream().allMatch(url -> between(url).equals(alike))) {
      return Optional.empty();
    }
    List<List<String>> words = urls.stream().map(NamedParts::words).toList();
    StringBuilder glob = new StringBuilder();
    List<String> keys = List.of();
    Matcher matcher = WORD.matcher(example);
    int at = 0;
    int members = 0;
    int others = 0;
    for (int w = 0; matcher.find(); w++) {
      int n = w;
      List<String> column = words.stream().map(x -> x.get(n)).toList();
      String part = matcher.group();
      if (!column.get(a).equals(column.get(b))) {
        part = "{" + name(dim) + "}";
        keys = column;
        members++;
      } else if (new TreeSet<>(column).size() > 1) {
        others++;
        part = "{" + (dim.equals("part") ? "piece" : "part") + (others == 1 ? "" : others) + "}";
      }
      glob.append(example, at, matcher.start()).append(part);
      at = matcher.end();
    }
    glob.append(example, at, example.length());
    return members == 1 ? Optional.of(new NamedParts(glob.toString(), keys)) : Optional.empty();
  }

  /** Returns a name for the second dimension beside one that the recipe has. */
  static String name(String dim) {
    return dim.equals("member") ? "series" : "member";
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
