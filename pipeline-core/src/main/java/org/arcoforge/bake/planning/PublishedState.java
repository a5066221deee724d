package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.Provenance;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.stac.PublishedVersion;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;

/**
 * The published state is the current version of a recipe, with what the run that published it has
 * left: its plan, and what its sources were. The store itself says which run that was, as an append
 * may have been stopped between its last write and its registration.
 *
 * @param current what the catalog says
 * @param store the version in whose folder the store is
 * @param run the run that published the store as it is
 * @param loaded its plan and its sources
 * @param generations of the documents that make the store what it is, when this was looked up
 */
record PublishedState(
    PublishedVersion current,
    String store,
    RunFolder run,
    PlanFile.Loaded loaded,
    List<Long> generations) {
  private static final List<String> ROOTS = List.of("zarr.json", ".zmetadata");

  /** Returns the bakes in place that began after the one that published, and have not published. */
  Collection<PublishedBase> stopped() throws IOException {
    return PublishedBase.unpublished(run.sibling(store), run.id()).values();
  }

  /** Returns whether nobody has made the store another one since this was looked up. */
  boolean isStill() throws IOException {
    return generations.equals(generations(run.sibling(store).target(loaded.plan().recipe().id())));
  }

  private static List<Long> generations(ObjectStore target) throws IOException {
    Map<String, Long> all = new ConcurrentHashMap<>();
    List<ParallelRequests.Task> looks = new ArrayList<>();
    for (String key : ROOTS) {
      looks.add(() -> all.put(key, target.stat(key).map(ObjectInfo::generation).orElse(0L)));
    }
    ParallelRequests.all(target.isRemote(), looks);
    return ROOTS.stream().map(key -> all.getOrDefault(key, 0L)).toList();
  }

  /**
   * Returns what the bake in place went on with that made the store as it is, and was stopped
   * before it was registered; empty if there is none, or a bake of that plan would not be its
   * repetition.
   */
  Optional<PublishedBase> unregistered(BakeConfig config) throws IOException {
    if (run.isPublished() || run.isAbandoned()) {
      return Optional.empty();
    }
    Optional<PublishedBase> base = PublishedBase.read(run);
    return base.isPresent()
            && base.get().inPlace()
            && run.hasDigest(PlanFile.digest(PlanFile.encode(loaded.plan()), config, base.get()))
        ? base
        : Optional.empty();
  }

  /** Looks it up; empty if nothing is published, or too little is known of it to go on with. */
  static Optional<PublishedState> of(WorkerSession session) throws IOException {
    String recipe = session.config().recipe().id();
    Optional<PublishedVersion> current = BakesBefore.of(session).current();
    if (current.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = List.of(current.get().storeUrl().split("/"));
    String store = parts.size() < 2 ? "" : parts.get(parts.size() - 2);
    if (!RunId.isOne(store)) {
      return Optional.empty();
    }
    ObjectStore target = session.run(store).target(recipe);
    List<Long> generations = generations(target); // before what they say
    String published;
    try {
      published = Provenance.publishedBy(ZarrStore.open(target).layout()).orElse(store);
    } catch (ZarrException e) { // it is gone, or damaged: nothing can go on with it
      return Optional.empty();
    }
    RunFolder run = session.run(published);
    AtomicBoolean isPlanned = new AtomicBoolean();
    AtomicBoolean isListed = new AtomicBoolean();
    ParallelRequests.all(
        target.isRemote(),
        List.of(
            () -> isPlanned.set(run.isPlanned()),
            () -> isListed.set(run.manifest(store).isPresent())));
    if (!isPlanned.get() || !isListed.get()) {
      return Optional.empty();
    }
    return Optional.of(
        new PublishedState(
            current.get(), store, run, PlanFile.readStored(session.config(), run), generations));
  }
}
