package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.recipe.RefusedException;

/** Decides whether a published store can become the planned one by growing, value for value. */
public final class Growth {
  /** Attributes that say what the stored numbers mean. */
  private static final List<String> ENCODING =
      List.of(
          "units",
          "calendar",
          "scale_factor",
          "add_offset",
          "_Unsigned",
          "_FillValue",
          "missing_value");

  private Growth() {}

  /**
   * Makes sure that what is stored means the same in both.
   *
   * @param cause says of a variable which file makes it another one; empty if none alone does
   * @throws RefusedException naming the variable, what is published and what the files need now
   */
  public static void check(
      StoreLayout published, StoreLayout planned, UnaryOperator<String> cause) {
    Map<String, ArrayLayout> before = new TreeMap<>();
    published.arrays().forEach(a -> before.put(a.variable().name(), a));
    if (published.zarrFormat() != planned.zarrFormat()) {
      throw refused(cause, "", "Zarr format", published.zarrFormat(), planned.zarrFormat());
    }
    for (ArrayLayout a : planned.arrays()) {
      String name = a.variable().name();
      ArrayLayout old = before.remove(name);
      if (old == null) {
        throw refused(cause, name, "variable", "none of that name", "one");
      }
      same(cause, name, "type", old.variable().type().id(), a.variable().type().id());
      same(
          cause,
          name,
          "dimensions",
          old.variable().dimensionNames(),
          a.variable().dimensionNames());
      same(cause, name, "chunks", old.chunk(), a.chunk());
      same(cause, name, "shards", old.shard(), a.shard());
      same(cause, name, "codec", old.codec(), a.codec());
      same(cause, name, "fill value", fill(old), fill(a));
      Attributes was = old.variable().attributes();
      Attributes is = a.variable().attributes();
      for (String key : differing(was, is)) {
        same(cause, name, key, was.get(key), is.get(key));
      }
      long[] shape = a.variable().shape();
      long[] shapeBefore = old.variable().shape();
      for (int d = 0; d < shape.length; d++) {
        if (shape[d] < shapeBefore[d]) {
          throw refused(
              cause,
              name,
              "length of dimension '" + a.variable().dimensionNames().get(d) + "'",
              shapeBefore[d],
              shape[d]);
        }
      }
    }
    if (!before.isEmpty()) {
      throw refused(
          cause, before.keySet().iterator().next(), "variable", "one", "none of that name");
    }
  }

  /** Returns in what a variable of one file is stored otherwise than in another; empty if alike. */
  public static String difference(Variable was, Variable is) {
    if (was.type() != is.type()) {
      return "type " + is.type().id() + " where " + was.type().id() + " was";
    }
    return differing(was.attributes(), is.attributes()).stream()
        .map(
            key ->
                key
                    + " "
                    + text(is.attributes().get(key))
                    + " where "
                    + text(was.attributes().get(key))
                    + " was")
        .collect(Collectors.joining(", "));
  }

  /** Returns whether the objects of an array that is planned may be those of a published one. */
  static boolean isAlike(ArrayLayout old, ArrayLayout planned) {
    return old.variable().type() == planned.variable().type()
        && old.variable().dimensionNames().equals(planned.variable().dimensionNames())
        && old.chunk().equals(planned.chunk())
        && old.shard().equals(planned.shard())
        && old.codec().equals(planned.codec())
        && fill(old).equals(fill(planned))
        && differing(old.variable().attributes(), planned.variable().attributes()).isEmpty();
  }

  /**
   * The attributes by which the same numbers mean something else; not another spelling of times.
   */
  private static List<String> differing(Attributes was, Attributes is) {
    List<String> keys = new ArrayList<>(ENCODING);
    keys.removeIf(key -> was.get(key).equals(is.get(key)));
    if (!keys.isEmpty() && areSameTimes(was, is)) {
      keys.removeAll(List.of("units", "calendar"));
    }
    return keys;
  }

