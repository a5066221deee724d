package org.arcoforge.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.arcoforge.bake.Failures;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final String KEY = "leases/f/r.json";
  private static final RunId ONE = new RunId("20260101T000000Z-0001");
  private static final RunId TWO = new RunId("20260101T000000Z-0002");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static Clock at(Duration afterNoon) {
    return Clock.fixed(NOON.plus(afterNoon), ZoneOffset.UTC);
  }

  private static ObjectNode read(ObjectStore store) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(store.read(KEY));
  }

  private static void write(ObjectStore store, ObjectNode lease) throws IOException {
    store.replace(
        KEY,
        lease.toString().getBytes(StandardCharsets.UTF_8),
        store.stat(KEY).orElseThrow().generation());
  }

  @Test
  void leaseOfALivingProcessIsHeldUntilItExpires() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    Lease.acquire(store, KEY, ONE, at(Duration.ZERO));
    LeaseHeldException e =
        assertThrows(
            LeaseHeldException.class,
            () -> Lease.acquire(store, KEY, TWO, at(Lease.TERM.minusMillis(1))));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(ONE.value()), message);
    assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
    assertTrue(message.contains(NOON.plus(Lease.TERM).toString()), message);
    Lease.acquire(store, KEY, TWO, at(Lease.TERM));
    assertEquals(TWO.value(), read(store).get("run").asText());
  }

  @Test
  void leaseThatWasSeenBeforeIsTakenIfItIsFreeNow() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    Lease.Sight never = Lease.look(store, KEY);
    Lease one = Lease.acquire(store, KEY, ONE, at(Duration.ZERO));
    Lease.Sight held = Lease.look(store, KEY);
    for (Lease.Sight seen : List.of(never, held, Lease.Sight.NONE)) {
      assertThrows(
          LeaseHeldException.class,
          () -> Lease.acquire(store, KEY, TWO, at(Duration.ofSeconds(1)), seen));
      assertEquals(ONE.value(), read(store).get("run").asText());
    }
    one.release();
    assertEquals(2, Lease.acquire(store, KEY, TWO, at(Duration.ofSeconds(1)), held).sequence());
    assertThrows(LeaseHeldException.class, one::renew);
  }

  @Test
  void whoMeetsALeaseIsToldWhoHoldsItSinceWhenAndUntilWhen() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    MovingClock clock = new MovingClock();
    Lease lease = Lease.acquire(store, KEY, ONE, clock);
    clock.now = NOON.plusSeconds(60);
    lease.renew();
    LeaseHeldException e =
        assertThrows(LeaseHeldException.class, () -> Lease.acquire(store, KEY, TWO, clock));
    String message = String.valueOf(e.getMessage());
    for (String told :
        List.of(
            "run " + ONE,
            "of " + System.getProperty("user.name"),
            "on " + read(store).get("host").asText(),
            "process " + ProcessHandle.current().pid(),
            "since " + NOON,
            "until " + NOON.plusSeconds(60).plus(Lease.TERM))) {
      assertTrue(message.contains(told), () -> told + " is not in " + message);
    }
    String state = LeaseState.heldBy(store, KEY, clock).orElseThrow();
    assertTrue(state.contains("run " + ONE) && state.contains("since " + NOON), state);
    clock.now = NOON.plusSeconds(60).plus(Lease.TERM);
    assertTrue(LeaseState.heldBy(store, KEY, clock).isEmpty());
    Lease.acquire(store, KEY, TWO, clock);
    assertEquals(clock.now.toEpochMilli(), read(store).get("since").asLong());
  }

  @Test
  void aLeaseOfBeforeAndOneOfAfterAreUnderstood() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    Lease.acquire(store, KEY, ONE, at(Duration.ZERO));
    ObjectNode other = read(store);
    other.remove(List.of("user", "since"));
    write(store, other.put("room", "of a later software"));
    LeaseHeldException e =
        assertThrows(
            LeaseHeldException.class, () -> Lease.acquire(store, KEY, TWO, at(Duration.ZERO)));
    String message = String.valueOf(e.getMessage());
    assertTrue(!message.contains("since") && !message.contains("null"), message);
    Lease.acquire(store, KEY, TWO, at(Lease.TERM));
  }

  @Test
  void renewedLeaseIsHeldLonger() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    MovingClock clock = new MovingClock();
    Lease lease = Lease.acquire(store, KEY, ONE, clock);
    clock.now = NOON.plus(Lease.TERM.dividedBy(2));
    lease.renew();
    assertThrows(LeaseHeldException.class, () -> Lease.acquire(store, KEY, TWO, at(Lease.TERM)));
  }

  @Test
  void releasedLeaseIsFree() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    Lease.acquire(store, KEY, ONE, at(Duration.ZERO)).release();
    Lease.acquire(store, KEY, TWO, at(Duration.ZERO));
    assertEquals(TWO.value(), read(store).get("run").asText());
  }

  @Test
  void leaseOfADeadProcessOfThisMachineIsTakenOver() throws IOException, InterruptedException {
    ObjectStore store = StoreContents.inMemory();
    Lease.acquire(store, KEY, ONE, at(Duration.ZERO));
    Process gone =
        new ProcessBuilder(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-version")
            .start();
    gone.waitFor();
    write(store, read(store).put("pid", gone.pid()));
    Lease.acquire(store, KEY, TWO, at(Duration.ZERO));
    assertEquals(TWO.value(), read(store).get("run").asText());
  }

  @Test
  void leaseOfAnotherMachineIsHeldWhateverItsProcessIs() throws IOException {
    for (String machine : List.of("another", "")) {
      ObjectStore store = StoreContents.inMemory();
      Lease.acquire(store, KEY, ONE, at(Duration.ZERO));
      write(store, read(store).put("pid", Integer.MAX_VALUE).put("machine", machine));
      assertThrows(
          LeaseHeldException.class, () -> Lease.acquire(store, KEY, TWO, at(Duration.ZERO)));
    }
  }

  @Test
  void leaseThatWasTakenOverCannotBeRenewedOrReleased() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    Lease lost = Lease.acquire(store, KEY, ONE, at(Duration.ZERO));
    Lease taken = Lease.acquire(store, KEY, TWO, at(Lease.TERM));
    LeaseHeldException e = assertThrows(LeaseHeldException.class, lost::renew);
    assertTrue(String.valueOf(e.getMessage()).contains(TWO.value()));
    assertThrows(LeaseHeldException.class, lost::release);
    assertEquals(TWO.value(), read(store).get("run").asText());
    taken.renew();
  }

  @Test
  void ofManyAtOnceOneGetsTheLease() throws IOException, InterruptedException {
    ObjectStore store = StoreContents.inMemory();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        String key = "leases/f/r" + round + ".json";
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          RunId run = new RunId("20260101T000000Z-000" + i);
          Callable<Boolean> acquire =
              () -> {
                start.await();
                Lease.acquire(store, key, run, at(Duration.ZERO));
                return true;
              };
          tries.add(pool.submit(acquire));
        }
        start.countDown();
        int got = 0;
        for (Future<Boolean> t : tries) {
          try {
            got += t.get() ? 1 : 0;
          } catch (ExecutionException e) {
            assertEquals(
                LeaseHeldException.class,
                java.util.Objects.requireNonNull(e.getCause()).getClass());
          }
        }
        assertEquals(1, got);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void objectThatIsNoLeaseIsNamed() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    for (String text : List.of("", "{", "[]", "null", "7")) {
      store.replace(
          KEY,
          text.getBytes(StandardCharsets.UTF_8),
          store.stat(KEY).map(ObjectInfo::generation).orElse(0L));
      LeaseHeldException e =
          assertThrows(
              LeaseHeldException.class, () -> Lease.acquire(store, KEY, ONE, at(Duration.ZERO)));
      assertFalse(e.mayPass());
      String told = Failures.message(new IOException(e)); // as people see it
      assertTrue(told.startsWith(store.url(KEY) + " is no lease: "), told);
      assertTrue(told.endsWith("if no bake of this recipe is under way, delete it"), told);
    }
  }

  /** A clock that a test moves. */
  private static final class MovingClock extends Clock {
    Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
