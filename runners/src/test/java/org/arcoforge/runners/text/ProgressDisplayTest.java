package org.arcoforge.runners.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.arcoforge.beam.Progress;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private final StringWriter err = new StringWriter();
  private final ProgressDisplay display =
      new ProgressDisplay(new PrintWriter(err, true), false, false, false);

  private List<String> lines() {
    return err.toString().lines().toList();
  }

  @Test
  void offATerminalThereAreFewLines() {
    for (int n = 1; n <= 10_000; n++) {
      display.show("Writing tiles", n, 10_000);
    }
    display.done();
    assertTrue(lines().size() <= 6, lines().toString());
    assertEquals("Writing tiles: 10000 of 10000", lines().get(lines().size() - 1));
  }

  @Test
  void aStepThatIsFollowedByAnotherHasComeToItsEnd() {
    display.show("Writing tiles", 3, 10); // the rest was done between two looks
    display.show("Verifying", 0, 0);
    display.done();
    assertEquals(
        List.of("Writing tiles: 3 of 10", "Writing tiles: 10 of 10", "Verifying"), lines());
  }

  @Test
  void aStepThatFailedDoesNot() {
    display.show("Writing tiles", 3, 10);
    display.failed(new IllegalStateException());
    display.done();
    assertEquals(List.of("Writing tiles: 3 of 10"), lines());
  }

  @Test
  void failuresAreToldAsTheyHappenButNotEach() {
    for (int n = 1; n <= 250; n++) {
      display.progress(new Progress(n, 0, 0, 0, 0, n, "x.nc: HTTP 404", ""), 1000);
    }
    List<String> told = lines().stream().filter(l -> l.contains("failed")).toList();
    assertEquals(
        List.of(
            "Scanning headers: 1 failed; the first: x.nc: HTTP 404",
            "Scanning headers: 10 failed; the first: x.nc: HTTP 404",
            "Scanning headers: 100 failed; the first: x.nc: HTTP 404"),
        told);
  }
}
