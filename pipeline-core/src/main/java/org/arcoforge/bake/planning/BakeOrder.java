package org.arcoforge.bake.planning;

import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bakery.Bakery.Prices;
import org.arcoforge.commit.RunId;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.source.SourceNotFoundException;

/**
 * A bake order is all that is known of a bake before it begins: no run, no time, no files of a
 * glob. The same order may be carried out again and again, each time by a new run.
 *
 * @param config with {@link RunId#NONE}, and the recipe as it was written; with a run if the bake
 *     has begun before its steps
 * @param catalog URL of the bakery's catalog, also of a pruned bake
 * @param scratch URL of the bakery's scratch
 * @param prune positions of each concat dimension that are kept; 0 for all
 * @param how what is baked besides what is new
 * @param noted name of the bakery in whose log of runs the job's end is noted, as nobody waits for
 *     it; empty if it is not
 * @param prices of the bakery, for that note
 */
public record BakeOrder(
    BakeConfig config,
    String catalog,
    String scratch,
    long prune,
    How how,
    String noted,
    Prices prices)
    implements Serializable {
  /** This says what is baked besides what is new. */
  public enum How {
    /** Nothing. */
    AS_USUAL,
    /** A new version, whether or not there is anything new in it. */
    ANEW,
    /** The sources that failed in the run before, and no others whose headers are kept. */
    WHAT_FAILED
  }

  /** Returns the order of a bake that has begun. */
  public static BakeOrder begun(BakeConfig config) {
    return new BakeOrder(
        config, config.catalog(), config.scratch(), 0, How.AS_USUAL, "", Prices.standard());
  }

  /** Returns whether the run is known to who launches it, and not only to its first step. */
  public boolean isBegun() {
    return !config.run().equals(RunId.NONE);
  }

  /** Returns URL of the store that the launches of such bakes are noted in. */
  public String launches() {
    return config.isPruned() ? scratch : catalog;
  }

  /**
   * Makes sure that the secret which the recipe needs is bound: told once, before any file is asked
   * for.
   *
   * @throws IOException if it is not
   */
  public void checkSecret() throws IOException {
    String need = config.recipe().pattern().access().auth();
    if (!need.isEmpty()) {
      config.reach().secrets().of(need);
    }
  }

  /**
   * Returns the files that the recipe's glob finds; none if it has no glob.
   *
   * @throws IOException if they cannot be listed, or there are none
   */
  public List<String> found(WorkerSession session) throws IOException {
    if (!(config.recipe().pattern().urls() instanceof Urls.Glob glob)) {
      return List.of();
    }
    List<String> found = session.files().glob(glob.named().plain());
    if (found.isEmpty()) {
      throw new SourceNotFoundException(glob.glob(), "no file matches this glob");
    }
    return found;
  }

  /**
   * Returns the recipe of a run: with the files that were found, with open ends as of the run, and
   * pruned.
   *
   * @throws RefusedException if names of files are not as the recipe says, or it begins in the
   *     future
   */
  public Recipe resolved(RunId run, List<String> found) {
    Recipe recipe = config.recipe();
    FilePattern pattern = recipe.pattern();
    LocalDateTime now = LocalDateTime.ofInstant(run.began(), ZoneOffset.UTC);
    FilePattern resolved;
    try {
      resolved =
          pattern.urls() instanceof Urls.Glob
              ? Urls.Glob.resolve(pattern, found)
              : pattern.frozen(now);
    } catch (IllegalArgumentException e) {
      throw RefusedException.recipe("pattern: " + e.getMessage());
    }
    return recipe.toBuilder().pattern(prune > 0 ? resolved.prune(prune) : resolved).build();
  }
}
