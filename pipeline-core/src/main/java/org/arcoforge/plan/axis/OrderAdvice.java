package org.arcoforge.plan.axis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a concat coordinate does not go on from file to file, and what to write then. A
 * policy that would leave whole files out is proposed for copies only, and says so.
 */
final class OrderAdvice {
  /** Places whose folders cannot be listed, and names with characters that a glob reads. */
  private static final Pattern UNLISTED =
      Pattern.compile("https?:.*|.*[*?\\[\\]{}\\\\].*", Pattern.CASE_INSENSITIVE);

  private final boolean oneSeries;
  private final String dim;
  private final OrderedElements elements;

  /**
   * Looks at the elements of all files.
   *
   * @param oneSeries whether the files follow each other along this dimension and no other
   */
  OrderAdvice(String dim, OrderedElements elements, boolean oneSeries) {
    this.oneSeries = oneSeries;
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
        : wholeFiles(
            "write policies: {order: keep-first, allow_unused_files: true} or {order: keep-last,"
                + " allow_unused_files: true}, or name the files to take by `files`");
  }

  /** Returns what to write where a policy, {@code order: …}, would leave nothing of a file. */
  String forUnused(String policy) {
    return isRestarting()
        ? restarting()
        : wholeFiles("name the files to take by `files`")
            + "; if these files are not wanted at all, write policies: {"
            + policy
            + ", allow_unused_files: true}";
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

  /** Two files hold the same coordinates; {@code copies} is what to write if the data are alike. */
  private String wholeFiles(String copies) {
    String same = "; several files hold the same '" + dim + "'";
    return members()
        .map(
            glob ->
                same
                    + ", and their names have a second dimension: write pattern: {glob: \""
                    + glob
                    + "\", dims: [{concat: "
                    + NamedParts.name(dim)
                    + "}, {concat: "
                    + dim
                    + "}]}; if they are copies, "
                    + copies)
        .orElse(
            same
                + ": if they are copies, "
                + copies
                + "; if they are members of an ensemble, or hold other variables, write a second"
                + " dimension for them in `dims`");
  }

  /** A glob by which files that hold the same coordinates become members; empty if none would. */
  private Optional<String> members() {
    List<String> urls = new ArrayList<>();
    for (int p = 0; p < elements.parts(); p++) {
      urls.add(elements.url(p));
    }
    if (!oneSeries || urls.stream().anyMatch(url -> UNLISTED.matcher(url).matches())) {
      return Optional.empty();
    }
    int[] twins = twins();
    return twins.length == 0
        ? Optional.empty()
        : NamedParts.of(urls, twins[0], twins[1], dim)
            .filter(named -> areMembers(named, urls))
            .map(NamedParts::glob);
  }

  /** Two files with equal coordinates; none if there are no such two. */
  private int[] twins() {
    // An archive of a million files is not compared in pairs.
    for (int p = 1; p < elements.parts() && p <= 1000; p++) {
      for (int q = 0; q < p; q++) {
        if (Arrays.equals(elements.keys(p), elements.keys(q))) {
          return new int[] {q, p};
        }
      }
    }
    return new int[0];
  }

  /** Whether each member has as many files, with the same coordinates, which go on among them. */
  private boolean areMembers(NamedParts named, List<String> urls) {
    Map<String, List<Integer>> members = new TreeMap<>();
    IntStream.range(0, urls.size())
        .boxed()
        .sorted(Comparator.comparing(urls::get)) // as a glob finds them
        .forEach(p -> members.computeIfAbsent(named.keys().get(p), k -> new ArrayList<>()).add(p));
    List<Integer> first = members.values().iterator().next();
    for (List<Integer> files : members.values()) {
      boolean same = files.size() == first.size();
      for (int i = 0; same && i < first.size(); i++) {
        same = Arrays.equals(elements.keys(files.get(i)), elements.keys(first.get(i)));
      }
      if (!same) {
        return false;
      }
    }
    return goesOn(first.stream().flatMapToLong(p -> Arrays.stream(elements.keys(p))).toArray());
  }

  /** Whether numbers rise or fall all the way; names must only differ. */
  private boolean goesOn(long[] keys) {
    if (!elements.meaning().areNumbers()) {
      return Arrays.stream(keys).distinct().count() == keys.length;
    }
    for (int i = 2; i < keys.length; i++) {
      if (Long.compare(keys[i], keys[i - 1]) != Long.compare(keys[1], keys[0])) {
        return false;
      }
    }
    return keys.length < 2 || keys[0] != keys[1];
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
