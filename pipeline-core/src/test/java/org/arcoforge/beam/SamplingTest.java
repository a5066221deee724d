package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.arcoforge.array.Indices;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.zarr.ArrayEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingTest {
  private static final String MANY = "chunks: {time: 4, y: 1, x: 2}, codec: {name: none}";

  @TempDir Path folder;

  private static Plan plan(BakeConfig config) throws IOException {
    try {
      return PlanPreview.plan(config, 2, n -> {}, true);
    } finally {
      PlanPreview.close(config);
    }
  }

  @Test
  void everyArrayHasASampleAndRepetitionsHaveTheSame() throws IOException {
    Plan plan = plan(BakeCase.inMemory(folder).target(MANY).config());
    for (int a = 0; a < plan.arrays().size(); a++) {
      PlannedArray array = plan.arrays().get(a);
      List<StepResult.Sample> samples = Sampling.choose(a, array);
      assertFalse(samples.isEmpty(), array.name());
      assertEquals(samples, Sampling.choose(a, array));
      for (StepResult.Sample s : samples) {
        assertEquals(a, s.array());
        assertTrue(s.tile() < array.tiles().count());
        assertTrue(s.object() < array.objectsOf(s.tile()).elements());
      }
    }
  }

  @Test
  void indexOfASampleIsThatOfItsReceipt() throws IOException {
    BakeCase c = BakeCase.inMemory(folder).target(MANY);
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
  void damageOfAnyObjectThatIsSampledStopsTheBake() throws IOException {
    BakeCase c = BakeCase.inMemory(folder).target(MANY);
    Plan plan = plan(c.config());
    ArrayEncoder encoder = null;
    for (int a = 0; a < plan.arrays().size(); a++) {
      PlannedArray array = plan.arrays().get(a);
      encoder = ArrayEncoder.of(array.layout(), plan.layout().zarrFormat());
      StepResult.Sample s = Sampling.choose(a, array).get(0);
      String key = ".zarr/" + encoder.key(Sampling.index(array, s.tile(), s.object()));
      BakeReport report = c.bake(FailingBakeTest.corrupting(c.store(), key, false));
      assertEquals(Outcome.VERIFICATION, report.outcome(), key + report.problems());
      assertTrue(report.problems().get(0).contains(key), report.problems().toString());
    }
  }
}
