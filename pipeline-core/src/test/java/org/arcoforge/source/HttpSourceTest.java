package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.arcoforge.source.FaultyHttpServer.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpSourceTest {
  static final RetryPolicy QUICK = new RetryPolicy(5, 2, 10);

  private final FaultyHttpServer server = new FaultyHttpServer();
  private final SourceOpener opener = Sources.opener(Map.of(), 3, "", QUICK);

  HttpSourceTest() throws IOException {}

  @AfterEach
  void close() {
    opener.close();
    server.close();
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static byte[] all(ByteSource source) throws IOException {
    byte[] bytes = new byte[(int) source.size()];
    source.read(0, bytes, 0, bytes.length);
    return bytes;
  }

  /** The first byte that a request asks for. */
  static long start(Request request) {
    return Long.parseLong(request.range().replaceFirst("bytes=(\\d+)-.*", "$1"));
  }

  private void reads(byte[] expected) throws IOException {
    try (ByteSource source = opener.open(server.url("/f"))) {
      assertEquals(expected.length, source.size());
      assertArrayEquals(expected, all(source));
    }
  }

  private SourceException fails() {
    return assertThrows(SourceException.class, () -> opener.open(server.url("/f")));
  }

  @Test
  void rangesComeFromWhereTheyWereAskedFor() throws IOException {
    byte[] data = random(5 * BlockReader.FIRST + 123);
    server.put("/f", data);
    try (ByteSource source = opener.open(server.url("/f"))) {
      byte[] target = new byte[3 * BlockReader.FIRST];
      for (int[] range :
          new int[][] {
            {0, 10},
            {BlockReader.FIRST - 5, 10},
            {data.length - 7, 7},
            {BlockReader.FIRST + 1, 3 * BlockReader.FIRST - 2}
          }) {
        source.read(range[0], target, 1, range[1]);
        assertArrayEquals(
            Arrays.copyOfRange(data, range[0], range[0] + range[1]),
            Arrays.copyOfRange(target, 1, 1 + range[1]));
      }
      assertThrows(SourceException.class, () -> source.read(data.length, target, 0, 1));
    }
  }

  @Test
  void smallReadsCloseTogetherAreOneRequest() throws IOException {
    server.put("/f", random(1000));
    try (ByteSource source = opener.open(server.url("/f"))) {
      for (int i = 0; i < 1000; i++) {
        source.read(i, new byte[1], 0, 1);
      }
    }
    assertEquals(1, server.requests().size());
    assertEquals("identity", server.requests().get(0).acceptEncoding());
  }

  @Test
  void missingBlocksInARowAreOneRequest() throws IOException {
    byte[] data = random(6 * BlockReader.FIRST);
    reads(server.put("/f", data) == null ? new byte[0] : data);
    assertEquals(2, server.requests().size());
  }

  @Test
  void emptyFileIsAFile() throws IOException {
    server.put("/f", new byte[0]);
    reads(new byte[0]);
  }

  @Test
  void brokenConnectionIsGoneOnWithWhereItBroke() throws IOException {
    byte[] data = random(3 * BlockReader.FIRST);
    server.put("/f", data).next("/f", new Fault.None(), new Fault.DropAfter(100_000));
    reads(data);
    Request last = server.requests().get(2);
    assertTrue(start(last) > BlockReader.FIRST, last.range());
    assertTrue(start(last) <= BlockReader.FIRST + 100_000, last.range());
    assertFalse(last.ifRange().isEmpty());
  }

  @Test
  void slowBodyIsReadToItsEnd() throws IOException {
    byte[] data = random(5000);
    server.put("/f", data).always("/f", new Fault.InPieces(7));
    reads(data);
  }

  @Test
  void busyServerIsAskedAgain() throws IOException {
    byte[] data = random(500);
    server
        .put("/f", data)
        .next(
            "/f",
            new Fault.Status(503, "0"),
            new Fault.Status(429, "Wed, 21 Oct 2015 07:28:00 GMT"),
            new Fault.Status(500, "nonsense"),
            new Fault.Status(504, ""));
    reads(data);
    assertEquals(5, server.requests().size());
  }

  @Test
  void serverThatStaysBusyIsGivenUpAsTransient() {
    server.put("/f", random(5)).always("/f", new Fault.Status(503, "0"));
    SourceException e = fails();
    assertTrue(e.mayPass());
    assertTrue(e.toString().contains("after 5 attempts; the last: HTTP 503"), e.toString());
    assertEquals(5, server.requests().size());
  }

  @Test
  void connectionThatNobodyAnswersIsTransient() {
    String url = server.url("/f");
    server.close();
    SourceException e = assertThrows(SourceException.class, () -> opener.open(url));
    assertTrue(e.mayPass());
  }

  @Test
  void permanentFailuresAreNotTriedAgain() {
    for (int status : new int[] {400, 401, 403, 405, 451, 501}) {
      server.forget();
      server.always("/f", new Fault.Status(status, ""));
      SourceException e = fails();
      assertFalse(e.mayPass());
      assertTrue(e.toString().contains("HTTP " + status), e.toString());
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void absentFileIsToldApart() {
    for (int status : new int[] {404, 410}) {
      server.always("/f", new Fault.Status(status, ""));
      assertThrows(SourceNotFoundException.class, () -> opener.open(server.url("/f")));
    }
  }

  @Test
  void serverWithoutRangesIsReadWhole() throws IOException {
    byte[] data = random(2 * BlockReader.FIRST);
    server.put("/f", data).always("/f", new Fault.IgnoreRange());
    reads(data);
    assertEquals(2, server.requests().size());
  }

  @Test
  void rangeIgnoredOnceIsSkippedOver() throws IOException {
    byte[] data = random(2 * BlockReader.FIRST);
    server.put("/f", data).next("/f", new Fault.None(), new Fault.IgnoreRange());
    reads(data);
  }

  @Test
  void fileReplacedWhileItIsReadIsAnError() throws IOException {
    server
        .put("/f", random(2 * BlockReader.FIRST))
        .next("/f", new Fault.None(), new Fault.Replace("new"));
    try (ByteSource source = opener.open(server.url("/f"))) {
      SourceException e = assertThrows(SourceException.class, () -> all(source));
      assertTrue(e.toString().contains("changed while it was read"), e.toString());
      assertTrue(e.mayPass());
    }
  }

  @Test
  void redirectsAreFollowedUpToALimit() throws IOException {
    byte[] data = random(10);
    server.put("/g", data);
    server
        .always("/f", new Fault.Redirect("/h"))
        .always("/h", new Fault.Redirect(server.url("/g")));
    reads(data);
    server.always("/h", new Fault.Redirect("/f"));
    SourceException e = fails();
    assertFalse(e.mayPass());
    assertTrue(e.toString().contains("redirects"), e.toString());
    server.always("/f", new Fault.Redirect("file:///etc/passwd"));
    assertTrue(fails().toString().contains("expected http(s)"));
  }

  @Test
  void headersGoToTheHostOfTheUrlOnly() throws IOException {
    try (FaultyHttpServer other = new FaultyHttpServer();
        SourceOpener secret = Sources.opener(Map.of("X-Token", "s3cret"), 1, "", QUICK)) {
      other.put("/g", random(10));
      server.always("/f", new Fault.Redirect(other.url("/g")));
      secret.open(server.url("/f")).close();
      assertEquals("s3cret", server.requests().get(0).token());
      assertEquals("", other.requests().get(0).token());
    }
  }

  @Test
  void secretsOfAUrlAreSentButNotTold() throws IOException {
    server.put("/f", random(10));
    String url = "http://me:p4ss@" + server.host() + "/f?var=sst&token=s3cret&X-Amz-Signature=abc";
    try (ByteSource source = opener.open(url)) {
      assertEquals(server.url("/f?var=***&token=***&X-Amz-Signature=***"), source.url());
    }
    Request request = server.requests().get(0);
    assertEquals("Basic bWU6cDRzcw==", request.authorization());
    assertEquals("var=sst&token=s3cret&X-Amz-Signature=abc", request.query());
    server.always("/f", new Fault.Status(403, ""));
    SourceException e = assertThrows(SourceException.class, () -> opener.open(url));
    for (Throwable t = e; t != null; t = t.getCause()) {
      assertFalse(t.toString().matches("(?s).*(p4ss|s3cret|abc).*"), t.toString());
    }
  }

  @Test
  void noMoreRequestsAtOnceThanAllowedOverAllOpeners() throws IOException {
    server.always("/f", new Fault.InPieces(50)).put("/f", random(20_000));
    IntStream.range(0, 40)
        .parallel()
        .forEach(
            i -> {
              try (SourceOpener own = Sources.opener(Map.of(), 3, "", QUICK)) {
                own.open(server.url("/f")).close();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertEquals(40, server.requests().size());
    assertTrue(server.mostRunning() <= 3, server.mostRunning() + " at once");
  }

  @Test
  void otherSchemesAreRefusedWithWhatIsExpected() {
    SourceException e =
        assertThrows(SourceException.class, () -> opener.open("gopher://u:p@host/x"));
    assertTrue(e.toString().contains("expected a path, file:, http(s)://"), e.toString());
    assertFalse(e.toString().contains("u:p"));
  }
}
