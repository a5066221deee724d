package org.arcoforge.bake.publish;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.arcoforge.bake.Bakery;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.LeaseKeeper;
import org.arcoforge.commit.LeaseState;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;

/**
 * Deletes expired scratch and abandoned runs, which no reader needs. A run is judged by the time in
 * its id; it is published if its folder says so, or if any registered version is it or lies in it.
 * The recipe's lease is held meanwhile, so that no bake goes on with a run that is being deleted.
 */
public final class Sweep {
  private static final String RUNS = "runs/";

  private final Bakery bakery;
  private final Clock clock;
  private final boolean dryRun;
  private final List<Swept> swept = new ArrayList<>();
  private final List<String> busy = new ArrayList<>();

  /**
   * This says what was deleted of one run.
   *
   * @param url of the run's version
   * @param objects and their {@code bytes}, evidence of the run included
   */
  public record Swept(String url, long objects, long bytes) {}

  public Sweep(Bakery bakery, Clock clock, boolean dryRun) {
    this.bakery = bakery;
    this.clock = clock;
    this.dryRun = dryRun;
  }

  /** Returns what was deleted, or would be. */
  public List<Swept> swept() {
    return List.copyOf(swept);
  }

  /** Returns recipes that were left alone, as {@code feedstock/recipe}. */
  public List<String> busy() {
    return List.copyOf(busy);
  }

  /** Deletes runs in scratch. */
  public void scratch(Duration age) throws IOException {
    try (ObjectStore store = ObjectStores.open(bakery.scratch())) {
      for (String recipe : recipes(store)) {
        for (String run : old(store.within(recipe), age)) {
          delete(store.within(recipe), run);
        }
      }
    }
  }

  /** Deletes runs in scratch that have come to their end, however young; bakes go on in others. */
  public void trials() throws IOException {
    try (ObjectStore store = ObjectStores.open(bakery.scratch())) {
      for (String recipe : recipes(store)) {
        ObjectStore runs = store.within(recipe);
        for (String run : old(runs, Duration.ZERO)) {
          boolean done = swept.stream().anyMatch(s -> s.url().equals(runs.url(run + "/")));
          if (!done && new RunFolder(runs, new RunId(run)).report().isPresent()) {
            delete(runs, run);
          }
        }
      }
    }
  }

  /** Deletes runs that did not publish, unless the recipe is being baked. */
  public void abandoned(Duration age) throws IOException {
    try (ObjectStore store = ObjectStores.open(bakery.persistent());
        ObjectStore catalog = ObjectStores.open(bakery.catalog())) {
      for (String recipe : recipes(store)) {
        abandoned(store.within(recipe), catalog, recipe, age);
      }
    }
  }

  private void abandoned(ObjectStore store, ObjectStore catalog, String recipe, Duration age)
      throws IOException {
    if (unpublished(store, catalog, recipe, age).isEmpty()) {
      return;
    }
    String name = recipe.substring(0, recipe.length() - 1);
    if (dryRun) {
      if (LeaseState.isHeld(catalog, "leases/" + name + ".json", clock)) {
        busy.add(name);
        return;
      }
      for (String run : unpublished(store, catalog, recipe, age)) {
        delete(store, run);
      }
      return;
    }
    Lease lease;
    try {
      lease = Lease.acquire(catalog, "leases/" + name + ".json", RunId.create(clock), clock);
    } catch (LeaseHeldException e) {
      busy.add(name);
      return;
    }
    try (LeaseKeeper keeper = new LeaseKeeper(lease)) {
      // Again, as a run may have published before the lease was ours.
      for (String run : unpublished(store, catalog, recipe, age)) {
        delete(store, run);
      }
    }
  }

  private List<String> unpublished(
      ObjectStore store, ObjectStore catalog, String recipe, Duration age) throws IOException {
    List<String> runs = new ArrayList<>();
    String[] ids = recipe.split("/");
    List<CatalogVersion> versions = Catalog.open(catalog).versions(ids[0], ids[1]);
    for (String run : old(store, age)) {
      boolean registered =
          versions.stream().anyMatch(v -> v.version().equals(run) || v.storeUrl().contains(run));
      if (!registered && !new RunFolder(store, new RunId(run)).isPublished()) {
        runs.add(run);
      }
    }
    return runs;
  }

  /** Folders of recipes: {@code feedstock/recipe/}. */
  private static List<String> recipes(ObjectStore store) throws IOException {
    List<String> recipes = new ArrayList<>();
    for (String feedstock : folders(store, "")) {
      folders(store, feedstock).forEach(r -> recipes.add(feedstock + r));
    }
    return recipes;
  }

  private static List<String> folders(ObjectStore store, String prefix) throws IOException {
    try (Stream<String> children = store.children(prefix)) {
      return children.filter(c -> c.endsWith("/")).toList();
    }
  }

  /** Ids of runs that began long ago, by their versions and by their evidence. */
  private Set<String> old(ObjectStore recipe, Duration age) throws IOException {
    List<String> names = new ArrayList<>(folders(recipe, ""));
    names.addAll(folders(recipe, RUNS));
    return names.stream()
        .map(n -> n.substring(0, n.length() - 1))
        .filter(RunId::isOne)
        .filter(n -> new RunId(n).began().plus(age).isBefore(clock.instant()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The evidence first: without it no bake takes the rest for written. */
  private void delete(ObjectStore recipe, String run) throws IOException {
    List<ObjectInfo> all = new ArrayList<>();
    for (String prefix : List.of(RUNS + run + "/", run + "/")) {
      try (Stream<ObjectInfo> objects = recipe.list(prefix)) {
        objects.forEach(all::add);
      }
    }
    if (!dryRun) {
      recipe.delete(RUNS + run + "/plan.digest");
      for (ObjectInfo object : all) {
        recipe.delete(object.key());
      }
    }
    swept.add(
        new Swept(
            recipe.url(run + "/"), all.size(), all.stream().mapToLong(ObjectInfo::size).sum()));
  }
}
