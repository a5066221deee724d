package org.arcoforge.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.recipe.yaml.FeedstockReader;
import org.junit.jupiter.api.Test;

/** The feedstocks of this repository. */
class FeedstocksTest {
  private static final List<RecipeClass> CLASSES =
      ServiceLoader.load(RecipeClass.class).stream().map(ServiceLoader.Provider::get).toList();

  private static List<Path> folders() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("feedstocks"))) {
      folder = folder.getParent();
    }
    try (Stream<Path> list = Files.list(Objects.requireNonNull(folder).resolve("feedstocks"))) {
      return list.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static Feedstock read(Path folder) {
    FeedstockReader.Result result = FeedstockReader.read(folder, CLASSES);
    assertEquals(List.of(), result.problems());
    return Objects.requireNonNull(result.feedstock());
  }

  @Test
  void allAreWithoutProblemsAndInAFolderOfTheirId() throws IOException {
    assertTrue(folders().size() >= 3, folders().toString());
    for (Path folder : folders()) {
      assertEquals(folder.getFileName().toString(), read(folder).id());
      assertTrue(Files.size(folder.resolve("README.md")) > 200, folder + " needs a README.md");
    }
  }

  @Test
  void allExpandTheirFirstAndLastUrl() throws IOException {
    for (Path folder : folders()) {
      for (var recipe : read(folder).recipes()) {
        var pattern = recipe.pattern();
        String first = pattern.url(pattern.position(0));
        String last = pattern.url(pattern.position(pattern.size() - 1));
        assertTrue(first.matches("([a-z0-9]+:/)?/[^{}\\s]+"), first);
        assertTrue(pattern.size() == 1 || !first.equals(last), first);
      }
    }
  }

  @Test
  void era5FilesGoFromTheFirstMonthToTheLast() throws IOException {
    var pattern =
        folders().stream()
            .map(FeedstocksTest::read)
            .flatMap(f -> f.recipe("era5-single-levels-hourly").stream())
            .findFirst()
            .orElseThrow()
            .pattern();
    assertEquals(
        "https://era5-pds.s3.amazonaws.com/1979/01/data/air_pressure_at_mean_sea_level.nc",
        pattern.url(pattern.position(0)));
    assertEquals(
        "https://era5-pds.s3.amazonaws.com/2020/12/data/northward_wind_at_10_metres.nc",
        pattern.url(pattern.position(pattern.size() - 1)));
    assertEquals(42 * 12 * 4, pattern.size());
  }
}
