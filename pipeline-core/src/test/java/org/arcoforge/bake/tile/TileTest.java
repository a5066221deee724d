package org.arcoforge.bake.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.junit.jupiter.api.Test;

class TileTest {
  private static final Region REGION = Region.of(new long[] {6, 4}, new long[] {5, 9});

  private static Tile tile() {
    return new Tile(REGION, new long[] {3, 4}, shape -> Block.allocate(DataType.INT32, shape));
  }

  /** Values that tell where in the array they belong. */
  private static Block numbered(Region region) {
    Block block = Block.allocate(DataType.INT32, region.size());
    int i = 0;
    for (long[] at : Indices.of(region)) {
      block.setLong(i++, at[0] * 100 + at[1]);
    }
    return block;
  }

  @Test
  void objectsAreCutAtTheirGridAndClippedAtTheEnd() {
    Tile tile = tile();
    List<String> regions = new ArrayList<>();
    for (int n = 0; n < tile.count(); n++) {
      regions.add(tile.region(n).toString());
      assertEquals(tile.region(n).elements(), tile.block(n).elements());
    }
    assertEquals(
        List.of(
            "[6:9, 4:8]",
            "[6:9, 8:12]",
            "[6:9, 12:13]",
            "[9:11, 4:8]",
            "[9:11, 8:12]",
            "[9:11, 12:13]"),
        regions);
  }

  @Test
  void piecesGoToEveryObjectThatTheyMeet() {
    Tile tile = tile();
    Region left = Region.of(new long[] {6, 4}, new long[] {5, 5});
    Region right = Region.of(new long[] {6, 9}, new long[] {5, 4});
    tile.put(numbered(left), new long[2], left);
    Region wide = Region.of(new long[] {5, 8}, new long[] {6, 5});
    tile.put(numbered(wide), new long[] {1, 1}, right);
    for (int n = 0; n < tile.count(); n++) {
      assertEquals(numbered(tile.region(n)), tile.block(n), tile.region(n).toString());
    }
  }

  @Test
  void onlyAPartWithinOneObjectHasAHolder() {
    Tile tile = tile();
    assertEquals(4, tile.holder(Region.of(new long[] {9, 9}, new long[] {2, 3})));
    assertEquals(-1, tile.holder(Region.of(new long[] {8, 9}, new long[] {2, 3})));
  }

  @Test
  void aScalarIsOneObject() {
    Tile tile = Tile.of(Region.whole(), Block.allocate(DataType.INT32));
    assertEquals(1, tile.count());
    assertEquals(0, tile.holder(Region.whole()));
  }
}
