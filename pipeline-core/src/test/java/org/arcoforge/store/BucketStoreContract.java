package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.arcoforge.store.BucketServer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every store of a bucket does besides, on a network that fails: the real client, a server of
 * ours.
 */
abstract class BucketStoreContract extends ObjectRaceContract {
  final BucketServer server;

  BucketStoreContract(BucketServer server) {
    this.server = server;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The first write of a store may find out what its service can do. */
  void warm() throws IOException {
    store.create("warm", bytes("."));
    store.delete("warm");
  }

  @Test
  void createIsOneRequest() throws IOException {
    warm();
    int before = server.requests();
    store.create("k", random(3_000_000, 1));
    assertEquals(1, server.requests() - before);
    assertTrue(store.url("k").endsWith("://bucket/some/prefix/k"), store.url("k"));
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
    Stream<ObjectInfo> list = store.list("");
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> list.count());
    assertTrue(e.getCause() instanceof StoreAccessException, e.toString());
  }

  @Test
  void createWhoseAnswerWasLostIsSuccess() throws IOException {
    warm();
    server.next(Fault.LOST_ANSWER);
    ObjectInfo made = store.create("k", bytes("x"));
    assertEquals(made, store.stat("k").orElseThrow());
  }

  @Test
  void createWhoseAnswerWasLostAndWhoseRepetitionIsRefusedIsSuccess() throws IOException {
    warm();
    server.next(Fault.LOST_ANSWER, Fault.FORBIDDEN);
    ObjectInfo made = store.create("k", bytes("x"));
    assertEquals(made, store.stat("k").orElseThrow());
  }

  @Test
  void copyIsDoneByTheServiceAndALostAnswerIsSuccess() throws IOException {
    warm();
    store.create("k", bytes("x"));
    server.next(Fault.LOST_ANSWER);
    assertEquals(store.copy("k", "k2"), store.stat("k2").orElseThrow());
    int before = server.requests();
    store.copy("k", "k1");
    assertTrue(server.requests() - before <= 2, server.requests() - before + " requests");
  }

  @Test
  void replaceWhoseAnswerWasLostIsSuccess() throws IOException {
    warm();
    long first = store.create("k", bytes("one")).generation();
    server.next(Fault.LOST_ANSWER);
    ObjectInfo second = store.replace("k", bytes("two"), first);
    assertEquals(second, store.stat("k").orElseThrow());
    server.next(Fault.NONE, Fault.LOST_ANSWER);
    ObjectInfo third = store.replace("k", bytes("three"), second.generation());
    assertEquals(third, store.stat("k").orElseThrow());
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
  void bytesThatCameBackAreNotTheGenerationThatWasRead() throws IOException {
    long first = store.create("k", bytes("one")).generation();
    long second = store.replace("k", bytes("two"), first).generation();
    store.replace("k", bytes("one"), second);
    assertThrows(GenerationMismatchException.class, () -> store.replace("k", bytes("x"), first));
    assertThrows(GenerationMismatchException.class, () -> store.replace("k", bytes("x"), second));
    store.delete("k");
    store.create("k", bytes("one"));
    assertThrows(GenerationMismatchException.class, () -> store.replace("k", bytes("x"), first));
    assertArrayEquals(bytes("one"), store.read("k"));
  }

  @Test
  void busyServerIsAskedAgain() throws IOException {
    warm();
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
  void answerThatBreaksOffIsAskedForAgain() throws IOException {
    byte[] data = random(500_000, 7);
    store.create("k", data);
    server.next(Fault.CUT_ANSWER);
    assertArrayEquals(data, store.read("k"));
    server.next(Fault.CUT_ANSWER, Fault.SLOW, Fault.LOST_ANSWER);
    byte[] target = new byte[400_000];
    store.read("k", 1000, target, 0, target.length);
    assertArrayEquals(java.util.Arrays.copyOfRange(data, 1000, 401_000), target);
  }

  @Test
  void serverThatStaysBusyLeavesNothingAndIsNoConflict() throws IOException {
    warm();
    server.next(Collections.nCopies(30, Fault.UNAVAILABLE).toArray(Fault[]::new));
    IOException e = assertThrows(IOException.class, () -> store.create("k", bytes("x")));
    assertEquals(StoreFailureException.class, e.getClass());
  }

  @Test
  void refusalSaysWhatToDo() throws IOException {
    warm();
    server.next(Fault.FORBIDDEN);
    StoreAccessException e =
        assertThrows(StoreAccessException.class, () -> store.create("k", bytes("x")));
    assertTrue(e.toString().contains("://bucket/some/prefix/k"), e.toString());
    server.next(Fault.FORBIDDEN);
    assertThrows(StoreAccessException.class, () -> store.read("k"));
    server.next(Fault.FORBIDDEN);
    assertThrows(StoreAccessException.class, () -> store.stat("k"));
  }

  @Test
  void damagedUploadIsRefused() throws IOException {
    warm();
    server.next(Fault.DAMAGED_UPLOAD);
    assertThrows(IOException.class, () -> store.create("k", bytes("some bytes")));
    assertEquals(List.of(), store.list("").toList());
  }

  @Test
  void rightsAreFoundOutWithoutLeavingAnything() throws IOException {
    store.checkWritable("");
    store.checkWritable("a/b/");
    assertEquals(List.of(), store.list("").toList());
    // They are on their way at once: one refusal may be that of either, of two the first is told.
    for (String doing : List.of("(list|write to)", "list")) {
      server.next(Fault.FORBIDDEN);
      if (doing.equals("list")) {
        server.next(Fault.FORBIDDEN);
      }
      StoreAccessException e =
          assertThrows(StoreAccessException.class, () -> store.checkWritable("a/"));
      assertTrue(
          String.valueOf(e.getMessage()).matches("(?s)cannot " + doing + " .*"), e.getMessage());
      assertTrue(
          String.valueOf(e.getMessage()).contains("bucket/some/prefix/a/: "), e.getMessage());
      assertTrue(!String.valueOf(e.getMessage()).matches("(?s).*[<{].*"), e.getMessage());
    }
    assertEquals(List.of(), store.list("").toList());
  }

  @Test
  void bucketThatIsNotThereIsNamed() {
    server.without("bucket");
    StoreAccessException e =
        assertThrows(StoreAccessException.class, () -> store.checkWritable(""));
    assertTrue(
        String.valueOf(e.getMessage()).contains("there is no bucket 'bucket'"), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains("make it"), e.getMessage());
  }
}
