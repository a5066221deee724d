package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.bake.launch.LaunchLookup;
import org.arcoforge.bake.launch.LaunchRecord;
import org.arcoforge.beam.RemoteJob;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.runners.RemoteStop.OnInterrupt;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a job elsewhere when who launched it is told to stop. */
class RemoteStopTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String root = "memory://remote-stop-" + NUMBER.incrementAndGet() + "/";
  private final AtomicInteger cancelled = new AtomicInteger();

  private final RemoteJob job =
      new RemoteJob() {
        @Override
        public String id() {
          return "the-job";
        }

        @Override
        public String words() {
          return "Dataflow job the-job";
        }

        @Override
        public String page() {
          return "";
        }

        @Override
        public State state() {
          return State.RUNNING;
        }

        @Override
        public void cancel() {
          cancelled.incrementAndGet();
        }
      };

  private String interrupted(@Nullable OnInterrupt asked) throws IOException {
    try (OpenStores stores = new OpenStores()) {
      StringWriter err = new StringWriter();
      LaunchLookup lookup = new LaunchLookup(stores, List.of(root), List.of("the-job"));
      new RemoteStop(job, lookup, asked, false).interrupted(new PrintWriter(err, true));
      return err.toString();
    }
  }

  private RunFolder begin() throws IOException {
    String run = "20261120T191607Z-3f2a";
    OpenStores stores = new OpenStores();
    LaunchRecord.create(
        stores.at(root), new LaunchRecord("the-job", run, "f", "r", root + "persistent/f/r/"));
    return new RunFolder(stores.at(root + "persistent/f/r/"), new RunId(run));
  }

  @Test
  void theJobGoesOnAndTheLineSaysHowToStopIt() throws IOException {
    RunFolder run = begin();
    for (OnInterrupt asked : new OnInterrupt[] {null, OnInterrupt.DETACH}) {
      String said = interrupted(asked);
      assertTrue(said.contains("goes on; to see it: arco status the-job"), said);
      assertEquals(1, said.lines().count(), said);
    }
    assertEquals(0, cancelled.get());
    assertTrue(run.askedToStop().isEmpty());
  }

  @Test
  void theJobIsCancelledIfThatWasAsked() throws IOException {
    RunFolder run = begin();
    String said = interrupted(OnInterrupt.CANCEL);
    assertTrue(said.contains("was told to stop"), said);
    assertEquals(1, cancelled.get());
    assertTrue(run.askedToStop().isPresent());
  }

  @Test
  void aJobThatHasNotBegunIsCancelledToo() throws IOException {
    interrupted(OnInterrupt.CANCEL);
    assertEquals(1, cancelled.get());
  }
}
