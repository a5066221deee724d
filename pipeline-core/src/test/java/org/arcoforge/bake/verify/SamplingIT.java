package org.arcoforge.bake.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.arcoforge.array.Indices;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.zarr.ArrayEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whole bakes leave of the objects that are chosen to be compared. */
class SamplingIT {
  @TempDir Path folder;

  @Test
  void indexOfASampleIsThatOfItsReceipt() throws IOException {
    BakeCase c = BakeCase.inMemory(folder).target(SamplingTest.MANY);
    BakeReport report = c.bake();
    RunFolder run = new RunFolder(c.store(), new RunId(report.version()));
    Plan plan = PlanFile.decode(run.plan());
    boolean several = false;
    for (PlannedArray array : plan.arrays()) {
      ArrayEncoder encoder = ArrayEncoder.of(array.layout(), plan.layout().zarrFormat());
      TreeSet<String> keys = new TreeSet<>();
      for (long tile = 0; tile < array.tiles().count(); tile++) {
        Receipt receipt = run.receipt(array.name(), tile).orElseThrow();
        several |= receipt.objects().size() > 1 && tile > 0;
        List<long[]> order = new ArrayList<>();
        Indices.of(array.objectsOf(tile)).forEach(order::add);
        for (int i = 0; i < receipt.objects().size(); i++) {
          long[] index = Sampling.index(array, tile, i);
          assertArrayEquals(order.get(i), index);
          assertEquals(receipt.objects().get(i).key(), encoder.key(index));
          keys.add(receipt.objects().get(i).key());
        }
      }
      assertEquals(array.layout().objects().count(), keys.size());
    }
    assertTrue(several, "some tile after the first must have several objects");
  }

  @Test
  void damageOfAnObjectStopsTheBakeWhetherItIsSampledOrNot() throws IOException {
    BakeCase c = BakeCase.inMemory(folder).target(SamplingTest.MANY);
    Plan plan = BakeCase.plan(c.config());
    for (PlannedArray array : plan.arrays()) {
      ArrayEncoder encoder = ArrayEncoder.of(array.layout(), plan.layout().zarrFormat());
      for (long tile : new long[] {0, SamplingTest.sampled(array), array.tiles().count() - 1}) {
        String key = ".zarr/" + encoder.key(Sampling.index(array, tile, 0));
        BakeReport report = c.bake(FaultyObjectStore.corrupting(c.store(), key, false));
        assertEquals(Outcome.VERIFICATION, report.outcome(), key + report.problems());
        assertTrue(report.problems().get(0).contains(key), report.problems().toString());
      }
    }
  }
}
