package org.arcoforge.runners.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bake.history.VersionContents;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.yaml.FeedstockReader;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.OpenStores;
import org.arcoforge.text.ShellWord;
import org.jspecify.annotations.Nullable;

/**
 * A version name is how people name a version: {@code feedstock/recipe@version}, where the recipe
 * may be left out if there is one, and the version, or its beginning, if it is the current one; or
 * a store by its URL or folder.
 *
 * @param store URL of a store; empty if a version is named
 * @param feedstock id
 * @param recipe id; empty for the only one
 * @param version of the recipe, or the beginning of it; {@code current} or {@code previous}
 */
public record VersionName(String store, String feedstock, String recipe, String version) {
  private static final String CURRENT = "current";
  private static final String PREVIOUS = "previous";

  /**
   * Reads a name.
   *
   * @param other another name, whose recipe {@code @version} alone means; null if there is none
   * @throws RefusedException if it is none
   */
  public static VersionName of(String text, @Nullable VersionName other) throws IOException {
    int at = text.lastIndexOf('@');
    String before = at < 0 ? text : text.substring(0, at);
    String version = at < 0 ? CURRENT : text.substring(at + 1);
    if (before.isEmpty() && other != null && other.store().isEmpty()) {
      return new VersionName("", other.feedstock(), other.recipe(), version);
    }
    if (text.contains(":/")) {
      return new VersionName(text, "", "", "");
    }
    Path path = Path.of(before.isEmpty() ? "." : before);
    if (!before.isEmpty() && Files.isRegularFile(path.resolve("feedstock.yaml"))) {
      return new VersionName("", feedstock(path), "", version);
    }
    if (Files.isDirectory(Path.of(text))) {
      return new VersionName(StoreUrls.of(text), "", "", "");
    }
    String[] ids = before.split("/", -1);
    if (ids.length > 2 || ids[0].isEmpty() || version.isEmpty()) {
      throw RefusedException.recipe(
          "'"
              + text
              + "' names no version: expected feedstock/recipe@version, as 'arco versions' lists"
              + " them, or the URL or folder of a store");
    }
    return new VersionName("", ids[0], ids.length == 2 ? ids[1] : "", version);
  }

  private static String feedstock(Path path) {
    List<RecipeClass> classes = new ArrayList<>();
    ServiceLoader.load(RecipeClass.class).forEach(classes::add);
    Feedstock feedstock = FeedstockReader.read(path, classes).feedstock();
    if (feedstock == null) {
      throw RefusedException.recipe(
          path + ": the feedstock is not valid; see: arco lint " + ShellWord.of(path));
    }
    return feedstock.id();
  }

  /**
   * Returns what the version is made of.
   *
   * @throws RefusedException if there is no such version, or no such store
   */
  public VersionContents read(OpenStores stores, Bakery bakery) throws IOException {
    if (!store.isEmpty()) {
      if (!StoreVerification.isStore(store)) {
        throw RefusedException.recipe(store + ": there is no Zarr store");
      }
      return VersionContents.of(stores, store, store, null);
    }
    Catalog catalog = Catalog.open(stores.at(bakery.catalog()));
    String one = recipe.isEmpty() ? only(catalog, bakery) : recipe;
    List<CatalogVersion> versions = catalog.versions(feedstock, one);
    CatalogVersion found = find(versions, one);
    return VersionContents.of(
        stores,
        feedstock + "/" + one + "@" + found.version(),
        StorePlace.written(bakery.persistent(), feedstock, one, found.storeUrl()),
        found.version());
  }

  private String only(Catalog catalog, Bakery bakery) throws IOException {
    List<String> published = List.copyOf(catalog.currentItems(feedstock).keySet());
    if (published.size() != 1) {
      throw RefusedException.recipe(
          published.isEmpty()
              ? bakery.catalog() + ": nothing of the feedstock '" + feedstock + "' is published"
              : "say which recipe: "
                  + published.stream()
                      .map(r -> feedstock + "/" + r + "@" + version)
                      .collect(Collectors.joining(" or ")));
    }
    return published.get(0);
  }

  private CatalogVersion find(List<CatalogVersion> versions, String one) {
    int current = 0;
    while (current < versions.size() && !versions.get(current).current()) {
      current++;
    }
    if (version.equals(CURRENT) && current < versions.size()) {
      return versions.get(current);
    }
    if (version.equals(PREVIOUS) && current > 0 && current < versions.size()) {
      return versions.get(current - 1);
    }
    List<CatalogVersion> like =
        versions.stream().filter(v -> v.version().startsWith(version)).toList();
    if (like.size() == 1) {
      return like.get(0);
    }
    throw RefusedException.recipe(
        "recipe '"
            + feedstock
            + "/"
            + one
            + "' has "
            + (like.isEmpty() ? "no published version '" : "several versions like '")
            + version
            + "'; there are "
            + versions.stream().map(CatalogVersion::version).collect(Collectors.joining(", ")));
  }
}
