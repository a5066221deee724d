package org.arcoforge.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.tiling.MemoryBudget;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** What is told of a tile is what its objects and its files are. */
class PlannedTileTest {
  private static Plan plan() {
    FilePattern pattern =
        FilePattern.of("https://x/{time}.nc", PatternDim.concat("time", Keys.range(0, 2L)));
    SourceSample[] files = new SourceSample[3];
    for (int f = 0; f < files.length; f++) {
      files[f] =
          new SourceSample()
              .time("days since 2000-01-01", 2L * f, 2L * f + 1)
              .add("v", DataType.FLOAT32, "time:2 y:6");
    }
    return new ArchiveSample(pattern, files)
        .target(t -> t.chunks(Map.of("time", 4L, "y", 3L)))
        .memory(new MemoryBudget(400, Long.MAX_VALUE, Long.MAX_VALUE))
        .plan();
  }

  @Test
  void tilesObjectsAreAllObjectsOnceAndItsPiecesAreItsRegionOnce() {
    Plan plan = plan();
    PlannedArray v = ArchiveSample.array(plan, "v");
    long objects = 0;
    for (long n = 0; n < v.tiles().count(); n++) {
      PlannedTile tile = plan.tile(v, n);
      objects += tile.objects().size();
      assertEquals(n, tile.number());
      assertEquals(
          tile.region().elements(),
          tile.objects().stream().mapToLong(o -> o.region().elements()).sum());
      assertEquals(
          tile.region().elements(),
          tile.pieces().stream().mapToLong(p -> p.fragment().target().elements()).sum());
      for (PlannedObject o : tile.objects()) {
        assertTrue(tile.region().contains(o.region()));
        assertEquals(Optional.empty(), o.copiedFrom(), "nothing is to be copied");
      }
      assertEquals(tile.pieces(), tile.read(), "no gaps");
    }
    assertEquals(v.layout().objects().count(), objects);
  }

  @Test
  void partsAreReadOfTheFilesThatMeetThemAndHaveNoObjects() {
    Plan plan = plan();
    PlannedArray v = ArchiveSample.array(plan, "v");
    PlannedTile part = plan.part(v, Region.of(new long[] {1, 0}, new long[] {2, 6}));
    assertEquals(PlannedTile.NONE, part.number());
    assertEquals(List.of(), part.objects());
    assertEquals(Set.of(0L, 1L), part.positions());
  }

  @Test
  void whatThePlanHoldsIsReadOfNoFile() {
    Plan plan = plan();
    PlannedTile time = plan.tile(ArchiveSample.array(plan, "time"), 0);
    assertEquals(List.of(), time.pieces());
    assertEquals(Set.of(), time.positions());
    assertEquals(1, time.objects().size());
  }
}
