package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleCommandTest {
  @TempDir Path folder = Path.of("");

  private Path feedstock(String schedule) throws IOException {
    String text = Files.readString(Ran.demo().resolve("feedstock.yaml"));
    Path path = folder.resolve("feedstock.yaml");
    Files.writeString(path, text.replaceAll("(?m)^schedule:.*\n", "") + "\n" + schedule + "\n");
    return path;
  }

  @Test
  void crontabRunsTheBakeInItsZone() throws IOException {
    Path path = feedstock("schedule: {cron: \"0 6 * * 1-5\", time_zone: Europe/Berlin}");
    Ran ran =
        Ran.arco(
            "schedule", path, "--for", "cron", "--root", "/data/it's 5%", "--directory", "/opt/a");
    assertEquals(0, ran.code(), ran.toString());
    List<String> lines = ran.out().lines().filter(l -> !l.startsWith("#")).toList();
    assertEquals(
        List.of(
            "CRON_TZ=Europe/Berlin",
            "0 6 * * 1-5 cd /opt/a && scripts/arco bake "
                + path
                + " --bakery local --root '/data/it'\\''s 5\\%' --scheduled"),
        lines);
  }

  @Test
  void withoutAScheduleTheLineIsTold() throws IOException {
    Ran ran = Ran.arco("schedule", feedstock(""), "--for", "cron");
    assertEquals(2, ran.code(), ran.toString());
    assertTrue(ran.err().contains("schedule: {cron: \"0 6 * * *\"}"), ran.err());
  }

  @Test
  void githubKnowsUtcOnly() throws IOException {
    Path berlin = feedstock("schedule: {cron: \"0 6 * * *\", time_zone: Europe/Berlin}");
    Ran alone = Ran.arco("schedule", berlin, "--for", "github");
    assertEquals(2, alone.code(), alone.toString());
    assertTrue(alone.err().contains("Europe/Berlin"), alone.err());
    Ran all = Ran.arco("schedule", berlin, "--image", "r.example.org/arco:1");
    assertEquals(0, all.code(), all.toString());
    assertTrue(all.err().contains("without github: "), all.err());
    assertTrue(all.out().contains("timeZone: \"Europe/Berlin\""), all.out());
  }

  @Test
  void unknownZoneIsRefusedWithTheNearest() throws IOException {
    Path path = feedstock("schedule: {cron: \"0 6 * * *\", time_zone: Europe/Berln}");
    Ran ran = Ran.arco("lint", path);
    assertEquals(2, ran.code(), ran.toString());
    assertTrue(ran.toString().contains("Europe/Berlin"), ran.toString());
  }

  @Test
  void variablesOfTheBakeryAreAskedFor() throws IOException {
    Path path = feedstock("schedule: {cron: \"0 6 * * *\"}");
    Ran ran = Ran.arco("schedule", path, "--for", "github", "--bakery", "leap-gcp");
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(
        ran.out().contains("ARCO_CATALOG: ${{ secrets.ARCO_CATALOG || vars.ARCO_CATALOG }}"),
        ran.out());
  }

  @Test
  void whatIsCommittedIsCompared() throws IOException {
    Path path = feedstock("schedule: {cron: \"0 6 * * *\"}");
    Path out = folder.resolve("out");
    Object[] check = {"schedule", path, "--for", "systemd,cron", "--out", out, "--check"};
    assertEquals(2, Ran.arco(check).code());
    Ran written = Ran.arco("schedule", path, "--for", "systemd,cron", "--out", out);
    assertEquals(0, written.code(), written.toString());
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of("arco-demo-sst.service", "arco-demo-sst.timer", "demo-sst.cron"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    assertEquals(0, Ran.arco(check).code());
    feedstock("schedule: {cron: \"0 7 * * *\"}");
    Ran changed = Ran.arco(check);
    assertEquals(2, changed.code(), changed.toString());
    assertTrue(changed.err().contains("demo-sst.timer is not what"), changed.err());
  }
}
