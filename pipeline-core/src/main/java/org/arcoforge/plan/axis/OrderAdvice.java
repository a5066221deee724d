package org.arcoforge.plan.axis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a concat coordinate does not go on from file to file, and what to write then. A
 * policy that would leave whole files out is never proposed.
 */
final class OrderAdvice {
  private final String dim;
  private final OrderedElements elements;

  /** The elements of all files. */
  OrderAdvice(String dim, OrderedElements elements) {
    this.dim = dim;
    this.elements = elements;
  }

  /** Returns what to write where the coordinate goes back or repeats itself. */
  String forDisorder() {
    if (isRestarting()) {
      return restarting();
    }
    int[] order = elements.sorted(false, false);
    int repeated = repeated(order);
    if (repeated < 0) {
      return "; write policies: {order: sort}";
    }
    return lost(order) == null
        ? "; write policies: {order: keep-first} or {order: keep-last}"
        : wholeFiles();
  }

  /** Returns what to write where a policy would leave nothing of a file. */
  String forUnused() {
    return isRestarting() ? restarting() : wholeFiles();
  }

  /**
   * Whether each file counts its elements anew: whole numbers that are no times, from one number on
   * by one.
   */
  private boolean isRestarting() {
    boolean times = elements.meaning().time() != null;
    if (times || elements.parts() < 2 || !elements.meaning().areWhole()) {
      return false;
    }
    long from = elements.key(0);
    for (int p = 0; p < elements.parts(); p++) {
      for (int i = elements.begin(p); i < elements.begin(p + 1); i++) {
        if (elements.key(i) != from + i - elements.begin(p)) {
          return false;
        }
      }
    }
    return true;
  }

  private String restarting() {
    return "; '"
        + dim
        + "' counts anew in each file, so that it is no coordinate of the whole: write transforms:"
        + " [{drop: ["
        + dim
        + "]}] to join the files one after the other without it";
  }

  /** Two files hold the same coordinates. */
  private String wholeFiles() {
    @Nullable String glob = NamedParts.glob(names());
    String same = "; several files hold the same '" + dim + "'";
    return glob == null
        ? same
            + ": if they are members of an ensemble, or hold other variables, write a second"
            + " dimension for them in `dims`; if they are copies, name the files to take by `files`"
        : same
            + ", and their names have a second dimension: write pattern: {glob: \""
            + glob
            + "\", dims: [{concat: member}, {concat: "
            + dim
            + "}]}; if they are copies, name the files to take by `files`";
  }

  /** Names of two files with equal coordinates first, then of all others. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int p = 0; p < elements.parts(); p++) {
      names.add(elements.url(p));
    }
    for (int p = 1; p < elements.parts(); p++) {
      for (int q = 0; q < p; q++) {
        if (Arrays.equals(elements.keys(p), elements.keys(q))) {
          names.add(0, elements.url(p));
          names.add(0, elements.url(q));
          return names;
        }
      }
      if (p > 1000) { // an archive of a million files is not compared in pairs
        break;
      }
    }
    return List.of();
  }

  /** The first element that repeats the one before it, or -1. */
  private int repeated(int[] order) {
    for (int i = 1; i < order.length; i++) {
      if (elements.key(order[i]) == elements.key(order[i - 1])) {
        return order[i];
      }
    }
    return -1;
  }

  /** A file of which neither policy would keep anything, or of which one would not. */
  private @Nullable Integer lost(int[] firstOrder) {
    for (int[] order : List.of(firstOrder, elements.sorted(false, true))) {
      Set<Integer> used = new HashSet<>();
      for (int i = 0; i < order.length; i++) {
        if (i == 0 || elements.key(order[i]) != elements.key(order[i - 1])) {
          used.add(elements.part(order[i]));
        }
      }
      for (int p = 0; p < elements.parts(); p++) {
        if (elements.begin(p + 1) > elements.begin(p) && !used.contains(p)) {
          return p;
        }
      }
    }
    return null;
  }
}
