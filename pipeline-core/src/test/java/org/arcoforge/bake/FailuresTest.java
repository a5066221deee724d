package org.arcoforge.bake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.arcoforge.source.SourceException;
import org.arcoforge.store.StoreFailureException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final StoreFailureException store =
      new StoreFailureException(
          "cannot write /data/x: No space left; free some space",
          new IOException("No space left on device"));

  @Test
  void whatTheStoreSaysIsTold() {
    assertEquals(store.getMessage(), Failures.message(new RuntimeException(store)));
    assertEquals(Outcome.UNEXPECTED, Failures.outcome(store));
  }

  @Test
  void whatDecidesTheOutcomeIsToldBeforeIt() {
    SourceException source = new SourceException("file:///a.nc", "is cut off", true, store);
    assertEquals(source.getMessage(), Failures.message(new RuntimeException(source)));
    assertEquals(Outcome.SOURCES, Failures.outcome(new RuntimeException(source)));
  }

  @Test
  void ofOthersTheInnermostIsTold() {
    IOException inner = new IOException("broken pipe");
    assertEquals(inner.toString(), Failures.message(new RuntimeException("outer", inner)));
  }
}
