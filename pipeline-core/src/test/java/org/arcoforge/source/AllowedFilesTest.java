package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.Access;
import org.arcoforge.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AllowedFilesTest {
  private final Path inside;
  private final Path outside;

  AllowedFilesTest(@TempDir Path folder) throws IOException {
    inside = Files.createDirectories(folder.resolve("in"));
    outside = Files.createDirectories(folder.resolve("in2"));
    Files.writeString(inside.resolve("a"), "a");
    Files.writeString(outside.resolve("b"), "b");
  }

  private SourceOpener opener() {
    return Sources.opener(
        Access.open(), "", Reach.own().withFolders(List.of(inside)), Settings.standard());
  }

  @Test
  void filesBelowTheFoldersAreOpened() throws IOException {
    opener().open(inside.resolve("a").toString()).close();
    opener().open(inside.resolve("a").toUri().toString()).close();
    assertEquals(List.of(inside + "/a"), opener().glob(inside + "/*"));
    Path link = Files.createSymbolicLink(inside.resolve("link"), inside.resolve("a"));
    opener().open(link.toString()).close();
  }

  @Test
  void allElseIsRefusedHoweverItIsSpelled() throws IOException {
    Path link = Files.createSymbolicLink(inside.resolve("link"), outside.resolve("b"));
    for (String url :
        List.of(
            outside.resolve("b").toString(),
            outside.resolve("b").toUri().toString(),
            inside + "/../in2/b",
            inside.toUri() + "%2e%2e/in2/b",
            link.toString(),
            outside + "/absent",
            "/etc/passwd")) {
      NotAllowedException e =
          assertThrows(NotAllowedException.class, () -> opener().open(url), url);
      assertEquals(Blame.RECIPE, e.blame());
      assertTrue(String.valueOf(e.getMessage()).contains("--allow-files"), e.toString());
      assertEquals(Optional.empty(), opener().version(url));
      assertThrows(NotAllowedException.class, () -> opener().check(url), url);
    }
    assertThrows(NotAllowedException.class, () -> opener().glob(outside + "/*"));
  }

  @Test
  @Timeout(60)
  void pipesAndDevicesAreNoSources() throws Exception {
    Path pipe = inside.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0, "mkfifo");
    SourceException e = assertThrows(SourceException.class, () -> opener().open(pipe.toString()));
    assertTrue(String.valueOf(e.getMessage()).contains("expected a file"), e.toString());
  }
}
