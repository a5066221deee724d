package org.arcoforge.transform;

import org.arcoforge.recipe.CustomTransform;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.WherePresent;
import org.arcoforge.view.FileView;

/** Applies a transform, of whatever kind, to a file's view. */
final class Transforms implements Transform.Cases<FileView> {
  private final FileView view;
  private final TransformContext scope;

  private Transforms(FileView view, TransformContext scope) {
    this.view = view;
    this.scope = scope;
  }

  static FileView apply(Transform transform, FileView view, TransformContext scope) {
    return transform.match(new Transforms(view, scope));
  }

  @Override
  public FileView rename(Transform.Rename t) {
    return RenameTransform.apply(t.names(), view, scope);
  }

  @Override
  public FileView drop(Transform.Drop t) {
    return new VariableTransforms(view, scope).drop(t.variables());
  }

  @Override
  public FileView keep(Transform.Keep t) {
    return new VariableTransforms(view, scope).keep(t.variables());
  }

  @Override
  public FileView setCoords(Transform.SetCoords t) {
    return new VariableTransforms(view, scope).setCoords(t.variables());
  }

  @Override
  public FileView resetCoords(Transform.ResetCoords t) {
    return new VariableTransforms(view, scope).resetCoords(t.variables());
  }

  @Override
  public FileView setAttributes(Transform.SetAttributes t) {
    return AttributeTransforms.apply(t, view, scope);
  }

  @Override
  public FileView expandDims(Transform.ExpandDims t) {
    return FileNameTransforms.expandDims(t, view, scope);
  }

  @Override
  public FileView timeFromName(Transform.TimeFromName t) {
    return FileNameTransforms.time(t, view, scope);
  }

  @Override
  public FileView squeeze(Transform.Squeeze t) {
    return DimensionTransforms.squeeze(t.dimensions(), view, scope);
  }

  @Override
  public FileView transpose(Transform.Transpose t) {
    return DimensionTransforms.transpose(t.dimensions(), view, scope);
  }

  @Override
  public FileView isel(Transform.Isel t) {
    return SelectionTransforms.isel(t, view, scope);
  }

  @Override
  public FileView sel(Transform.Sel t) {
    return SelectionTransforms.sel(t, view, scope);
  }

  @Override
  public FileView sort(Transform.Sort t) {
    return SelectionTransforms.sort(t, view, scope);
  }

  @Override
  public FileView rollLongitude(Transform.RollLongitude t) {
    return RollLongitude.apply(t, view, scope);
  }

  @Override
  public FileView cast(Transform.Cast t) {
    return new ValueTransforms(view, scope).cast(t);
  }

  @Override
  public FileView convertUnits(Transform.ConvertUnits t) {
    return new ValueTransforms(view, scope).convertUnits(t);
  }

  @Override
  public FileView missingValues(Transform.MissingValues t) {
    return MaskTransforms.missingValues(t, view, scope);
  }

  @Override
  public FileView mask(Transform.Mask t) {
    return MaskTransforms.mask(t, view, scope);
  }

  @Override
  public FileView wherePresent(WherePresent t) {
    return t.transform().match(this); // the scope knows that its names may be absent
  }

  @Override
  public FileView custom(CustomTransform t) {
    return CustomTransforms.apply(t, view, scope);
  }
}
