package org.arcoforge.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexMapTest {
  private static long[] random(Random chance, int length, int below) {
    long[] indices = new long[length];
    for (int i = 0; i < length; i++) {
      // Runs are likely, so that they are found.
      boolean next = i > 0 && chance.nextInt(3) > 0 && indices[i - 1] + 1 < below;
      indices[i] = next ? indices[i - 1] + 1 : chance.nextInt(below);
    }
    return indices;
  }

  @Test
  void showsExactlyTheIndicesThatItWasMadeOf() {
    Random chance = new Random(7);
    for (int n = 0; n < 200; n++) {
      long[] indices = random(chance, chance.nextInt(20), 12);
      IndexMap map = IndexMap.of(indices);
      assertArrayEquals(indices, map.toArray());
      assertEquals(indices.length, map.length());
    }
  }

  @Test
  void oneAfterTheOtherIsLookingUpTwice() {
    Random chance = new Random(11);
    for (int n = 0; n < 300; n++) {
      long[] inner = random(chance, 1 + chance.nextInt(15), 30);
      long[] outer = random(chance, chance.nextInt(15), inner.length);
      long[] expected = new long[outer.length];
      for (int i = 0; i < outer.length; i++) {
        expected[i] = inner[(int) outer[i]];
      }
      assertArrayEquals(expected, IndexMap.of(inner).then(IndexMap.of(outer)).toArray());
    }
  }

  @Test
  void runsCoverTheWantedPartInOrder() {
    IndexMap map = IndexMap.of(5, 6, 7, 3, 2, 1, 9);
    assertEquals(
        List.of(new IndexMap.Run(1, 6, 1, 2), new IndexMap.Run(3, 3, -1, 2)), map.runs(1, 5));
    assertEquals(2, map.runs(3, 5).get(0).lowest());
  }

  @Test
  void wholeReversedAndRolledAxes() {
    assertTrue(IndexMap.all(4).isAll(4));
    assertFalse(IndexMap.all(4).isAll(5));
    assertFalse(IndexMap.of(0, 2, 1).isAll(3));
    assertArrayEquals(new long[] {3, 2, 1, 0}, IndexMap.reversed(4).toArray());
    assertArrayEquals(new long[] {2, 3, 0, 1}, IndexMap.rolled(4, 2).toArray());
    assertTrue(IndexMap.rolled(4, 0).isAll(4));
    assertEquals(0, IndexMap.all(0).runs(0, 0).size());
    assertThrows(IllegalArgumentException.class, () -> IndexMap.range(1, 3, -1));
    assertThrows(IndexOutOfBoundsException.class, () -> IndexMap.all(3).at(3));
  }
}
