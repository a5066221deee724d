package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpCacheTest {
  private static final String DATE = "Mon, 02 Mar 2020 01:02:03 GMT";

  private final Path folder;
  private final FaultyHttpServer server = new FaultyHttpServer();

  HttpCacheTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    server.close();
  }

  private byte[] fetch(String url) throws IOException {
    String cache = "file://" + folder.resolve("cache");
    try (SourceOpener opener = Sources.opener(Map.of(), 4, cache, HttpSourceTest.QUICK);
        ByteSource source = opener.open(url)) {
      assertTrue(source.path().isPresent());
      return HttpSourceTest.all(source);
    }
  }

  private List<Path> data() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().matches(".*\\.(data|part)")).toList();
    }
  }

  @Test
  void secondOpenIsOneConditionalRequestWithoutABody() throws IOException {
    byte[] data = HttpSourceTest.random(100_000);
    server.put("/f", data);
    assertArrayEquals(data, fetch(server.url("/f")));
    assertEquals(1, server.requests().size());
    server.forget();
    assertArrayEquals(data, fetch(server.url("/f")));
    assertEquals(1, server.requests().size());
    assertTrue(server.requests().get(0).conditional());
    assertEquals(1, data().size());
  }

  @Test
  void dateServesWhereThereIsNoTag() throws IOException {
    byte[] data = HttpSourceTest.random(100);
    server.put("/f", data, "", DATE);
    fetch(server.url("/f"));
    server.forget();
    assertArrayEquals(data, fetch(server.url("/f")));
    assertEquals(DATE, server.requests().get(0).ifModifiedSince());
  }

  @Test
  void withoutAnyValidatorTheFileIsFetchedAgain() throws IOException {
    server.put("/f", new byte[] {1, 2, 3}, "", "");
    fetch(server.url("/f"));
    server.put("/f", new byte[] {4, 5, 6}, "", "");
    assertArrayEquals(new byte[] {4, 5, 6}, fetch(server.url("/f")));
  }

  @Test
  void changedFileReplacesTheCachedOne() throws IOException {
    server.put("/f", HttpSourceTest.random(10));
    fetch(server.url("/f"));
    byte[] changed = HttpSourceTest.random(11);
    server.put("/f", changed);
    assertArrayEquals(changed, fetch(server.url("/f")));
    assertEquals(1, data().size());
  }

  @Test
  void brokenTransferIsResumed() throws IOException {
    byte[] data = HttpSourceTest.random(500_000);
    server.put("/f", data).next("/f", new Fault.DropAfter(200_000), new Fault.DropAfter(100_000));
    assertArrayEquals(data, fetch(server.url("/f")));
    assertEquals(3, server.requests().size());
    long second = HttpSourceTest.start(server.requests().get(1));
    long third = HttpSourceTest.start(server.requests().get(2));
    assertTrue(0 < second && second <= 200_000, "resumed at " + second);
    assertTrue(second < third && third <= second + 100_000, "resumed at " + third);
    assertFalse(server.requests().get(1).ifRange().isEmpty());
  }

  @Test
  void eachAttemptThatBringsSomethingEarnsMore() throws IOException {
    byte[] data = HttpSourceTest.random(100_000);
    server.put("/f", data).always("/f", new Fault.DropAfter(9_000));
    assertArrayEquals(data, fetch(server.url("/f")));
    assertTrue(server.requests().size() >= 12, "as many attempts as were needed");
  }

  @Test
  void contentThatChangedBetweenTheAttemptsIsFetchedFromTheBeginning() throws IOException {
    server
        .put("/f", HttpSourceTest.random(500_000))
        .next("/f", new Fault.DropAfter(200_000), new Fault.Replace("another content"));
    assertEquals(
        "another content",
        new String(fetch(server.url("/f")), java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void withoutAValidatorABrokenTransferBeginsAgain() throws IOException {
    byte[] data = HttpSourceTest.random(500_000);
    server.put("/f", data, "", "").next("/f", new Fault.DropAfter(200_000));
    assertArrayEquals(data, fetch(server.url("/f")));
    assertEquals("", server.requests().get(1).range());
  }

  @Test
  void serverThatIgnoresTheRangeOfAResumeIsRead() throws IOException {
    byte[] data = HttpSourceTest.random(500_000);
    server.put("/f", data).next("/f", new Fault.DropAfter(200_000), new Fault.IgnoreRange());
    assertArrayEquals(data, fetch(server.url("/f")));
  }

  @Test
  void fileShorterThanClaimedIsNeverTakenForWhole() throws IOException {
    server.put("/f", HttpSourceTest.random(1000)).always("/f", new Fault.ClaimMore(10));
    SourceException e = assertThrows(SourceException.class, () -> fetch(server.url("/f")));
    assertTrue(e.mayPass());
    assertEquals(List.of(), data());
    server.always("/f", new Fault.None());
    assertArrayEquals(HttpSourceTest.random(1000), fetch(server.url("/f")));
  }

  @Test
  void cachedFileOfTheWrongLengthIsFetchedAgain() throws IOException {
    byte[] data = HttpSourceTest.random(1000);
    server.put("/f", data);
    fetch(server.url("/f"));
    Files.write(data().get(0), new byte[10]);
    assertArrayEquals(data, fetch(server.url("/f")));
  }

  @Test
  void fileThatWasAlteredSinceIsFetchedAgainByTheNextProcess() throws IOException {
    byte[] data = HttpSourceTest.random(100_000);
    server.put("/f", data);
    fetch(server.url("/f"));
    byte[] altered = data.clone();
    altered[70_000] ^= 1;
    Files.write(data().get(0), altered);
    // As for a process that has not looked at the file yet: its time tells it from the fetched one.
    Files.setLastModifiedTime(data().get(0), FileTime.fromMillis(1_700_000_000_000L));
    server.forget();
    assertArrayEquals(data, fetch(server.url("/f")));
    assertFalse(server.requests().get(server.requests().size() - 1).conditional());
    server.forget();
    assertArrayEquals(data, fetch(server.url("/f")));
    assertTrue(server.requests().get(0).conditional());
  }

  @Test
  void shortAnswerWithAgreeingLengthIsForgottenAndFetchedAnewOnce() throws IOException {
    byte[] data = HttpSourceTest.random(1000);
    String tag = "\"tag\"";
    server.put("/short", java.util.Arrays.copyOf(data, 10), tag, "");
    String cache = "file://" + folder.resolve("cache");
    try (SourceOpener opener = Sources.opener(Map.of(), 4, cache, HttpSourceTest.QUICK)) {
      String url = server.url("/short");
      ByteSource damaged = opener.open(url);
      server.put("/short", data, tag, "");
      assertEquals(10, opener.open(url).size()); // the server says: not modified
      assertTrue(opener.forget(url, damaged));
      ByteSource whole = opener.open(url);
      assertArrayEquals(data, HttpSourceTest.all(whole));
      assertTrue(opener.forget(url, damaged), "the other one is there already");
      assertFalse(opener.forget(url, whole), "it would be fetched for ever");
      assertEquals(List.of(), data(), "what is damaged does not stay for the next bake");
    }
  }

  @Test
  void tokenOfTheUrlIsNotInTheCache() throws IOException {
    server.put("/f", HttpSourceTest.random(10));
    fetch(server.url("/f?v=1&token=s3cret"));
    fetch(server.url("/f?v=1&token=0ther"));
    assertTrue(server.requests().get(1).conditional());
    fetch(server.url("/f?v=2&token=0ther"));
    assertFalse(server.requests().get(2).conditional());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text =
            file
                + new String(
                    Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("s3cret"), text);
      }
    }
  }

  @Test
  void manyThreadsFetchOneFileOnce() {
    byte[] data = HttpSourceTest.random(50_000);
    server.put("/f", data);
    IntStream.range(0, 16)
        .parallel()
        .forEach(
            i -> {
              try {
                assertArrayEquals(data, fetch(server.url("/f")));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertEquals(1, server.requests().stream().filter(r -> !r.conditional()).count());
  }
}
