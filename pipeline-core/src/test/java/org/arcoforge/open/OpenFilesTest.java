package org.arcoforge.open;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.pattern.Access;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.Reach;
import org.arcoforge.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are looked at in passing do not drive out those that are used after. */
class OpenFilesTest {
  private static final int FILES = 6;
  private static final int KEPT = 4;

  /** A use or a look of each file in their order; the numbers of those that had to be opened. */
  private static final class Archive {
    final List<Integer> opened = new ArrayList<>();
    final OpenFiles<OpenDataset> open;
    private final Path folder;
    private int next;

    Archive(Path folder) throws IOException {
      this.folder = folder;
      for (int i = 0; i < FILES; i++) {
        Files.write(folder.resolve(i + ".nc"), SampleFiles.bytes("hdf5/dims-new.nc"));
      }
      open =
          new OpenFiles<>(
              Sources.opener(
                  Access.open(), Sources.Cache.at(""), false, Reach.own(), Settings.standard()),
              dataset -> {
                opened.add(next);
                return dataset;
              },
              KEPT);
    }

    List<Integer> each(boolean inPassing) throws IOException {
      opened.clear();
      for (next = 0; next < FILES; next++) {
        String url = folder.resolve(next + ".nc").toUri().toString();
        ReadOptions how = ReadOptions.of(FileFormat.AUTO);
        OpenFiles.Use<OpenDataset, String> describe = f -> f.reader().describe().format();
        String found = inPassing ? open.look(url, how, describe) : open.use(url, how, describe);
        assertEquals("netcdf4", found);
      }
      return List.copyOf(opened);
    }
  }

  @Test
  void theFirstOfThoseThatWereLookedAtStayOpen(@TempDir Path folder) throws IOException {
    Archive archive = new Archive(folder);
    try (OpenFiles<OpenDataset> open = archive.open) {
      assertEquals(List.of(0, 1, 2, 3, 4, 5), archive.each(true));
      assertEquals(List.of(4, 5), archive.each(true));
      assertEquals(List.of(4, 5), archive.each(false));
    }
  }

  @Test
  void whatWasUsedLastDrivesOutWhatWasUsedFirst(@TempDir Path folder) throws IOException {
    Archive archive = new Archive(folder);
    try (OpenFiles<OpenDataset> open = archive.open) {
      archive.each(false);
      assertEquals(List.of(0, 1, 2, 3, 4, 5), archive.each(false));
      assertEquals(List.of(0, 1), archive.each(true));
    }
  }
}
