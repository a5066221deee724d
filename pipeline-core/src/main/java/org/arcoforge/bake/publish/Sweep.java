package org.arcoforge.bake.publish;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.LeaseKeeper;
import org.arcoforge.commit.LeaseState;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Retention;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.jspecify.annotations.Nullable;

/**
 * Deletes expired scratch, abandoned runs, and versions beyond the retention of their recipe. All
 * else in a persistent store is never deleted, and by nobody else. A run is judged by the time in
 * its id; it is published if its folder says so, or if any registered version is it or lies in it.
 * The recipe's lease is held meanwhile, so that no bake goes on with a run that is being deleted.
 */
public final class Sweep {
  private static final String RUNS = "runs/";
  private static final int RECIPE_DEPTH = 2; // feedstock/recipe/

  private final Bakery bakery;
  private final Clock clock;
  private final boolean dryRun;
  private final List<Swept> swept = new ArrayList<>();
  private final List<Busy> busy = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private final List<Expiring> expiring = new ArrayList<>();

  /**
   * This says what was deleted of one run, or of one store.
   *
   * @param url of the run's version
   * @param objects and their {@code bytes}, evidence of the run included
   * @param why it was deleted, for people
   */
  public record Swept(String url, long objects, long bytes, String why) {}

  /**
   * This is a recipe that was left alone.
   *
   * @param recipe as {@code feedstock/recipe}
   * @param holder who holds its lease
   */
  public record Busy(String recipe, String holder) {}

  /**
   * This is a version beyond the retention whose data stay.
   *
   * @param version as {@code feedstock/recipe@version}
   * @param why for people
   */
  public record Kept(String version, String why) {}

  /**
   * This is a trial in scratch that is deleted as a whole when its time has come.
   *
   * @param url of the run's version
   */
  public record Expiring(String url, Instant at) {}

  public Sweep(Bakery bakery, Clock clock, boolean dryRun) {
    this.bakery = bakery;
    this.clock = clock;
    this.dryRun = dryRun;
  }

  /** Returns what was deleted, or would be. */
  public List<Swept> swept() {
    return List.copyOf(swept);
  }

  /** Returns recipes that were left alone. */
  public List<Busy> busy() {
    return List.copyOf(busy);
  }

  /** Returns versions beyond the retention whose data stay, and why. */
  public List<Kept> kept() {
    return List.copyOf(kept);
  }

  /** Returns what is in scratch, and when it will be deleted. */
  public List<Expiring> expiring() {
    return List.copyOf(expiring);
  }

  /**
   * Deletes objects that are not part of a published store; who calls holds the recipe's lease.
   *
   * @param keys relative to the store
   */
  public static void strangers(ObjectStore target, List<String> keys) throws IOException {
    for (String key : keys) {
      target.delete(key);
    }
  }

  /** Deletes what bakes that were killed left of objects that never got a name. */
  public void leftovers(String place) throws IOException {
    try (ObjectStore store = ObjectStores.open(place)) {
      for (ObjectStore.Leftovers l : store.leftovers(RECIPE_DEPTH, dryRun)) {
        swept.add(new Swept(l.url(), l.files(), l.bytes(), "left by writers that were killed"));
      }
    }
  }

  /** Deletes runs in scratch. */
  public void scratch(Duration age) throws IOException {
    try (ObjectStore store = ObjectStores.open(bakery.scratch())) {
      for (String recipe : recipes(store)) {
        ObjectStore runs = store.within(recipe);
        Set<String> old = old(runs, age);
        for (String run : old) {
          delete(runs, run, "scratch, older than " + age.toDays() + " days");
        }
        for (String run : old(runs, Duration.ZERO)) {
          if (!old.contains(run)) {
            expiring.add(new Expiring(runs.url(run + "/"), new RunId(run).began().plus(age)));
          }
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
            delete(runs, run, "a trial that has ended");
            expiring.removeIf(e -> e.url().equals(runs.url(run + "/")));
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
      if (isFree(catalog, name)) {
        deleteAll(store, unpublished(store, catalog, recipe, age));
      }
      return;
    }
    try (LeaseKeeper keeper = lease(catalog, name)) {
      if (keeper != null) {
        // Again, as a run may have published before the lease was ours.
        deleteAll(store, unpublished(store, catalog, recipe, age));
      }
    }
  }

  private void deleteAll(ObjectStore store, List<String> runs) throws IOException {
    for (String run : runs) {
      delete(store, run, "abandoned before it published");
    }
  }

  /**
   * Deletes versions beyond the retention of their recipe, unless it is being baked: never the one
   * that the catalog names as current, nor a store that a version has which is kept.
   *
   * @param given retentions by {@code feedstock/recipe}; of others it is what the recipe of the
   *     current version says
   */
  public void versions(Map<String, Retention> given) throws IOException {
    try (ObjectStore store = ObjectStores.open(bakery.persistent());
        ObjectStore catalog = ObjectStores.open(bakery.catalog())) {
      for (String recipe : recipes(store)) {
        String name = recipe.substring(0, recipe.length() - 1);
        versions(store.within(recipe), catalog, name, given.get(name));
      }
    }
  }

  private void versions(
      ObjectStore store, ObjectStore catalog, String name, @Nullable Retention given)
      throws IOException {
    String[] ids = name.split("/");
    VersionSweep versions = new VersionSweep(store, Catalog.open(catalog), ids[0], ids[1], dryRun);
    if (!versions.isNeeded(given, clock.instant())) {
      kept.addAll(versions.kept());
      return;
    }
    VersionSweep again = new VersionSweep(store, Catalog.open(catalog), ids[0], ids[1], dryRun);
    if (dryRun) {
      if (isFree(catalog, name)) {
        again.run(given, clock.instant());
      }
    } else {
      try (LeaseKeeper keeper = lease(catalog, name)) {
        if (keeper != null) {
          again.run(given, clock.instant());
        }
      }
    }
    swept.addAll(again.swept());
    kept.addAll(again.kept());
  }

  private boolean isFree(ObjectStore catalog, String name) throws IOException {
    Optional<String> holder = LeaseState.heldBy(catalog, key(name), clock);
    holder.ifPresent(h -> addBusy(name, h));
    return holder.isEmpty();
  }

  private @Nullable LeaseKeeper lease(ObjectStore catalog, String name) throws IOException {
    try {
      return new LeaseKeeper(Lease.acquire(catalog, key(name), RunId.create(clock), clock));
    } catch (LeaseHeldException e) {
      addBusy(name, LeaseState.heldBy(catalog, key(name), clock).orElse(""));
      return null;
    }
  }

  private void addBusy(String name, String holder) {
    if (busy.stream().noneMatch(b -> b.recipe().equals(name))) {
      busy.add(new Busy(name, holder));
    }
  }

  private static String key(String recipe) {
    return "leases/" + recipe + ".json";
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
  private void delete(ObjectStore recipe, String run, String why) throws IOException {
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
            recipe.url(run + "/"),
            all.size(),
            all.stream().mapToLong(ObjectInfo::size).sum(),
            why));
  }
}
