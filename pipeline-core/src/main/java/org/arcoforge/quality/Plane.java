package org.arcoforge.quality;

import java.util.List;

/**
 * A plane is what is drawn of a variable: the values at one time and, of all dimensions but one or
 * two, at the first index.
 */
public final class Plane {
  /** A kind says how a plane is drawn. */
  public enum Kind {
    /** Rows are latitudes, columns longitudes, both one-dimensional. */
    MAP,
    /** Each value has a latitude and a longitude of its own. */
    POINTS,
    /** Two dimensions of which at least one is no place on the globe. */
    SECTION,
    /** One dimension. */
    CURVE
  }

  private final Kind kind;
  private final double[] values;
  private final int rows;
  private final int columns;
  private final double[] y;
  private final double[] x;
  private final List<String> dimensions;
  private final String where;

  private Plane(
      Kind kind,
      double[] values,
      double[] y,
      double[] x,
      List<String> dimensions,
      int rows,
      String where) {
    this.kind = kind;
    this.values = values;
    this.y = y;
    this.x = x;
    this.dimensions = List.copyOf(dimensions);
    this.rows = rows;
    this.columns = rows == 0 ? 0 : values.length / rows;
    this.where = where;
  }

  /**
   * Returns a map or a section.
   *
   * @param values row-major, missing ones NaN
   * @param y coordinate of each row
   * @param x coordinate of each column
   * @param dimensions names of rows and columns
   * @param where which time and which level it is, for people
   */
  public static Plane grid(
      Kind kind, double[] values, double[] y, double[] x, List<String> dimensions, String where) {
    if (y.length * x.length != values.length) {
      throw new IllegalArgumentException(
          y.length + " rows of " + x.length + " are not " + values.length + " values");
    }
    return new Plane(kind, values, y, x, dimensions, y.length, where);
  }

  /** Returns values that each have their latitude and longitude, in degrees. */
  public static Plane points(
      double[] values,
      int rows,
      double[] latitudes,
      double[] longitudes,
      List<String> dimensions,
      String where) {
    return new Plane(Kind.POINTS, values, latitudes, longitudes, dimensions, rows, where);
  }

  /** Returns a curve over a coordinate. */
  public static Plane curve(double[] values, double[] x, String dimension, String where) {
    return new Plane(Kind.CURVE, values, new double[0], x, List.of(dimension), 1, where);
  }

  /** Returns how it is drawn. */
  public Kind kind() {
    return kind;
  }

  /** Returns the values themselves, row-major. */
  public double[] values() {
    return values;
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows;
  }

  /** Returns the number of columns. */
  public int columns() {
    return columns;
  }

  /** Returns coordinates of the rows, of points their latitudes. */
  public double[] y() {
    return y;
  }

  /** Returns coordinates of the columns, of points their longitudes. */
  public double[] x() {
    return x;
  }

  /** Returns names of the dimensions. */
  public List<String> dimensions() {
    return dimensions;
  }

  /** Returns which time and level it is, for people. */
  public String where() {
    return where;
  }
}
