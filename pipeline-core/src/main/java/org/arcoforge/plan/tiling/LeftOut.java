package org.arcoforge.plan.tiling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Elements along one concat dimension that a policy leaves out of the store, as another file has
 * the same coordinate.
 *
 * @param dim of the data
 * @param policy the line of the recipe that leaves them out, as {@code order: keep-first}
 * @param elements how many are left out
 * @param of how many the files have
 * @param files how many files lack some
 * @param unused how many files lack all
 * @param first a hundred of these files at most: those that lack all, then the others, each by
 *     position
 */
public record LeftOut(
    String dim, String policy, long elements, long of, long files, long unused, List<Part> first) {
  private static final int SHOWN = 5;

  /**
   * A part is what is left out of one file.
   *
   * @param url of the file, without secrets
   * @param position its place in the pattern, as messages name it
   * @param elements how many of its elements
   * @param of how many it has
   */
  public record Part(String url, String position, long elements, long of) {
    private Part named(UnaryOperator<String> name) {
      return new Part(name.apply(url), position, elements, of);
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("source", url);
      json.put("position", position);
      json.put("elements", elements);
      json.put("of", of);
      return json;
    }

    private String text() {
      return (elements == of ? "all " + of : elements + " of " + of) + " of " + url;
    }
  }

  /** Copies the list. */
  public LeftOut {
    first = List.copyOf(first);
  }

  /** Returns the same by other names of the files. */
  public LeftOut named(UnaryOperator<String> name) {
    List<Part> named = first.stream().map(p -> p.named(name)).toList();
    return new LeftOut(dim, policy, elements, of, files, unused, named);
  }

  /** Returns all of it as plain JSON. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("dim", dim);
    json.put("policy", policy);
    json.put("elements", elements);
    json.put("of", of);
    json.put("files", files);
    json.put("unused_files", unused);
    json.put("first", first.stream().map(Part::json).toList());
    return json;
  }

  /** Returns one sentence that says how many elements are left out, and of which files. */
  public String sentence() {
    String shown = first.stream().limit(SHOWN).map(Part::text).collect(Collectors.joining(", "));
    long more = files - Math.min(SHOWN, first.size());
    return "policies: {"
        + policy
        + "} left "
        + elements
        + " of "
        + of
        + " elements along '"
        + dim
        + "' out: "
        + shown
        + (more > 0 ? ", and some of " + more + " more files" : "");
  }
}
