package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.HeapLimit;
import org.arcoforge.array.Region;
import org.arcoforge.format.SourceVariable;

/**
 * A stored variable is one variable with everything needed to read its values.
 *
 * @param variable as it is described
 * @param joined whether the last stored dimension holds the characters of a text
 * @param charset of joined characters
 * @param beyond what there is where a variable is shorter than its unlimited dimension
 */
record StoredVariable(
    SourceVariable variable,
    DatasetHeader dataset,
    Element element,
    HyperslabReader boxes,
    boolean joined,
    Charset charset,
    FillValue beyond) {

  /** Reads a box into a part of {@code target}. */
  void read(GlobalHeap heap, MetadataBytes file, Region region, Block target, long[] at)
      throws IOException {
    int rank = region.rank();
    long[] extent = Arrays.copyOf(dataset.space().shape(), rank);
    Region stored = Region.whole(extent).intersect(region);
    if (!stored.equals(region)) {
      Block filled = Block.allocate(element.type(), region.size());
      filled.fill(beyond);
      Block.copy(filled, new long[rank], target, at, region.size());
    }
    if (stored.isEmpty()) {
      return;
    }
    long[] to = at.clone();
    for (int d = 0; d < rank; d++) {
      to[d] += stored.start(d) - region.start(d);
    }
    if (element.type() != DataType.STRING) {
      boxes.read(stored, target, to);
      return;
    }
    Block texts = texts(heap, file, stored);
    Block.copy(texts, new long[rank], target, to, stored.size());
  }

  private Block texts(GlobalHeap heap, MetadataBytes file, Region region) throws IOException {
    Region box = region;
    int width = element.size();
    if (joined) {
      int rank = region.rank();
      long[] start = Arrays.copyOf(region.start(), rank + 1);
      long[] size = Arrays.copyOf(region.size(), rank + 1);
      size[rank] = dataset.space().shape()[rank];
      box = Region.of(start, size);
      width = (int) size[rank];
    }
    long[] shape = boxes.tail(box.size(), element.size());
    HeapLimit.check(Region.whole(shape).elements(), "a part of its texts");
    Block bytes = Block.allocate(DataType.UINT8, shape);
    boxes.read(box, bytes, new long[shape.length]);
    String[] strings = new String[(int) region.elements()];
    if (element.isVariableText()) {
      Cursor in = new Cursor(file, bytes.bytes(), 0, bytes.byteLength());
      for (int i = 0; i < strings.length; i++) {
        strings[i] = Texts.variable(heap, in.sub(width));
      }
    } else {
      // Joined characters are padded by NULs, as numpy has it.
      int padding = joined || element.isChar() ? 1 : element.raw().padding();
      for (int i = 0; i < strings.length; i++) {
        strings[i] = Texts.fixed(bytes.bytes(), i * width, width, padding, charset);
      }
    }
    return Block.wrap(strings, region.size());
  }

  static Charset charset(String name) {
    try {
      return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
