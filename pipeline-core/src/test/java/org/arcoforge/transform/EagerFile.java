package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.arcoforge.view.SourceSample;

/** Variables as plain arrays of doubles, changed one element after the other: slow and obvious. */
final class EagerFile {
  /** One variable. */
  record Table(List<String> dims, int[] shape, double[] values) {
    double at(int[] index) {
      int number = 0;
      for (int d = 0; d < shape.length; d++) {
        number = number * shape[d] + index[d];
      }
      return values[number];
    }

    /** The element whose indices by name are those; others are left aside. */
    double at(Map<String, Integer> index) {
      return at(dims.stream().mapToInt(index::get).toArray());
    }
  }

  final Map<String, Table> tables = new LinkedHashMap<>();

  /** Whether {@code v} is of single precision by now. */
  boolean single;

  static EagerFile of(SourceSample sample) {
    EagerFile file = new EagerFile();
    sample
        .description()
        .variables()
        .forEach(
            s -> {
              int[] shape = Arrays.stream(s.variable().shape()).mapToInt(n -> (int) n).toArray();
              var block = sample.values(s.variable().name());
              double[] values =
                  IntStream.range(0, block.elements()).mapToDouble(block::doubleAt).toArray();
              file.tables.put(
                  s.variable().name(), new Table(s.variable().dimensionNames(), shape, values));
            });
    return file;
  }

  int length(String dim) {
    for (Table t : tables.values()) {
      if (t.dims().contains(dim)) {
        return t.shape()[t.dims().indexOf(dim)];
      }
    }
    return -1;
  }

  /** Those elements of a dimension, in all variables. */
  void take(String dim, int... indices) {
    tables.replaceAll(
        (name, t) ->
            !t.dims().contains(dim)
                ? t
                : build(
                    t.dims(),
                    i -> {
                      Map<String, Integer> from = new LinkedHashMap<>(i);
                      from.put(dim, indices[java.util.Objects.requireNonNull(i.get(dim))]);
                      return t.at(from);
                    },
                    t,
                    dim,
                    indices.length));
  }

  /** One element of a dimension, which goes. */
  void drop(String dim, int index) {
    tables.replaceAll(
        (name, t) -> {
          List<String> dims = new ArrayList<>(t.dims());
          dims.remove(dim);
          return build(
              dims,
              i -> {
                Map<String, Integer> from = new LinkedHashMap<>(i);
                from.put(dim, index);
                return t.at(from);
              },
              t,
              "",
              0);
        });
  }

  void transpose(List<String> order) {
    tables.replaceAll(
        (name, t) -> build(order.stream().filter(t.dims()::contains).toList(), t::at, t, "", 0));
  }

  void map(String variable, DoubleUnaryOperator function) {
    Table t = table(variable);
    tables.put(
        variable,
        new Table(t.dims(), t.shape(), Arrays.stream(t.values()).map(function).toArray()));
  }

  /** NaN where another variable is below a number. */
  void maskBelow(String variable, String other, double limit) {
    Table t = table(variable);
    Table o = table(other);
    tables.put(variable, build(t.dims(), i -> o.at(i) < limit ? Double.NaN : t.at(i), t, "", 0));
  }

  Table table(String name) {
    return java.util.Objects.requireNonNull(tables.get(name));
  }

  private interface Element {
    double at(Map<String, Integer> index);
  }

  private static Table build(
      List<String> dims, Element element, Table old, String changed, int length) {
    int[] shape =
        dims.stream()
            .mapToInt(d -> d.equals(changed) ? length : old.shape()[old.dims().indexOf(d)])
            .toArray();
    double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int n = 0; n < values.length; n++) {
      Map<String, Integer> index = new LinkedHashMap<>();
      int rest = n;
      for (int d = shape.length - 1; d >= 0; d--) {
        index.put(dims.get(d), rest % shape[d]);
        rest /= shape[d];
      }
      values[n] = element.at(index);
    }
    return new Table(dims, shape, values);
  }
}
