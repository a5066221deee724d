package org.arcoforge.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dataset;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.CustomTransform;

/** An example of a transform that only a recipe class can bring along: a variable of two others. */
record WindSpeed(String eastward, String northward) implements CustomTransform {
  private static final long serialVersionUID = 1L;

  @Override
  public Result describe(Dataset file, Position position) {
    Variable u = component(file, eastward);
    Variable v = component(file, northward);
    if (!u.dimensions().equals(v.dimensions())) {
      throw new IllegalArgumentException(
          "expected '" + northward + "' on " + u.dimensions() + ", found " + v.dimensions());
    }
    List<Variable> all = new ArrayList<>(file.variables());
    Attributes attributes =
        Attributes.empty().with("standard_name", "wind_speed").with("units", "m s-1");
    all.add(new Variable("wind_speed", DataType.FLOAT32, u.dimensions(), attributes));
    return new Result(Dataset.of(all, file.attributes()), Set.of("wind_speed"));
  }

  private static Variable component(Dataset file, String name) {
    return file.variable(name)
        .filter(v -> v.type().isFloat())
        .orElseThrow(
            () -> new IllegalArgumentException("expected a variable '" + name + "' of floats"));
  }

  @Override
  public Block compute(String variable, Region region, Inputs inputs) {
    Block u = inputs.read(eastward, region);
    Block v = inputs.read(northward, region);
    Block speed = Block.allocate(DataType.FLOAT32, region.size());
    for (int i = 0; i < speed.elements(); i++) {
      speed.setDouble(i, Math.hypot(u.doubleAt(i), v.doubleAt(i)));
    }
    return speed;
  }
}
