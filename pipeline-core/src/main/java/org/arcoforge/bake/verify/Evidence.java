package org.arcoforge.bake.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.source.Sha256;
import org.arcoforge.stac.Catalog;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;

/**
 * Evidence is what the runs that wrote a store left beside it, and what the catalog says of that.
 *
 * @param manifest of the store as it is published; null if there is none
 * @param pending what a run that has not published yet has written into the store, by key, as far
 *     as it has left receipts
 * @param underWay generations, as such a run found them, of all that it may write there, by key,
 *     but for the document that readers open the store by
 * @param problems what is wrong with the evidence itself
 * @param notes what could not be checked
 */
public record Evidence(
    @Nullable Manifest manifest,
    Map<String, Receipt.Written> pending,
    Map<String, Long> underWay,
    List<String> problems,
    List<String> notes) {
  private static final List<String> ROOTS = List.of("zarr.json", ".zmetadata");

  /**
   * Returns whether an unfinished run may have written an object of that generation, and has left
   * no receipt of it: one that is as the run found it was not written by it.
   */
  boolean isUnderWay(String key, long generation) {
    Long found = underWay.get(key);
    return found != null && found != generation && !pending.containsKey(key);
  }

  /** A manifest with the object that holds it. */
  private record Candidate(String key, byte[] bytes, Manifest manifest) {}

  /**
   * Looks for the evidence of a store.
   *
   * @param place of the store, or of the one that it was copied from; null if the URL is not one of
   *     a store as bakes write it
   * @param catalogUrl null if it is not known; then that of the usual layout is looked for
   */
  public static Evidence of(
      OpenStores stores,
      ObjectStore target,
      @Nullable StorePlace place,
      @Nullable String catalogUrl)
      throws IOException {
    List<String> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    if (place == null) {
      notes.add(
          "digests were not compared: the store is not where a bake wrote it, so that there is no"
              + " manifest beside it");
      return new Evidence(null, Map.of(), Map.of(), problems, notes);
    }
    List<Candidate> all = candidates(stores.at(place.folder()), place.version().value(), problems);
    Candidate current = current(target, all);
    if (current == null) {
      if (place.run(stores).isPublished()) {
        problems.add(
            place.folder()
                + place.version()
                + "/ has no manifest, but the run that made the store"
                + " left one: it was deleted");
      } else {
        notes.add(
            "digests were not compared: there is no manifest in "
                + place.folder()
                + place.version()
                + "/");
      }
      return new Evidence(null, Map.of(), Map.of(), problems, notes);
    }
    compare(stores, place, catalogUrl, current, problems, notes);
    Map<String, Receipt.Written> pending = new HashMap<>();
    Map<String, Long> underWay = new HashMap<>();
    RunId published = new RunId(current.manifest().run());
    for (Map.Entry<RunFolder, PublishedBase> run :
        PublishedBase.unpublished(place.run(stores), published).entrySet()) {
      run.getKey().eachReceipt(r -> r.objects().forEach(o -> pending.put(o.key(), o)));
      underWay.putAll(run.getValue().fences());
    }
    ROOTS.forEach(underWay::remove);
    return new Evidence(current.manifest(), pending, underWay, problems, notes);
  }

  private static List<Candidate> candidates(
      ObjectStore recipe, String version, List<String> problems) throws IOException {
    List<Candidate> all = new ArrayList<>();
    List<String> keys;
    try (Stream<ObjectInfo> found = recipe.list(Manifest.prefix(version))) {
      keys = found.map(ObjectInfo::key).sorted(Comparator.reverseOrder()).toList();
    }
    for (String key : keys) { // the newest first
      byte[] bytes = recipe.read(key);
      try {
        Manifest manifest = Manifest.decode(bytes);
        if (Manifest.key(version, manifest.run()).equals(key)) {
          all.add(new Candidate(key, bytes, manifest));
        } else {
          problems.add(recipe.url(key) + " is the manifest of another run, " + manifest.run());
        }
      } catch (IOException | RuntimeException e) {
        problems.add(recipe.url(key) + " is no manifest that can be read: it was changed");
      }
    }
    return all;
  }

  /** The newest whose metadata are those of the store; the newest if none is. */
  private static @Nullable Candidate current(ObjectStore target, List<Candidate> all)
      throws IOException {
    for (Candidate candidate : all) {
      for (Receipt.Written document : candidate.manifest().documents()) {
        if (ROOTS.contains(document.key()) && isThere(target, document)) {
          return candidate;
        }
      }
    }
    return all.isEmpty() ? null : all.get(0);
  }

  private static boolean isThere(ObjectStore target, Receipt.Written document) throws IOException {
    Optional<ObjectInfo> found = target.stat(document.key());
    return found.isPresent() && document.agrees(found.get());
  }

  private static void compare(
      OpenStores stores,
      StorePlace place,
      @Nullable String catalogUrl,
      Candidate current,
      List<String> problems,
      List<String> notes)
      throws IOException {
    String url = catalogUrl == null ? place.catalog().orElse("") : catalogUrl;
    JsonNode asset = null;
    if (!url.isEmpty()) {
      try {
        asset =
            Catalog.open(stores.at(url))
                .item(place.feedstock(), place.recipe(), current.manifest().run())
                .map(item -> item.at("/assets/manifest"))
                .filter(JsonNode::isObject)
                .orElse(null);
      } catch (IOException e) { // who may read the store need not be able to read the catalog
        notes.add("the manifest itself was not compared: " + e.getMessage());
        return;
      }
    }
    if (asset == null) {
      notes.add(
          "the manifest itself was not compared: no catalog item of "
              + current.manifest().run()
              + " was found"
              + (url.isEmpty() ? "; name the catalog by --catalog" : " in " + url));
    } else if (!asset.path("file:checksum").asText().equals(Sha256.multihash(current.bytes()))) {
      problems.add(
          place.folder()
              + current.key()
              + " is not the manifest that the catalog item tells of: it"
              + " was changed after the bake");
    }
  }
}
