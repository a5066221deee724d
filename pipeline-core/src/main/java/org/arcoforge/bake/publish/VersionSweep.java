package org.arcoforge.bake.publish;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Retention;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the versions of one recipe that are beyond its retention. Marks, then the catalog, then
 * what makes the store openable, then the rest, so that at no time the catalog names or a reader
 * opens a store of which something is gone. Who is stopped goes on by the marks.
 */
final class VersionSweep {
  private static final String RUNS = "runs/";

  /** What makes a store openable, and its arrays too: deleted in this order. */
  private static final List<String> ROOTS =
      List.of(".zmetadata", "zarr.json", ".zgroup", ".zattrs");

  private final ObjectStore recipe;
  private final Catalog catalog;
  private final String feedstockId;
  private final String recipeId;
  private final boolean dryRun;
  private final List<Sweep.Swept> swept = new ArrayList<>();
  private final List<Sweep.Kept> kept = new ArrayList<>();

  VersionSweep(
      ObjectStore recipe, Catalog catalog, String feedstockId, String recipeId, boolean dryRun) {
    this.recipe = recipe;
    this.catalog = catalog;
    this.feedstockId = feedstockId;
    this.recipeId = recipeId;
    this.dryRun = dryRun;
  }

  List<Sweep.Swept> swept() {
    return swept;
  }

  List<Sweep.Kept> kept() {
    return kept;
  }

  /** Returns whether there may be anything to do: whoever finds nothing needs no lease. */
  boolean isNeeded(@Nullable Retention given, Instant now) throws IOException {
    List<CatalogVersion> versions = catalog.versions(feedstockId, recipeId);
    if (!marked(versions).isEmpty()) {
      return true;
    }
    Optional<Retention> retention = retention(versions, given);
    if (retention.isEmpty()) {
      return false;
    }
    VersionSelection selection = VersionSelection.of(versions, retention.get(), now);
    return !selection.gone().isEmpty()
        || !selection.forgotten().isEmpty()
        || !selection.kept().isEmpty();
  }

  /**
   * Deletes what is beyond the retention.
   *
   * @param given null for what the recipe of the current version says
   */
  void run(@Nullable Retention given, Instant now) throws IOException {
    List<CatalogVersion> versions = catalog.versions(feedstockId, recipeId);
    Set<String> begun = marked(versions); // by a sweep that was stopped
    if (!dryRun && !begun.isEmpty()) {
      catalog.remove(feedstockId, recipeId, begun); // of which something may be left there
    }
    for (String run : begun) {
      String why = new RunFolder(recipe, new RunId(run)).retiredFor().orElse("");
      delete(run, Set.of(run), why);
    }
    Optional<Retention> retention = retention(versions, given);
    if (retention.isEmpty()) {
      return;
    }
    VersionSelection selection = VersionSelection.of(versions, retention.get(), now);
    selection.kept().forEach((v, why) -> kept.add(new Sweep.Kept(name(v), why)));
    for (Map.Entry<CatalogVersion, CatalogVersion> e : selection.forgotten().entrySet()) {
      kept.add(
          new Sweep.Kept(
              name(e.getKey()),
              "beyond "
                  + retention.get()
                  + ", leaves the catalog; its store is kept, as it is that of "
                  + e.getValue().version()));
    }
    if (!dryRun
        && !selection.forgotten().isEmpty()
        && catalog.remove(feedstockId, recipeId, ids(selection.forgotten().keySet()))) {
      for (CatalogVersion v : selection.forgotten().keySet()) {
        forget(v);
      }
    }
    for (Map.Entry<String, List<CatalogVersion>> e : selection.gone().entrySet()) {
      retire(e.getKey(), e.getValue(), "beyond " + retention.get());
    }
  }

  private String name(CatalogVersion v) {
    return feedstockId + "/" + recipeId + "@" + v.version();
  }

  private static Set<String> ids(Iterable<CatalogVersion> versions) {
    Set<String> ids = new LinkedHashSet<>();
    versions.forEach(v -> ids.add(v.version()));
    return ids;
  }

