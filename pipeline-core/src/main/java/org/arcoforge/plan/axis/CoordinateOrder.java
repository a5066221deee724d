package org.arcoforge.plan.axis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.arcoforge.array.Block;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.SeenValues;
import org.arcoforge.plan.tiling.LeftOut;
import org.arcoforge.recipe.Policies.OrderPolicy;
import org.arcoforge.recipe.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Checks or makes the order of a concat coordinate: strictly up or strictly down over all files, as
 * readers see its values. Texts are names: they must not repeat, and are in order only when sorted.
 * Elements are numbered through all files; there may be millions, so they are held in arrays.
 */
public final class CoordinateOrder {
  private final String name;
  private final int patternDim;
  private final OrderPolicy policy;
  private final SeenValues meaning;
  private final boolean oneSeries;
  private final @Nullable CfTimeEncoding time;

  /**
   * A part holds one file's coordinate values, in the encoding of the result.
   *
   * @param index along the dimension of the pattern
   * @param values null if they are not known yet
   * @param url of the file; empty if there is none
   * @param label for messages
   */
  public record Part(long index, @Nullable Block values, String url, Supplier<String> label) {
    Block required() {
      if (values == null) {
        throw new IllegalStateException(label.get());
      }
      return values;
    }
  }

  /**
   * Makes a check of a coordinate.
   *
   * @param oneSeries whether the files follow each other along this dimension and no other
   * @param encoding what its stored numbers mean in the result: values have an order, not they
   */
  public CoordinateOrder(
      String name, int patternDim, OrderPolicy policy, CfEncoding encoding, boolean oneSeries) {
    this.oneSeries = oneSeries;
    this.meaning = new SeenValues(encoding);
    this.time = encoding.time();
    this.name = name;
    this.patternDim = patternDim;
    this.policy = policy;
  }

  public AxisPlanner.Axis arrange(List<Part> parts) {
    OrderedElements elements = new OrderedElements(parts, meaning);
    if (policy.isSorting()) {
      return elements.axis(
          name, patternDim, sorted(elements, policy == OrderPolicy.SORT_DESCENDING));
    }
    if (!meaning.areNumbers()) {
      return elements.axis(name, patternDim, distinct(elements));
    }
    int wrong = firstDisorder(elements);
    if (wrong < 0) {
      return elements.axis(name, patternDim, inOrder(elements));
    }
    if (policy == OrderPolicy.ERROR) {
      throw disorder(elements, wrong);
    }
    // Up, unless everything within the files goes down.
    return elements.axis(name, patternDim, sorted(elements, elements.descends()));
  }

  private static int[] inOrder(OrderedElements elements) {
    return IntStream.range(0, elements.size()).toArray();
  }

  /** Names are left in the order of the files, each once. */
  private int[] distinct(OrderedElements elements) {
    boolean last = policy == OrderPolicy.KEEP_LAST;
    int n = elements.size();
    Map<Long, Integer> kept = new HashMap<>();
    for (int k = 0; k < n; k++) {
      int i = last ? n - 1 - k : k;
      Integer other = kept.putIfAbsent(elements.key(i), i);
      if (other != null && policy == OrderPolicy.ERROR) {
        throw repeats(elements, i, other);
      }
    }
    return kept.values().stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** The first element that does not go on in the direction of the whole, or -1. */
  private static int firstDisorder(OrderedElements elements) {
    int n = elements.size();
    boolean ends = n == 0 || elements.key(n - 1) >= elements.key(0);
    boolean up = ends ? !elements.descends() : elements.ascends();
    for (int i = 1; i < n; i++) {
      int sign = Long.compare(elements.key(i), elements.key(i - 1));
      if (up ? sign <= 0 : sign >= 0) {
        return i;
      }
    }
    return -1;
  }

  private RefusedException disorder(OrderedElements elements, int at) {
    boolean again = elements.key(at) == elements.key(at - 1);
    return RefusedException.sources(
        elements.label(at)
            + ": '"
            + name
            + "' is "
            + elements.text(at)
            + " at element "
            + elements.inPart(at)
            + ", after "
            + elements.text(at - 1)
            + " in "
            + elements.label(at - 1)
            + ": "
            + (again ? "a duplicate" : "files overlap or are out of order")
            + dates(elements, at)
            + advice(elements).forDisorder());
  }

  private OrderAdvice advice(OrderedElements elements) {
    return new OrderAdvice(name, elements, oneSeries);
  }

  /** Makes sure that something is left of each file, unless the author allows otherwise. */
  void checkUsed(List<Part> parts, LeftOut left) {
    LeftOut.Part file =
        left.first().stream().filter(p -> p.elements() == p.of()).findFirst().orElse(null);
    if (file != null) {
      throw RefusedException.sources(
          file.url()
              + ", "
              + file.position()
              + ": policies: {"
              + left.policy()
              + "} leaves nothing of this file"
              + (left.unused() > 1 ? ", and of " + (left.unused() - 1) + " more" : "")
              + ": other files have all its "
              + file.of()
              + " elements along '"
              + name
              + "'"
              + advice(new OrderedElements(parts, meaning)).forUnused(left.policy()));
    }
  }

  private String dates(OrderedElements elements, int at) {
    if (time == null) {
      return "";
    }
    String date = elements.date(at, time);
    String before = elements.date(at - 1, time);
    return " (" + date + (date.equals(before) ? "" : " after " + before) + ")";
  }

  private int[] sorted(OrderedElements elements, boolean down) {
    int[] order = elements.sorted(down, policy == OrderPolicy.KEEP_LAST);
    int kept = 0;
    for (int i = 0; i < order.length; i++) {
      boolean again = kept > 0 && elements.key(order[kept - 1]) == elements.key(order[i]);
      if (again && policy.isSorting()) {
        throw repeats(elements, order[i], order[kept - 1]);
      }
      if (!again) {
        order[kept++] = order[i];
      }
    }
    return Arrays.copyOf(order, kept);
  }

  private RefusedException repeats(OrderedElements elements, int at, int other) {
    return RefusedException.sources(
        elements.label(at)
            + ": '"
            + name
            + "' repeats "
            + elements.text(at)
            + (time == null ? "" : " (" + elements.date(at, time) + ")")
            + ", which is in "
            + elements.label(other)
            + " too"
            + advice(elements).forDisorder());
  }
}
