package org.arcoforge.view;

import java.util.Arrays;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.Dataset;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.CustomTransform;

/**
 * This is an array whose values a recipe's own transform computes.
 *
 * @param variable of the result
 * @param before the file before the transform
 * @param chunk for each dimension, of the variable before that has it
 */
public record CustomArray(
    CustomTransform transform,
    Variable variable,
    FileView before,
    Position position,
    List<Long> chunk)
    implements LazyArray {
  /** Copies the list. */
  public CustomArray {
    chunk = List.copyOf(chunk);
  }

  @Override
  public void read(Region region, Block target, long[] at, StoredValues file) {
    if (region.isEmpty()) {
      return;
    }
    Block values;
    try {
      values = transform.compute(variable.name(), region, new Before(before, position, file));
    } catch (IllegalArgumentException e) {
      throw new ValueException(
          "transforms: " + transform.name() + " of '" + variable.name() + "': " + e.getMessage());
    }
    if (values.type() != variable.type() || !Arrays.equals(values.shape(), region.size())) {
      throw new ValueException(
          "transforms: "
              + transform.name()
              + " of '"
              + variable.name()
              + "': expected "
              + variable.type().id()
              + Arrays.toString(region.size())
              + ", computed "
              + values);
    }
    Block.copy(values, new long[at.length], target, at, region.size());
  }

  /** This is the file before the transform, as the transform's author sees it. */
  private record Before(FileView view, Position position, StoredValues stored)
      implements CustomTransform.Inputs {
    @Override
    public Dataset file() {
      return view.dataset();
    }

    @Override
    public Block read(String name, Region region) {
      VariableView v = view.required(name);
      if (!Region.whole(v.variable().shape()).contains(region)) {
        throw new IllegalArgumentException(
            "reads " + region + " of '" + name + "', which is " + v.variable().dimensions());
      }
      Block values = Block.allocate(v.variable().type(), region.size());
      v.read(region, values, new long[region.rank()], stored);
      return values;
    }
  }

  /** Returns what is computed from is not known: as much as there is. */
  @Override
  public double copies() {
    double inputs = 0;
    for (VariableView v : before.variables().values()) {
      inputs += v.variable().rank() >= variable.rank() ? 1 + v.origin().copies() : 0;
    }
    return 1 + inputs;
  }

  @Override
  public boolean isKey() {
    return false;
  }

  @Override
  public boolean differsByFile() {
    return true;
  }
}
