package org.arcoforge.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

class JobLeaseTest {
  private static final String KEY = "leases/f/r.json";
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final RunId ONE = new RunId("20261120T120000Z-0001");
  private static final RunId TWO = new RunId("20261120T120000Z-0002");

  private final ObjectStore store = StoreContents.inMemory();

  private JobLease lease(RunId run, Duration after) {
    return new JobLease(store, KEY, run, Clock.fixed(NOON.plus(after), ZoneOffset.UTC));
  }

  private boolean isHeld(Duration after) throws IOException {
    return LeaseState.isHeld(store, KEY, Clock.fixed(NOON.plus(after), ZoneOffset.UTC));
  }

  @Test
  void anotherRunMustWaitAndIsToldWhoHoldsIt() throws IOException {
    assertEquals(1, lease(ONE, Duration.ZERO).acquire("job-7"));
    LeaseHeldException held =
        assertThrows(
            LeaseHeldException.class,
            () -> lease(TWO, JobLease.TERM.minusMillis(1)).acquire("job-8"));
    assertTrue(String.valueOf(held.getMessage()).contains("run " + ONE), held.getMessage());
    assertTrue(String.valueOf(held.getMessage()).contains("as job job-7"), held.getMessage());
    assertEquals(2, lease(TWO, JobLease.TERM).acquire("job-8"));
  }

  @Test
  void theSameRunAgainKeepsItsPlace() throws IOException {
    assertEquals(1, lease(ONE, Duration.ZERO).acquire("job"));
    assertEquals(1, lease(ONE, Duration.ofSeconds(5)).acquire("job"));
  }

  @Test
  void anyWorkerRenewsIt() throws IOException {
    lease(ONE, Duration.ZERO).acquire("job");
    lease(ONE, Duration.ofMinutes(8)).renew();
    assertTrue(isHeld(Duration.ofMinutes(17)));
    lease(ONE, Duration.ofMinutes(30)).renew(); // nobody has taken it meanwhile
    assertTrue(isHeld(Duration.ofMinutes(39)));
  }

  @Test
  void whatWasJustRenewedIsNotWrittenAgain() throws IOException {
    lease(ONE, Duration.ZERO).acquire("job");
    long before = store.stat(KEY).orElseThrow().generation();
    lease(ONE, Duration.ofMinutes(1)).renew();
    assertEquals(before, store.stat(KEY).orElseThrow().generation());
  }

  @Test
  void aLateWorkerDoesNotHoldAgainWhatWasGivenBack() throws IOException {
    lease(ONE, Duration.ZERO).acquire("job");
    lease(ONE, Duration.ofMinutes(1)).release();
    lease(ONE, Duration.ofMinutes(2)).renew();
    assertTrue(!isHeld(Duration.ofMinutes(2)));
    assertEquals(2, lease(TWO, Duration.ofMinutes(2)).acquire("next"));
  }

  @Test
  void whoLostItIsTold() throws IOException {
    lease(ONE, Duration.ZERO).acquire("job");
    lease(TWO, JobLease.TERM).acquire("next");
    assertThrows(LeaseHeldException.class, () -> lease(ONE, JobLease.TERM).renew());
    lease(ONE, JobLease.TERM).release(); // has no effect
    assertTrue(isHeld(JobLease.TERM));
  }

  @Test
  void aBakeOnALaptopMeetsItToo() throws IOException {
    lease(ONE, Duration.ZERO).acquire("job");
    assertThrows(
        LeaseHeldException.class,
        () -> Lease.acquire(store, KEY, TWO, Clock.fixed(NOON, ZoneOffset.UTC)));
  }
}
