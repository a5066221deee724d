package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.arcoforge.SourceTree;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.zarr.ZarrStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked examples of the page of recipe keys, baked from files made for them. */
class RecipeExamplesIT {
  private static final Map<String, String> DAYS = Map.of("units", "days since 2024-01-01");

  @TempDir Path folder = Path.of("");

  /** Writes an example of the page, by its id; its data go into {@code data} beside it. */
  private Path feedstock(String id) throws IOException {
    String page =
        Files.readString(SourceTree.repository().resolve("pipeline-core/docs/recipe-keys.md"));
    Matcher m = Pattern.compile("```yaml\n(id: " + id + "\n.*?)```", Pattern.DOTALL).matcher(page);
    assertTrue(m.find(), id);
    Files.createDirectories(folder.resolve("data/2024"));
    return Files.writeString(folder.resolve("feedstock.yaml"), m.group(1));
  }

  /** A file of times with one field on 2 × 3 points whose first value is that of each time. */
  private void file(String name, String variable, double[] times, double... firsts)
      throws IOException {
    double[] values = new double[times.length * 6];
    for (int i = 0; i < values.length; i++) {
      values[i] = firsts[i / 6] + i % 6;
    }
    new Netcdf3File()
        .dimension("time", times.length)
        .dimension("lat", 2)
        .dimension("lon", 3)
        .variable("time", List.of("time"), DAYS, times)
        .variable("lat", List.of("lat"), Map.of("units", "degrees_north"), 10, 20)
        .variable("lon", List.of("lon"), Map.of("units", "degrees_east"), 1, 2, 3)
        .variable(variable, List.of("time", "lat", "lon"), Map.of("units", "K"), values)
        .write(folder.resolve("data").resolve(name));
  }

  private JsonNode bake(Path feedstock) throws IOException {
    Path report = folder.resolve("report.jsonl");
    Ran ran = Ran.arco("bake", feedstock, "--root", folder.resolve("root"), "--report", report);
    assertEquals(0, ran.code(), ran.toString());
    return new ObjectMapper().readTree(Files.readString(report));
  }

  private static double[] values(JsonNode report, String variable, long... shape)
      throws IOException {
    try (ObjectStore store = ObjectStores.open(report.path("store").asText() + "/")) {
      Block block = ZarrStore.open(store).array(variable).read(Region.whole(shape));
      return IntStream.range(0, block.elements()).mapToDouble(block::doubleAt).toArray();
    }
  }

  /** Every sixth value: the first of each time. */
  private static double[] firsts(double[] values) {
    return IntStream.range(0, values.length / 6).mapToDouble(n -> values[n * 6]).toArray();
  }

  @Test
  void daily() throws IOException {
    Path feedstock = feedstock("daily");
    for (int d = 0; d < 10; d++) {
      String name = String.format(Locale.ROOT, "2024/field.202401%02d.nc", d + 1);
      file(name, "t", new double[] {d}, 100.0 * d);
    }
    JsonNode report = bake(feedstock);
    String told = report.path("problems").toString();
    assertTrue(told.contains("warning: variable 't': a chunk of [5, 2, 3] has"), told);
    assertTrue(told.contains("write target: {chunks: {time: -1, lat: -1, lon: -1}}"), told);
    double[] values = values(report, "t", 10, 2, 3);
    assertArrayEquals(IntStream.range(0, 10).mapToDouble(d -> 100.0 * d).toArray(), firsts(values));
  }

  @Test
  void variables() throws IOException {
    Path feedstock = feedstock("variables");
    for (int m = 0; m < 3; m++) {
      double[] times = {31 * m, 31 * m + 1};
      file("tas_20240" + (m + 1) + ".nc", "tas", times, 10 * m, 10 * m + 5);
      file("pr_20240" + (m + 1) + ".nc", "pr", times, -10 * m, -10 * m - 5);
    }
    JsonNode report = bake(feedstock);
    assertArrayEquals(new double[] {0, 5, 10, 15, 20, 25}, firsts(values(report, "tas", 6, 2, 3)));
    assertArrayEquals(
        new double[] {0, -5, -10, -15, -20, -25}, firsts(values(report, "pr", 6, 2, 3)));
  }

