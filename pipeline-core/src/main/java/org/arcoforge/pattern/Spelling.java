package org.arcoforge.pattern;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant, for messages that say "did you mean …?". */
public final class Spelling {
  private static final int LONGEST = 200;

  private Spelling() {}

  /**
   * Returns the known word nearest to {@code word} by edit distance (insertion, deletion,
   * replacement and swapping of neighbours each cost 1; case costs nothing), if it is near enough:
   * one edit for each three letters and one more, but only one where a word has less than five
   * letters and is not the beginning of the other. Of words equally near, the first.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    return allNearest(word, known).stream().findFirst();
  }

  private static List<String> allNearest(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return List.of(); // nobody meant a word by that
    }
    String lower = word.toLowerCase(Locale.ROOT);
    List<String> best = new ArrayList<>();
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
      int shorter = Math.min(candidate.length(), word.length());
      String other = candidate.toLowerCase(Locale.ROOT);
      boolean brief = shorter < 5 && !other.startsWith(lower) && !lower.startsWith(other);
      int most = brief ? 1 : shorter / 3 + 1;
      if (distance > least || distance > most || distance >= candidate.length()) {
        continue;
      }
      if (distance < least) {
        best.clear();
        least = distance;
      }
      best.add(candidate);
    }
    return best;
  }

  /**
   * Returns the hint {@code did you mean 'x'?}, with all words that are equally near, or else
   * {@code expected one of: a, b, c}.
   */
  public static String hint(String word, Collection<String> known) {
    List<String> near = allNearest(word, known);
    if (!near.isEmpty()) {
      return "did you mean '" + String.join("' or '", near) + "'?";
    }
    return known.isEmpty() ? "there are none" : "expected one of: " + String.join(", ", known);
  }

  /** The optimal string alignment distance. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
