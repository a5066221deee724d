package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final RetryPolicy policy = new RetryPolicy(6, 1, 2);

  private SourceException refused(IOException each, int attempts) {
    AtomicInteger tried = new AtomicInteger();
    SourceException e =
        assertThrows(
            SourceException.class,
            () ->
                policy.run(
                    "http://x/a",
                    () -> {
                      tried.incrementAndGet();
                      throw each;
                    }));
    assertEquals(attempts, tried.get());
    return e;
  }

  @Test
  void whatMayPassIsTriedOften() {
    SourceException e = refused(new TransientFailure("HTTP 503", -1, false, null), 6);
    assertEquals("http://x/a: gave up after 6 attempts; the last: HTTP 503", e.getMessage());
    assertTrue(!e.isUnreachable());
  }

  @Test
  void whatIsLikelyWrongIsTriedAsOftenAsItSays() {
    IOException cause = new IOException("x");
    SourceException e = refused(TransientFailure.unreachable("no such host: x", 2, cause), 2);
    assertEquals("http://x/a: no such host: x", e.getMessage());
    assertTrue(e.isUnreachable());
    refused(TransientFailure.unreachable("nobody listens", Integer.MAX_VALUE, cause), 6);
  }
}
