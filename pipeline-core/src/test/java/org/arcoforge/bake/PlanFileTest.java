package org.arcoforge.bake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.arcoforge.array.Region;
import org.arcoforge.bake.scan.HeaderScanner;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
  @TempDir Path folder;

  @Test
  void planComesBackAsItWas() throws IOException {
    Plan plan = BakeCase.plan(BakeCase.inMemory(folder).config());
    byte[] bytes = PlanFile.encode(plan);
    assertArrayEquals(bytes, PlanFile.encode(plan));
    Plan back = PlanFile.decode(bytes);
    assertEquals(plan.parts(), back.parts());
    assertEquals(plan.layout(), back.layout());
    assertEquals(plan.recipe(), back.recipe());
    assertEquals(plan.sources(), back.sources());
    assertEquals(plan.coordinates(), back.coordinates());
    assertEquals(plan.arrays().toString(), back.arrays().toString());
    for (int a = 0; a < plan.arrays().size(); a++) {
      Region all = Region.whole(plan.arrays().get(a).layout().variable().shape());
      assertEquals(
          plan.part(plan.arrays().get(a), all).pieces(),
          back.part(back.arrays().get(a), all).pieces());
      assertEquals(plan.arrays().get(a).values(), back.arrays().get(a).values());
    }
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void whatIsNoPlanIsRefused() throws IOException {
    for (String text : List.of("", "[]", "{}", "a text", "{\"recipe\": \"x\", \"format\": 1}")) {
      IOException e = assertThrows(IOException.class, () -> PlanFile.decode(compressed(text)));
      assertTrue(String.valueOf(e.getMessage()).startsWith("the plan is no"), e.toString());
    }
    assertThrows(IOException.class, () -> PlanFile.decode(new byte[] {1, 2, 3}));
    byte[] plan = PlanFile.encode(BakeCase.plan(BakeCase.inMemory(folder).config()));
    for (int length : new int[] {plan.length / 2, plan.length - 1}) {
      assertThrows(IOException.class, () -> PlanFile.decode(java.util.Arrays.copyOf(plan, length)));
    }
  }

  @Test
  void sessionReadsAPlanOnceAndForgetsItWithTheLastStep() throws IOException {
    BakeConfig config = BakeCase.inMemory(folder).config();
    Plan plan = BakeCase.plan(config);
    RunFolder run = new RunFolder(ObjectStores.open("memory://plans/"), config.run());
    PlanFile.save(
        run,
        PlanFile.encode(plan),
        PlanFile.digest(PlanFile.encode(plan), config),
        Fingerprints.of(3, List.of()),
        null);
    PlanFile.Loaded loaded;
    try (WorkerSession first = WorkerSession.open(config)) {
      loaded = first.plan(run);
      try (WorkerSession second = WorkerSession.open(config)) {
        assertSame(loaded, second.plan(run));
      }
      assertSame(loaded, first.plan(run));
    }
    try (WorkerSession later = WorkerSession.open(config)) {
      assertNotEquals(loaded, later.plan(run));
    }
  }

  @Test
  void digestsTellPlanFeedstockAndSoftwareApart() throws IOException {
    BakeConfig c = BakeCase.inMemory(folder).config();
    String digest = PlanFile.digest(compressed("1"), c);
    assertEquals(digest, PlanFile.digest(compressed("1"), BakeCase.inMemory(folder).config()));
    assertNotEquals(digest, PlanFile.digest(compressed("2"), c));
    BakeConfig newer =
        BakeConfig.builder()
            .feedstock(c.feedstock())
            .recipe(c.recipe())
            .run(c.run())
            .recipeStore(c.recipeStore())
            .scratch(c.scratch())
            .catalog(c.catalog())
            .resources(BakeCase.MEMORY)
            .software("ArcoForge 2")
            .build();
    assertNotEquals(digest, PlanFile.digest(compressed("1"), newer));
  }

  @Test
  void fingerprintsTellOneContentFromAnother() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    HeaderScanner.Scan scan;
    Fingerprints prints;
    try (WorkerSession session = WorkerSession.open(c.config())) {
      HeaderScanner scanner = new HeaderScanner(c.recipe(), session.files());
      scan = scanner.scan(1);
      prints =
          Fingerprints.decode(
              Fingerprints.of(3, ScanResults.of(List.of(scan, scanner.scan(2))).records())
                  .encode());
    }
    SourceRecord.Fingerprint f = java.util.Objects.requireNonNull(scan.record()).fingerprint();
    assertTrue(prints.matches(1, f));
    assertTrue(prints.matches(0, new SourceRecord.Fingerprint(5, "x", 7)), "nothing is known");
    assertTrue(prints.matches(1, new SourceRecord.Fingerprint(f.size(), "", 0)));
    assertEquals(false, prints.matches(1, new SourceRecord.Fingerprint(f.size() + 1, "", 0)));
    assertEquals(
        false, prints.matches(1, new SourceRecord.Fingerprint(f.size(), "", f.modified() + 1)));
  }
}
