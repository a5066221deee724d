package org.arcoforge.bake;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.Plan;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.source.Sha256;

/**
 * Plans as objects of the run's folder, so that none passes through the pipeline; each process
 * loads one once, and keeps a few.
 */
public final class PlanFile {
  private static final int KEPT = 4;
  private static final LinkedHashMap<String, Loaded> LOADED = new LinkedHashMap<>(8, 0.75f, true);

  private PlanFile() {}

  /** A plan, and what its sources were when it was made. */
  public record Loaded(Plan plan, Fingerprints sources) {}

  public static byte[] encode(Plan plan) throws IOException {
    return StoredObject.encodeCanonically(plan);
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

  /** What a run's folder holds; the bake is named so that a later one never sees it. */
  public static Loaded load(BakeConfig config, RunFolder run) throws IOException {
    String key = config.run() + " " + run.objects().location();
    synchronized (LOADED) { // who waits here would have to load it too
      Loaded loaded = LOADED.get(key);
      if (loaded == null) {
        loaded =
            new Loaded(
                decode(run.plan()), Fingerprints.decode(run.objects().read(Fingerprints.KEY)));
        LOADED.put(key, loaded);
        if (LOADED.size() > KEPT) {
          LOADED.remove(LOADED.keySet().iterator().next());
        }
      }
      return loaded;
    }
  }

  /** Forgets the plans of a bake that is over in this process. */
  public static void forget(BakeConfig config) {
    synchronized (LOADED) {
      LOADED.keySet().removeIf(k -> k.startsWith(config.run() + " "));
    }
  }

  static int kept() {
    synchronized (LOADED) {
      return LOADED.size();
    }
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
