package org.arcoforge.quality;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringTokenizer;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.AxisRole;
import org.arcoforge.cf.CfReferences;
import org.jspecify.annotations.Nullable;

/**
 * A variable grid says which of a variable's dimensions is time, which are drawn, and where on the
 * globe its values are.
 */
public final class VariableGrid {
  private final Variable variable;
  private final CoordinateValues coordinates;
  private final int time;
  private final List<Integer> drawn;
  private final @Nullable Variable latitude;
  private final @Nullable Variable longitude;
  private final int columns; // of a plane of two axes
  private final boolean isLatitudeFirst;

  private VariableGrid(
      Variable variable,
      CoordinateValues coordinates,
      int time,
      List<Integer> drawn,
      @Nullable Variable latitude,
      @Nullable Variable longitude) {
    this.variable = variable;
    this.coordinates = coordinates;
    this.time = time;
    this.drawn = List.copyOf(drawn);
    this.latitude = latitude;
    this.longitude = longitude;
    this.columns = drawn.size() == 2 ? Math.toIntExact(variable.shape()[drawn.get(1)]) : 1;
    this.isLatitudeFirst =
        latitude != null
            && !drawn.isEmpty()
            && axes(variable, latitude).get(0).equals(drawn.get(0));
  }

  /** Returns the grid of a variable. */
  public static VariableGrid of(Variable v, CoordinateValues coordinates) {
    String group = GroupPath.group(v.name());
    int time = -1;
    for (int d = v.rank() - 1; d >= 0; d--) {
      String name = v.dimensions().get(d).name();
      boolean isTime =
          coordinates.of(name, group).map(CfReferences::isTime).orElse(name.equals("time"));
      time = isTime ? d : time;
    }
    List<Integer> others = new ArrayList<>();
    for (int d = 0; d < v.rank(); d++) {
      if (d != time && v.dimensions().get(d).length() > 1) {
        others.add(d);
      }
    }
    Variable latitude = find(AxisRole.LATITUDE, v, coordinates);
    Variable longitude = find(AxisRole.LONGITUDE, v, coordinates);
    if (latitude != null && longitude != null) {
      Set<Integer> places = new LinkedHashSet<>();
      places.addAll(axes(v, latitude));
      places.addAll(axes(v, longitude));
      places.remove(time);
      boolean isWhole = places.stream().allMatch(d -> v.dimensions().get(d).length() > 1);
      if (!places.isEmpty() && places.size() <= 2 && isWhole) {
        return new VariableGrid(
            v, coordinates, time, places.stream().sorted().toList(), latitude, longitude);
      }
    }
    List<Integer> last = others.subList(Math.max(0, others.size() - 2), others.size());
    return new VariableGrid(v, coordinates, time, last, null, null);
  }

  private static List<Integer> axes(Variable v, Variable coordinate) {
    List<Integer> axes = new ArrayList<>();
    for (String name : coordinate.dimensionNames()) {
      for (int d = 0; d < v.rank(); d++) {
        if (GroupPath.name(v.dimensions().get(d).name()).equals(GroupPath.name(name))) {
          axes.add(d);
        }
      }
    }
    return axes;
  }

  /** Those that the variable names come first, then those along its dimensions alone. */
  private static @Nullable Variable find(AxisRole role, Variable v, CoordinateValues coordinates) {
    Set<String> named = new LinkedHashSet<>();
    StringTokenizer words = new StringTokenizer(v.attributes().text("coordinates").orElse(""));
    while (words.hasMoreTokens()) {
      named.add(words.nextToken());
    }
    Variable best = null;
    int rank = 0;
    for (Variable c : coordinates.variables().values()) {
      boolean fits =
          c.rank() >= 1
              && c.rank() <= 2
              && AxisRole.of(c) == role
              && axes(v, c).size() == c.rank()
              && GroupPath.upwards(GroupPath.group(v.name())).contains(GroupPath.group(c.name()))
              && coordinates.numbers(c.name()) != null
              && isOf(v, c);
      int own = c.isDimensionCoordinate() ? 3 : named.contains(GroupPath.name(c.name())) ? 2 : 1;
      if (fits && own > rank) {
        best = c;
        rank = own;
      }
    }
    return best;
  }

  private static boolean isOf(Variable v, Variable c) {
    List<Integer> axes = axes(v, c);
    for (int i = 0; i < axes.size(); i++) {
      if (v.dimensions().get(axes.get(i)).length() != c.dimensions().get(i).length()) {
        return false;
      }
    }
    return true;
  }

  /** Returns the variable. */
  public Variable variable() {
    return variable;
  }

  /** Returns the place of the time axis, or -1. */
  public int time() {
    return time;
  }

  /** Returns the name of the time axis; empty without one. */
  public String timeName() {
    return time < 0 ? "" : variable.dimensions().get(time).name();
  }

  /** Returns the places of the dimensions that are drawn: none, one or two, ascending. */
  public List<Integer> drawn() {
    return drawn;
  }

  /** Returns the box of what is drawn at a position of the time axis. */
  public Region plane(long position, long positions) {
    long[] start = new long[variable.rank()];
    long[] size = new long[variable.rank()];
    for (int d = 0; d < size.length; d++) {
      boolean isTime = d == time;
      start[d] = isTime ? position : 0;
      size[d] = isTime ? positions : drawn.contains(d) ? variable.shape()[d] : 1;
    }
    return Region.of(start, size);
  }

  /**
   * Returns the weights of the plane's values, row-major: the cosine of the latitude, or one where
   * it has none. A grid of which each row has one weight gives one for each row.
   */
  public double[] weights() {
    double[] degrees = latitude == null ? null : degrees(latitude);
    if (degrees == null) {
      return new double[] {1};
    }
    double[] weights = new double[degrees.length];
    for (int i = 0; i < weights.length; i++) {
      double cosine = Math.cos(Math.toRadians(degrees[i]));
      weights[i] = Double.isNaN(cosine) ? 0 : Math.max(0, cosine);
    }
    return weights;
  }

