package org.arcoforge.beam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.TreeSet;
import org.arcoforge.array.Region;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.SourceRecord;
import org.arcoforge.source.SourceException;
import org.arcoforge.store.ObjectStores;

/**
 * Makes sure that the files which filled a tile are still those whose headers made the plan: values
 * of two states of an archive must not get into one store.
 */
final class SourceCheck {
  private final PlanFile.Loaded loaded;
  private final Readers readers;

  SourceCheck(PlanFile.Loaded loaded, Readers readers) {
    this.loaded = loaded;
    this.readers = readers;
  }

  /**
   * Checks the files that fill a region of an array.
   *
   * @throws SourceException naming the first that has changed
   */
  void check(PlannedArray array, Region region) throws IOException {
    if (array.values() != null) {
      return; // held by the plan
    }
    TreeSet<Long> positions = new TreeSet<>();
    loaded
        .plan()
        .fragments(
            array,
            region,
            f -> {
              if (!f.filled()) {
                positions.add(f.position());
              }
            });
    FilePattern pattern = loaded.plan().recipe().pattern();
    for (long number : positions) {
      Position position = pattern.position(number);
      SourceRecord.Fingerprint now =
          readers.use(pattern, position, file -> now(file.source().url(), file.fingerprint()));
      if (!loaded.sources().matches(number, now)) {
        throw new SourceException(
            pattern.url(position),
            "changed between the scan of its header and the reading of '"
                + array.name()
                + "': it now has "
                + now.size()
                + " bytes, another time of modification or entity tag than when the bake was"
                + " planned; bake again when the archive is at rest",
            true);
      }
    }
  }

  /** What an open file was when it was opened, and a local one is now. */
  private static SourceRecord.Fingerprint now(String url, SourceRecord.Fingerprint opened)
      throws IOException {
    Optional<Path> path = ObjectStores.localPath(url);
    if (path.isEmpty()) {
      return opened;
    }
    try {
      BasicFileAttributes a = Files.readAttributes(path.get(), BasicFileAttributes.class);
      return new SourceRecord.Fingerprint(a.size(), "", a.lastModifiedTime().toMillis());
    } catch (IOException e) {
      throw new SourceException(url, "is no longer there: " + e, true, e);
    }
  }
}
