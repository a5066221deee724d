package org.arcoforge.bake;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.arcoforge.commit.Ledger;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;

/**
 * A worker session holds what the steps of one bake share in one process: open sources, open
 * stores, the plan, and counts of what was done. Each step opens a session and closes it; the first
 * to open makes what is shared, the last to close gives it back, so that a worker that lives on
 * keeps nothing of a run. Safe for many threads.
 */
public final class WorkerSession implements Closeable {
  private static final int KEPT_PLANS = 4;
  private static final Map<String, Shared> OPEN = new HashMap<>(); // guarded by itself

  private final BakeConfig config;
  private final Shared shared;
  private boolean closed;

  private static final class Shared {
    final String key;
    final SourceFiles files;
    final OpenStores stores;
    final ProcessCounters counters = new ProcessCounters();
    final LinkedHashMap<String, PlanFile.Loaded> plans = new LinkedHashMap<>(8, 0.75f, true);
    @Nullable SourceFiles origin; // guarded by this
    @Nullable Ledger ledger; // guarded by plans
    RunId begun = RunId.NONE; // guarded by plans
    String ledgerOf = ""; // where the run's objects are; guarded by plans
    @Nullable Closeable attached; // guarded by this
    final Map<Class<?>, Object> kept = new HashMap<>(); // guarded by itself
    final BakeConfig config;
    int users;

    Shared(String key, BakeConfig config, SourceFiles files, OpenStores stores) {
      this.key = key;
      this.config = config;
      this.files = files;
      this.stores = stores;
    }
  }

  private WorkerSession(BakeConfig config, Shared shared) {
    this.config = config;
    this.shared = shared;
  }

  /** Joins the bake's session in this process, or begins it. */
  public static WorkerSession open(BakeConfig config) {
    config.reach().reachBuckets();
    synchronized (OPEN) {
      Shared shared = OPEN.get(key(config));
      return shared == null ? open(config, new OpenStores()) : joined(config, shared);
    }
  }

  /** Begins the bake's session with stores that are handed in; who joins from now on gets them. */
  public static WorkerSession open(BakeConfig config, OpenStores stores) {
    synchronized (OPEN) {
      String key = key(config);
      Shared shared = new Shared(key, config, new SourceFiles(config), stores);
      OPEN.put(key, shared); // steps of an attempt that failed may still be in the one before
      return joined(config, shared);
    }
  }

  /** Opens a session of its own, which nobody joins, for a run that is about to begin. */
  public static WorkerSession apart(BakeConfig config) {
    synchronized (OPEN) {
      OpenStores stores = new OpenStores();
      return joined(config, new Shared(key(config), config, new SourceFiles(config), stores));
    }
  }

  /** Joins the session of a run that is open in this process; empty if none is. */
  public static Optional<WorkerSession> ofRun(RunId run, String recipe) {
    synchronized (OPEN) {
      return Optional.ofNullable(OPEN.get(key(run, recipe))).map(s -> joined(s.config, s));
    }
  }

  private static WorkerSession joined(BakeConfig config, Shared shared) {
    shared.users++;
    return new WorkerSession(config, shared);
  }

  private static String key(BakeConfig config) {
    return key(config.run(), config.recipe().id());
  }

  private static String key(RunId run, String recipe) {
    return run + " " + recipe;
  }

  /** Returns what is held as long as the session is open in this process; the first makes it. */
  public <T extends Closeable> T attached(Class<T> type, Attachment<T> make) throws IOException {
    synchronized (shared) {
      if (shared.attached == null) {
        shared.attached = make.open();
      }
      return type.cast(shared.attached);
    }
  }

  /** Opens what a session holds. */
  public interface Attachment<T extends Closeable> {
    /** Opens it. */
    T open() throws IOException;
  }

  /** Returns what one step keeps for another that may be in this process; the first makes it. */
  public <T> T kept(Class<T> type, Supplier<T> make) {
    synchronized (shared.kept) {
      return type.cast(shared.kept.computeIfAbsent(type, t -> make.get()));
    }
  }

  /** Returns the bake. */
  public BakeConfig config() {
    return config;
  }

  /** Returns the same session of a bake that knows more, as one whose pattern is resolved. */
  public WorkerSession with(BakeConfig other) {
    synchronized (OPEN) {
      return joined(other, shared);
    }
  }

