package org.arcoforge.bake.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Outcome;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;

class RunLogTest {
  private static RunRecord run(int number) {
    Instant began = Instant.parse("2024-01-31T23:59:50Z").plusSeconds(number);
    BakeReport report =
        BakeReport.failed("days", Outcome.SOURCES, List.of("problem " + number, "another"));
    return RunRecord.of(began, "daily", "local", report, 0.25, "USD", "ArcoForge test");
  }

  @Test
  void runsThatEndAtOnceAreAllThere() throws IOException {
    ObjectStore store = ObjectStores.open("memory://runs-at-once/");
    RunLog log = new RunLog(store);
    IntStream.range(0, 20)
        .parallel()
        .forEach(
            n -> {
              try {
                log.add(run(n));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertEquals(IntStream.range(0, 20).mapToObj(RunLogTest::run).toList(), log.of("daily"));
    assertEquals(List.of("daily"), log.feedstocks());
    assertEquals(2, store.list("runs/daily/").count(), "a file for each month");
  }

  @Test
  void costIsKeptAndRecordsOfBeforeHaveNone() throws IOException {
    ObjectStore store = ObjectStores.open("memory://runs-cost/");
    RunLog log = new RunLog(store);
    log.add(run(1));
    assertEquals(0.25, log.of("daily").get(0).cost());
    String line = new String(store.read("runs/daily/2024-01.jsonl"), StandardCharsets.UTF_8);
    String before = line.replaceFirst("\"cost\":0.25,\"currency\":\"USD\",", "");
    assertTrue(before.length() < line.length(), line);
    store.create("runs/other/2024-01.jsonl", before.getBytes(StandardCharsets.UTF_8));
    assertEquals("", log.of("other").get(0).currency());
  }

  @Test
  void lineThatIsNoneIsNamed() throws IOException {
    ObjectStore store = ObjectStores.open("memory://runs-broken/");
    RunLog log = new RunLog(store);
    log.add(run(1));
    store.create("runs/daily/2024-03.jsonl", "{\n".getBytes(StandardCharsets.UTF_8));
    IOException broken = assertThrows(IOException.class, () -> log.of("daily"));
    assertTrue(String.valueOf(broken.getMessage()).contains("2024-03.jsonl: line 1"));
    assertEquals(List.of(), log.of("other"));
  }
}
