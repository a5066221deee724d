package org.arcoforge.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.Attributes;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Transform;

/** One file as the transforms leave it. */
public final class FileView implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, VariableView> variables = new LinkedHashMap<>();
  private final Attributes attributes;

  private FileView(List<VariableView> variables, Attributes attributes) {
    for (VariableView v : variables) {
      this.variables.put(v.variable().name(), v);
    }
    this.attributes = attributes;
  }

  /**
   * Applies a recipe's transforms to a file's description, then stacks it along the concat
   * dimensions that it does not have.
   *
   * @throws PlanException if a transform names what is not there
   */
  public static FileView of(Recipe recipe, Position position, SourceDescription description) {
    String url = recipe.pattern().url(position);
    List<VariableView> views = new ArrayList<>();
    for (SourceVariable v : description.variables()) {
      List<Integer> axes = new ArrayList<>();
      for (int d = 0; d < v.variable().rank(); d++) {
        axes.add(d);
      }
      views.add(
          new VariableView(
              v.variable(),
              v.variable().name(),
              axes,
              v.variable().rank(),
              v.chunk(),
              v.storedBytes(),
              null));
    }
    FileView view = new FileView(views, description.attributes());
    for (Transform transform : recipe.transforms()) {
      view = Transforms.apply(readable(transform, description), view, url);
    }
    return Stacking.apply(view, recipe.pattern(), position);
  }

  /** What cannot be read is no part of the view, and is not to be dropped from it once more. */
  private static Transform readable(Transform transform, SourceDescription description) {
    return transform instanceof Transform.Drop drop
        ? new Transform.Drop(
            drop.variables().stream()
                .filter(name -> !description.unsupported().containsKey(name))
                .toList())
        : transform;
  }

  static FileView of(List<VariableView> variables, Attributes attributes) {
    return new FileView(variables, attributes);
  }

  /** Variables by name, in order. */
  public Map<String, VariableView> variables() {
    return java.util.Collections.unmodifiableMap(variables);
  }

  /** The variable of that name. */
  public Optional<VariableView> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /**
   * The variable of that name, which must be there.
   *
   * @throws IllegalArgumentException if it is not
   */
  public VariableView required(String name) {
    return variable(name)
        .orElseThrow(() -> new IllegalArgumentException("no variable '" + name + "'"));
  }

  /** Global attributes. */
  public Attributes attributes() {
    return attributes;
  }

  /** Whether any variable has that dimension. */
  public boolean hasDimension(String name) {
    return variables.values().stream().anyMatch(v -> v.variable().axis(name) >= 0);
  }
}
