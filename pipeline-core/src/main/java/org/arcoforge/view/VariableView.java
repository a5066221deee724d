package org.arcoforge.view;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.IndexMap;
import org.arcoforge.array.Region;
import org.arcoforge.array.Sharing;
import org.arcoforge.array.Variable;

/**
 * A variable view is a variable as the transforms leave it, and where its values come from.
 *
 * @param variable name, stored type, dimensions and attributes after the transforms
 * @param origin of its values, of the variable's shape
 */
public record VariableView(Variable variable, LazyArray origin) implements Serializable {
  /**
   * Returns the length of the file's chunks along dimension {@code d} of this view, in elements.
   */
  public long chunk(int d) {
    return Math.max(1, origin.chunk().get(d));
  }

  /**
   * Reads a box into a part of a block of the variable's type and rank.
   *
   * @param region the box in this view's elements
   * @param at where it begins in the target
   */
  public void read(Region region, Block target, long[] at, StoredValues file) {
    origin.read(region, target, at, file);
  }

  /** Returns all values, in the view's shape. */
  public Block read(StoredValues file) {
    Block block = Block.allocate(variable.type(), variable.shape());
    read(Region.whole(variable.shape()), block, new long[variable.rank()], file);
    return block;
  }

  VariableView shared(Sharing sharing) {
    Variable v = sharing.of(variable);
    LazyArray o = sharing.of(origin);
    return sharing.of(VariableView.class, List.of(v, o), new VariableView(v, o));
  }

  /** Returns the same values under another description of the same shape. */
  public VariableView with(Variable other) {
    return new VariableView(other, origin);
  }

  /** Returns a view each of whose dimensions comes from an axis of this one. */
  public VariableView taking(List<Dimension> dimensions, List<LazyArray.Axis> axes) {
    return taking(dimensions, axes, Collections.nCopies(variable.rank(), 0L));
  }

  /**
   * Does what {@link #taking(List, List)} does; {@code at} is the index of each axis that is not
   * taken.
   */
  public VariableView taking(List<Dimension> dimensions, List<LazyArray.Axis> axes, List<Long> at) {
    List<Long> shape = Arrays.stream(variable.shape()).boxed().toList();
    return new VariableView(
        variable.withDimensions(dimensions), IndexedArray.from(origin, shape, axes, at));
  }

  /** Returns the view with dimensions of length 1 in front. */
  public VariableView inFront(List<Dimension> added) {
    List<Dimension> dimensions = new ArrayList<>(added);
    dimensions.addAll(variable.dimensions());
    List<LazyArray.Axis> axes =
        new ArrayList<>(Collections.nCopies(added.size(), LazyArray.Axis.added()));
    for (int d = 0; d < variable.rank(); d++) {
      axes.add(whole(d));
    }
    return taking(dimensions, axes);
  }

  /** Returns an axis of this view as it is. */
  public LazyArray.Axis whole(int axis) {
    return new LazyArray.Axis(axis, IndexMap.all(variable.dimensions().get(axis).length()));
  }
}
