package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Egress;
import org.arcoforge.fault.Blame;
import org.arcoforge.inbox.Upload;
import org.arcoforge.pattern.Access;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an inbox are those that its manifest names. */
class InboxSourceTest {
  private static final byte[] BYTES = HttpSourceTest.random(150_000);

  @TempDir Path folder;

  private SourceOpener opener(String inbox) {
    return Sources.opener(
        Access.open(),
        "",
        Reach.open().withInbox(inbox),
        HttpSourceTest.QUICK,
        Dialer.of(Egress.open()));
  }

  private String uploaded() throws IOException {
    Path files = Files.createDirectories(folder.resolve("files/2020"));
    Files.write(files.resolve("a.nc"), BYTES);
    Files.write(files.resolve("b.txt"), new byte[3]);
    String inbox = folder.resolve("inbox").toUri() + "/mine/";
    try (ObjectStore store = ObjectStores.open(inbox)) {
      new Upload(store, "mine", new Upload.Choices(false, false, 2, false))
          .run(folder.resolve("files"), (done, all) -> {});
    }
    return inbox;
  }

  @Test
  void rangesVersionsAndListingsAreThoseOfTheManifest() throws IOException {
    try (SourceOpener opener = opener(uploaded())) {
      try (ByteSource source = opener.open("inbox://2020/a.nc")) {
        assertEquals(BYTES.length, source.size());
        assertArrayEquals(BYTES, HttpSourceTest.all(source));
        assertTrue(source.version().etag().startsWith("sha256:"));
        assertEquals(Optional.of(source.version()), opener.version("inbox://2020/a.nc"));
      }
      assertEquals(List.of("inbox://2020/a.nc"), opener.glob("inbox://**/*.nc"));
      assertThrows(SourceNotFoundException.class, () -> opener.open("inbox://2020/c.nc"));
    }
  }

  @Test
  void objectThatIsNotWhatTheManifestTellsIsRefused() throws IOException {
    String inbox = uploaded();
    try (Stream<Path> objects = Files.walk(folder.resolve("inbox"))) {
      for (Path object : objects.filter(f -> f.endsWith("a.nc")).toList()) {
        byte[] other = BYTES.clone();
        other[99_999] ^= 1;
        Files.write(object, other);
      }
    }
    try (SourceOpener opener = opener(inbox)) {
      SourceException e =
          assertThrows(SourceException.class, () -> opener.open("inbox://2020/a.nc"));
      assertTrue(e.toString().contains("the manifest tells"), e.toString());
    }
  }

  @Test
  void bakeryWithoutInboxSaysSo() {
    try (SourceOpener opener = opener("")) {
      SourceException e = assertThrows(SourceException.class, () -> opener.open("inbox://a"));
      assertEquals(Blame.RECIPE, e.blame());
    }
  }
}