  /** Runs that are marked as being deleted and that no catalog names any more. */
  private Set<String> marked(List<CatalogVersion> versions) throws IOException {
    Set<String> marked = new TreeSet<>();
    try (Stream<String> children = recipe.children(RUNS)) {
      for (String child : children.toList()) {
        String run = child.replace("/", "");
        if (RunId.isOne(run)
            && versions.stream()
                .noneMatch(v -> v.version().equals(run) || v.storeUrl().contains(run))
            && new RunFolder(recipe, new RunId(run)).retiredFor().isPresent()) {
          marked.add(run);
        }
      }
    }
    return marked;
  }

  private Optional<Retention> retention(List<CatalogVersion> versions, @Nullable Retention given)
      throws IOException {
    if (given != null) {
      return Optional.of(given);
    }
    CatalogVersion current =
        versions.stream().filter(CatalogVersion::current).findFirst().orElse(null);
    if (current == null || !RunId.isOne(current.version())) {
      return Optional.empty();
    }
    RunFolder run = new RunFolder(recipe, new RunId(current.version()));
    if (!run.isPlanned()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(PlanFile.decode(run.plan()).recipe().target().keep());
    } catch (IOException e) { // of Java transforms that are not installed here
      kept.add(
          new Sweep.Kept(
              feedstockId + "/" + recipeId,
              "its retention is not known, as its plan cannot be read; name the feedstock: arco"
                  + " sweep PATH"));
      return Optional.empty();
    }
  }

  private void retire(String storeUrl, List<CatalogVersion> versions, String why)
      throws IOException {
    Optional<StorePlace> place = StorePlace.of(storeUrl.endsWith("/") ? storeUrl : storeUrl + "/");
    Set<String> runs = ids(versions);
    if (place.isEmpty() || !runs.stream().allMatch(RunId::isOne)) {
      versions.forEach(
          v -> kept.add(new Sweep.Kept(name(v), why + ", but its store is none of this bakery")));
      return;
    }
    String store = place.get().version().value();
    runs.add(store);
    if (!dryRun) {
      for (String run : runs) {
        new RunFolder(recipe, new RunId(run)).retire(why);
      }
      if (!catalog.remove(feedstockId, recipeId, ids(versions))) {
        versions.forEach(v -> kept.add(new Sweep.Kept(name(v), why + ", but current by now")));
        return;
      }
    }
    delete(store, runs, why);
  }

  /** What a run left that only its version needed; that of the run that made the store stays. */
  private void forget(CatalogVersion version) throws IOException {
    String url = version.storeUrl();
    Optional<StorePlace> place = StorePlace.of(url.endsWith("/") ? url : url + "/");
    if (place.isEmpty() || place.get().version().value().equals(version.version())) {
      return;
    }
    recipe.delete(Manifest.key(place.get().version().value(), version.version()));
    recipe.delete(RUNS + version.version() + "/plan.digest");
    for (ObjectInfo object : list(RUNS + version.version() + "/")) {
      recipe.delete(object.key());
    }
  }

  /** Readers cannot open the store after the first deletions; the marks go last. */
  private void delete(String store, Set<String> runs, String why) throws IOException {
    String root = store + "/" + recipeId + ".zarr/";
    List<ObjectInfo> all = new ArrayList<>(list(store + "/"));
    List<ObjectInfo> evidence = new ArrayList<>();
    for (String run : runs) {
      evidence.addAll(list(RUNS + run + "/"));
    }
    if (!dryRun) {
      for (String document : ROOTS) {
        recipe.delete(root + document);
      }
      for (ObjectInfo object : all) {
        recipe.delete(object.key());
      }
      for (String run : runs) {
        recipe.delete(RUNS + run + "/plan.digest");
      }
      for (ObjectInfo object : evidence) {
        if (!object.key().endsWith("/retired")) {
          recipe.delete(object.key());
        }
      }
      for (String run : runs) {
        recipe.delete(RUNS + run + "/retired");
      }
    }
    evidence.removeIf(o -> o.key().endsWith("/retired")); // as a dry run counts
    all.addAll(evidence);
    swept.add(
        new Sweep.Swept(
            recipe.url(store + "/"),
            all.size(),
            all.stream().mapToLong(ObjectInfo::size).sum(),
            why));
  }

  private List<ObjectInfo> list(String prefix) throws IOException {
    try (Stream<ObjectInfo> objects = recipe.list(prefix)) {
      return objects.toList();
    }
  }
}
