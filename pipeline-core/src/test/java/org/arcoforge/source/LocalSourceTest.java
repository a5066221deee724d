package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.arcoforge.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSourceTest {
  private final Path folder;
  private final SourceOpener opener = Sources.opener(Map.of(), 4, "", Settings.standard());

  LocalSourceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(String name, int length) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return Files.write(path, bytes);
  }

  @Test
  void pathAndUrlOfAFileAreTheSameFile() throws IOException {
    Path path = file("a b.nc", 1000);
    for (String url : List.of(path.toString(), "file://" + path, path.toUri().toString())) {
      try (ByteSource source = opener.open(url)) {
        assertEquals(url, source.url());
        assertEquals(1000, source.size());
        assertEquals(1000, source.version().size());
        assertEquals(Files.getLastModifiedTime(path).toMillis(), source.version().modified());
        assertEquals(Optional.of(path), source.path());
        byte[] target = new byte[12];
        source.read(500, target, 1, 10);
        assertArrayEquals(
            Arrays.copyOfRange(Files.readAllBytes(path), 500, 510),
            Arrays.copyOfRange(target, 1, 11));
        assertEquals(0, target[0] + target[11]);
      }
    }
  }

  @Test
  void manyThreadsReadOneSource() throws IOException {
    Path path = file("x", 100_000);
    byte[] all = Files.readAllBytes(path);
    try (ByteSource source = opener.open(path.toString())) {
      IntStream.range(0, 1000)
          .parallel()
          .forEach(
              i -> {
                byte[] target = new byte[100];
                try {
                  source.read(i * 99L, target, 0, 100);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
                assertArrayEquals(Arrays.copyOfRange(all, i * 99, i * 99 + 100), target);
              });
    }
  }

  @Test
  void missingFileIsToldApartFromAnUnreadableOne() {
    SourceNotFoundException missing =
        assertThrows(SourceNotFoundException.class, () -> opener.open(folder + "/none.nc"));
    assertFalse(missing.mayPass());
    assertTrue(missing.toString().contains(folder + "/none.nc"), missing.getMessage());
    SourceException directory =
        assertThrows(SourceException.class, () -> opener.open(folder.toString()));
    assertTrue(directory.toString().contains("found a folder"), directory.getMessage());
  }

  @Test
  void readBeyondTheEndIsAnError() throws IOException {
    try (ByteSource source = opener.open(file("x", 10).toString())) {
      source.read(10, new byte[0], 0, 0);
      SourceException e =
          assertThrows(SourceException.class, () -> source.read(5, new byte[6], 0, 6));
      assertTrue(e.toString().contains("it has 10"), e.getMessage());
    }
  }

  @Test
  void globIsSortedByNameAndKeepsTheSpelling() throws IOException {
    for (String name :
        List.of("b.nc", "a.nc", "c.txt", "s/d.nc", "s/t/e.nc", "s/f10.nc", "s/f9.nc")) {
      file(name, 1);
    }
    String root = "file://" + folder + "/";
    assertEquals(List.of(root + "a.nc", root + "b.nc"), opener.glob(root + "*.nc"));
    assertEquals(List.of(folder + "/a.nc"), opener.glob(folder + "/[a]?nc"));
    assertEquals(List.of(root + "b.nc", root + "c.txt"), opener.glob(root + "{b,c}.*"));
    assertEquals(List.of(root + "s/f10.nc", root + "s/f9.nc"), opener.glob(root + "s/f*.nc"));
    assertEquals(List.of(root + "s/d.nc"), opener.glob(root + "*/d.nc"));
    assertEquals(
        List.of("a.nc", "b.nc", "s/d.nc", "s/f10.nc", "s/f9.nc", "s/t/e.nc").stream()
            .map(root::concat)
            .toList(),
        opener.glob(root + "**/*.nc"));
    assertEquals(List.of(root + "s/d.nc", root + "s/t/e.nc"), opener.glob(root + "s/**/[de].nc"));
    assertEquals(List.of(), opener.glob(root + "*.grib"));
    assertThrows(SourceException.class, () -> opener.glob(root + "none/*.nc"));
  }

  @Test
  void globFindsZarrStoresAsAWhole() throws IOException {
    for (String name :
        List.of(
            "a.zarr/.zgroup",
            "a.zarr/t/0.0",
            "a.zarr/t/.zarray",
            "b.zarr/zarr.json",
            "c.zarr/x",
            "s/d.zarr/.zmetadata",
            "s/d.zarr/g/zarr.json",
            "e.nc")) {
      file(name, 1);
    }
    String root = folder + "/";
    assertEquals(List.of(root + "a.zarr", root + "b.zarr"), opener.glob(root + "*.zarr"));
    assertEquals(List.of(root + "s/d.zarr"), opener.glob(root + "*/*.zarr"));
    assertEquals(
        List.of(
            root + "a.zarr", root + "b.zarr", root + "c.zarr/x", root + "e.nc", root + "s/d.zarr"),
        opener.glob(root + "**"));
  }
}