  @Test
  void ensemble() throws IOException {
    Path feedstock = feedstock("ensemble");
    for (int r = 1; r <= 3; r++) {
      file("run_r" + r + "_2023.nc", "t", new double[] {-365, -364}, 10 * r, 10 * r + 1);
      file("run_r" + r + "_2024.nc", "t", new double[] {0, 1}, 10 * r + 2, 10 * r + 3);
    }
    double[] values = values(bake(feedstock), "t", 3, 4, 2, 3);
    assertArrayEquals(
        new double[] {10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33}, firsts(values));
  }

  @Test
  void found() throws IOException {
    Path feedstock = feedstock("found");
    file("part-a.nc", "t", new double[] {0, 1, 2}, 1, 2, 3);
    file("part-b.nc", "t", new double[] {2, 3}, 30, 40);
    assertArrayEquals(new double[] {1, 2, 30, 40}, firsts(values(bake(feedstock), "t", 4, 2, 3)));
  }

  @Test
  void goingOn() throws IOException {
    Path feedstock = feedstock("going-on");
    for (int d = 1; d <= 6; d++) {
      String more = d > 4 ? "_preliminary.nc" : ".nc";
      file("day_2024-02-0" + d + more, "t", new double[] {30 + d}, d);
    }
    JsonNode first = bake(feedstock);
    assertTrue(first.path("problems").toString().contains("not there yet"), first.toString());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, firsts(values(first, "t", 6, 2, 3)));
    file("day_2024-02-05.nc", "t", new double[] {35}, 50);
    file("day_2024-02-07_preliminary.nc", "t", new double[] {37}, 7);
    JsonNode second = bake(feedstock);
    assertEquals(first.path("store"), second.path("store"));
    assertArrayEquals(new double[] {1, 2, 3, 4, 50, 6, 7}, firsts(values(second, "t", 7, 2, 3)));
    Ran none = Ran.arco("bake", feedstock, "--root", folder.resolve("r"), "--until", "2024-01-01");
    assertEquals(2, none.code(), none.toString());
    Path report = folder.resolve("until.jsonl");
    Ran ran =
        Ran.arco(
            "bake",
            feedstock,
            "--root",
            folder.resolve("r"),
            "--until",
            "2024-02-03",
            "--report",
            report);
    assertEquals(0, ran.code(), ran.toString());
    JsonNode until = new ObjectMapper().readTree(Files.readString(report));
    assertArrayEquals(new double[] {1, 2, 3}, firsts(values(until, "t", 3, 2, 3)));
  }

  @Test
  void growing() throws IOException {
    Path feedstock = feedstock("growing");
    String text = Files.readString(feedstock);
    for (int d = 1; d <= 6; d++) {
      if (d != 3) {
        file("day_2024-02-0" + d + ".nc", "t", new double[] {30 + d}, d);
      }
    }
    Files.writeString(feedstock, text.replace("end: 2024-02-06", "end: 2024-02-04"));
    JsonNode first = bake(feedstock);
    assertArrayEquals(new double[] {1, 2, Double.NaN, 4}, firsts(values(first, "t", 4, 2, 3)));
    Files.writeString(feedstock, text);
    JsonNode second = bake(feedstock);
    assertEquals(first.path("store"), second.path("store"));
    assertArrayEquals(
        new double[] {1, 2, Double.NaN, 4, 5, 6}, firsts(values(second, "t", 6, 2, 3)));
  }

  @Test
  void mended() throws IOException {
    Path feedstock = feedstock("mended");
    for (int n = 1; n <= 3; n++) {
      new Netcdf3File()
          .dimension("time", 1)
          .dimension("y", 1)
          .dimension("x", 4)
          .variable("time", List.of("time"), DAYS, n)
          .variable("y", List.of("y"), Map.of("units", "degrees_north"), 10)
          .variable("x", List.of("x"), Map.of("units", "degrees_east"), 0, 90, 180, 270)
          .variable("scratch", List.of("x"), Map.of(), 9, 9, 9, 9)
          .variable(
              "t2m",
              List.of("time", "y", "x"),
              Map.of("units", "K"),
              273.15 + n,
              274.15 + n,
              275.15 + n,
              276.15 + n)
          .write(folder.resolve(String.format(Locale.ROOT, "data/raw%02d.nc", n)));
    }
    JsonNode report = bake(feedstock);
    assertArrayEquals(new double[] {-180, -90, 0, 90}, values(report, "lon", 4));
    assertArrayEquals(
        new double[] {3, 4, 1, 2, 4, 5, 2, 3, 5, 6, 3, 4},
        values(report, "temperature", 3, 1, 4),
        1e-4);
  }
}
