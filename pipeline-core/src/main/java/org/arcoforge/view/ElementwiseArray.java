package org.arcoforge.view;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.format.ChunkStorage;

/**
 * This is an array whose values are made one by one from another's of the same shape.
 *
 * @param of the other, of the same shape
 * @param type of its values
 * @param what the transform and the variable, for messages
 */
public record ElementwiseArray(LazyArray of, DataType type, ValueFunction function, String what)
    implements LazyArray {
  @Override
  public Optional<ChunkStorage> storedAs() {
    return of.storedAs();
  }

  @Override
  public void read(Region region, Block target, long[] at, StoredValues file) {
    if (region.isEmpty()) {
      return;
    }
    Block from = Block.allocate(type, region.size());
    of.read(region, from, new long[region.rank()], file);
    LazyArray.fill(
        region,
        target,
        at,
        to -> {
          try {
            function.apply(from, to);
          } catch (CfConversion.ConversionException e) {
            throw failure(what, region, e);
          }
        });
  }

  static ValueException failure(String what, Region region, CfConversion.ConversionException e) {
    long[] index = new long[region.rank()];
    long rest = e.element();
    for (int d = index.length - 1; d >= 0; d--) {
      index[d] = region.start(d) + rest % region.size(d);
      rest /= region.size(d);
    }
    return new ValueException(
        "transforms: " + what + ", element " + Arrays.toString(index) + ": " + e.getMessage());
  }

  @Override
  public List<Long> chunk() {
    return of.chunk();
  }

  @Override
  public double copies() {
    return 2 + of.copies();
  }

  @Override
  public boolean isKey() {
    return false;
  }

  @Override
  public boolean differsByFile() {
    return of.differsByFile();
  }
}
