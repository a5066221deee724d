package org.arcoforge.transform;

import org.arcoforge.recipe.CustomTransform;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;

/** What each transform does to a file's view. */
final class Transforms {
  private Transforms() {}

  static FileView apply(Transform transform, FileView view, TransformContext scope) {
    if (transform instanceof Transform.Rename t) {
      return RenameTransform.apply(t.names(), view, scope);
    } else if (transform instanceof Transform.Drop t) {
      return new VariableTransforms(view, scope).drop(t.variables());
    } else if (transform instanceof Transform.Keep t) {
      return new VariableTransforms(view, scope).keep(t.variables());
    } else if (transform instanceof Transform.SetCoords t) {
      return new VariableTransforms(view, scope).setCoords(t.variables());
    } else if (transform instanceof Transform.ResetCoords t) {
      return new VariableTransforms(view, scope).resetCoords(t.variables());
    } else if (transform instanceof Transform.SetAttributes t) {
      return AttributeTransforms.apply(t, view, scope);
    } else if (transform instanceof Transform.ExpandDims t) {
      return FileNameTransforms.expandDims(t, view, scope);
    } else if (transform instanceof Transform.TimeFromName t) {
      return FileNameTransforms.time(t, view, scope);
    } else if (transform instanceof Transform.Squeeze t) {
      return DimensionTransforms.squeeze(t.dimensions(), view, scope);
    } else if (transform instanceof Transform.Transpose t) {
      return DimensionTransforms.transpose(t.dimensions(), view, scope);
    } else if (transform instanceof Transform.Isel t) {
      return SelectionTransforms.isel(t, view, scope);
    } else if (transform instanceof Transform.Sel t) {
      return SelectionTransforms.sel(t, view, scope);
    } else if (transform instanceof Transform.Sort t) {
      return SelectionTransforms.sort(t, view, scope);
    } else if (transform instanceof Transform.RollLongitude t) {
      return RollLongitude.apply(t, view, scope);
    } else if (transform instanceof Transform.Cast t) {
      return new ValueTransforms(view, scope).cast(t);
    } else if (transform instanceof Transform.ConvertUnits t) {
      return new ValueTransforms(view, scope).convertUnits(t);
    } else if (transform instanceof Transform.MissingValues t) {
      return MaskTransforms.missingValues(t, view, scope);
    } else if (transform instanceof Transform.Mask t) {
      return MaskTransforms.mask(t, view, scope);
    } else if (transform instanceof CustomTransform t) {
      return CustomTransforms.apply(t, view, scope);
    }
    throw new IllegalStateException("no rule for " + transform);
  }
}
