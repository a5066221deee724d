package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.SourceTree;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bakes that schedulers start: what they run really runs, and leaves a record. */
class ScheduledBakesIT {
  @TempDir Path folder = Path.of("");

  private void day(int day) throws IOException {
    new Netcdf3File()
        .dimension("time", 1)
        .variable("time", List.of("time"), Map.of("units", "days since 2000-01-01"), day)
        .variable("t", List.of("time"), Map.of("units", "K"), 270 + day)
        .write(folder.resolve("d" + day + ".nc"));
  }

  private Path feedstock() throws IOException {
    Path path = folder.resolve("feedstock.yaml");
    Files.writeString(
        path,
        """
        id: daily
        title: Daily
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        schedule: {cron: "0 6 * * *"}
        recipes:
          - id: days
            pattern: {glob: "%s/d*.nc", format: netcdf3, dims: [{concat: time}]}
            target: {mode: append}
        """
            .formatted(folder));
    return path;
  }

  private List<String> runs() throws IOException {
    Ran ran = Ran.arco("runs", "--feedstock", "daily", "--root", folder.resolve("root"), "--json");
    assertEquals(0, ran.code(), ran.toString());
    List<String> found = new ArrayList<>();
    for (JsonNode run : new ObjectMapper().readTree(ran.out()).path("runs")) {
      found.add(run.path("status").asText() + " " + run.path("outcome").asText());
    }
    return found;
  }

  /** Runs what a scheduler would, in a shell. */
  private static String shell(String command, Path directory) throws Exception {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + ": " + said;
  }

  @Test
  void whatCronAndSystemdRunBakesAndAppends() throws Exception {
    day(1);
    Path feedstock = feedstock();
    Path home = SourceTree.repository();
    Object[] options = {
      "--root", folder.resolve("root"), "--directory", home, "--command", "scripts/arco"
    };
    Ran cron = Ran.arco(with(options, "schedule", feedstock, "--for", "cron"));
    String line =
        cron.out().lines().filter(l -> l.startsWith("0 6 * * * ")).findFirst().orElseThrow();
    String ended =
        shell("export ARCO_NO_BUILD=1; " + line.substring("0 6 * * * ".length()), folder);
    assertTrue(ended.startsWith("0: "), ended);
    day(2);
    Path units = folder.resolve("units");
    Ran systemd =
        Ran.arco(with(options, "schedule", feedstock, "--for", "systemd", "--out", units));
    assertEquals(0, systemd.code(), systemd.toString());
    String service = Files.readString(units.resolve("arco-daily.service"));
    String command =
        service.lines().filter(l -> l.startsWith("ExecStart=")).findFirst().orElseThrow();
    ended = shell("export ARCO_NO_BUILD=1; " + command.substring("ExecStart=".length()), home);
    assertTrue(ended.startsWith("0: "), ended);
    assertEquals(List.of("published DONE", "published DONE"), runs());
    Ran versions = Ran.arco("versions", feedstock, "--root", folder.resolve("root"), "--json");
    Set<String> stores = new TreeSet<>();
    new ObjectMapper()
        .readTree(versions.out())
        .path("versions")
        .forEach(v -> stores.add(v.path("store").asText()));
    assertEquals(1, stores.size(), versions.out());
  }

  private static Object[] with(Object[] options, Object... first) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(options));
    return all.toArray();
  }

  @Test
  void everyOutcomeIsRecordedAndFailuresAreTold() throws IOException {
    day(1);
    Path feedstock = feedstock();
    Path root = folder.resolve("root");
    Path told = folder.resolve("told");
    Object[] bake = {
      "bake",
      feedstock,
      "--root",
      root,
      "--scheduled",
      "--on-failure",
      "echo \"$ARCO_FEEDSTOCK $ARCO_RECIPE $ARCO_OUTCOME\" >> " + told
    };
    assertEquals(0, Ran.arco(bake).code());
    assertEquals(0, Ran.arco(bake).code());
    Ran fine = Ran.arco("runs", feedstock, "--root", root, "--check");
    assertEquals(0, fine.code(), fine.toString());
    assertTrue(fine.out().contains("unchanged"), fine.out());
    Files.writeString(folder.resolve("d2.nc"), "this is no netCDF file, whatever it is called by");
    assertEquals(3, Ran.arco(bake).code());
    assertEquals(List.of("failed SOURCES", "unchanged DONE", "published DONE"), runs());
    assertEquals("daily days SOURCES\n", Files.readString(told));
    Ran check = Ran.arco("runs", feedstock, "--root", root, "--check");
    assertEquals(3, check.code(), check.toString());
    assertTrue(check.err().contains("the last run failed"), check.err());
  }

  /** A bakery of local folders with such prices. */
  private Path bakery(String prices) throws IOException {
    String text = "";
    for (String store : List.of("scratch", "persistent", "catalog")) {
      text += store + ": " + folder.resolve(store).toUri() + "\n";
    }
    return Files.writeString(folder.resolve("bakery.yaml"), text + "prices: {" + prices + "}\n");
  }

  private List<JsonNode> runsOf(Path bakery) throws IOException {
    Ran ran = Ran.arco("runs", "--feedstock", "daily", "--bakery", bakery, "--json");
    List<JsonNode> runs = new ArrayList<>();
    new ObjectMapper().readTree(ran.out()).path("runs").forEach(runs::add);
    return runs;
  }

  @Test
  void runsShowWhatEachHasCostAtThePricesOfItsTime() throws IOException {
    day(1);
    Path feedstock = feedstock();
    String writes = "core_hour: 0, gigabyte_hour: 0, thousand_writes: 1000, currency: CHF";
    Path bakery = bakery(writes);
    assertEquals(0, Ran.arco("bake", feedstock, "--bakery", bakery, "--scheduled").code());
    assertEquals(0, Ran.arco("bake", feedstock, "--bakery", bakery, "--scheduled").code());
    day(2);
    bakery("core_hour: 3600, gigabyte_hour: 0, thousand_writes: 0, currency: EUR");
    assertEquals(0, Ran.arco("bake", feedstock, "--bakery", bakery, "--scheduled").code());
    Ran text = Ran.arco("runs", "--feedstock", "daily", "--bakery", bakery);
    List<String> lines = text.out().lines().toList();
    assertTrue(lines.get(0).matches(".* seconds +cost +version .*"), text.out());
    // Of the first two only writes cost: an object and its receipt each, and twelve documents.
    assertTrue(lines.get(3).contains(" 16.00 CHF "), text.out()); // t and time
    assertTrue(lines.get(2).contains(" 12.00 CHF "), text.out()); // nothing was new
    JsonNode last = runsOf(bakery).get(0); // of the third each processor costs 1 a second
    double seconds = last.path("seconds").asDouble();
    int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
    assertTrue(seconds > 0, last.toString());
    assertEquals(
        seconds * processors, last.path("cost").asDouble(), 1e-3 * processors, last::toString);
    assertTrue(lines.get(1).contains(" EUR "), text.out());
  }

  @Test
  void whoIsNotScheduledLeavesNothing() throws IOException {
    day(1);
    Path root = folder.resolve("root");
    assertEquals(0, Ran.arco("bake", feedstock(), "--root", root).code());
    assertEquals(
        0, Ran.arco("bake", feedstock(), "--root", root, "--prune", 1, "--scheduled").code());
    Ran none = Ran.arco("runs", "--root", root, "--check");
    assertEquals(3, none.code(), none.toString());
    assertTrue(none.out().contains("no run has left a record"), none.out());
  }
}
