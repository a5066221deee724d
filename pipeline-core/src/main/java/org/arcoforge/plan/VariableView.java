package org.arcoforge.plan;

import java.io.Serializable;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A variable as the transforms leave it, and where its values are in the file.
 *
 * @param variable name, dimensions and attributes after the transforms; stored type
 * @param source the variable's name in the file
 * @param axes for each dimension the source axis, or -1 for one of length 1 that the file does not
 *     have; source axes that are not named have length 1
 * @param sourceRank number of dimensions in the file
 * @param sourceChunk shape of the file's chunks
 * @param storedBytes bytes in the file, or -1
 * @param constant the values themselves where no file variable holds them
 */
public record VariableView(
    Variable variable,
    String source,
    List<Integer> axes,
    int sourceRank,
    List<Long> sourceChunk,
    long storedBytes,
    @Nullable Block constant)
    implements Serializable {
  /** Copies the lists. */
  public VariableView {
    axes = List.copyOf(axes);
    sourceChunk = List.copyOf(sourceChunk);
  }

  /** The box of the file's variable that a box of this view is. */
  public Region sourceRegion(Region region) {
    long[] start = new long[sourceRank];
    long[] size = new long[sourceRank];
    java.util.Arrays.fill(size, 1);
    for (int d = 0; d < axes.size(); d++) {
      if (axes.get(d) >= 0) {
        start[axes.get(d)] = region.start(d);
        size[axes.get(d)] = region.size(d);
      }
    }
    return Region.of(start, size);
  }

  /** Length of the file's chunks along dimension {@code d} of this view. */
  public long chunk(int d) {
    return axes.get(d) < 0 ? 1 : Math.max(1, sourceChunk.get(axes.get(d)));
  }

  VariableView with(Variable other, List<Integer> otherAxes) {
    Block held = constant == null ? null : constant.reshape(other.shape());
    return new VariableView(other, source, otherAxes, sourceRank, sourceChunk, storedBytes, held);
  }

  VariableView with(Variable other) {
    return with(other, axes);
  }
}
