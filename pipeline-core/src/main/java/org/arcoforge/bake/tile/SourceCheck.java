package org.arcoforge.bake.tile;

import java.io.IOException;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.SourceFile;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.PlannedTile;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.source.SourceException;

/**
 * Makes sure that the files which filled a tile are still those whose headers made the plan: values
 * of two states of an archive must not get into one store.
 */
public final class SourceCheck {
  private final PlanFile.Loaded loaded;
  private final SourceFiles readers;

  public SourceCheck(PlanFile.Loaded loaded, SourceFiles readers) {
    this.loaded = loaded;
    this.readers = readers;
  }

  /**
   * Checks the files that fill a tile.
   *
   * @throws SourceException naming the first that has changed
   */
  public void check(PlannedTile tile) throws IOException {
    FilePattern pattern = loaded.plan().recipe().pattern();
    for (long number : tile.positions()) {
      Position position = pattern.position(number);
      SourceRecord.Fingerprint now = readers.use(pattern, position, SourceFile::fingerprintNow);
      if (!loaded.sources().matches(number, now)) {
        throw new SourceException(
            pattern.shownUrl(position),
            "changed between the scan of its header and the reading of '"
                + tile.array().name()
                + "': it now has "
                + now.size()
                + " bytes, another time of modification or entity tag than when the bake was"
                + " planned; bake again when the archive is at rest",
            true);
      }
    }
  }
}
