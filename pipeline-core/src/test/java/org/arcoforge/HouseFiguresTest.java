package org.arcoforge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders are small or deep, and most types are their package's own. */
class HouseFiguresTest {
  @Test
  void foldersAreSmallAndMostTypesAreNotPublic() throws IOException {
    HouseFigures figures = HouseFigures.of(SourceTree.repository());
    Files.writeString(Path.of("target", "house.txt"), figures.toString()); // scripts/check shows it
    assertEquals(List.of(), figures.crowded());
    assertTrue(figures.packagePrivate() >= 60, figures.toString());
  }

  @Test
  void crowdedFoldersAreReported(@TempDir Path folder) throws IOException {
    types(folder, "room", HouseFigures.MOST_FILES + 1, 0);
    types(folder, "small", HouseFigures.MOST_FILES, HouseFigures.MOST_FILES);
    types(folder, "zarr", 60, HouseFigures.MOST_DOORS);
    types(folder, "format/hdf5", 60, HouseFigures.MOST_DOORS + 1);
    HouseFigures figures = HouseFigures.of(folder);
    assertEquals(
        List.of("format/hdf5 has 60 files and 11 doors", "room has 31 files; make rooms of it"),
        figures.crowded());
    assertEquals(100.0 * (181 - 51) / 181, figures.packagePrivate());
    assertTrue(figures.toString().endsWith("lines: median 2, most 2\n"), figures.toString());
  }

  private static void types(Path root, String folder, int types, int open) throws IOException {
    Path main = Files.createDirectories(root.resolve("m/src/main/java/org/arcoforge/" + folder));
    Files.writeString(main.resolve("package-info.java"), "package a;\n");
    for (int i = 0; i < types; i++) {
      String type = (i < open ? "public final class T" : "record T") + i + " {}\n";
      Files.writeString(main.resolve("T" + i + ".java"), "package a;\n" + type);
    }
  }
}
