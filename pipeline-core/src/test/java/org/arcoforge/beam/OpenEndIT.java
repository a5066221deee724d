package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.zarr.ZarrStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that go on until today. */
class OpenEndIT {
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  private static final BakeListener QUIET =
      new BakeListener() {
        @Override
        public void progress(Progress progress, long files) {}

        @Override
        public void failed(Exception e) {}

        @Override
        public void done() {}
      };

  @TempDir Path folder;

  private Path path(LocalDate day, String more) {
    return folder.resolve(day.format(DateTimeFormatter.BASIC_ISO_DATE) + more + ".nc");
  }

  private void write(LocalDate day, double value, String more) throws IOException {
    new Netcdf3File()
        .dimension("time", 1)
        .variable(
            "time",
            List.of("time"),
            Map.of("units", "days since 1970-01-01"),
            (double) day.toEpochDay())
        .variable("v", List.of("time"), Map.of("units", "1"), value)
        .write(path(day, more));
  }

  private Feedstock feedstock(String end, String policies) {
    return FeedstockTexts.valid(
        """
        id: open
        title: Until today
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern:
              url: ["%1$s/{time:%%Y%%m%%d}.nc", "%1$s/{time:%%Y%%m%%d}_preliminary.nc"]
              format: netcdf3
              dims: [{concat: time, dates: {start: %2$s, end: %3$s, step: P1D}, items_per_file: 1}]
            target: {chunks: {time: 4}, mode: append}
            policies: {%4$s}
        """
            .formatted(
                folder.toUri().toString().replaceAll("/$", ""), today.minusDays(9), end, policies));
  }

  private BakeReport bake(Feedstock feedstock, Recipe recipe) {
    String root = "memory://" + folder.getFileName() + "/";
    Bakery bakery = new Bakery(root + "scratch/", root + "persistent-ro/", root + "catalog/", "");
    return new BakeRun(bakery, PipelineOptionsFactory::create, BakeCase.MEMORY, QUIET)
        .bake(feedstock, recipe, 0);
  }

  private BakeReport bake(String end, String policies) {
    Feedstock feedstock = feedstock(end, policies);
    return bake(feedstock, feedstock.recipes().get(0));
  }

  private static long days(BakeReport report) throws IOException {
    return ZarrStore.open(ObjectStores.open(report.store()))
        .array("v")
        .layout()
        .variable()
        .shape()[0];
  }

  @Test
  void aDailyBakeFollowsItsArchive() throws IOException {
    String policies = "missing_files: {policy: wait, at_end: P5D}, changed_sources: in-place";
    for (int ago = 9; ago >= 3; ago--) {
      write(today.minusDays(ago), ago, ago > 4 ? "" : "_preliminary");
    }
    BakeReport first = bake("now", policies);
    assertEquals(BakeStatus.PUBLISHED, first.status(), first.problems().toString());
    assertEquals(7, days(first));
    String said = first.problems().toString();
    assertTrue(said.contains("3 steps, from " + today.minusDays(2) + " to " + today), said);
    assertTrue(said.contains("2 of 7 files are alternative 2 of 2"), said);
    BakeReport again = bake("now", policies);
    assertEquals(BakeStatus.UNCHANGED, again.status(), again.problems().toString());
    assertTrue(again.problems().toString().contains("not there yet"), again.problems().toString());

    write(today.minusDays(2), 2, "_preliminary");
    Files.delete(path(today.minusDays(4), "_preliminary"));
    write(today.minusDays(4), 40, "");
    BakeReport next = bake("now", policies);
    assertEquals(BakeStatus.PUBLISHED, next.status(), next.problems().toString());
    assertEquals(first.store(), next.store());
    assertEquals(8, days(next));
    double[] values = BakeCase.doubles(BakeCase.read(next.store(), "v"));
    assertEquals(40, values[5]);
    assertEquals(2, values[7]);
    // Of v the chunk of days 4 to 7; time is one chunk.
    assertEquals(2, next.chunksWritten());
    assertEquals(1, next.chunksReused());

    Feedstock feedstock = feedstock("now", policies);
    Recipe past = feedstock.recipes().get(0);
    past =
        past.toBuilder().pattern(past.pattern().until(today.minusDays(5).atStartOfDay())).build();
    BakeReport fewer = bake(feedstock, past);
    assertEquals(Outcome.INVALID, fewer.outcome(), fewer.problems().toString());
    assertTrue(
        fewer.problems().toString().contains("never takes away"), fewer.problems().toString());

    BakeReport late = bake("{now: -P2D}", policies);
    assertEquals(BakeStatus.UNCHANGED, late.status(), late.problems().toString());
    assertFalse(late.problems().toString().contains("not there yet"), late.problems().toString());
  }

  @Test
  void whatIsMissingForTooLongIsNotWaitedFor() throws IOException {
    for (int ago = 9; ago >= 7; ago--) {
      write(today.minusDays(ago), ago, "");
    }
    BakeReport report = bake("now", "missing_files: {policy: wait, at_end: P5D}");
    assertEquals(Outcome.SOURCES, report.outcome());
    String said = report.problems().toString();
    String day = today.minusDays(6).format(DateTimeFormatter.BASIC_ISO_DATE);
    assertTrue(said.contains(day + ".nc") && said.contains("alternatives"), said);
  }
}
