package org.arcoforge.view;

import java.util.Collections;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;

/**
 * This is an array whose values are known from the file's name or position: the leaf that needs no
 * reading.
 *
 * @param key whether they are the file's key in the pattern
 */
record ConstantArray(Block values, boolean key) implements LazyArray {
  @Override
  public void read(Region region, Block target, long[] at, StoredValues file) {
    Block.copy(values, region.start(), target, at, region.size());
  }

  @Override
  public List<Long> chunk() {
    return Collections.nCopies(values.rank(), 1L);
  }

  @Override
  public double copies() {
    return 0;
  }

  @Override
  public boolean isKey() {
    return key;
  }

  @Override
  public boolean differsByFile() {
    return true;
  }
}
