package org.arcoforge.zarr;

import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;

final class ObjectEncoder implements ArrayEncoder {
  ObjectEncoder(ArrayLayout layout, int zarrFormat) {}

  @Override
  public String key(long... index) {
    return "";
  }

  @Override
  public Encoded encode(Block tile, long[] origin, long... index) {
    return new Encoded(new byte[0], 0, false);
  }
}
