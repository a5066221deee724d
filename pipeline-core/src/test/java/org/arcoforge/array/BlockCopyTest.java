package org.arcoforge.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Boxes of random shapes, copied and compared element by element. */
class BlockCopyTest {
  private static final DataType[] TYPES = {
    DataType.INT8, DataType.INT16, DataType.FLOAT32, DataType.FLOAT64, DataType.STRING
  };

  private static Block random(DataType type, Random random, long... shape) {
    Block block = Block.allocate(type, shape);
    random.nextBytes(block.bytes());
    for (int i = 0; i < block.strings().length; i++) {
      block.strings()[i] = Integer.toString(random.nextInt(1000));
    }
    return block;
  }

  private static String cell(Block block, int element) {
    int size = block.type().size();
    return block.type() == DataType.STRING
        ? block.strings()[element]
        : Arrays.toString(Arrays.copyOfRange(block.bytes(), element * size, (element + 1) * size));
  }

  private static int linear(long[] index, long[] shape) {
    long n = 0;
    for (int d = 0; d < shape.length; d++) {
      n = n * shape[d] + index[d];
    }
    return (int) n;
  }

  @Test
  void boxesOfAnyShapeAreCopiedAndNothingElse() {
    Random random = new Random(5);
    for (int round = 0; round < 3000; round++) {
      int rank = random.nextInt(5);
      long[] from = new long[rank];
      long[] to = new long[rank];
      long[] size = new long[rank];
      long[] sourceShape = new long[rank];
      long[] targetShape = new long[rank];
      for (int d = 0; d < rank; d++) {
        size[d] = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(5);
        boolean tight = random.nextBoolean(); // runs reach over dimensions that are whole
        from[d] = tight ? 0 : random.nextInt(3);
        to[d] = tight ? 0 : random.nextInt(3);
        sourceShape[d] = from[d] + size[d] + (tight ? 0 : random.nextInt(3));
        targetShape[d] = to[d] + size[d] + (tight ? 0 : random.nextInt(3));
      }
      DataType type = TYPES[random.nextInt(TYPES.length)];
      Block source = random(type, random, sourceShape);
      Block target = random(type, random, targetShape);
      String[] expected = new String[target.elements()];
      Arrays.setAll(expected, i -> cell(target, i));
      for (long[] at : Indices.of(Region.whole(size))) {
        long[] s = new long[rank];
        long[] t = new long[rank];
        Arrays.setAll(s, d -> from[d] + at[d]);
        Arrays.setAll(t, d -> to[d] + at[d]);
        expected[linear(t, targetShape)] = cell(source, linear(s, sourceShape));
      }
      Block.copy(source, from, target, to, size);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], cell(target, i), "round " + round + ", element " + i);
      }
    }
  }

  @Test
  void boxesGoAcrossBlocksThatLieSideBySide() {
    Random random = new Random(7);
    for (int round = 0; round < 3000; round++) {
      int rank = 1 + random.nextInt(4);
      int last = rank - 1;
      long[] from = new long[rank];
      long[] to = new long[rank];
      long[] size = new long[rank];
      long[] sourceShape = new long[rank];
      long[] shape = new long[rank];
      for (int d = 0; d < rank; d++) {
        size[d] = random.nextInt(9) == 0 ? 0 : 1 + random.nextInt(d == last ? 20 : 4);
        from[d] = random.nextInt(3);
        to[d] = random.nextInt(3);
        sourceShape[d] = from[d] + size[d] + random.nextInt(3);
        shape[d] = to[d] + size[d] + random.nextInt(3);
      }
      shape[last] = Math.max(1, shape[last]);
      DataType type = TYPES[random.nextInt(TYPES.length)];
      Block source = random(type, random, sourceShape);
      Block whole = random(type, random, shape);
      List<Block> blocks = new ArrayList<>();
      List<Long> begins = new ArrayList<>();
      long length = 0;
      while (length < shape[last]) {
        long n =
            Math.min(
                shape[last] - length, to[last] + 1 + random.nextInt(5)); // 'to' is in the first
        long[] part = shape.clone();
        part[last] = n;
        Block block = Block.allocate(type, part);
        long[] begin = new long[rank];
        begin[last] = length;
        Block.copy(whole, begin, block, new long[rank], part);
        blocks.add(block);
        begins.add(length);
        length += n;
      }
      int used = 1; // those that the box meets
      while (used < begins.size() && begins.get(used) < to[last] + size[last]) {
        used++;
      }
      Block.copyAcross(source, from, blocks.subList(0, used).toArray(new Block[0]), to, size);
      Block.copy(source, from, whole, to, size);
      for (int b = 0; b < blocks.size(); b++) {
        long[] begin = new long[rank];
        begin[last] = begins.get(b);
        Block expected = Block.allocate(type, blocks.get(b).shape());
        Block.copy(whole, begin, expected, new long[rank], expected.shape());
        assertEquals(expected, blocks.get(b), "round " + round + ", block " + b);
      }
    }
  }

  @Test
  void elementsAtAnyDistanceAreCopied() {
    Random random = new Random(6);
    for (int round = 0; round < 2000; round++) {
      int rank = random.nextInt(4);
      long[] size = new long[rank];
      long[] strides = new long[rank];
      long[] to = new long[rank];
      long[] shape = new long[rank];
      long low = 0;
      long high = 0;
      for (int d = 0; d < rank; d++) {
        size[d] = 1L + random.nextInt(4);
        strides[d] = random.nextInt(9) - 4L; // backwards, repeated, next to each other
        to[d] = random.nextInt(2);
        shape[d] = to[d] + size[d] + random.nextInt(2);
        low += Math.min(0, strides[d] * (size[d] - 1));
        high += Math.max(0, strides[d] * (size[d] - 1));
      }
      DataType type = TYPES[random.nextInt(TYPES.length)];
      Block source = random(type, random, high - low + 1);
      Block target = Block.allocate(type, shape);
      Block.copyStrided(source, -low, strides, target, to, size);
      for (long[] at : Indices.of(Region.whole(size))) {
        long s = -low;
        long[] t = new long[rank];
        for (int d = 0; d < rank; d++) {
          s += at[d] * strides[d];
          t[d] = to[d] + at[d];
        }
        String expected = cell(source, (int) s);
        assertEquals(expected, cell(target, linear(t, shape)), "round " + round);
      }
    }
  }
}
