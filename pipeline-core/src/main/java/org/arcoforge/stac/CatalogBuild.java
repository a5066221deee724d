package org.arcoforge.stac;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.fault.Fault;
import org.arcoforge.store.ObjectNotFoundException;

/** Makes anew what a catalog derives from its items, one collection after the other. */
final class CatalogBuild {
  private final Catalog catalog;
  private final Documents documents;

  CatalogBuild(Catalog catalog, Documents documents) {
    this.catalog = catalog;
    this.documents = documents;
  }

  private interface Work {
    void on(String feedstock) throws IOException;
  }

  /** Does it for each collection; one that is damaged keeps no other from its turn. */
  private List<CatalogProblem> each(Work work) throws IOException {
    List<CatalogProblem> leftOut = new ArrayList<>();
    for (String feedstock : catalog.feedstockIds()) {
      try {
        work.on(feedstock);
      } catch (IOException | RuntimeException e) {
        if (e instanceof Fault) {
          throw e; // of the store, and so of every collection
        }
        String url = documents.store().url(CatalogKeys.collection(feedstock));
        String hint = "'arco catalog validate' says what is wrong with it";
        leftOut.add(new CatalogProblem("stac.json", url, "", String.valueOf(e.getMessage()), hint));
      }
    }
    return leftOut;
  }

  List<CatalogProblem> run() throws IOException {
    List<CatalogProblem> leftOut =
        each(
            feedstock ->
                documents.update(
                    CatalogKeys.collection(feedstock),
                    now -> {
                      if (now == null) {
                        throw new ObjectNotFoundException(
                            documents.store().url(CatalogKeys.collection(feedstock))
                                + ": vanished during the build");
                      }
                      VersionList versions = VersionList.of(now);
                      CollectionDocument.derive(now, versions, catalog.items(feedstock, versions));
                      return now;
                    }));
    // Listed again for every attempt: a collection may have come meanwhile.
    documents.update(
        CatalogKeys.ROOT, now -> RootDocument.with(now, titles(RootDocument.children(now))));
    return leftOut;
  }

  /** Titles of all collections; of one that cannot be read, that of before. */
  private Map<String, String> titles(Map<String, String> before) throws IOException {
    Map<String, String> titles = new TreeMap<>();
    each(
        feedstock -> {
          titles.put(feedstock, before.getOrDefault(feedstock, feedstock));
          documents
              .read(CatalogKeys.collection(feedstock))
              .ifPresent(c -> titles.put(feedstock, c.path("title").asText()));
        });
    return titles;
  }

  void readAt(PublishedStore.Address address) throws IOException {
    each(
        feedstock -> {
          String root = documents.store().url("");
          for (String recipe : recipes(feedstock)) {
            for (CatalogVersion version : catalog.versions(feedstock, recipe)) {
              String key = CatalogKeys.item(feedstock, recipe, version.version());
              if (documents.read(key).isPresent()) {
                documents.update(
                    key, item -> ItemView.readAt(item, root, key, version.storeUrl(), address));
              }
            }
          }
        });
  }

  private List<String> recipes(String feedstockId) throws IOException {
    return documents
        .read(CatalogKeys.collection(feedstockId))
        .map(c -> List.copyOf(VersionList.of(c).recipes().keySet()))
        .orElse(List.of());
  }
}
