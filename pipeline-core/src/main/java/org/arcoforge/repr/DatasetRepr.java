package org.arcoforge.repr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;

/**
 * Prints a data set as xarray does after opening (CF decoding on, nothing loaded but the dimension
 * coordinates): what scientists compare with what they expect. Lines are at most 80 characters, and
 * 12 rows a section, as xarray's defaults are.
 */
public final class DatasetRepr {
  private final StoreLayout layout;
  private final Map<String, Block> values;
  private final Map<String, DecodedVariable> variables = new LinkedHashMap<>();
  private final Map<String, Long> dims = new LinkedHashMap<>();
  private final Set<String> coordinates = new LinkedHashSet<>();
  private final Set<String> inherited;
  private final int column;

  private DatasetRepr(StoreLayout layout, Map<String, Block> values, Set<String> inherited) {
    this.layout = layout;
    this.values = values;
    this.inherited = inherited;
    Map<String, Variable> boundsOf = DecodedVariable.boundsOf(layout.arrays());
    for (ArrayLayout a : layout.arrays()) {
      Variable v = a.variable();
      variables.put(v.name(), DecodedVariable.of(a, boundsOf.get(v.name())));
      v.dimensions().forEach(d -> dims.putIfAbsent(d.name(), d.length()));
    }
    variables.keySet().removeIf(name -> inherited.contains(name) && isIndex(name));
    Set<String> shown = new LinkedHashSet<>(inherited);
    shown.addAll(variables.keySet());
    this.column = ReprLines.column(shown);
    variables.values().forEach(this::findCoordinates);
    coordinates.addAll(
        layout.attributes().text("coordinates").map(DatasetRepr::words).orElse(List.of()));
    coordinates.retainAll(variables.keySet());
  }

  /**
   * Returns the repr of a store, or of one to be.
   *
   * @param values stored values of dimension coordinates by name; those that are not there are
   *     shown as dots
   */
  public static String of(StoreLayout layout, Map<String, Block> values) {
    return layout.groupPaths().isEmpty()
        ? new DatasetRepr(layout, values, Set.of()).text()
        : TreeRepr.of(layout, values);
  }

  /**
   * Returns the lines of one group of a tree, with plain names.
   *
   * @param inherited names of dimension coordinates that the groups around have
   */
  static List<String> node(StoreLayout layout, Map<String, Block> values, Set<String> inherited) {
    DatasetRepr repr = new DatasetRepr(layout, values, inherited);
    List<String> lines = new ArrayList<>();
    if (!repr.variables.isEmpty()) {
      repr.addDimensions(lines);
      repr.addVariables(lines, true);
    }
    repr.addAttributes(lines);
    return lines.stream().flatMap(String::lines).toList();
  }

  private boolean isIndex(String name) {
    return decoded(name).variable().isDimensionCoordinate();
  }

  /** Returns the repr of what a plan makes, with the coordinate values that the plan holds. */
  public static String of(Plan plan) {
    Map<String, Block> values = new TreeMap<>();
    for (PlannedArray array : plan.arrays()) {
      Block held = array.values();
      if (held != null) {
        values.put(array.name(), held);
      }
    }
    return of(plan.layout(), values);
  }

  /** As xarray does it: dimensions' own, and what an attribute names if all that it names exist. */
  private void findCoordinates(DecodedVariable decoded) {
    Variable v = decoded.variable();
    if (v.isDimensionCoordinate()) {
      coordinates.add(v.name());
    }
    List<String> named =
        v.attributes().text("coordinates").map(DatasetRepr::words).orElse(List.of());
    if (variables.keySet().containsAll(named)) {
      coordinates.addAll(named);
    }
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.trim().split("\\s+")).filter(w -> !w.isEmpty()).toList();
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    double bytes = variables.values().stream().mapToDouble(DecodedVariable::bytes).sum();
    lines.add("<xarray.Dataset> Size: " + ReprLines.size(bytes));
    addDimensions(lines);
    addVariables(lines, false);
    addAttributes(lines);
    return String.join("\n", lines);
  }

  private void addDimensions(List<String> lines) {
    List<String> sizes =
        dims.entrySet().stream().map(d -> d.getKey() + ": " + d.getValue()).toList();
    lines.add(
        ReprLines.padded("Dimensions:", column) + "(" + ReprLines.wrapped(sizes, column + 1) + ")");
  }

  private void addVariables(List<String> lines, boolean tree) {
    List<String> order = new ArrayList<>(dims.keySet());
    List<String> coords = new ArrayList<>(coordinates);
    coords.sort(
        Comparator.<String>comparingInt(c -> section(c, order))
            .thenComparing(c -> !order.contains(c)));
    if (!coords.isEmpty()) {
      lines.addAll(
          ReprLines.section("Coordinates:", column, coords.stream().map(this::line).toList()));
    }
    List<String> bare =
        order.stream().filter(d -> !coordinates.contains(d) && !inherited.contains(d)).toList();
    if (!bare.isEmpty()) {
      String begin = "Dimensions without coordinates: ";
      lines.add(begin + ReprLines.wrapped(bare, begin.length()));
    }
    List<String> data = variables.keySet().stream().filter(n -> !coordinates.contains(n)).toList();
    if (!data.isEmpty()) {
      List<String> rows = data.stream().map(this::line).toList();
      lines.addAll(ReprLines.section("Data variables:", column, rows));
    } else if (!tree) {
      lines.addAll(List.of("Data variables:", "    *empty*"));
    }
  }

  private void addAttributes(List<String> lines) {
    Map<String, String> attributes = attributes();
    if (!attributes.isEmpty()) {
      int width = ReprLines.column(attributes.keySet());
      List<String> rows =
          attributes.entrySet().stream()
              .map(a -> ReprLines.attribute(a.getKey(), a.getValue(), width))
              .toList();
      lines.addAll(ReprLines.section("Attributes:", width, rows));
    }
  }

  /** A coordinate stands beside the last of the dimensions that it has. */
  private int section(String name, List<String> order) {
    if (order.contains(name)) {
      return order.indexOf(name);
    }
    List<Dimension> own = decoded(name).variable().dimensions();
    return own.isEmpty() ? order.size() : order.indexOf(own.get(own.size() - 1).name());
  }

  private DecodedVariable decoded(String name) {
    return java.util.Objects.requireNonNull(variables.get(name));
  }

  private String line(String name) {
    DecodedVariable v = decoded(name);
    boolean index = v.variable().isDimensionCoordinate();
    List<String> names = v.variable().dimensionNames();
    String front =
        ReprLines.padded("  " + (index ? "*" : " ") + " " + name + " ", column)
            + (names.isEmpty() ? "" : "(" + String.join(", ", names) + ") ")
            + v.dtype()
            + " "
            + ReprLines.size(v.bytes())
            + " ";
    Block held = values.get(name);
    if (!index || held == null) {
      return front + "...";
    }
    return front
        + ValueLine.of(held.elements(), i -> v.item(held, i), ReprLines.WIDTH - front.length());
  }

  private Map<String, String> attributes() {
    Map<String, String> texts = new LinkedHashMap<>();
    layout.attributes().asMap().forEach((k, v) -> texts.put(k, PythonText.attribute(v)));
    texts.remove("coordinates"); // decoded
    layout.provenance().forEach((k, v) -> texts.put(k, PythonText.json(v)));
    return texts;
  }
}
