package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.recipe.Policies.OrderPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Checks or makes the order of a concat coordinate: strictly up or strictly down over all files.
 */
final class CoordinateOrder {
  private final String name;
  private final int patternDim;
  private final OrderPolicy policy;

  /** One file's coordinate values, in the encoding of the result. */
  record Part(long index, @Nullable Block values, String label) {
    Block required() {
      if (values == null) {
        throw new IllegalStateException(label);
      }
      return values;
    }
  }

  /** One element: which part, and which element of it. */
  private record Element(int part, int at) {}

  CoordinateOrder(String name, int patternDim, OrderPolicy policy) {
    this.name = name;
    this.patternDim = patternDim;
    this.policy = policy;
  }

  AxisPlanner.Axis arrange(List<Part> parts) {
    DataType type = parts.get(0).required().type();
    if (!type.isNumeric() || type == DataType.BOOL) {
      checkDistinct(parts);
      return inOrder(parts);
    }
    int[] wrong = firstDisorder(parts);
    if (wrong.length == 0) {
      return inOrder(parts);
    }
    if (policy == OrderPolicy.ERROR) {
      throw disorder(parts, wrong);
    }
    return sorted(parts);
  }

  private void checkDistinct(List<Part> parts) {
    Set<Object> seen = new HashSet<>();
    for (Part part : parts) {
      Block b = part.required();
      for (int i = 0; i < b.elements(); i++) {
        Object key = b.type() == DataType.STRING ? b.strings()[i] : (Object) b.longAt(i);
        if (!seen.add(key)) {
          throw PlanException.sources(
              part.label() + ": '" + name + "' repeats the value '" + key + "'");
        }
      }
    }
  }

  /**
   * The part and element that does not go on in the direction of the whole, and those before it; or
   * nothing.
   */
  private static int[] firstDisorder(List<Part> parts) {
    int direction = direction(parts);
    int beforePart = -1;
    int beforeAt = -1;
    for (int p = 0; p < parts.size(); p++) {
      Block b = parts.get(p).required();
      for (int i = 0; i < b.elements(); i++) {
        if (beforePart >= 0
            && CoordinateValues.compare(b, i, parts.get(beforePart).required(), beforeAt)
                    * direction
                <= 0) {
          return new int[] {beforePart, beforeAt, p, i};
        }
        beforePart = p;
        beforeAt = i;
      }
    }
    return new int[0];
  }

  /** 1 if the last element is above the first, else -1. */
  private static int direction(List<Part> parts) {
    List<Part> some = parts.stream().filter(p -> p.required().elements() > 0).toList();
    if (some.isEmpty()) {
      return 1;
    }
    Block first = some.get(0).required();
    Block last = some.get(some.size() - 1).required();
    return CoordinateValues.compare(last, last.elements() - 1, first, 0) < 0 ? -1 : 1;
  }

  private PlanException disorder(List<Part> parts, int[] at) {
    Block before = parts.get(at[0]).required();
    Block here = parts.get(at[2]).required();
    int sign = CoordinateValues.compare(here, at[3], before, at[1]);
    return PlanException.sources(
        parts.get(at[2]).label()
            + ": '"
            + name
            + "' is "
            + text(here, at[3])
            + " at element "
            + at[3]
            + ", after "
            + text(before, at[1])
            + " in "
            + parts.get(at[0]).label()
            + ": "
            + (sign == 0 ? "a duplicate" : "files overlap or are out of order")
            + "; write policies: {order: sort}, {order: keep-first} or {order: keep-last}");
  }

  private AxisPlanner.Axis sorted(List<Part> parts) {
    List<Element> elements = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      for (int i = 0; i < parts.get(p).required().elements(); i++) {
        elements.add(new Element(p, i));
      }
    }
    boolean last = policy == OrderPolicy.KEEP_LAST;
    Comparator<Element> byValue =
        (a, b) ->
            CoordinateValues.compare(
                parts.get(a.part()).required(), a.at(), parts.get(b.part()).required(), b.at());
    // Up, unless everything within the files goes down.
    if (descends(parts)) {
      byValue = byValue.reversed();
    }
    Comparator<Element> byPart = Comparator.comparingInt(Element::part);
    elements.sort(
        byValue.thenComparing(last ? byPart.reversed() : byPart).thenComparingInt(Element::at));
    List<Element> kept = new ArrayList<>();
    for (Element e : elements) {
      boolean again = !kept.isEmpty() && byValue.compare(kept.get(kept.size() - 1), e) == 0;
      if (again && policy == OrderPolicy.SORT) {
        Element first = kept.get(kept.size() - 1);
        throw PlanException.sources(
            parts.get(e.part()).label()
                + ": '"
                + name
                + "' repeats "
                + text(parts.get(e.part()).required(), e.at())
                + ", which is in "
                + parts.get(first.part()).label()
                + " too; write policies: {order: keep-first} or {order: keep-last}");
      }
      if (!again) {
        kept.add(e);
      }
    }
    return segments(parts, kept);
  }

  private static boolean descends(List<Part> parts) {
    boolean down = false;
    for (Part part : parts) {
      Block b = part.required();
      for (int i = 1; i < b.elements(); i++) {
        if (CoordinateValues.compare(b, i, b, i - 1) > 0) {
          return false;
        }
        down = true;
      }
    }
    return down;
  }

  private AxisPlanner.Axis inOrder(List<Part> parts) {
    List<Element> all = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      int n = parts.get(p).required().elements();
      for (int i = 0; i < n; i++) {
        all.add(new Element(p, i));
      }
    }
    return segments(parts, all);
  }

  /** Runs of neighbours in one file become segments. */
  private AxisPlanner.Axis segments(List<Part> parts, List<Element> elements) {
    List<long[]> segments = new ArrayList<>();
    DataType type = parts.get(0).required().type();
    Block values = Block.allocate(type, elements.size());
    Element before = null;
    for (int n = 0; n < elements.size(); n++) {
      Element e = elements.get(n);
      Block from = parts.get(e.part()).required();
      Block.copy(from, new long[] {e.at()}, values, new long[] {n}, new long[] {1});
      if (before != null && e.part() == before.part() && e.at() == before.at() + 1) {
        segments.get(segments.size() - 1)[2]++;
      } else {
        segments.add(new long[] {parts.get(e.part()).index(), e.at(), 1});
      }
      before = e;
    }
    long[] index = segments.stream().mapToLong(s -> s[0]).toArray();
    long[] start = segments.stream().mapToLong(s -> s[1]).toArray();
    long[] length = segments.stream().mapToLong(s -> s[2]).toArray();
    return new AxisPlanner.Axis(new ConcatAxis(name, patternDim, index, start, length), values);
  }

  private static String text(Block block, int i) {
    return block.type().isFloat()
        ? Double.toString(block.doubleAt(i))
        : Long.toString(block.longAt(i));
  }
}
