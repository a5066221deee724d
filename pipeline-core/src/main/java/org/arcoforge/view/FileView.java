package org.arcoforge.view;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Dataset;
import org.arcoforge.array.NamedValues;
import org.arcoforge.array.Sharing;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.DescribedGroups;

/** A file view is one file as the recipe's transforms leave it, without values. */
public final class FileView implements Serializable {
  private static final long serialVersionUID = 1L;

  private final NamedValues<VariableView> variables;
  private final Attributes attributes;
  private final boolean looked;
  private final NamedValues<Attributes> groups;
  private final List<AbsentName> absent;

  private FileView(
      NamedValues<VariableView> variables,
      Attributes attributes,
      NamedValues<Attributes> groups,
      boolean looked,
      List<AbsentName> absent) {
    this.variables = variables;
    this.attributes = attributes;
    this.groups = groups;
    this.absent = List.copyOf(absent);
    this.looked = looked;
  }

  private static NamedValues<VariableView> named(List<VariableView> variables) {
    Map<String, VariableView> named = new LinkedHashMap<>();
    variables.forEach(v -> named.put(v.variable().name(), v));
    return NamedValues.copyOf(named);
  }

  /** Returns an equal view whose parts are those of other views, where these have equal ones. */
  public FileView shared(Sharing sharing) {
    NamedValues<VariableView> v = sharing.of(variables, view -> view.shared(sharing));
    NamedValues<Attributes> g = sharing.of(groups, sharing::of);
    Attributes a = sharing.of(attributes);
    List<AbsentName> n = sharing.of(absent);
    return sharing.of(
        looked ? "looked" : FileView.class, List.of(v, a, g, n), new FileView(v, a, g, looked, n));
  }

  /** Returns a view of those variables, in that order, and those attributes of the root group. */
  public static FileView of(List<VariableView> variables, Attributes attributes) {
    return new FileView(
        named(variables), attributes, NamedValues.copyOf(Map.of()), false, List.of());
  }

  /**
   * Returns the same, saying whether values that differ along a concat dimension decided what it
   * is.
   */
  public FileView lookedAtValues(boolean alongConcat) {
    return new FileView(variables, attributes, groups, alongConcat, absent);
  }

  /** Returns the same with other attributes of the groups below the root. */
  public FileView withGroups(Map<String, Attributes> other) {
    return new FileView(variables, attributes, NamedValues.copyOf(other), looked, absent);
  }

  /** Returns the same with the names that transforms did not find in the file. */
  public FileView withAbsent(List<AbsentName> names) {
    return new FileView(variables, attributes, groups, looked, names);
  }

  /** Returns names that transforms did not find in the file, and that another must have. */
  public List<AbsentName> absent() {
    return absent;
  }

  /**
   * Returns whether the next file of a concat dimension may look different though its header is
   * alike: its name or place, or values that differ along the dimension, decide what it becomes, or
   * it lacks a name that another must have.
   */
  public boolean differsByFile() {
    return looked
        || !absent.isEmpty()
        || variables.values().stream().anyMatch(v -> v.origin().differsByFile());
  }

  /** Returns variables by name, in order. */
  public Map<String, VariableView> variables() {
    return variables;
  }

  /** Returns the variable of that name. */
  public Optional<VariableView> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /**
   * Returns the variable of that name, which must be there.
   *
   * @throws IllegalArgumentException if it is not
   */
  public VariableView required(String name) {
    return variable(name)
        .orElseThrow(() -> new IllegalArgumentException("no variable '" + name + "'"));
  }

  /** Returns global attributes. */
  public Attributes attributes() {
    return attributes;
  }

  /** Returns the descriptions of all variables. */
  public Dataset dataset() {
    return Dataset.of(variables.values().stream().map(VariableView::variable).toList(), attributes);
  }

  /**
   * Returns attributes of the groups below the root, by path; empty unless the whole tree is read.
   */
  public Map<String, Attributes> groups() {
    return groups;
  }

  /**
   * Returns the descriptions of all variables and groups, to look up what their attributes name.
   */
  public DescribedGroups described() {
    Map<String, Variable> all = new LinkedHashMap<>();
    variables.forEach((name, v) -> all.put(name, v.variable()));
    return new DescribedGroups(all, attributes, groups);
  }

  /** Returns whether any variable has that dimension. */
  public boolean hasDimension(String name) {
    return variables.values().stream().anyMatch(v -> v.variable().axis(name) >= 0);
  }
}
