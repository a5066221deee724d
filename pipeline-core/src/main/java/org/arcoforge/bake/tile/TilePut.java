package org.arcoforge.bake.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.arcoforge.array.Statistics;
import org.arcoforge.commit.Receipt;
import org.arcoforge.plan.PlannedTile;
import org.jspecify.annotations.Nullable;

/**
 * A put says what became of one object of a tile.
 *
 * @param written null if all its values are the fill value and need not be written
 * @param sum null for texts, and for what was not decoded
 * @param taken whether the published store had it
 */
record TilePut(
    String key, Receipt.@Nullable Written written, @Nullable Statistics sum, boolean taken) {
  static TilePut made(String key, Receipt.@Nullable Written written, @Nullable Statistics sum) {
    return new TilePut(key, written, sum, false);
  }

  /** Returns the receipt of a tile, of whose objects these are all. */
  static Receipt receipt(PlannedTile tile, TilePut[] puts) {
    List<Receipt.Written> written = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    List<@Nullable Statistics> sums = new ArrayList<>();
    for (TilePut put : puts) {
      Receipt.Written object = put.written();
      sums.add(put.sum());
      if (object == null) {
        empty.add(put.key());
      } else {
        written.add(object);
      }
    }
    Statistics sum = PartSums.sum(sums);
    List<Statistics> each = new ArrayList<>();
    for (boolean present : new boolean[] {true, false}) { // as the lists: written ones first
      for (int n = 0; sum != null && n < puts.length; n++) {
        if ((puts[n].written() != null) == present) {
          each.add(Objects.requireNonNull(sums.get(n)));
        }
      }
    }
    return Receipt.builder()
        .array(tile.array().name())
        .tile(tile.number())
        .objects(written)
        .empty(empty)
        .statistics(sum)
        .each(each)
        .build();
  }
}
