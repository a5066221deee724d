package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.fault.Blame;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.WherePresent;
import org.arcoforge.view.AbsentName;
import org.arcoforge.view.FileView;
import org.arcoforge.view.StoredArray;
import org.arcoforge.view.StoredValues;
import org.arcoforge.view.VariableView;

/** Applies a recipe's transforms to one file's description. */
public final class FileTransformer {
  private FileTransformer() {}

  /**
   * Returns the view that a recipe's transforms make of a file, stacked along the concat dimensions
   * that it does not have.
   *
   * @param file the file's values, of which transforms look at coordinates
   * @throws org.arcoforge.recipe.RefusedException if a transform names what is not there, or a
   *     variable that cannot be read is not left out
   */
  public static FileView view(
      Recipe recipe, Position position, SourceDescription description, StoredValues file) {
    List<VariableView> views = new ArrayList<>();
    GroupDimensions tree = new GroupDimensions(description.variables());
    for (SourceVariable v : description.variables()) {
      views.add(
          new VariableView(
              tree.named(v.variable()),
              new StoredArray(v.variable().name(), v.chunk(), v.storage())));
    }
    GroupTransforms groups = new GroupTransforms(description);
    FileView view = FileView.of(views, description.attributes()).withGroups(description.groups());
    RecordedValues values = new RecordedValues(file);
    String url = recipe.pattern().shownUrl(position);
    AbsentNames absent = new AbsentNames(recipe.pattern().size() == 1);
    TransformContext scope = new TransformContext(url, position, values, absent);
    try {
      FileView changed = changed(view, recipe, description, groups, scope);
      return ConcatDims.apply(changed, recipe.pattern(), position)
          .lookedAtValues(values.alongConcat(recipe, description))
          .withAbsent(absent.found());
    } catch (RefusedException e) {
      if (absent.found().isEmpty() || e.blame() != Blame.RECIPE) {
        throw e;
      }
      AbsentName first = absent.found().get(0); // which may well be the cause
      throw RefusedException.recipe(
              e.getMessage()
                  + "\n(before that, "
                  + first.kind()
                  + " named '"
                  + first.name()
                  + "', which this file does not have)")
          .at(e.key());
    }
  }

  private static FileView changed(
      FileView file,
      Recipe recipe,
      SourceDescription description,
      GroupTransforms groups,
      TransformContext scope) {
    FileView view = file;
    ExpandedVariables expanded = new ExpandedVariables();
    List<Transform> transforms = UnreadableVariables.leftOut(recipe, description, scope.url());
    for (int i = 0; i < transforms.size(); i++) {
      Transform transform = WherePresent.plain(transforms.get(i));
      scope.absent().of(i, recipe.transforms().get(i) instanceof WherePresent);
      try {
        expanded.check(transform, view, scope);
        FileView after = groups.after(transform, view, scope);
        expanded.note(transform, view, after);
        view = after;
      } catch (RefusedException e) {
        throw e.at(place(i, e.key()));
      }
    }
    return view;
  }

  /** The keys of the recipe that lead to what a transform is refused for. */
  private static List<String> place(int number, List<String> within) {
    List<String> keys = new ArrayList<>(List.of("transforms", Integer.toString(number)));
    keys.addAll(within);
    return keys;
  }
}
