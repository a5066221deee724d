package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.runners.text.CleanWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feedstocks and files of others, and folders that are none. */
class HostileBakeIT {
  @TempDir Path folder = Path.of(""); // JUnit sets it

  private Path feedstock(String file) throws IOException {
    return feedstock(file, "auto");
  }

  private Path feedstock(String file, String format) throws IOException {
    Path path = Files.createDirectories(folder.resolve("feedstock")).resolve("feedstock.yaml");
    Files.writeString(
        path,
        """
        id: local
        title: A case
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern: {files: ["%s"], format: %s, dims: []}
        """
            .formatted(file, format));
    return path;
  }

  private Path data(String name) throws IOException {
    Path file = Files.createDirectories(folder.resolve(name)).resolve("f.nc");
    BakeCase.file(0, 0).write(file);
    return file;
  }

  private Path bakery() throws IOException {
    String root = folder.resolve("shared").toUri().toString();
    return Files.writeString(
        folder.resolve("bakery.yaml"),
        "scratch: %s/scratch\npersistent: %s/persistent\ncatalog: %s/catalog\n"
            .formatted(root, root, root));
  }

  @Test
  void ownBakeryReadsAllFilesUnlessFoldersAreNamed() throws IOException {
    Path feedstock = feedstock(data("archive").toString());
    assertEquals(0, Ran.arco("plan", feedstock, "--root", folder.resolve("r")).code());
    Ran other =
        Ran.arco("plan", feedstock, "--root", folder.resolve("r"), "--allow-files", bakery());
    assertEquals(2, other.code(), other::toString);
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    other = Ran.arco("plan", feedstock, "--root", folder.resolve("r"), "--allow-files", elsewhere);
    assertEquals(2, other.code(), other::toString);
    assertTrue(other.err().contains("--allow-files " + folder.resolve("archive")), other::toString);
    Ran named =
        Ran.arco(
            "plan",
            feedstock,
            "--root",
            folder.resolve("r"),
            "--allow-files",
            folder.resolve("archive"));
    assertEquals(0, named.code(), named::toString);
  }

  @Test
  void otherBakeriesReadOnlyWhatIsBesideTheFeedstock() throws IOException {
    Path feedstock = feedstock(data("archive").toString());
    Ran refused = Ran.arco("bake", feedstock, "--bakery", bakery());
    assertEquals(2, refused.code(), refused::toString);
    Path archive = folder.resolve("archive");
    assertEquals(
        0, Ran.arco("plan", feedstock, "--bakery", bakery(), "--allow-files", archive).code());
    data("feedstock");
    assertEquals(0, Ran.arco("plan", feedstock("f.nc"), "--bakery", bakery()).code());
    Path outward = Files.createSymbolicLink(folder.resolve("feedstock/link.nc"), data("archive"));
    assertEquals(2, Ran.arco("plan", feedstock(outward + ""), "--bakery", bakery()).code());
  }

  @Test
  void messagesDoNotShowWhatIsInLocalFiles() throws IOException {
    Path secret = Files.writeString(folder.resolve("passwd"), "root:CANARY8:0:0:");
    for (String format : List.of("auto", "netcdf3", "grib", "tiff")) {
      Path feedstock = feedstock(secret.toString(), format);
      Ran ran = Ran.arco("plan", feedstock, "--root", folder.resolve("r"));
      assertEquals(3, ran.code(), ran::toString);
      assertFalse(ran.toString().contains("CANARY8"), ran::toString);
    }
    for (String begin : List.of("<html>CANARY8", "<?xml version='1.0'?><CANARY8>")) {
      Files.writeString(secret, begin);
      Ran ran = Ran.arco("plan", feedstock(secret.toString()), "--root", folder.resolve("r"));
      assertEquals(3, ran.code(), ran::toString);
      assertFalse(ran.toString().contains("CANARY8"), ran::toString);
    }
  }

  @Test
  void rootBelowAFileIsAWrongArgument() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    for (Path root : List.of(file, file.resolve("a"), file.resolve("a/b/c"))) {
      Ran ran = Ran.arco("bake", feedstock(data("archive").toString()), "--root", root);
      assertEquals(2, ran.code(), ran::toString);
      assertTrue(ran.err().contains(file + " is a file"), ran::toString);
    }
  }

  @Test
  void verifyingWhatIsNoStoreSaysWhatToGive() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path file = Files.writeString(folder.resolve("file"), "x");
    for (Path path : List.of(empty, file, folder.resolve("absent"))) {
      Ran ran = Ran.arco("verify", path);
      assertEquals(2, ran.code(), ran::toString);
      assertTrue(ran.err().contains("ends in .zarr"), ran::toString);
    }
  }

  @Test
  void versionsOfAnIdThatIsNoneAreAWrongArgument() {
    Ran ran = Ran.arco("versions", "--feedstock", "../x", "--root", folder.resolve("r"));
    assertEquals(2, ran.code(), ran::toString);
  }

  @Test
  void whatIsPrintedMovesNoCursorAndTurnsNoText() {
    assertEquals(
        "a\\u001b[31mred\\u202e\\u0000\n\tü✓",
        CleanWriter.clean("a\u001b[31mred\u202e\u0000\n\tü✓"));
    Ran ran = Ran.arco("lint", folder.resolve("a\u001b[31m\u202eb"));
    assertEquals(2, ran.code());
    assertFalse(ran.toString().matches("(?s).*[\u001b\u202e].*"), ran::toString);
    assertTrue(ran.toString().contains("\\u001b"), ran::toString);
  }
}
