package org.arcoforge.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.arcoforge.fault.Blame;
import org.arcoforge.inbox.Upload.Choices;
import org.arcoforge.inbox.Upload.Result;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are in the inbox when the manifest names them, and only in the content it tells. */
class UploadTest {
  private static final Choices PLAIN = new Choices(false, false, 3, false);
  private static final Choices REPLACE = new Choices(true, false, 3, false);

  @TempDir Path folder;
  private final ObjectStore store = StoreContents.inMemory();

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("2020"));
    Files.writeString(folder.resolve("2020/a.nc"), "0123456789abcdefghijklmno");
    Files.writeString(folder.resolve("b c-ä.nc"), "short");
    Files.writeString(folder.resolve("empty"), "");
  }

  private Result upload(Choices choices) throws IOException {
    return upload(store, choices);
  }

  private Result upload(ObjectStore into, Choices choices) throws IOException {
    return new Upload(into, "mine", choices, 10).run(folder, (done, all) -> {});
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (InboxFile file : new Inbox(store).files().values()) {
      StringBuilder text = new StringBuilder();
      for (InboxFile.Part part : file.parts()) {
        text.append(new String(store.read(part.key()), StandardCharsets.UTF_8));
      }
      all.put(file.name(), text.toString());
    }
    return all;
  }

  @Test
  void filesAreNamedWithTheirContentsAndSentOnce() throws IOException {
    Result first = upload(PLAIN);
    assertEquals(List.of("2020/a.nc", "b c-ä.nc", "empty"), first.sent());
    assertEquals(30, first.bytesSent());
    assertEquals(
        Map.of("2020/a.nc", "0123456789abcdefghijklmno", "b c-ä.nc", "short", "empty", ""),
        contents());
    assertEquals(
        List.of(3, 1, 1),
        new Inbox(store).files().values().stream().map(f -> f.parts().size()).toList());
    Map<String, byte[]> before = StoreContents.of(store);
    for (Choices again : List.of(PLAIN, new Choices(false, true, 1, false))) {
      Result second = upload(again);
      assertEquals(List.of(), second.sent());
      assertEquals(3, second.same());
      assertEquals(0, second.bytesSent());
    }
    assertEquals(before.keySet(), StoreContents.of(store).keySet());
    Files.writeString(folder.resolve("more.nc"), "more");
    assertEquals(List.of("more.nc"), upload(PLAIN).sent());
    assertEquals(4, contents().size());
  }

  @Test
  void dryRunSendsNothing() throws IOException {
    Result result = upload(new Choices(false, false, 2, true));
    assertEquals(3, result.sent().size());
    assertEquals(30, result.bytes());
    assertTrue(StoreContents.of(store).isEmpty());
  }

  @Test
  void anotherContentNeedsToBeAskedFor() throws IOException {
    upload(PLAIN);
    Files.writeString(folder.resolve("b c-ä.nc"), "SHORT");
    Files.setLastModifiedTime(folder.resolve("b c-ä.nc"), FileTime.fromMillis(0));
    Files.writeString(folder.resolve("new"), "new");
    UploadException e = assertThrows(UploadException.class, () -> upload(PLAIN));
    assertEquals(Blame.CONFLICT, e.blame());
    assertTrue(e.toString().contains("b c-ä.nc"), e.toString());
    assertEquals("short", contents().get("b c-ä.nc"));
    assertFalse(contents().containsKey("new"));
    Map<String, byte[]> before = StoreContents.of(store);
    assertEquals(List.of("b c-ä.nc", "new"), upload(REPLACE).sent());
    assertEquals("SHORT", contents().get("b c-ä.nc"));
    // Who reads by the manifest of before still reads what it named.
    before.remove(Inbox.MANIFEST);
    assertTrue(StoreContents.of(store).keySet().containsAll(before.keySet()));
  }

  @Test
  void sameTimeAndSizeAreBelievedUnlessDigestsAreAskedFor() throws IOException {
    Path file = folder.resolve("b c-ä.nc");
    FileTime time = Files.getLastModifiedTime(file);
    upload(PLAIN);
    Files.writeString(file, "SHORT");
    Files.setLastModifiedTime(file, time);
    assertEquals(3, upload(PLAIN).same());
    assertThrows(UploadException.class, () -> upload(new Choices(false, true, 2, false)));
  }

  @Test
  void hiddenFilesAndFoldersBehindLinksAreLeftOutAndTold() throws IOException {
    Files.writeString(folder.resolve(".hidden"), "x");
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/config"), "x");
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("none"));
    Files.createSymbolicLink(folder.resolve("link.nc"), folder.resolve("2020/a.nc"));
    Result result = upload(PLAIN);
    assertEquals(List.of("2020/a.nc", "b c-ä.nc", "empty", "link.nc"), result.sent());
    assertEquals(contents().get("2020/a.nc"), contents().get("link.nc"));
    List<String> told = result.leftOut().stream().sorted().toList();
    assertEquals(
        List.of(
            ".git: hidden",
            ".hidden: hidden",
            "loop: a link to a folder; upload that folder itself",
            "nowhere: a link to nothing"),
        told);
  }

  @Test
  void nameThatIsNoneElsewhereIsRefusedBeforeAnythingIsSent() throws IOException {
    Files.writeString(folder.resolve("back\\slash"), "x");
    UploadException e = assertThrows(UploadException.class, () -> upload(PLAIN));
    assertEquals(Blame.RECIPE, e.blame());
    Files.delete(folder.resolve("back\\slash"));
    Files.writeString(folder.resolve("line\nbreak"), "x");
    e = assertThrows(UploadException.class, () -> upload(PLAIN));
    assertTrue(e.toString().contains("'line?break'"), e.toString());
    assertTrue(StoreContents.of(store).isEmpty());
  }

  /** A store that answers of the n-th object that it has another digest. */
  private ObjectStore lying(int nth) {
    AtomicInteger creates = new AtomicInteger();
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(store, arguments);
                return method.getName().equals("create")
                        && result instanceof ObjectInfo i
                        && creates.incrementAndGet() == nth
                    ? new ObjectInfo(
                        i.key(), i.size(), i.crc32c() ^ 1, i.generation(), i.modified())
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void storeThatHasNotWhatWasSentLeavesTheManifestAsItWas() throws IOException {
    for (int nth = 1; nth <= 5; nth++) {
      ObjectStore lying = lying(nth);
      UploadException e = assertThrows(UploadException.class, () -> upload(lying, PLAIN));
      assertTrue(e.toString().contains("the store says that it has"), e.toString());
      assertTrue(new Inbox(store).files().isEmpty());
      for (String key : StoreContents.of(store).keySet()) {
        store.delete(key);
      }
    }
    upload(lying(6), PLAIN);
    assertEquals(3, contents().size());
  }

  @Test
  void partsOfAnUploadThatWasStoppedAreNotSentAgain() throws IOException {
    upload(PLAIN);
    store.delete(Inbox.MANIFEST); // as if it had been stopped just before
    String one =
        StoreContents.of(store).keySet().stream()
            .filter(key -> key.endsWith(".part00001"))
            .findFirst()
            .orElseThrow();
    store.delete(one);
    Result again = upload(PLAIN);
    assertEquals(3, again.sent().size());
    assertEquals(10, again.bytesSent());
    assertEquals(3, contents().size());
  }

  @Test
  void whatAnUploadLeftLongAgoIsYoungAgainBeforeItIsNamed(@TempDir Path inbox) throws IOException {
    try (ObjectStore local = ObjectStores.open(inbox.toString())) {
      upload(local, PLAIN);
      local.delete(Inbox.MANIFEST);
      List<Path> parts;
      try (Stream<Path> all = Files.walk(inbox)) {
        parts = all.filter(Files::isRegularFile).toList();
      }
      Instant old = Instant.now().minus(Duration.ofDays(30));
      for (Path part : parts) {
        Files.setLastModifiedTime(part, FileTime.from(old));
      }
      assertEquals(0, upload(local, PLAIN).bytesSent());
      for (Path part : parts) { // or a sweep at the same time could take it for forgotten
        assertTrue(Files.getLastModifiedTime(part).toInstant().isAfter(old.plusSeconds(86400)));
      }
    }
  }

  @Test
  void manifestOfSomebodyElseIsNotTouched() throws IOException {
    store.create(Inbox.MANIFEST, "{\"files\": []}".getBytes(StandardCharsets.UTF_8));
    UploadException e = assertThrows(UploadException.class, () -> upload(PLAIN));
    assertTrue(e.toString().contains("damaged"), e.toString());
  }
}
