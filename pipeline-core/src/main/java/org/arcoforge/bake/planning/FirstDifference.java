package org.arcoforge.bake.planning;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HexFormat;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.SeenValues;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;
import org.arcoforge.view.ViewEncodings;
import org.jspecify.annotations.Nullable;

/** Reads a variable of two files again and tells the first element in which it differs. */
final class FirstDifference {
  private final String variable;
  private final double tolerance;
  private final Values first;
  private final Values other;

  /** Values of a file, and what they stand for. */
  private record Values(Block block, CfEncoding encoding, SeenValues meaning) {
    String text(int i) {
      return meaning.text(block, i);
    }

    boolean isMissing(int i) {
      return meaning.isMissing(block, i);
    }

    /** Floats that are neither packed nor times. */
    boolean arePlain() {
      return block.type().isFloat()
          && !encoding.isPacked()
          && encoding.time() == null
          && encoding.opaque() == null;
    }
  }

  private FirstDifference(String variable, double tolerance, Values first, Values other) {
    this.variable = variable;
    this.tolerance = tolerance;
    this.first = first;
    this.other = other;
  }

  /** Returns what to add to a refusal, on a line of its own. */
  static String of(WorkerSession session, RefusedException.Mismatch mismatch) {
    String variable = mismatch.variable();
    double tolerance = session.config().recipe().policies().toleranceOf(variable);
    try {
      Values first = read(session, variable, mismatch.firstPosition());
      Values other = read(session, variable, mismatch.otherPosition());
      return new FirstDifference(variable, tolerance, first, other).text();
    } catch (IOException e) { // that they differ is what counts
      return "\n(where is unknown: " + e.getMessage() + ")";
    }
  }

  private String text() {
    Block a = first.block();
    Block b = other.block();
    String types = "\n(types " + a.type().id() + " and " + b.type().id() + ")";
    if (a.type() != b.type() && !(first.meaning().areNumbers() && other.meaning().areNumbers())) {
      return types;
    }
    int n = Math.min(a.elements(), b.elements());
    for (int i = 0; i < n; i++) {
      if (!first.meaning().isNear(a, other.meaning(), b, i, tolerance)) {
        return at(i, values(i)) + (first.arePlain() && other.arePlain() ? near(a, b) : "");
      }
    }
    if (a.elements() != b.elements()) {
      return "\n(" + a.elements() + " and " + b.elements() + " elements)";
    }
    if (a.type() != b.type()) {
      return types;
    }
    for (int i = 0; i < n; i++) {
      String x = bits(a, i);
      String y = bits(b, i);
      if (!x.equals(y)) {
        return at(i, sameValues(i, x, y));
      }
    }
    return "\n(all values are equal, but their attributes say it in another way)";
  }

  private String at(int i, String values) {
    Block a = first.block();
    return "\n(first at "
        + (a.rank() == 0 ? "its one element" : "element " + index(a, i))
        + ": "
        + values
        + ")";
  }

  /** Both values; of times in other units also what they mean. */
  private String values(int i) {
    CfTimeEncoding from = first.encoding().time();
    CfTimeEncoding to = other.encoding().time();
    boolean units = from != null && to != null && !from.sameInstants(to);
    return shown(first, i, units ? from : null) + " and " + shown(other, i, units ? to : null);
  }

  private static String shown(Values values, int i, @Nullable CfTimeEncoding time) {
    return values.isMissing(i) && !values.block().type().isFloat()
        ? values.text(i) + ", which means missing,"
        : values.text(i)
            + (time == null ? "" : " (" + values.meaning().date(values.block(), i, time) + ")");
  }

  /** Values that are equal or both missing, and stored as other bits. */
  private String sameValues(int i, String x, String y) {
    String a = first.text(i);
    String b = other.text(i);
    String both =
        a.equals(b) ? a + " (bits " + x + ") and " + b + " (bits " + y + ")" : a + " and " + b;
    return both
        + (first.isMissing(i)
            ? ", both missing, stored as other bits"
            : ", equal numbers of other bits");
  }

  private static String bits(Block block, int i) {
    int size = block.type().size();
    if (block.type() == DataType.STRING) {
      return "";
    }
    StringBuilder hex = new StringBuilder();
    for (int k = size - 1; k >= 0; k--) { // little-endian
      HexFormat.of().toHexDigits(hex, block.bytes()[i * size + k]);
    }
    return hex.toString();
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

  /** What to write if the values differ by far less than from element to element; else nothing. */
  private String near(Block a, Block b) {
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
    double nearest = new BigDecimal(most).round(new MathContext(1, RoundingMode.UP)).doubleValue();
    return "\nwrite policies: {coordinates: {tolerance: {"
        + variable
        + ": "
        + nearest
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
              CfEncoding encoding =
                  ViewEncodings.of(
                      view, variable, coordinate(view, variable), pattern.url(position));
              return new Values(file.whole(v), encoding, new SeenValues(encoding));
            });
  }

  /** Whose bounds a variable is; null if it is nobody's. */
  private static @Nullable String coordinate(FileView view, String variable) {
    for (VariableView v : view.variables().values()) {
      if (CfReferences.bounds(v.variable(), view.variables().keySet())
          .filter(variable::equals)
          .isPresent()) {
        return v.variable().name();
      }
    }
    return null;
  }
}
