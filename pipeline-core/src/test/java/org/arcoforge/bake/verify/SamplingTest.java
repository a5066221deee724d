package org.arcoforge.bake.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.arcoforge.array.Region;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.plan.Fragment;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingTest {
  static final String MANY = "chunks: {time: 4, y: 1, x: 2}, codec: {name: none}";

  @TempDir Path folder;

  static long sampled(PlannedArray array) {
    return LongStream.range(0, array.tiles().count())
        .filter(t -> Sampling.object(array, t).isPresent())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyArrayHasASampleAndRepetitionsHaveTheSame() throws IOException {
    for (PlannedArray array :
        BakeCase.plan(BakeCase.inMemory(folder).target(MANY).config()).arrays()) {
      long tile = sampled(array);
      int object = Sampling.object(array, tile).orElseThrow();
      assertEquals(object, Sampling.object(array, tile).orElseThrow());
      assertTrue(object < array.objectsOf(tile).elements());
    }
  }

  @Test
  void firstAndLastPieceAreAmongThoseThatAreCompared() throws IOException {
    Plan plan = BakeCase.plan(BakeCase.inMemory(folder).target(MANY).config());
    List<Fragment> all =
        LongStream.range(0, 9)
            .mapToObj(i -> new Fragment(i, Region.whole(1), Region.whole(1), false))
            .toList();
    List<Fragment> chosen = Sampling.pieces(plan.arrays().get(0), 3, all);
    assertEquals(Sampling.PIECES, chosen.size());
    assertTrue(chosen.contains(all.get(0)) && chosen.contains(all.get(8)));
    assertEquals(chosen, Sampling.pieces(plan.arrays().get(0), 3, all));
  }
}
