package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.WorkWatch;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.FaultyHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that stalls is named in the log while the bake waits for it, and the bake goes on. */
@Timeout(120)
class SlowWorkIT {
  private final Logger log = Logger.getLogger(WorkWatch.class.getName());
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final CountDownLatch wanted = new CountDownLatch(1);
  private String awaited = "";

  @TempDir Path folder;

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          told.add(record.getMessage());
          if (record.getMessage().startsWith(awaited)) {
            wanted.countDown();
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    log.setLevel(Level.WARNING);
    log.addHandler(handler);
    log.setUseParentHandlers(false);
  }

  @AfterEach
  void listenNoMore() {
    log.removeHandler(handler);
    log.setLevel(null);
    log.setUseParentHandlers(true);
  }

  private BakeReport bake(FaultyHttpServer server, long slowMillis) throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    for (int f = 0; f < BakeCase.FILES; f++) {
      server.put("/f" + f + ".nc", Files.readAllBytes(c.path(f)));
    }
    BakeConfig config = c.sources(server.url(""), "{}").config();
    Settings settings = Settings.standard().toBuilder().slowMillis(slowMillis).build();
    return BakeCase.bake(
        config.toBuilder().resources(BakeCase.MEMORY.withSettings(settings)).build());
  }

  @Test
  void serverThatStallsIsNamedWithWhatItsThreadDoes() throws IOException {
    try (FaultyHttpServer server = new FaultyHttpServer()) {
      awaited = "reading " + server.url("/f1.nc");
      server.next("/f1.nc", new FaultyHttpServer.Fault.Stall(wanted));
      BakeReport report = bake(server, 50); // ends only if the stall is told of
      assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    }
    String line = told.stream().filter(t -> t.startsWith(awaited)).findFirst().orElseThrow();
    assertTrue(line.contains(" has taken "), line);
    assertTrue(line.matches(".* so far; thread .* is [A-Z_]+ at .*"), line);
    assertTrue(line.contains(", called from org.arcoforge."), line);
    assertTrue(line.contains("step=Scan headers"), line);
    assertTrue(line.contains("recipe=case/days"), line);
  }

  @Test
  void workWithinTheLimitIsNotTold() throws IOException {
    try (FaultyHttpServer server = new FaultyHttpServer()) {
      BakeReport report = bake(server, 600_000);
      assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    }
    assertFalse(told.stream().anyMatch(t -> true), told.toString());
  }
}
