package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;
import org.arcoforge.view.StoredArray;
import org.arcoforge.view.StoredValues;
import org.arcoforge.view.VariableView;

/** Applies a recipe's transforms to one file's description. */
public final class FileTransformer {
  private FileTransformer() {}

  /**
   * The view that a recipe's transforms make of a file, stacked along the concat dimensions that it
   * does not have.
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
    TransformContext scope = new TransformContext(url, position, values);
    for (Transform transform : UnreadableVariables.leftOut(recipe, description, url)) {
      view = groups.after(transform, view, scope);
    }
    return ConcatDims.apply(view, recipe.pattern(), position)
        .lookedAtValues(values.alongConcat(recipe, description));
  }
}
