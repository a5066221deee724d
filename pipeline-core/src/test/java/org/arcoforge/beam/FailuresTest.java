package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.arcoforge.source.SourceException;
import org.arcoforge.store.StoreFailureException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final IOException SYSTEM = new IOException("No space left on device");
  private static final StoreFailureException STORE =
      new StoreFailureException("cannot write /data/x: No space left; free some space", SYSTEM);

  @Test
  void whatTheStoreSaysIsTold() {
    assertEquals(STORE.getMessage(), Failures.message(new RuntimeException(STORE)));
    assertEquals(Outcome.UNEXPECTED, Failures.outcome(STORE));
  }

  @Test
  void whatDecidesTheOutcomeIsToldBeforeIt() {
    SourceException source = new SourceException("file:///a.nc", "is cut off", true, STORE);
    assertEquals(source.getMessage(), Failures.message(new RuntimeException(source)));
    assertEquals(Outcome.SOURCES, Failures.outcome(new RuntimeException(source)));
  }

  @Test
  void ofOthersTheInnermostIsTold() {
    IOException inner = new IOException("broken pipe");
    assertEquals(inner.toString(), Failures.message(new RuntimeException("outer", inner)));
  }
}
