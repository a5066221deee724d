package org.arcoforge.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.tiling.MemoryBudget;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class ChunkRemaindersTest {
  private static Plan plan(Random random) {
    int files = 1 + random.nextInt(3);
    List<SourceSample> samples = new ArrayList<>();
    long hour = 0;
    long ny = 1L + random.nextInt(20);
    long nx = 1L + random.nextInt(20);
    Long[] chunk = {1L + random.nextInt(5), 1L + random.nextInt(12), 1L + random.nextInt(12)};
    for (int f = 0; f < files; f++) {
      long[] times = new long[1 + random.nextInt(8)];
      for (int i = 0; i < times.length; i++) {
        times[i] = hour++;
      }
      samples.add(
          new SourceSample()
              .time("hours since 2000-01-01", times)
              .add("v", DataType.FLOAT32, "time:" + times.length + " y:" + ny + " x:" + nx)
              .chunk("v", chunk));
    }
    FilePattern pattern =
        FilePattern.of("https://x/{time}.nc", PatternDim.concat("time", Keys.range(0, files - 1L)));
    Map<String, Long> chunks =
        Map.of("time", -1L, "y", 1L + random.nextInt(8), "x", 1L + random.nextInt(8));
    long tile = 2000L + random.nextInt(20_000);
    return new ArchiveSample(pattern, samples.toArray(new SourceSample[0]))
        .target(t -> t.chunks(chunks))
        .memory(new MemoryBudget(tile, Long.MAX_VALUE, Long.MAX_VALUE))
        .plan();
  }

  /** Every source chunk that a fragment's box meets. */
  private static List<String> chunks(PlannedArray array, Fragment f) {
    List<String> met = new ArrayList<>();
    List<Long> chunk = array.sourceChunk();
    Region s = f.source();
    for (long t = s.start(0) / chunk.get(0); t * chunk.get(0) < s.end(0); t++) {
      for (long y = s.start(1) / chunk.get(1); y * chunk.get(1) < s.end(1); y++) {
        for (long x = s.start(2) / chunk.get(2); x * chunk.get(2) < s.end(2); x++) {
          met.add(f.position() + " " + t + " " + y + " " + x);
        }
      }
    }
    return met;
  }

  @Test
  void withWhatIsKeptEachSourceChunkIsDecodedOnceAndNothingIsLeftInTheEnd() {
    Random random = new Random(8);
    int cut = 0;
    for (int round = 0; round < 400; round++) {
      Plan plan = plan(random);
      PlannedArray array = ArchiveSample.array(plan, "v");
      Set<Region> kept = new HashSet<>();
      Set<String> decoded = new HashSet<>();
      long elements = 0;
      for (long tile = 0; tile < array.tiles().count(); tile++) {
        for (PlannedPiece piece : plan.tile(array, tile).pieces()) {
          elements += piece.fragment().target().elements();
          if (kept.remove(piece.fragment().target())) {
            continue;
          }
          for (Fragment left : piece.remainders()) {
            assertTrue(kept.add(left.target()), "round " + round + ": kept twice " + left);
            cut++;
          }
          for (String chunk : chunks(array, piece.withRemainders())) {
            assertTrue(decoded.add(chunk), "round " + round + ": decoded again " + chunk);
          }
        }
      }
      assertEquals(array.layout().variable().elements(), elements, "round " + round);
      assertEquals(Set.of(), kept, "round " + round);
      assertEquals(1.0, array.amplification(), "round " + round);
    }
    assertTrue(cut > 1000, "tiles must cut chunks for this to test anything: " + cut);
  }
}
