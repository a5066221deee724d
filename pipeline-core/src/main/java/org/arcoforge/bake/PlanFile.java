package org.arcoforge.bake;

import java.io.IOException;
import java.util.List;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.Plan;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.source.Sha256;

/** Plans as objects of the run's folder, so that none passes through the pipeline. */
public final class PlanFile {
  private PlanFile() {}

  /** A plan, and what its sources were when it was made. */
  public record Loaded(Plan plan, Fingerprints sources) {}

  public static byte[] encode(Plan plan) throws IOException {
    Recipe recipe = plan.recipe();
    Recipe stored = recipe.toBuilder().pattern(recipe.pattern().redacted()).build();
    return StoredObject.encodeCanonically(plan.withRecipe(stored));
  }

  public static Plan decode(byte[] bytes) throws IOException {
    try {
      return StoredObject.decode(bytes, Plan.class);
    } catch (IOException e) {
      throw new IOException("the plan " + e.getMessage(), e);
    }
  }

  /** Writes plan and fingerprints into a run's folder; they may be there already. */
  public static void save(RunFolder run, byte[] plan, String digest, Fingerprints sources)
      throws IOException {
    run.objects().create(Fingerprints.KEY, sources.encode());
    run.savePlan(plan, digest);
  }

  /** What a run's folder holds, with the recipe of the bake, whose URLs are whole. */
  static Loaded read(RunFolder run, BakeConfig config) throws IOException {
    return new Loaded(
        decode(run.plan()).withRecipe(config.recipe()),
        Fingerprints.decode(run.objects().read(Fingerprints.KEY)));
  }

  /**
   * Tells bakes apart that would not write the same objects, metadata and catalog item: only those
   * that would may go on with each other's runs.
   */
  public static String digest(byte[] plan, BakeConfig config) {
    Feedstock f = config.feedstock();
    Feedstock described =
        new Feedstock(
            f.id(),
            f.title(),
            f.description(),
            f.license(),
            f.providers(),
            f.maintainers(),
            f.keywords(),
            f.doi(),
            f.citation(),
            f.links(),
            f.cron(),
            List.of());
    return new Sha256().add(described.toString()).add(config.software()).add(plan).hex();
  }
}