  /** Returns the open sources. */
  public SourceFiles files() {
    return shared.files;
  }

  /** Returns the same sources as their servers have them now, whatever the cache keeps. */
  public SourceFiles origin() {
    synchronized (shared) {
      if (shared.origin == null) {
        shared.origin = SourceFiles.ofOrigin(config);
      }
      return shared.origin;
    }
  }

  /** Returns how often servers were asked for sources since this was called before. */
  public FetchCounts takeCounts() {
    FetchCounts counts = shared.files.takeCounts();
    synchronized (shared) {
      return shared.origin == null ? counts : counts.plus(shared.origin.takeCounts());
    }
  }

  /** Returns what this process has done for the bake so far. */
  public ProcessCounters counters() {
    return shared.counters;
  }

  /** Keeps what one step has found for another that may be in this process. */
  public <T> void keep(Class<T> type, T found) {
    synchronized (shared.kept) {
      shared.kept.put(type, found);
    }
  }

  /** Returns what was kept of that type; empty if nothing was. */
  public <T> Optional<T> kept(Class<T> type) {
    synchronized (shared.kept) {
      return Optional.ofNullable(type.cast(shared.kept.get(type)));
    }
  }

  /** Returns what was found of all sources in this process; empty if nobody has looked. */
  public Optional<KnownSources> sources() {
    return kept(KnownSources.class);
  }

  /** Returns the open stores. */
  public OpenStores stores() {
    return shared.stores;
  }

  /** Returns the store that the recipe's versions and runs are in. */
  public ObjectStore recipeStore() throws IOException {
    return shared.stores.at(config.recipeStore());
  }

  /** Returns the folder of a run of this recipe. */
  public RunFolder run(String id) throws IOException {
    return new RunFolder(recipeStore(), new RunId(id));
  }

  /** Returns the plan in a run's folder, which is read once. */
  public PlanFile.Loaded plan(RunFolder run) throws IOException {
    String location = run.objects().location();
    synchronized (shared.plans) { // who waits here would have to read it too
      PlanFile.Loaded loaded = shared.plans.get(location);
      if (loaded == null) {
        loaded = PlanFile.read(config, run);
        shared.plans.put(location, loaded);
        if (shared.plans.size() > KEPT_PLANS) {
          shared.plans.remove(shared.plans.keySet().iterator().next());
        }
      }
      return loaded;
    }
  }

  /**
   * Keeps the plan of a run that this process has begun, so that it is not read.
   *
   * @param plan as it was written
   */
  public void begun(RunFolder run, byte[] plan, Fingerprints sources, @Nullable PublishedBase base)
      throws IOException {
    PlanFile.Loaded loaded = PlanFile.written(config, plan, sources, base);
    synchronized (shared.plans) {
      shared.plans.put(run.objects().location(), loaded);
      shared.begun = run.id();
    }
  }

  /**
   * Returns, to the first who asks, whether the run was begun by this process, so that nothing of
   * it can have been written yet.
   */
  public boolean isJustBegun(RunFolder run) {
    synchronized (shared.plans) {
      boolean is = run.id().equals(shared.begun);
      shared.begun = RunId.NONE;
      return is;
    }
  }

  /**
   * Returns what the receipts of a run add up to when all its tiles are done; they are read once.
   */
  public Ledger ledger(RunFolder run) throws IOException {
    String location = run.objects().location();
    PlanFile.Loaded loaded = plan(run);
    synchronized (shared.plans) {
      Ledger known = shared.ledger;
      if (known == null || !shared.ledgerOf.equals(location)) {
        known = loaded.ledger(run);
        shared.ledger = known;
        shared.ledgerOf = location;
      }
      return known;
    }
  }

  /** Leaves the session; the last to leave closes what is open. Doing so again has no effect. */
  @Override
  public void close() throws IOException {
    synchronized (OPEN) {
      if (closed) {
        return;
      }
      closed = true;
      shared.users--;
      if (shared.users > 0) {
        return;
      }
      OPEN.remove(shared.key, shared);
    }
    try {
      shared.files.close();
      synchronized (shared) {
        if (shared.attached != null) {
          shared.attached.close();
        }
        if (shared.origin != null) {
          shared.origin.close();
        }
      }
    } finally {
      shared.stores.close();
    }
  }
}