  private static boolean areSameTimes(Attributes was, Attributes is) {
    try {
      Optional<CfTimeEncoding> times = CfTimeEncoding.of(was);
      return times.isPresent() && times.equals(CfTimeEncoding.of(is));
    } catch (IllegalArgumentException e) { // no times that anybody understands
      return false;
    }
  }

  /** What an element holds that was not written, and whether that is a missing value, in words. */
  private static String fill(ArrayLayout a) {
    boolean isText = a.variable().type() == DataType.STRING;
    Block one = a.fill().block(a.variable().type());
    boolean isNaN = a.variable().type().isFloat() && Double.isNaN(one.doubleAt(0));
    String bits = Long.toHexString(a.fill().bits());
    String value =
        isText ? "'" + a.fill().text() + "'" : isNaN ? "NaN (" + bits + ")" : number(one, bits);
    return value + (a.fillIsMissing() || isNaN ? ", missing" : ", a value");
  }

  private static String number(Block one, String bits) {
    return one.type().isFloat() ? one.doubleAt(0) + " (" + bits + ")" : one.longAt(0) + "";
  }

  private static void same(
      UnaryOperator<String> cause, String variable, String what, Object published, Object planned) {
    if (!published.equals(planned)) {
      throw refused(cause, variable, what, text(published), text(planned));
    }
  }

  private static Object text(Object value) {
    if (value instanceof Optional<?> o) {
      return o.isPresent() ? text(o.get()) : "none";
    }
    if (value instanceof AttributeValue attribute) {
      return attribute.values().size() == 1 ? "'" + attribute.shown() + "'" : attribute.shown();
    }
    return value;
  }

  private static RefusedException refused(
      UnaryOperator<String> cause, String variable, String what, Object published, Object planned) {
    return RefusedException.sources(
        (variable.isEmpty() ? "" : "variable '" + variable + "': ")
            + what
            + ": "
            + published
            + " is published, and the files now make "
            + planned
            + cause.apply(variable)
            + "; an append keeps what is stored exactly as it is: write target: {mode: create} for"
            + " a new version");
  }

  /**
   * Returns what would not stay where it is published, for people; empty if all would. A file that
   * was missing has its place, and is no reason to move anything.
   *
   * @param before gives the position that a file of the planned store had in the published one; -1
   *     if it had none
   */
  public static String moved(Plan old, Plan planned, LongUnaryOperator before) {
    for (PlannedArray was : old.arrays()) {
      PlannedArray now =
          planned.arrays().stream()
              .filter(a -> a.name().equals(was.name()))
              .findFirst()
              .orElseThrow();
      Region extent = Region.whole(was.layout().variable().shape());
      Block known = was.values();
      Block after = now.values();
      if (known != null && after != null) {
        if (!after.part(extent).equals(known)) {
          return "coordinate '" + was.name() + "' has new values among the published ones";
        }
        continue;
      }
      List<Fragment> published = fragments(old, was, extent);
      List<Fragment> wanted = fragments(planned, now, extent);
      for (int n = 0; n < Math.max(published.size(), wanted.size()); n++) {
        if (n >= published.size()
            || n >= wanted.size()
            || !isSame(published.get(n), wanted.get(n), before)) {
          Fragment first = wanted.get(Math.min(n, wanted.size() - 1));
          return "variable '"
              + was.name()
              + "' "
              + first.target()
              + " would come from another file";
        }
      }
    }
    return "";
  }

  private static boolean isSame(Fragment was, Fragment now, LongUnaryOperator before) {
    return Objects.equals(was.target(), now.target())
        && Objects.equals(was.source(), now.source())
        && before.applyAsLong(now.position()) == was.position();
  }

  private static List<Fragment> fragments(Plan plan, PlannedArray array, Region region) {
    List<Fragment> all = new ArrayList<>();
    if (Arrays.stream(region.size()).allMatch(n -> n > 0)) {
      plan.fragments(array, region, all::add);
    }
    return all;
  }
}