  /** Returns which weight counts for element {@code i} of the plane, row-major. */
  public int weightOf(int i) {
    if (latitude == null) {
      return 0;
    }
    if (drawn.size() == 1 || latitude.rank() == 2) {
      return isTransposed() ? transposed(i) : i;
    }
    return isLatitudeFirst ? i / columns : i % columns;
  }

  /** Returns whether all elements of a row of the plane have one weight. */
  public boolean hasRowWeights() {
    return drawn.size() == 2 && (latitude == null || (latitude.rank() == 1 && isLatitudeFirst));
  }

  /** A coordinate of two dimensions may have them the other way around. */
  private boolean isTransposed() {
    return latitude != null
        && latitude.rank() == 2
        && axes(variable, latitude).get(0) > axes(variable, latitude).get(1);
  }

  private int transposed(int i) {
    int columns = Math.toIntExact(variable.shape()[drawn.get(1)]);
    int rows = Math.toIntExact(variable.shape()[drawn.get(0)]);
    return i % columns * rows + i / columns;
  }

  private double[] degrees(Variable coordinate) {
    double[] values = coordinates.numbers(coordinate.name());
    boolean isRadian = coordinate.attributes().text("units").orElse("").startsWith("rad");
    double[] degrees = values == null ? new double[0] : values.clone();
    for (int i = 0; isRadian && i < degrees.length; i++) {
      degrees[i] = Math.toDegrees(degrees[i]);
    }
    return degrees;
  }

  /**
   * Returns the plane with those values, row-major over {@link #drawn()}.
   *
   * @param where which time and level it is, for people
   */
  public Plane plane(double[] values, String where) {
    List<String> names = drawn.stream().map(d -> variable.dimensions().get(d).name()).toList();
    String group = GroupPath.group(variable.name());
    Variable north = latitude;
    Variable east = longitude;
    if (drawn.size() == 1 && north == null) {
      return Plane.curve(
          values, coordinates.along(names.get(0), group, values.length), names.get(0), where);
    }
    if (north != null && east != null) {
      double[] y = degrees(north);
      double[] x = degrees(east);
      boolean isRegular = north.rank() == 1 && east.rank() == 1 && drawn.size() == 2;
      if (!isRegular) {
        return points(values, y, x, names, where);
      }
      boolean isNorthFirst = axes(variable, north).get(0).equals(drawn.get(0));
      return isNorthFirst
          ? Plane.grid(Plane.Kind.MAP, values, y, x, names, where)
          : Plane.grid(
              Plane.Kind.MAP,
              turned(values, x.length, y.length),
              y,
              x,
              List.of(names.get(1), names.get(0)),
              where);
    }
    int rows = Math.toIntExact(variable.shape()[drawn.get(0)]);
    return Plane.grid(
        Plane.Kind.SECTION,
        values,
        coordinates.along(names.get(0), group, rows),
        coordinates.along(names.get(1), group, values.length / rows),
        names,
        where);
  }

  /**
   * Returns a plane of cells that each stand for a box of values.
   *
   * @param values of the cells, row-major over {@link #drawn()}, which must be two
   * @param cell lengths of a whole box in elements
   * @param columns of the cells
   * @param where what the values are, for people
   */
  public Plane coarse(double[] values, long[] cell, int columns, String where) {
    Variable north = latitude;
    Variable east = longitude;
    List<String> names = drawn.stream().map(d -> variable.dimensions().get(d).name()).toList();
    boolean isMap =
        north != null
            && east != null
            && north.rank() == 1
            && east.rank() == 1
            && axes(variable, north).get(0).equals(drawn.get(0));
    String group = GroupPath.group(variable.name());
    double[] y = isMap ? degrees(Objects.requireNonNull(north)) : along(0, group);
    double[] x = isMap ? degrees(Objects.requireNonNull(east)) : along(1, group);
    return Plane.grid(
        isMap ? Plane.Kind.MAP : Plane.Kind.SECTION,
        values,
        middles(y, (int) cell[0], values.length / columns),
        middles(x, (int) cell[1], columns),
        names,
        where);
  }

  private double[] along(int axis, String group) {
    int d = drawn.get(axis);
    int length = Math.toIntExact(variable.shape()[d]);
    return coordinates.along(variable.dimensions().get(d).name(), group, length);
  }

  private static double[] middles(double[] x, int cell, int n) {
    double[] middles = new double[n];
    for (int i = 0; i < n; i++) {
      middles[i] = (x[i * cell] + x[Math.min(x.length, (i + 1) * cell) - 1]) / 2;
    }
    return middles;
  }

  private Plane points(double[] values, double[] y, double[] x, List<String> names, String where) {
    double[] north = new double[values.length];
    double[] east = new double[values.length];
    int columns = drawn.size() == 2 ? Math.toIntExact(variable.shape()[drawn.get(1)]) : 1;
    for (int i = 0; i < values.length; i++) {
      int k = isTransposed() ? transposed(i) : i;
      north[i] = y.length == values.length ? y[k] : y[i / columns];
      east[i] = x.length == values.length ? x[k] : x[i % columns];
    }
    int rows = drawn.size() == 2 ? values.length / columns : 1;
    return Plane.points(values, rows, north, east, names, where);
  }

  /** Rows and columns exchanged. */
  private static double[] turned(double[] values, int rows, int columns) {
    double[] turned = new double[values.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        turned[c * rows + r] = values[r * columns + c];
      }
    }
    return turned;
  }
}
