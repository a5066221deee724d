package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.arcoforge.OtherJvm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of drafts in a folder, in the eyes of other processes. */
class DraftLeftoversIT {
  @TempDir Path folder;
  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = ObjectStores.open(root().toString());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private Path root() {
    return folder.resolve("root");
  }

  private ObjectDraft drafted(byte[] whole, int head) throws IOException {
    ObjectDraft draft = store.draft(head).orElseThrow();
    draft.append(whole, head, whole.length - head);
    return draft;
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Another process: it writes to a draft until its input ends, or sweeps and says how much. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws Exception {
      Path root = Path.of(arguments[1]);
      if (arguments[0].equals("sweep")) {
        Path draft = agedDraft(root);
        new LocalObjectStore(root, false).close();
        System.out.println(Files.exists(draft) ? "kept" : "swept");
        return;
      }
      LocalObjectStore store = new LocalObjectStore(root, false);
      try (ObjectDraft draft = store.draft(16).orElseThrow()) {
        draft.append(new byte[3_000_000], 0, 3_000_000);
        System.out.println("ready");
        System.out.println(System.in.read());
      }
    }
  }

  /** Not for a draft of this process: to change its time is to open it, and ends its lock. */
  private static Path agedDraft(Path root) throws Exception {
    try (Stream<Path> files = Files.list(root.resolve(LocalTemp.FOLDER))) {
      Path draft = files.findAny().orElseThrow();
      FileTime last = FileTime.fromMillis(0);
      // What is written behind sets the time too.
      while (!last.equals(Files.getLastModifiedTime(draft))) {
        last = Files.getLastModifiedTime(draft);
        Thread.sleep(200);
      }
      Files.setLastModifiedTime(draft, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
      return draft;
    }
  }

  @Test
  void draftIsSweptWhenItsProcessWasKilledAndNotBefore() throws Exception {
    Process process = OtherJvm.start(Other.class, List.of(), List.of("draft", root().toString()));
    try (BufferedReader lines = process.inputReader()) {
      assertEquals("ready", lines.readLine());
      Path draft = agedDraft(root());
      try (LocalObjectStore reader = new LocalObjectStore(root(), false)) {
        assertEquals(0, reader.sweep(LocalTemp.ABANDONED));
        assertTrue(Files.exists(draft));
        process.destroyForcibly().waitFor();
        assertEquals(0, reader.list("").count());
        assertEquals(0, reader.children("").count());
        long size = Files.size(draft);
        ObjectStore.Leftovers left =
            new ObjectStore.Leftovers(LocalFiles.folderUrl(root()), 1, size);
        try (LocalObjectStore above = new LocalObjectStore(folder, false)) {
          assertEquals(List.of(), above.leftovers(0, true));
          assertEquals(List.of(left), above.leftovers(1, true));
          assertTrue(Files.exists(draft));
          assertEquals(List.of(left), above.leftovers(1, false));
        }
        assertFalse(Files.exists(draft));
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void draftOfThisProcessIsSweptByNobody() throws Exception {
    try (ObjectDraft draft = drafted(random(2_000_000, 8), 16)) {
      String path = root().toString();
      assertEquals("kept", OtherJvm.run(Other.class, List.of(), "sweep", path).strip());
      ObjectStores.open(path).close(); // sees it is old, and must not end the lock
      assertEquals("kept", OtherJvm.run(Other.class, List.of(), "sweep", path).strip());
      draft.create("k", new byte[16]);
    }
    assertEquals(List.of("k"), store.list("").map(ObjectInfo::key).toList());
    assertFalse(Files.exists(root().resolve(LocalTemp.FOLDER)));
  }

  @Test
  void draftWhoseFolderIsRemovedFailsWithItsStoreAndTheNextOneWorks() throws Exception {
    byte[] whole = random(2_000_000, 9);
    byte[] head = Arrays.copyOf(whole, 16);
    try (ObjectDraft draft = drafted(whole, 16)) {
      Files.delete(agedDraft(root()));
      Files.delete(root().resolve(LocalTemp.FOLDER));
      IOException e = assertThrows(IOException.class, () -> draft.create("k", head));
      assertInstanceOf(StoreFailureException.class, e);
      assertTrue(e.toString().contains(root().toString()), e.getMessage());
    }
    assertTrue(store.stat("k").isEmpty());
    try (ObjectDraft draft = drafted(whole, 16)) {
      draft.create("k", head);
    }
    assertArrayEquals(whole, store.read("k"));
  }
}
