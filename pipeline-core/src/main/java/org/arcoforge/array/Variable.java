package org.arcoforge.array;

import java.io.Serializable;
import java.util.List;

/**
 * A variable describes a named array by type, dimensions (slowest first) and attributes, without
 * its values. A variable in a group has the group's path before its name, as in {@code
 * forecast/t2m}.
 */
public record Variable(
    String name, DataType type, List<Dimension> dimensions, Attributes attributes)
    implements Serializable {
  /** Copies the list. */
  public Variable {
    dimensions = List.copyOf(dimensions);
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return dimensions.size();
  }

  /** Returns lengths of the dimensions, slowest first. */
  public long[] shape() {
    return dimensions.stream().mapToLong(Dimension::length).toArray();
  }

  /** Returns names of the dimensions, slowest first. */
  public List<String> dimensionNames() {
    return dimensions.stream().map(Dimension::name).toList();
  }

  /** Returns the place of a dimension, or -1. */
  public int axis(String dimension) {
    return dimensionNames().indexOf(dimension);
  }

  /** Returns elements of the whole array. */
  public long elements() {
    return Region.whole(shape()).elements();
  }

  /**
   * Returns whether this is a coordinate variable in the sense of CF: one dimension, of its own
   * name.
   */
  public boolean isDimensionCoordinate() {
    return rank() == 1 && dimensions.get(0).name().equals(name);
  }

  /** Returns the same variable with other attributes. */
  public Variable withAttributes(Attributes other) {
    return new Variable(name, type, dimensions, other);
  }

  /** Returns the same variable with another type. */
  public Variable withType(DataType other) {
    return new Variable(name, other, dimensions, attributes);
  }

  /** Returns the same variable with other dimensions. */
  public Variable withDimensions(List<Dimension> other) {
    return new Variable(name, type, other, attributes);
  }

  /** Returns the same variable under another name. */
  public Variable withName(String other) {
    return new Variable(other, type, dimensions, attributes);
  }
}
