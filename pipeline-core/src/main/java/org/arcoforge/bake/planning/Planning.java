package org.arcoforge.bake.planning;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.bake.tile.ObjectStreams;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.Planner;
import org.arcoforge.plan.tiling.ObjectParts;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;

/** Makes a plan from scans, and looks closer where two files differ. */
public final class Planning {
  private Planning() {}

  /**
   * Returns the plan.
   *
   * @throws RefusedException if there is none
   */
  public static Plan plan(WorkerSession session, ScanResults scans) throws IOException {
    return grow(session, scans, Map.of());
  }

  /**
   * Returns the plan of a published store that grows.
   *
   * @param published its arrays by name; none to plan a store of its own
   * @throws RefusedException if there is none
   */
  static Plan grow(WorkerSession session, ScanResults scans, Map<String, ArrayLayout> published)
      throws IOException {
    BakeConfig config = session.config();
    try {
      Plan plan =
          Planner.grow(
              config.recipe(),
              scans.records(),
              scans.failures(),
              config.resources().memory(),
              published,
              parts(session));
      refuseBeyondLimits(config, plan);
      return plan;
    } catch (RefusedException e) {
      throw toldWithPlaces(session, scans, e);
    }
  }

  private static ObjectParts parts(WorkerSession session) throws IOException {
    BakeConfig config = session.config();
    return ObjectStreams.into(
        session.stores().at(config.recipeStore()), config.recipe().target().zarrFormat());
  }

  private static void refuseBeyondLimits(BakeConfig config, Plan plan) {
    long bytes = 0;
    for (ArrayLayout array : plan.layout().arrays()) {
      long own = array.variable().type().size();
      for (long n : array.variable().shape()) {
        own = saturated(own, n);
      }
      bytes = bytes > Long.MAX_VALUE - own ? Long.MAX_VALUE : bytes + own;
    }
    config
        .limits()
        .refuses(plan.layout().objects(), bytes)
        .ifPresent(
            why -> {
              throw RefusedException.recipe(why);
            });
  }

  private static long saturated(long a, long b) {
    return b > 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  private static RefusedException toldWithPlaces(
      WorkerSession session, ScanResults scans, RefusedException e) {
    Recipe recipe = session.config().recipe();
    RefusedException.Mismatch mismatch = e.mismatch();
    RefusedException told =
        mismatch == null ? e : e.withMessage(e.getMessage() + difference(session, mismatch));
    if (e.blame() == Blame.SOURCES) {
      told = MisspelledConcat.of(recipe, scans).map(told::causedBy).orElse(told);
    }
    String where = recipe.places().before(told.key());
    return where.isEmpty() ? told : told.withMessage(where + told.getMessage());
  }

  /** The first element in which a variable differs between two files. */
  private static String difference(WorkerSession session, RefusedException.Mismatch mismatch) {
    Values first;
    Values other;
    try {
      first = read(session, mismatch.variable(), mismatch.firstPosition());
      other = read(session, mismatch.variable(), mismatch.otherPosition());
    } catch (IOException e) { // that they differ is what counts
      return "\n(where is unknown: " + e.getMessage() + ")";
    }
    Block a = first.block();
    Block b = other.block();
    boolean numbers = a.type().isNumeric() && b.type().isNumeric();
    String types = "\n(types " + a.type().id() + " and " + b.type().id() + ")";
    if (a.type() != b.type() && !numbers) {
      return types;
    }
    double tolerance = session.config().recipe().policies().toleranceOf(mismatch.variable());
    for (int i = 0; i < Math.min(a.elements(), b.elements()); i++) {
      Object x = element(a, i);
      Object y = element(b, i);
      boolean close = numbers && Math.abs(a.doubleAt(i) - b.doubleAt(i)) <= tolerance;
      boolean same = a.type() == b.type() ? x.equals(y) : a.doubleAt(i) == b.doubleAt(i);
      if (!same && !close) {
        return "\n(first at "
            + (a.rank() == 0 ? "its one element" : "element " + index(a, i))
            + ": "
            + x
            + " and "
            + y
            + ")"
            + (first.arePlain() && other.arePlain() ? near(mismatch.variable(), a, b) : "");
      }
    }
    if (a.type() != b.type()) {
      return types;
    }
    return "\n(" + a.elements() + " and " + b.elements() + " elements)";
  }

  /** Zero-based index of an element, a vector where there are several dimensions. */
  private static String index(Block block, int element) {
    if (block.rank() == 1) {
      return Integer.toString(element);
    }
    long[] index = new long[block.rank()];
    long rest = element;
    for (int d = index.length - 1; d >= 0; d--) {
      index[d] = rest % block.shape()[d];
      rest /= block.shape()[d];
    }
    return Arrays.toString(index);
  }

  private static Object element(Block block, int i) {
    return switch (block.type()) {
      case STRING -> block.strings()[i];
      case FLOAT16, FLOAT32, FLOAT64 -> block.doubleAt(i);
      default -> block.longAt(i);
    };
  }

  /** Values of a file; plain are floats that are neither packed nor times. */
  private record Values(Block block, boolean arePlain) {}

  /** What to write if the values differ by far less than from element to element; else nothing. */
  private static String near(String variable, Block a, Block b) {
    if (a.elements() != b.elements()) {
      return "";
    }
    double most = 0;
    double step = Double.POSITIVE_INFINITY;
    for (int i = 0; i < a.elements(); i++) {
      double x = a.doubleAt(i);
      double y = b.doubleAt(i);
      if (Double.isNaN(x) != Double.isNaN(y)) {
        return "";
      }
      most = Double.isNaN(x) ? most : Math.max(most, Math.abs(x - y));
      double next = i == 0 ? 0 : Math.abs(x - a.doubleAt(i - 1));
      step = next > 0 ? Math.min(step, next) : step;
    }
    if (Double.isInfinite(step)) {
      step = a.elements() == 0 ? 0 : Math.abs(a.doubleAt(0)) / 1000;
    }
    if (!(most > 0 && most <= step / 100)) {
      return "";
    }
    double tolerance =
        new BigDecimal(most).round(new MathContext(1, RoundingMode.UP)).doubleValue();
    return "\nwrite policies: {coordinates: {tolerance: {"
        + variable
        + ": "
        + tolerance
        + "}}} to keep the first file's where the others are that near";
  }

  private static Values read(WorkerSession session, String variable, long number)
      throws IOException {
    Recipe recipe = session.config().recipe();
    FilePattern pattern = recipe.pattern();
    Position position = pattern.position(number);
    return session
        .files()
        .use(
            pattern,
            position,
            file -> {
              FileView view = file.view(recipe, position);
              VariableView v = view.required(variable);
              Attributes a = v.variable().attributes();
              boolean plain =
                  v.variable().type().isFloat()
                      && !a.has("scale_factor")
                      && !a.has("add_offset")
                      && !a.text("units").orElse("").contains(" since ");
              return new Values(file.whole(v), plain);
            });
  }
}
