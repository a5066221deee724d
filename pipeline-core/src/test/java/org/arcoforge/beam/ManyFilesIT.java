package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.arcoforge.array.Region;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.StoredObject;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.bake.planning.Planning;
import org.arcoforge.bake.scan.HeaderCache;
import org.arcoforge.bake.scan.HeaderScanner;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.bake.tile.TileRanges;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.Fragment;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedPiece;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.settings.Settings;
import org.arcoforge.view.FileView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bake of a million files needs; bounds that leave room, for growth that is linear. */
class ManyFilesIT {
  private static final long MANY = 1_000_000;

  @TempDir Path folder;

  private static ScanResults scans(ManyFiles archive) {
    FileView view = archive.scanned(0, true).view();
    List<SourceRecord> records =
        LongStream.range(0, archive.files).mapToObj(n -> archive.record(n, view)).toList();
    return new ScanResults(records, List.of());
  }

  private static ScanResults transferred(ManyFiles archive, boolean alike) throws IOException {
    List<HeaderScanner.Scan> scans = new ArrayList<>();
    ScanResults.Builder builder = new ScanResults.Builder();
    for (long n = 0; n < archive.files; n++) {
      scans.add(new HeaderScanner.Scan(archive.scanned(n, alike), null));
      if (scans.size() == HeaderCache.pageLength(archive.files) || n == archive.files - 1) {
        ScanResults.Batch batch = ScanResults.Batch.of(scans);
        byte[] bytes = StoredObject.encode(batch); // compressed once more, which takes a little
        assertTrue(bytes.length < 4000 + 100 * scans.size(), bytes.length + "");
        builder.add(StoredObject.decode(bytes, ScanResults.Batch.class));
        scans.clear();
      }
    }
    return builder.build();
  }

  @Test
  void theGraphOfAMillionFilesIsThatOfTen() {
    assertEquals(nodes(10), nodes(MANY));
  }

