package org.arcoforge.view;

import java.util.List;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.format.ChunkStorage;

/**
 * This is an array whose values are changed by another's that is broadcast over it: the other's
 * axes are some of its axes.
 *
 * @param of what is changed; its type stays
 * @param other the other
 * @param type of the other's values
 * @param axes for each axis of the other, which of {@code of} it is
 * @param what the transform and the variable, for messages
 */
public record BroadcastArray(
    LazyArray of,
    LazyArray other,
    DataType type,
    List<Integer> axes,
    ValueFunction.OfTwo function,
    String what)
    implements LazyArray {
  /** Copies the list. */
  public BroadcastArray {
    axes = List.copyOf(axes);
  }

  @Override
  public Optional<ChunkStorage> storedAs() {
    return of.storedAs();
  }

  @Override
  public void read(Region region, Block target, long[] at, StoredValues file) {
    if (region.isEmpty()) {
      return;
    }
    LazyArray.fill(
        region,
        target,
        at,
        values -> {
          of.read(region, values, new long[region.rank()], file);
          try {
            function.apply(values, spread(region, file));
          } catch (CfConversion.ConversionException e) {
            throw ElementwiseArray.failure(what, region, e);
          }
        });
  }

  /** The other's values, repeated along the axes that it does not have. */
  private Block spread(Region region, StoredValues file) {
    long[] start = axes.stream().mapToLong(region::start).toArray();
    long[] size = axes.stream().mapToLong(region::size).toArray();
    Block small = Block.allocate(type, size);
    other.read(Region.of(start, size), small, new long[size.length], file);
    long[] strides = new long[region.rank()];
    long stride = 1;
    for (int d = size.length - 1; d >= 0; d--) {
      strides[axes.get(d)] = stride;
      stride *= size[d];
    }
    Block all = Block.allocate(type, region.size());
    Block.copyStrided(small, 0, strides, all, new long[region.rank()], region.size());
    return all;
  }

  @Override
  public List<Long> chunk() {
    return of.chunk();
  }

  @Override
  public double copies() {
    return 3 + Math.max(of.copies(), other.copies());
  }

  @Override
  public boolean isKey() {
    return false;
  }

  @Override
  public boolean differsByFile() {
    return of.differsByFile() || other.differsByFile();
  }
}
