package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.arcoforge.store.FakeGcsServer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real client against a server of ours. */
class GcsObjectStoreTest extends ObjectStoreContract {
  private final FakeGcsServer server = new FakeGcsServer();

  GcsObjectStoreTest() throws IOException {}

  @Override
  ObjectStore newStore() throws IOException {
    return ObjectStores.open("gs://bucket/some/prefix", Map.of("gs.endpoint", server.endpoint()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void createIsOneRequest() throws IOException {
    store.create("k", random(3_000_000, 1));
    assertEquals(1, server.requests());
    assertEquals("gs://bucket/some/prefix/k", store.url("k"));
  }

  @Test
  void listingsGoOverPages() throws IOException {
    server.pageSize(3);
    for (int i = 0; i < 10; i++) {
      store.create("a" + i + "/x", bytes("."));
      store.create("b/" + i, bytes("."));
    }
    assertEquals(20, store.list("").count());
    assertEquals(11, store.children("").count());
    assertEquals(10, store.children("b/").count());
  }

  @Test
  void listingThatFailsOnALaterPageIsAnErrorAndNoShortList() throws IOException {
    server.pageSize(2);
    for (int i = 0; i < 4; i++) {
      store.create("k" + i, bytes("."));
    }
    server.next(Fault.NONE, Fault.FORBIDDEN);
    java.util.stream.Stream<ObjectInfo> list = store.list("");
    java.io.UncheckedIOException e =
        assertThrows(java.io.UncheckedIOException.class, () -> list.count());
    assertTrue(e.getCause() instanceof StoreAccessException, e.toString());
  }

  @Test
  void createWhoseAnswerWasLostIsSuccess() throws IOException {
    server.next(Fault.LOST_ANSWER);
    ObjectInfo made = store.create("k", bytes("x"));
    assertEquals(made, store.stat("k").orElseThrow());
  }

  @Test
  void copyIsDoneByTheServiceAndALostAnswerIsSuccess() throws IOException {
    store.create("k", bytes("x"));
    int before = server.requests();
    store.copy("k", "k1");
    assertEquals(1, server.requests() - before);
    server.next(Fault.LOST_ANSWER);
    assertEquals(store.copy("k", "k2"), store.stat("k2").orElseThrow());
  }

  @Test
  void replaceWhoseAnswerWasLostIsSuccess() throws IOException {
    long first = store.create("k", bytes("one")).generation();
    server.next(Fault.LOST_ANSWER);
    ObjectInfo second = store.replace("k", bytes("two"), first);
    assertEquals(second, store.stat("k").orElseThrow());
    server.next(Fault.LOST_ANSWER);
    store.replace("new", bytes("one"), 0);
  }

  @Test
  void replaceThatLostToTheSameBytesOfAnotherWriterIsNoSuccess() throws IOException {
    long first = store.create("k", bytes("one")).generation();
    store.replace("k", bytes("two"), first);
    assertThrows(GenerationMismatchException.class, () -> store.replace("k", bytes("two"), first));
  }

  @Test
  void busyServerIsAskedAgain() throws IOException {
    server.next(Fault.UNAVAILABLE, Fault.TOO_MANY, Fault.UNAVAILABLE);
    store.create("k", bytes("x"));
    server.next(Fault.UNAVAILABLE);
    assertArrayEquals(bytes("x"), store.read("k"));
    server.next(Fault.TOO_MANY);
    byte[] target = new byte[1];
    store.read("k", 0, target, 0, 1);
    assertArrayEquals(bytes("x"), target);
  }

  @Test
  void serverThatStaysBusyLeavesNothingAndIsNoConflict() throws IOException {
    server.next(Collections.nCopies(7, Fault.UNAVAILABLE).toArray(Fault[]::new));
    IOException e = assertThrows(IOException.class, () -> store.create("k", bytes("x")));
    assertEquals(StoreFailureException.class, e.getClass());
  }

  @Test
  void refusalSaysWhatToDo() {
    server.next(Fault.FORBIDDEN);
    StoreAccessException e =
        assertThrows(StoreAccessException.class, () -> store.create("k", bytes("x")));
    assertTrue(e.toString().contains("gs://bucket/some/prefix/k"), e.toString());
    server.next(Fault.FORBIDDEN);
    assertThrows(StoreAccessException.class, () -> store.read("k"));
    server.next(Fault.FORBIDDEN);
    assertThrows(StoreAccessException.class, () -> store.stat("k"));
  }

  @Test
  void damagedUploadIsRefused() throws IOException {
    server.next(Fault.DAMAGED_UPLOAD);
    assertThrows(IOException.class, () -> store.create("k", bytes("some bytes")));
    assertEquals(List.of(), store.list("").toList());
  }
}
