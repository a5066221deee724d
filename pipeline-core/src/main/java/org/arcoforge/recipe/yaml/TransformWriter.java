package org.arcoforge.recipe.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.recipe.CustomTransform;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.WherePresent;

/** Writes a transform of any kind by its row of the table; of code only the name. */
final class TransformWriter implements Transform.Cases<Object> {
  @Override
  public Object cast(Transform.Cast t) {
    return ValueKinds.CAST.written(t);
  }

  @Override
  public Object convertUnits(Transform.ConvertUnits t) {
    return ValueKinds.CONVERT_UNITS.written(t);
  }

  @Override
  public Object drop(Transform.Drop t) {
    return VariableKinds.DROP.written(t);
  }

  @Override
  public Object expandDims(Transform.ExpandDims t) {
    return VariableKinds.EXPAND_DIMS.written(t);
  }

  @Override
  public Object isel(Transform.Isel t) {
    return DimensionKinds.ISEL.written(t);
  }

  @Override
  public Object keep(Transform.Keep t) {
    return VariableKinds.KEEP.written(t);
  }

  @Override
  public Object mask(Transform.Mask t) {
    return ValueKinds.MASK.written(t);
  }

  @Override
  public Object missingValues(Transform.MissingValues t) {
    return ValueKinds.MISSING_VALUES.written(t);
  }

  @Override
  public Object rename(Transform.Rename t) {
    return VariableKinds.RENAME.written(t);
  }

  @Override
  public Object resetCoords(Transform.ResetCoords t) {
    return VariableKinds.RESET_COORDS.written(t);
  }

  @Override
  public Object rollLongitude(Transform.RollLongitude t) {
    return DimensionKinds.ROLL_LONGITUDE.written(t);
  }

  @Override
  public Object sel(Transform.Sel t) {
    return DimensionKinds.SEL.written(t);
  }

  @Override
  public Object setAttributes(Transform.SetAttributes t) {
    return VariableKinds.SET_ATTRIBUTES.written(t);
  }

  @Override
  public Object setCoords(Transform.SetCoords t) {
    return VariableKinds.SET_COORDS.written(t);
  }

  @Override
  public Object sort(Transform.Sort t) {
    return DimensionKinds.SORT.written(t);
  }

  @Override
  public Object squeeze(Transform.Squeeze t) {
    return DimensionKinds.SQUEEZE.written(t);
  }

  @Override
  public Object timeFromName(Transform.TimeFromName t) {
    return VariableKinds.TIME_FROM_NAME.written(t);
  }

  @Override
  public Object transpose(Transform.Transpose t) {
    return DimensionKinds.TRANSPOSE.written(t);
  }

  @Override
  public Object wherePresent(WherePresent t) {
    Map<String, Object> keys = new LinkedHashMap<>();
    ((Map<?, ?>) t.transform().match(this)).forEach((key, value) -> keys.put((String) key, value));
    keys.put(TransformKind.WHERE, TransformKind.PRESENT);
    return keys;
  }

  @Override
  public Object custom(CustomTransform t) {
    return Map.of(TransformKind.CUSTOM, t.name());
  }
}
