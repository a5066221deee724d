package org.arcoforge.bake.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.plan.merge.SourceFailure;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.yaml.FeedstockReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in files that would do harm as keys, or to who sees them. */
class NameCheckTest {
  private static final List<String> HOSTILE =
      List.of(
          "../../evil",
          "a/../b",
          ".",
          ".zattrs",
          "zarr.json",
          "a\nb",
          "a\u001b[31mred",
          "\u202eabc",
          "a\\b",
          "a\u0000b",
          "x".repeat(240),
          "a\u200fb");

  @TempDir Path folder = Path.of(""); // JUnit sets it

  private HeaderScanner.Scan scan(Netcdf3File file, String transforms) throws IOException {
    Path path = folder.resolve("f.nc");
    file.write(path);
    String text =
        """
        id: names
        title: T
        description: D
        license: CC0-1.0
        providers: [{name: P, roles: [producer]}]
        recipes:
          - id: r
            pattern: {files: ["%s"], dims: []}
            transforms: %s
        """
            .formatted(path, transforms);
    FeedstockReader.Result read = FeedstockReader.read("f.yaml", text, List.of());
    Recipe recipe =
        Objects.requireNonNull(read.feedstock(), () -> read.problems().toString()).recipes().get(0);
    BakeConfig config = BakeCase.inMemory(folder).config().withRecipe(recipe);
    try (WorkerSession session = WorkerSession.open(config)) {
      return new HeaderScanner(recipe, session.files()).scan(0);
    }
  }

  private static Netcdf3File variable(String name) {
    return new Netcdf3File().dimension("x", 2).variable(name, List.of("x"), Map.of(), 1, 2);
  }

  @Test
  void hostileNamesAreTheFilesFaultAndTheLineThatIsProposedMendsThem() throws IOException {
    for (String name : HOSTILE) {
      SourceFailure failure = scan(variable(name), "[]").failure();
      assertNotNull(failure, name);
      assertEquals(SourceFailure.Kind.FAILED, failure.kind(), failure.message());
      assertTrue(failure.message().contains("f.nc: variable '"), failure.message());
      assertTrue(
          failure.message().chars().noneMatch(c -> c < ' ' || c == 0x202e || c == 0x200f),
          failure.message());
      String line = failure.message().replaceAll("(?s).*write transforms: ", "");
      HeaderScanner.Scan mended = scan(variable(name), line);
      assertNotNull(mended.record(), line + ": " + mended.failure());
    }
  }

  @Test
  void namesOfAttributesAreMendedByTheLineToo() throws IOException {
    Netcdf3File file =
        new Netcdf3File()
            .dimension("x", 2)
            .variable("v", List.of("x"), Map.of("a\u001bb", "text"), 1, 2);
    SourceFailure failure = scan(file, "[]").failure();
    assertNotNull(failure);
    assertTrue(failure.message().contains("an attribute of variable 'v'"), failure.message());
    String line = failure.message().replaceAll("(?s).*write transforms: ", "");
    assertNotNull(scan(file, line).record(), line);
  }

  @Test
  void namesThatPeopleUseStay() throws IOException {
    for (String name :
        List.of("sst", "Größe", "t 2m", "a.b", "__xarray_dataarray_variable__", "x@y+z", "c")) {
      HeaderScanner.Scan scan = scan(variable(name), "[]");
      assertNotNull(scan.record(), name + ": " + scan.failure());
    }
  }

  @Test
  void namesThatTheRecipeMakesAreItsFault() throws IOException {
    SourceFailure failure = scan(variable("v"), "[{rename: {v: \"zarr.json\"}}]").failure();
    assertNotNull(failure);
    assertEquals(SourceFailure.Kind.RECIPE, failure.kind(), failure.message());
    assertFalse(failure.message().isEmpty());
  }
}
