package org.arcoforge.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class ObjectStoreContract extends ObjectCopyContract {
  @SuppressWarnings("NullAway.Init")
  ObjectStore store;

  /** A new, empty store. */
  abstract ObjectStore newStore() throws Exception;

  @Override
  ObjectStore store() {
    return store;
  }

  @BeforeEach
  void open() throws Exception {
    store = newStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private List<String> keys(String prefix) throws IOException {
    try (Stream<ObjectInfo> list = store.list(prefix)) {
      return list.map(ObjectInfo::key).toList();
    }
  }

  private List<String> children(String prefix) throws IOException {
    try (Stream<String> list = store.children(prefix)) {
      return list.toList();
    }
  }

  @Test
  void createdObjectIsReadBackWhole() throws IOException {
    byte[] data = random(100_000, 1);
    ObjectInfo made = store.create("a/b/c", data);
    assertArrayEquals(data, store.read("a/b/c"));
    assertEquals("a/b/c", made.key());
    assertEquals(100_000, made.size());
    assertEquals(ObjectKeys.crc32c(data, 0, data.length), made.crc32c());
    assertNotEquals(0, made.generation());
    assertEquals(made, store.stat("a/b/c").orElseThrow());
  }

  @Test
  void checksumIsTheCastagnoliOneOfTheRfc() throws IOException {
    // RFC 3720, B.4: 32 bytes of zeroes.
    assertEquals(0x8A9136AAL, store.create("zeroes", new byte[32]).crc32c());
  }

  @Test
  void createdPartOfAnArrayIsOnlyThatPart() throws IOException {
    store.create("part", bytes("0123456789"), 3, 4);
    assertArrayEquals(bytes("3456"), store.read("part"));
  }

  @Test
  void laterChangesOfTheCallersArrayDoNotReachTheStore() throws IOException {
    byte[] data = bytes("before");
    store.create("k", data);
    data[0] = 'X';
    assertArrayEquals(bytes("before"), store.read("k"));
    store.read("k")[0] = 'Y';
    assertArrayEquals(bytes("before"), store.read("k"));
  }

  @Test
  void emptyObjectExists() throws IOException {
    store.create("empty", new byte[0]);
    assertArrayEquals(new byte[0], store.read("empty"));
    assertEquals(0, store.stat("empty").orElseThrow().size());
    assertEquals(List.of("empty"), keys(""));
  }

  @Test
  void creatingTheSameBytesAgainIsSuccessAndChangesNothing() throws IOException {
    ObjectInfo first = store.create("k", bytes("same"));
    ObjectInfo second = store.create("k", bytes("same"));
    assertEquals(first, second);
  }

  @Test
  void creatingOtherBytesIsRefusedAndLeavesTheFirst() throws IOException {
    store.create("k", bytes("first"));
    ObjectExistsException e =
        assertThrows(ObjectExistsException.class, () -> store.create("k", bytes("other")));
    assertTrue(e.toString().contains(store.url("k")), e.getMessage());
    assertThrows(ObjectExistsException.class, () -> store.create("k", bytes("first and more")));
    assertArrayEquals(bytes("first"), store.read("k"));
  }

  @Test
  void replaceNeedsTheGenerationThatIsThere() throws IOException {
    long first = store.create("k", bytes("one")).generation();
    ObjectInfo second = store.replace("k", bytes("two"), first);
    assertNotEquals(first, second.generation());
    assertEquals(second.generation(), store.stat("k").orElseThrow().generation());
    assertArrayEquals(bytes("two"), store.read("k"));
    GenerationMismatchException e =
        assertThrows(
            GenerationMismatchException.class, () -> store.replace("k", bytes("three"), first));
    assertTrue(e.toString().contains(store.url("k")), e.getMessage());
    assertArrayEquals(bytes("two"), store.read("k"));
  }

  @Test
  void replacingWithTheSameBytesIsStillANewGeneration() throws IOException {
    long generation = store.create("k", bytes("same")).generation();
    List<Long> seen = new ArrayList<>(List.of(generation));
    for (int i = 0; i < 20; i++) {
      generation = store.replace("k", bytes("same"), generation).generation();
      assertFalse(seen.contains(generation), "generation came back");
      seen.add(generation);
    }
  }

  @Test
  void updateOfWhatWasSeenLongAgoIsOneOfWhatIsThere() throws IOException {
    ObjectStore.Seen nothing = store.see("k");
    assertEquals(0, nothing.generation());
    store.create("k", bytes("one"));
    ObjectStore.Seen one = store.see("k");
    store.update("k", nothing, now -> bytes(now == null ? "lost" : new String(now, UTF_8) + "+"));
    assertArrayEquals(bytes("one+"), store.read("k"));
    long generation = store.stat("k").orElseThrow().generation();
    store.update("k", store.see("k"), now -> bytes("one+"));
    assertEquals(generation, store.stat("k").orElseThrow().generation());
    store.update("k", one, now -> bytes("one")); // nothing to do then, but now there is
    assertArrayEquals(bytes("one"), store.read("k"));
  }

  @Test
  void replaceOfGenerationZeroCreates() throws IOException {
    store.replace("k", bytes("one"), 0);
    assertArrayEquals(bytes("one"), store.read("k"));
    assertThrows(
        GenerationMismatchException.class, () -> store.replace("k", bytes("one again"), 0));
    assertArrayEquals(bytes("one"), store.read("k"));
  }

  @Test
  void replaceOfWhatWasDeletedFails() throws IOException {
    long generation = store.create("k", bytes("one")).generation();
    store.delete("k");
    assertThrows(
        GenerationMismatchException.class, () -> store.replace("k", bytes("two"), generation));
    assertTrue(store.stat("k").isEmpty());
  }

  @Test
  void absentObjectIsToldApart() throws IOException {
    store.create("a/b", bytes("x"));
    for (String key : List.of("nothing", "a", "a/b/c", "a/bb")) {
      assertTrue(store.stat(key).isEmpty(), key);
      assertThrows(ObjectNotFoundException.class, () -> store.read(key), key);
      assertThrows(ObjectNotFoundException.class, () -> store.read(key, 0, new byte[1], 0, 1), key);
    }
    store.delete("nothing");
  }

  @Test
  void rangesAreReadIntoTheirPlace() throws IOException {
    byte[] data = random(5000, 2);
    store.create("k", data);
    byte[] target = new byte[1200];
    store.read("k", 3000, target, 100, 1000);
    for (int i = 0; i < 1200; i++) {
      assertEquals(i < 100 || i >= 1100 ? 0 : data[3000 + i - 100], target[i]);
    }
    store.read("k", 4999, target, 0, 1);
    assertEquals(data[4999], target[0]);
    store.read("k", 5000, target, 0, 0);
  }

  @Test
  void rangeBeyondTheEndIsAnError() throws IOException {
    store.create("k", new byte[100]);
    IOException e = assertThrows(IOException.class, () -> store.read("k", 90, new byte[20], 0, 20));
    assertFalse(e instanceof ObjectNotFoundException);
    assertThrows(IOException.class, () -> store.read("k", 200, new byte[1], 0, 1));
  }

  @Test
  void listIsSortedByKeyAndByPrefix() throws IOException {
    List<String> all =
        List.of("a-b", "a.txt", "a/1", "a/10", "a/2", "a/b/c", "a0", "ab/x", "b", "zarr.json");
    List<String> shuffled = new ArrayList<>(all);
    java.util.Collections.shuffle(shuffled, new Random(3));
    for (String key : shuffled) {
      store.create(key, bytes(key));
    }
    assertEquals(all, keys(""));
    assertEquals(List.of("a/1", "a/10", "a/2", "a/b/c"), keys("a/"));
    assertEquals(List.of("a/1", "a/10"), keys("a/1"));
    assertEquals(List.of("a/b/c"), keys("a/b/"));
    assertEquals(List.of("ab/x"), keys("ab"));
    assertEquals(List.of(), keys("none/"));
    try (Stream<ObjectInfo> list = store.list("")) {
      for (ObjectInfo info : (Iterable<ObjectInfo>) list::iterator) {
        ObjectInfo stat = store.stat(info.key()).orElseThrow();
        assertEquals(info.key().length(), info.size());
        // A listing that does not tell the generation gives one that matches nothing.
        boolean isTold = info.generation() > 0;
        assertEquals(isTold ? stat.generation() : -1, isTold ? info.generation() : -1);
        assertEquals(0.0, (double) (stat.modified() - info.modified()), isTold ? 0.5 : 5000.0);
        assertTrue(info.crc32c() == -1 || info.crc32c() == stat.crc32c());
      }
    }
  }

  @Test
  void childrenAreTheNextParts() throws IOException {
    for (String key : List.of("x", "a/1", "a/b/c", "a/b/d", "a-b/y", "a.txt")) {
      store.create(key, bytes("."));
    }
    assertEquals(List.of("a-b/", "a.txt", "a/", "x"), children(""));
    assertEquals(List.of("1", "b/"), children("a/"));
    assertEquals(List.of(), children("none/"));
  }

  @Test
  void deletedObjectAndItsFolderAreGone() throws IOException {
    store.create("a/b/c", bytes("."));
    store.create("a/d", bytes("."));
    store.delete("a/b/c");
    assertEquals(List.of("a/d"), keys(""));
    assertEquals(List.of("d"), children("a/"));
    store.create("a/b", bytes("now an object"));
    assertEquals(List.of("a/b", "a/d"), keys(""));
  }

  @Test
  void keysThatLeaveTheStoreAreRefused() {
    for (String key :
        List.of("", "/", "/a", "a/", "a//b", "..", "../a", "a/../b", "a/..", ".", "a/./b", "./a")) {
      assertThrows(IllegalArgumentException.class, () -> store.create(key, bytes(".")), key);
      assertThrows(IllegalArgumentException.class, () -> store.replace(key, bytes("."), 0), key);
      assertThrows(IllegalArgumentException.class, () -> store.read(key), key);
      assertThrows(IllegalArgumentException.class, () -> store.stat(key), key);
      assertThrows(IllegalArgumentException.class, () -> store.delete(key), key);
    }
    assertThrows(IllegalArgumentException.class, () -> store.list("../").close());
    assertThrows(IllegalArgumentException.class, () -> store.children("a").close());
  }

  @Test
  void oddNamesAreKept() throws IOException {
    for (String key :
        List.of("a b/c+d", "100%/x%20y", "größe/σ", "q?x=1&y#z", "c/0.0", ".zattrs")) {
      store.create(key, bytes(key));
      assertArrayEquals(bytes(key), store.read(key));
      assertTrue(keys("").contains(key), key);
      assertEquals(key.length(), keys(key).get(0).length());
    }
  }

  @Test
  void partOfAStoreIsAStore() throws IOException {
    ObjectStore part = store.within("p/q/");
    part.create("k", bytes("."));
    assertEquals(store.location() + "p/q/", part.location());
    assertEquals(List.of("p/q/k"), keys(""));
    assertEquals("k", part.stat("k").orElseThrow().key());
    assertEquals(store.url("p/q/k"), part.url("k"));
  }
}
