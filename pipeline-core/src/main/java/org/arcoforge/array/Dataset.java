package org.arcoforge.array;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset describes variables that share dimensions, and global attributes, without values. The
 * order of variables is that of the source. It has the shape of xarray's Dataset.
 */
public final class Dataset implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, Variable> variables = new LinkedHashMap<>();
  private final Attributes attributes;

  private Dataset(List<Variable> variables, Attributes attributes) {
    this.attributes = attributes;
    Map<String, Dimension> seen = new LinkedHashMap<>();
    for (Variable v : variables) {
      if (this.variables.put(v.name(), v) != null) {
        throw new IllegalArgumentException("two variables are named '" + v.name() + "'");
      }
      for (Dimension d : v.dimensions()) {
        Dimension known = seen.putIfAbsent(d.name(), d);
        if (known != null && known.length() != d.length()) {
          throw new IllegalArgumentException(
              "dimension '"
                  + d.name()
                  + "' is "
                  + known.length()
                  + " long, but "
                  + d.length()
                  + " in variable '"
                  + v.name()
                  + "'");
        }
      }
    }
  }

  /**
   * Returns a data set of those variables.
   *
   * @throws IllegalArgumentException if two have one name, or a dimension has two lengths
   */
  public static Dataset of(List<Variable> variables, Attributes attributes) {
    return new Dataset(variables, attributes);
  }

  /** Returns all variables, in order. */
  public List<Variable> variables() {
    return List.copyOf(variables.values());
  }

  /** Returns the variable of that name. */
  public Optional<Variable> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** Returns global attributes. */
  public Attributes attributes() {
    return attributes;
  }

  /** Returns all dimensions and their lengths, in the order of first use. */
  public Map<String, Long> dimensions() {
    Map<String, Long> dims = new LinkedHashMap<>();
    for (Variable v : variables.values()) {
      for (Dimension d : v.dimensions()) {
        dims.putIfAbsent(d.name(), d.length());
      }
    }
    return Collections.unmodifiableMap(dims);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Dataset d
        && List.copyOf(variables.values()).equals(List.copyOf(d.variables.values()))
        && attributes.equals(d.attributes);
  }

  @Override
  public int hashCode() {
    return variables.hashCode();
  }

  @Override
  public String toString() {
    return variables.values() + " " + attributes;
  }
}
