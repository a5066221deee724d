package org.arcoforge.repr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Writes the first and last items of many, as many as fit into a line. */
final class ValueLine {
  private static final String GAP = " ... ";

  private ValueLine() {}

  /**
   * Returns all items if they fit, else some from both ends with dots between, and at least one
   * from each.
   *
   * @param n how many items there are
   * @param item text of the one at an index
   * @param width characters
   */
  static String of(int n, IntFunction<String> item, int width) {
    if (n == 0) {
      return "";
    }
    // An item and its blank take two characters or more.
    int relevant = Math.min(n, Math.max((width + 1) / 2, 2));
    List<String> front = new ArrayList<>();
    List<String> back = new ArrayList<>();
    int length = -1;
    int fitting = 0; // of those that are taken from both ends in turn
    boolean all = relevant == n;
    for (int i = 0; i < relevant; i++) {
      String text = item.apply(i % 2 == 0 ? i / 2 : n - 1 - i / 2);
      length += text.length() + 1;
      (i % 2 == 0 ? front : back).add(text);
      all &= length <= width;
      if (fitting == i && length + GAP.length() - 1 <= width) {
        fitting++;
      }
    }
    int count = n <= 2 || all ? n : Math.max(2, fitting == relevant ? 0 : fitting);
    List<String> begin = front.subList(0, (count + 1) / 2);
    List<String> end = new ArrayList<>(back.subList(0, count / 2));
    java.util.Collections.reverse(end);
    String gap = n > 2 && !all ? GAP : end.isEmpty() ? "" : " ";
    String line = String.join(" ", begin) + gap + String.join(" ", end);
    return line.length() <= width ? line : line.substring(0, Math.max(width - 3, 0)) + "...";
  }
}
