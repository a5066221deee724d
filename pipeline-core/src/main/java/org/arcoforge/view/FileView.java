package org.arcoforge.view;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Dataset;
import org.arcoforge.array.NamedValues;
import org.arcoforge.array.Sharing;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Transform;
import org.arcoforge.transform.ConcatDims;
import org.arcoforge.transform.GroupDimensions;
import org.arcoforge.transform.GroupTransforms;
import org.arcoforge.transform.RecordedValues;
import org.arcoforge.transform.TransformContext;
import org.arcoforge.transform.UnreadableVariables;

/** One file as the transforms leave it. */
public final class FileView implements Serializable {
  private static final long serialVersionUID = 1L;

  private final NamedValues<VariableView> variables;
  private final Attributes attributes;
  private final boolean looked;
  private final NamedValues<Attributes> groups;

  private FileView(
      NamedValues<VariableView> variables,
      Attributes attributes,
      NamedValues<Attributes> groups,
      boolean looked) {
    this.variables = variables;
    this.attributes = attributes;
    this.groups = groups;
    this.looked = looked;
  }

  private static NamedValues<VariableView> named(List<VariableView> variables) {
    Map<String, VariableView> named = new LinkedHashMap<>();
    variables.forEach(v -> named.put(v.variable().name(), v));
    return NamedValues.copyOf(named);
  }

  /** An equal view whose parts are those of other views, where these have equal ones. */
  public FileView shared(Sharing sharing) {
    NamedValues<VariableView> v = sharing.of(variables, view -> view.shared(sharing));
    NamedValues<Attributes> g = sharing.of(groups, sharing::of);
    Attributes a = sharing.of(attributes);
    return sharing.of(
        looked ? "looked" : FileView.class, List.of(v, a, g), new FileView(v, a, g, looked));
  }

  /**
   * Applies a recipe's transforms to a file's description, then stacks it along the concat
   * dimensions that it does not have.
   *
   * @param file the file's values, of which transforms look at coordinates
   * @throws org.arcoforge.recipe.RefusedException if a transform names what is not there, or a
   *     variable that cannot be read is not left out
   */
  public static FileView of(
      Recipe recipe, Position position, SourceDescription description, StoredValues file) {
    List<VariableView> views = new ArrayList<>();
    GroupDimensions tree = new GroupDimensions(description.variables());
    for (SourceVariable v : description.variables()) {
      views.add(
          new VariableView(
              tree.named(v.variable()),
              new LazyArray.Stored(v.variable().name(), v.chunk(), v.storage())));
    }
    GroupTransforms groups = new GroupTransforms(description);
    FileView view = of(views, description.attributes()).withGroups(description.groups());
    RecordedValues values = new RecordedValues(file);
    String url = recipe.pattern().url(position);
    TransformContext scope = new TransformContext(url, position, values);
    for (Transform transform : UnreadableVariables.leftOut(recipe, description, url)) {
      view = groups.after(transform, view, scope);
    }
    FileView stacked = ConcatDims.apply(view, recipe.pattern(), position);
    boolean looked = values.alongConcat(recipe, description);
    return new FileView(stacked.variables, stacked.attributes, stacked.groups, looked);
  }

  public static FileView of(List<VariableView> variables, Attributes attributes) {
    return new FileView(named(variables), attributes, NamedValues.copyOf(Map.of()), false);
  }

  /** The same with other attributes of the groups below the root. */
  public FileView withGroups(Map<String, Attributes> other) {
    return new FileView(variables, attributes, NamedValues.copyOf(other), looked);
  }

  /**
   * Whether the next file of a concat dimension may look different though its header is alike: its
   * name or place, or values that differ along the dimension, decide what it becomes.
   */
  public boolean differsByFile() {
    return looked || variables.values().stream().anyMatch(v -> v.origin().differsByFile());
  }

  /** Variables by name, in order. */
  public Map<String, VariableView> variables() {
    return variables;
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

  /** The descriptions of all variables. */
  public Dataset dataset() {
    return Dataset.of(variables.values().stream().map(VariableView::variable).toList(), attributes);
  }

  /** Attributes of the groups below the root, by path; empty unless the whole tree is read. */
  public Map<String, Attributes> groups() {
    return groups;
  }

  /** Whether any variable has that dimension. */
  public boolean hasDimension(String name) {
    return variables.values().stream().anyMatch(v -> v.variable().axis(name) >= 0);
  }
}