  private static int nodes(long files) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply(Bake.of(new ManyFiles(files, "", "chunks: {time: 1}").config));
    AtomicInteger nodes = new AtomicInteger();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            nodes.incrementAndGet();
          }
        });
    return nodes.get();
  }

  @Test
  void filesWithOneHeaderShareItThroughThePipeline() throws IOException {
    ScanResults scans = transferred(new ManyFiles(2000, "", "chunks: {time: 24}"), true);
    SourceRecord first = scans.records().get(0);
    for (SourceRecord r : scans.records()) {
      assertSame(first.view(), r.view());
      assertSame(first.digests(), r.digests());
    }
    assertEquals(
        1999, Objects.requireNonNull(scans.records().get(1999).values().get("time")).longAt(0));
  }

  @Test
  void filesThatSayWhenTheyWereMadeShareTheRest() throws IOException {
    ScanResults scans = transferred(new ManyFiles(2000, "", "chunks: {time: 24}"), false);
    SourceRecord first = scans.records().get(0);
    SourceRecord last = scans.records().get(1999);
    assertNotSame(first.view(), last.view());
    assertSame(first.view().variables(), last.view().variables());
    assertSame(
        first.view().attributes().get("attribute_7").orElseThrow(),
        last.view().attributes().get("attribute_7").orElseThrow());
    assertEquals(
        "made in run 1999 on node 59", last.view().attributes().text("history").orElseThrow());
  }

  private static Plan plan(ManyFiles archive) throws IOException {
    try (WorkerSession session = WorkerSession.open(archive.config)) {
      return Planning.plan(session, scans(archive));
    }
  }

  @Test
  void aMillionFilesHaveASmallPlan() throws IOException {
    ManyFiles archive = new ManyFiles(MANY, "", "chunks: {time: 24}");
    Plan plan = plan(archive);
    byte[] bytes = PlanFile.encode(plan);
    assertTrue(bytes.length < 2 * MANY, bytes.length + " bytes");
    Plan back = PlanFile.decode(bytes);
    PlannedArray t =
        back.arrays().stream().filter(a -> a.name().equals("t")).findFirst().orElseThrow();
    assertEquals(MANY, t.layout().variable().shape()[0]);
    for (long chunk : new long[] {0, 20_000, MANY / 24}) {
      Region region = t.layout().objects().region(chunk, 0, 0);
      List<Fragment> fragments =
          back.part(t, region).pieces().stream().map(PlannedPiece::fragment).toList();
      assertEquals(region.size(0), fragments.size());
      assertEquals(24 * chunk, fragments.get(0).position());
    }
  }

  @Test
  void tenMillionChunksBecomeFewTilesAndFewElements() throws IOException {
    ManyFiles archive = new ManyFiles(MANY, "", "chunks: {time: 1, lat: 18}");
    Plan plan = plan(archive);
    assertEquals(10 * MANY + 3, plan.layout().objects());
    assertTrue(plan.tiles() < 5 * 50_000 + 4, plan.tiles() + " tiles");
    for (int most : new int[] {Settings.standard().tileElements(), 7_777, 1_000, 5}) {
      List<long[]> ranges = new ArrayList<>();
      TileRanges.visit(
          plan.arrays(), most, (array, from, to) -> ranges.add(new long[] {array, from, to}));
      assertEquals(plan.tiles(), ranges.stream().mapToLong(r -> r[2] - r[1]).sum());
      assertTrue(ranges.size() <= most + plan.arrays().size(), ranges.size() + " elements");
      List<long[]> single = ranges.stream().filter(r -> r[2] - r[1] == 1).toList();
      assertTrue( // or its array would not be covered by combined receipts
          single.stream().allMatch(r -> plan.arrays().get((int) r[0]).tiles().count() == 1),
          single.size() + " elements have one tile of many");
    }
    assertTrue(PlanFile.encode(plan).length < 2 * MANY);
    assertTrue(plan.warnings().stream().anyMatch(w -> w.contains("more than a million")));
  }

  @Test
  void moreObjectsThanAStoreShouldHoldAreRefused() {
    ManyFiles archive = new ManyFiles(MANY, "", "chunks: {time: 1, lat: 1}");
    RefusedException e = assertThrows(RefusedException.class, () -> plan(archive));
    assertEquals(Blame.RECIPE, e.blame());
    String message = String.valueOf(e.getMessage());
    for (String part :
        List.of(
            "180000003 objects",
            "target: {chunks: {time: 1, lat: 36, lon: 72}}",
            "shards: {time: 1, lat: 36, lon: 72}")) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void whatTheRecipeDeclaresIsNotReadForAPreview() throws IOException {
    Path data = Files.createDirectories(folder.resolve("1900/01"));
    BakeCase.file(0, 0).write(data.resolve("field.1900010100.nc"));
    // The last one is looked at too, as the likeliest to lack; and there is no other.
    Path last = Files.createDirectories(folder.resolve("1911/05"));
    BakeCase.file(0, 0).write(last.resolve("field.1911053015.nc"));
    ManyFiles archive = new ManyFiles(100_000, ", items_per_file: 2", "chunks: {time: 24}");
    Recipe recipe = archive.recipe();
    String url = folder.toUri() + "{time:%Y}/{time:%m}/field.{time:%Y%m%d%H}.nc";
    PatternDim time = recipe.pattern().dims().get(0);
    Recipe local =
        recipe.toBuilder().pattern(FilePattern.of(url, time).withFormat("netcdf3")).build();
    BakeConfig config = archive.config.withRecipe(local);
    PlanPreview.Preview preview;
    try (WorkerSession session = WorkerSession.open(config)) {
      preview = PlanPreview.preview(session, n -> {}, false);
    }
    assertEquals(2, preview.headers());
    assertEquals(2, preview.read());
    assertEquals(100_000, preview.plan().sources().files());
    assertEquals(200_000, preview.plan().layout().array("t").orElseThrow().variable().shape()[0]);
    assertTrue(PlanFile.encode(preview.plan()).length < 20_000);
  }
}
