package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.arcoforge.disk.NewFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectStoreTest extends ObjectRaceContract {
  private final Path folder;

  LocalObjectStoreTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  ObjectStore newStore() throws IOException {
    return ObjectStores.open(folder.resolve("root").toString());
  }

  private Path root() {
    return folder.resolve("root");
  }

  private static List<String> everything(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(p -> !p.equals(root)).map(p -> root.relativize(p).toString()).toList();
    }
  }

  @Test
  void nothingButTheObjectsIsLeftBehind() throws IOException {
    long generation = store.create("k", bytes("1")).generation();
    store.replace("k", bytes("2"), generation);
    store.create("a/b/c", bytes("3"));
    store.delete("a/b/c");
    assertEquals(List.of("k"), everything(root()));
  }

  @Test
  void folderIsMadeWithTheFirstObject() throws IOException {
    assertTrue(store.stat("k").isEmpty());
    assertEquals(0, store.list("").count());
    assertFalse(Files.exists(root()));
    store.create("k", bytes("."));
    assertTrue(Files.exists(root().resolve("k")));
  }

  @Test
  void locationOpensTheSameFolderAgain() throws IOException {
    for (String name : List.of("plain", "with blank", "100%", "a%20b", "plus+")) {
      Path path = folder.resolve(name);
      ObjectStores.open(path.toString()).create("k", bytes(name));
      String url = ObjectStores.open(path.toString()).location();
      assertArrayEquals(bytes(name), ObjectStores.open(url).read("k"), url);
      assertArrayEquals(bytes(name), ObjectStores.open(path.toUri().toString()).read("k"), url);
    }
  }

  @Test
  void leftoversOfAKilledWriterAreNoObjectsAndSweptWhenOld() throws IOException {
    Path temp = root().resolve(LocalTemp.FOLDER);
    Files.createDirectories(temp);
    Files.write(temp.resolve("old"), bytes("torn"));
    Files.setLastModifiedTime(
        temp.resolve("old"), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Files.write(temp.resolve("new"), bytes("torn"));
    Files.write(root().resolve(LocalLock.PREFIX + "0123"), bytes("lock"));
    assertEquals(List.of(), store.list("").toList());
    assertEquals(List.of(), store.children("").toList());
    ObjectStores.open(store.location()).close();
    assertFalse(Files.exists(temp.resolve("old")));
    assertTrue(Files.exists(temp.resolve("new")));
    assertEquals(1, new LocalObjectStore(root(), false).sweep(Duration.ZERO));
    assertFalse(Files.exists(temp));
  }

  @Test
  void lockOfAKilledWriterIsTaken() throws IOException {
    long generation = store.create("k", bytes("1")).generation();
    LocalLock.holding(
        root().resolve("k"),
        () -> {
          try (Stream<Path> files = Files.list(root())) {
            for (Path file : files.toList()) {
              if (!file.endsWith("k")) {
                Files.copy(file, folder.resolve(file.getFileName()));
              }
            }
          }
          return 0;
        });
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().contains("lock")).toList()) {
        Files.move(file, root().resolve(file.getFileName()));
      }
    }
    assertEquals(2, everything(root()).size());
    store.replace("k", bytes("2"), generation);
    assertEquals(List.of("k"), everything(root()));
  }

  @Test
  void fullDiskLeavesNothingAndNamesThePath() throws IOException {
    LocalObjectStore full =
        new LocalObjectStore(
            root(),
            false,
            (path, head, isLarge) -> {
              Files.write(path, new byte[50]);
              throw new IOException("No space left on device");
            });
    for (int bytes : new int[] {100, NewFiles.LARGE}) {
      IOException e = assertThrows(IOException.class, () -> full.create("a/k", new byte[bytes]));
      assertTrue(e.toString().contains(root().resolve("a/k").toString()), e.getMessage());
      assertTrue(e.toString().contains("No space left"), e.getMessage());
      assertEquals(List.of(), everything(root()));
      assertTrue(full.stat("a/k").isEmpty());
    }
    ObjectDraft draft = full.draft(0).orElseThrow();
    IOException e = assertThrows(IOException.class, () -> draft.append(new byte[1], 0, 1));
    assertTrue(e.toString().contains("No space left"), e.getMessage());
    assertEquals(List.of(), everything(root()));
  }

  /** Pieces of many lengths, one of several slices, and a head that comes last. */
  private static ObjectDraft drafted(ObjectStore store, byte[] whole, int head) throws IOException {
    ObjectDraft draft = store.draft(head).orElseThrow();
    Random random = new Random(5);
    for (int at = head; at < whole.length; ) {
      int n = Math.min(whole.length - at, random.nextInt(3_000_000));
      byte[] piece = Arrays.copyOfRange(whole, at - 1, at + n);
      draft.append(piece, 1, n);
      Arrays.fill(piece, (byte) 0);
      at += n;
    }
    return draft;
  }

  @Test
  void draftIsAnObjectWhenItHasAName() throws IOException {
    byte[] whole = random(7_000_001, 3);
    for (ObjectStore part : List.of(store, store.within("some/"))) {
      for (int head : new int[] {1, 100}) {
        String key = "a/k" + head;
        try (ObjectDraft draft = drafted(part, whole, head)) {
          assertTrue(part.stat(key).isEmpty());
          assertEquals(0, part.list("").filter(o -> o.key().equals(key)).count());
          byte[] first = Arrays.copyOf(whole, head);
          ObjectInfo made = draft.create(key, first);
          assertEquals(key, made.key());
          assertEquals(ObjectKeys.crc32c(whole, 0, whole.length), made.crc32c());
          assertEquals(made, part.stat(key).orElseThrow());
        }
        assertArrayEquals(whole, part.read(key));
        assertEquals(whole.length, part.nearSize(key).orElseThrow());
      }
    }
    assertEquals(
        List.of("a/k1", "a/k100", "some/a/k1", "some/a/k100"),
        store.list("").map(ObjectInfo::key).toList());
    assertFalse(Files.exists(root().resolve(LocalTemp.FOLDER)));
  }

  @Test
  void draftWithoutANameLeavesNothing() throws IOException {
    try (ObjectDraft draft = drafted(store, random(5_000_000, 4), 16)) {
      assertThrows(IllegalArgumentException.class, () -> draft.create("k", new byte[15]));
      assertEquals(2, everything(root()).size()); // the file, in its folder
    }
    assertEquals(List.of(), everything(root()));
    assertTrue(store.nearSize("k").isEmpty());
  }

  @Test
  void draftOfWhatIsThereIsSuccessAndOfOtherBytesRefused() throws IOException {
    byte[] whole = random(2_000_000, 6);
    byte[] head = Arrays.copyOf(whole, 8);
    ObjectInfo made = store.create("k", whole);
    try (ObjectDraft again = drafted(store, whole, 8)) {
      assertEquals(made, again.create("k", head));
    }
    try (ObjectDraft other = drafted(store, whole, 8)) {
      head[7]++;
      assertThrows(ObjectExistsException.class, () -> other.create("k", head));
    }
    assertArrayEquals(whole, store.read("k"));
    assertEquals(List.of("k"), everything(root()));
  }

  @Test
  void refusalSaysWhichPathAndWhatToDo() {
    Path path = Path.of("/data/x");
    for (IOException cause :
        List.of(
            new AccessDeniedException("/data/x"),
            new FileSystemException("/data/x", null, "Read-only file system"),
            new FileSystemException("/data/x", null, "Operation not permitted"))) {
      IOException e = LocalFailures.explain(path, "write", cause);
      assertInstanceOf(StoreAccessException.class, e);
      assertTrue(e.toString().contains("/data/x"), e.getMessage());
      assertTrue(e.toString().contains("another"), e.getMessage());
    }
  }

  @Test
  void objectWhereAFolderIsNeededIsAnErrorThatSaysSo() throws IOException {
    store.create("a", bytes("."));
    IOException e = assertThrows(IOException.class, () -> store.create("a/b", bytes(".")));
    assertTrue(e.toString().contains("both an object and the folder"), e.getMessage());
    assertEquals(List.of("a"), everything(root()));
  }

  @Test
  void withoutHardLinksTheLockGuardsCreation() throws Exception {
    List<Object> results =
        race(
            16,
            i ->
                () -> {
                  Path file = Files.write(folder.resolve("t" + i), bytes("" + i));
                  Path target = root().resolve("k");
                  return LocalLock.holding(
                      target, () -> LocalObjectStore.moveIfAbsent(file, target));
                });
    assertEquals(1, results.stream().filter(Boolean.TRUE::equals).count(), results.toString());
    assertArrayEquals(bytes("" + results.indexOf(true)), store.read("k"));
  }
}
