package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.PublishedVersion;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * The bakes before a bake are what other runs of its recipe have left: the version that is current,
 * and their folders. Who has the recipe's lease is the only one to add to them, and looks once.
 *
 * @param current the version that readers use; empty if there is none
 * @param next number of the version that is registered next, from 1
 * @param runs the newest first
 */
public record BakesBefore(Optional<PublishedVersion> current, long next, List<RunFolder> runs) {
  /** Copies the list. */
  public BakesBefore {
    runs = List.copyOf(runs);
  }

  /** Looks, and keeps what was found for the steps of the bake that are in this process. */
  public static BakesBefore look(WorkerSession session) throws IOException {
    BakesBefore found = now(session);
    session.keep(BakesBefore.class, found);
    return found;
  }

  /** Returns what was kept; looks where nothing was, as other processes have the lease too. */
  public static BakesBefore of(WorkerSession session) throws IOException {
    Optional<BakesBefore> kept = session.kept(BakesBefore.class);
    return kept.isPresent() ? kept.get() : now(session);
  }

  private static BakesBefore now(WorkerSession session) throws IOException {
    BakeConfig config = session.config();
    ObjectStore store = session.recipeStore();
    AtomicReference<@Nullable List<RunFolder>> runs = new AtomicReference<>();
    AtomicReference<Catalog.@Nullable Registered> versions = new AtomicReference<>();
    ParallelRequests.all(
        store.isRemote(),
        List.of(
            () ->
                versions.set(
                    config.isPruned()
                        ? new Catalog.Registered(List.of(), Optional.empty(), 1)
                        : Catalog.open(session.stores().at(config.catalog()))
                            .registered(config.feedstock().id(), config.recipe().id())),
            () -> runs.set(RunFolder.all(store))));
    Catalog.Registered registered = Objects.requireNonNull(versions.get());
    return new BakesBefore(
        registered.current(), registered.next(), Objects.requireNonNull(runs.get()));
  }
}
