package org.arcoforge.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStore.Seen;
import org.jspecify.annotations.Nullable;

/**
 * A registration puts a version into a catalog: it creates the item and swaps the collection. The
 * collection was seen before, and is swapped if it still is what was seen; if others have changed
 * it since, the change is applied to what is there then.
 */
final class Registration {
  private final Catalog catalog;
  private final Documents documents;

  Registration(Catalog catalog, Documents documents) {
    this.catalog = catalog;
    this.documents = documents;
  }

  Catalog.Sight look(String feedstockId, String recipeId) throws IOException {
    String key = CatalogKeys.collection(feedstockId);
    ObjectStore store = documents.store();
    AtomicReference<@Nullable Seen> collection = new AtomicReference<>();
    AtomicReference<@Nullable Seen> root = new AtomicReference<>();
    ParallelRequests.all(
        store.isRemote(),
        List.of(() -> collection.set(store.see(key)), () -> root.set(store.see(CatalogKeys.ROOT))));
    Seen seen = Objects.requireNonNull(collection.get());
    ObjectNode now = documents.parsed(key, seen.bytes());
    VersionList versions = now == null ? new VersionList() : VersionList.of(now);
    return new Catalog.Sight(
        seen,
        Objects.requireNonNull(root.get()),
        versions.registered(store, feedstockId, recipeId));
  }

  /** Returns the URL of the item. */
  String register(PublishedStore published, Catalog.Sight seen) throws IOException {
    String feedstock = published.feedstock().id();
    String key = CatalogKeys.collection(feedstock);
    String item = CatalogKeys.item(feedstock, published.recipeId(), published.version());
    String predecessor =
        seen.before()
            .current()
            .map(PublishedVersion::version)
            .filter(v -> !v.equals(published.version()))
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
        seen.collection(),
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
}
