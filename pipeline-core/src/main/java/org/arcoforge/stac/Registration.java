package org.arcoforge.stac;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.store.ObjectStore.Seen;
import org.jspecify.annotations.Nullable;

/**
 * A registration puts a version into a catalog: it creates the item, swaps the collection, and
 * names the collection in the root. The two documents were seen before, and are swapped if they
 * still are what was seen; if others have changed them since, the change is applied to what is
 * there then.
 */
public final class Registration {
  private final Catalog catalog;
  private final Documents documents;
  private final String key;
  private final Seen collection;
  private final Seen root;
  private final RegisteredVersions before;

  private Registration(
      Catalog catalog,
      Documents documents,
      String key,
      Seen collection,
      Seen root,
      RegisteredVersions before) {
    this.catalog = catalog;
    this.documents = documents;
    this.key = key;
    this.collection = collection;
    this.root = root;
    this.before = before;
  }

  static Registration look(
      Catalog catalog, Documents documents, String feedstockId, String recipeId)
      throws IOException {
    String key = CatalogKeys.collection(feedstockId);
    AtomicReference<@Nullable Seen> collection = new AtomicReference<>();
    AtomicReference<@Nullable Seen> root = new AtomicReference<>();
    ParallelRequests.all(
        documents.store().isRemote(),
        List.of(
            () -> collection.set(documents.store().see(key)),
            () -> root.set(documents.store().see(CatalogKeys.ROOT))));
    Seen seen = Objects.requireNonNull(collection.get());
    return new Registration(
        catalog,
        documents,
        key,
        seen,
        Objects.requireNonNull(root.get()),
        RegisteredVersions.of(
            documents.store(), feedstockId, recipeId, documents.parsed(key, seen.bytes())));
  }

  /** Returns the versions of the recipe that were registered when this looked, oldest first. */
  public List<CatalogVersion> before() {
    return before.versions();
  }

  /**
   * Creates the item of a version of the recipe, and swaps the collection, as {@link
   * Catalog#register} does. The version that was current before is told to be its predecessor.
   *
   * @return the URL of the version's item
   */
  public String register(PublishedStore published) throws IOException {
    String feedstock = published.feedstock().id();
    String item = CatalogKeys.item(feedstock, published.recipeId(), published.version());
    String predecessor =
        before().stream()
            .filter(CatalogVersion::current)
            .map(CatalogVersion::version)
            .filter(v -> !v.equals(published.version()))
            .findFirst()
            .orElse(null);
    ItemRegistration.create(documents, item, published, predecessor);
    VersionList.Entry entry =
        new VersionList.Entry(
            published.version(),
            "./" + CatalogKeys.itemWithin(published.recipeId(), published.version()),
            Links.from(documents.store().url(""), key, published.storeUrl()),
            published.created().truncatedTo(ChronoUnit.MILLIS),
            published.sequence());
    documents.update(
        key,
        collection,
        now -> {
          VersionList versions = now == null ? new VersionList() : VersionList.of(now);
          if (now != null && versions.has(published.recipeId(), published.version())) {
            return now;
          }
          versions.add(published.recipeId(), entry);
          return catalog.described(published.feedstock(), versions);
        });
    return documents.store().url(item);
  }

  /** Names the collection of a feedstock in the root, when a version of it is registered. */
  public void nameInRoot(Feedstock feedstock) throws IOException {
    documents.update(CatalogKeys.ROOT, root, now -> RootDocument.naming(now, feedstock));
  }
}
