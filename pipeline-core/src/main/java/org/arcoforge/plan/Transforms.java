package org.arcoforge.plan;

import org.arcoforge.recipe.CustomTransform;
import org.arcoforge.recipe.Transform;

/** What each transform does to a file's view. */
final class Transforms {
  private Transforms() {}

  static FileView apply(Transform transform, FileView view, TransformScope scope) {
    if (transform instanceof Transform.Rename t) {
      return Renaming.apply(t.names(), view, scope);
    } else if (transform instanceof Transform.Drop t) {
      return new VariableChoice(view, scope).drop(t.variables());
    } else if (transform instanceof Transform.Keep t) {
      return new VariableChoice(view, scope).keep(t.variables());
    } else if (transform instanceof Transform.SetCoords t) {
      return new VariableChoice(view, scope).setCoords(t.variables());
    } else if (transform instanceof Transform.ResetCoords t) {
      return new VariableChoice(view, scope).resetCoords(t.variables());
    } else if (transform instanceof Transform.SetAttributes t) {
      return AttributeEdits.apply(t, view, scope);
    } else if (transform instanceof Transform.ExpandDims t) {
      return NamedFiles.expandDims(t, view, scope);
    } else if (transform instanceof Transform.TimeFromName t) {
      return NamedFiles.time(t, view, scope);
    } else if (transform instanceof Transform.Squeeze t) {
      return Axes.squeeze(t.dimensions(), view, scope);
    } else if (transform instanceof Transform.Transpose t) {
      return Axes.transpose(t.dimensions(), view, scope);
    } else if (transform instanceof Transform.Isel t) {
      return Selections.isel(t, view, scope);
    } else if (transform instanceof Transform.Sel t) {
      return Selections.sel(t, view, scope);
    } else if (transform instanceof Transform.Sort t) {
      return Selections.sort(t, view, scope);
    } else if (transform instanceof Transform.RollLongitude t) {
      return LongitudeRoll.apply(t, view, scope);
    } else if (transform instanceof Transform.Cast t) {
      return new ValueChanges(view, scope).cast(t);
    } else if (transform instanceof Transform.ConvertUnits t) {
      return new ValueChanges(view, scope).convertUnits(t);
    } else if (transform instanceof Transform.MissingValues t) {
      return Masking.missingValues(t, view, scope);
    } else if (transform instanceof Transform.Mask t) {
      return Masking.mask(t, view, scope);
    } else if (transform instanceof CustomTransform t) {
      return CustomViews.apply(t, view, scope);
    }
    throw new IllegalStateException("no rule for " + transform);
  }
}
