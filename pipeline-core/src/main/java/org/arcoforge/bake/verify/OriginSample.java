package org.arcoforge.bake.verify;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.bake.SourceFile;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.tile.TileAssembler;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.source.SourceException;

/**
 * Reads some samples from the servers of the sources, past the cache: what came wrong from them, or
 * was altered in the cache, would agree with itself. A few only, so that verifying does not fetch
 * an archive a second time; none where a server does not answer or has other content by now. Safe
 * for many threads.
 */
final class OriginSample {
  /** Samples of one piece of work. */
  static final int MOST = 16;

  private final Plan plan;
  private final WorkerSession session;
  private final AtomicInteger taken = new AtomicInteger();
  private volatile boolean asked;

  OriginSample(Plan plan, WorkerSession session) {
    this.plan = plan;
    this.session = session;
    FilePattern pattern = plan.recipe().pattern();
    this.asked =
        !session.config().cache().url().isEmpty()
            && pattern.size() > 0
            && pattern.url(pattern.position(0)).matches("(?i)https?://.*");
  }

  /**
   * Returns the values of a region as the servers have them; empty if they are not, or cannot be,
   * asked.
   */
  Optional<Block> of(PlannedArray array, Region part) throws IOException {
    if (!asked || array.values() != null || taken.getAndIncrement() >= MOST) {
      return Optional.empty();
    }
    try {
      Block values = new TileAssembler(plan, session.origin()).assemble(array, part);
      return isUnchanged(array, part) ? Optional.of(values) : Optional.empty();
    } catch (SourceException e) { // what was fetched has been read, and counts
      asked = false;
      return Optional.empty();
    }
  }

  private boolean isUnchanged(PlannedArray array, Region part) throws IOException {
    FilePattern pattern = plan.recipe().pattern();
    for (long number : plan.part(array, part).positions()) {
      Position position = pattern.position(number);
      if (!session
          .origin()
          .use(pattern, position, SourceFile::fingerprintNow)
          .equals(session.files().use(pattern, position, SourceFile::fingerprintNow))) {
        return false;
      }
    }
    return true;
  }
}
