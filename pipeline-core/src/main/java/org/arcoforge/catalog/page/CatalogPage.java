package org.arcoforge.catalog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.arcoforge.fault.Fault;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.Documents;
import org.arcoforge.store.ObjectStore;

/**
 * The page of a catalog is a static site in the catalog's own store: {@code index.html}, its files
 * under {@code page/}, and {@code search.json}, which has one entry for every recipe that has a
 * current version.
 *
 * <p>All of it follows from the STAC documents, can be made again at any time, and is written only
 * where it differs. {@code search.json} is swapped under a generation match and made of what the
 * catalog says after the swap before: registrations that race both land.
 */
public final class CatalogPage {
  /** Key of the index of the current data sets. */
  static final String SEARCH = "search.json";

  private final ObjectStore store;
  private final Catalog catalog;
  private final Documents documents;
  private final PageBundle bundle;

  private CatalogPage(ObjectStore store, PageBundle bundle) {
    this.store = store;
    this.catalog = Catalog.open(store);
    this.documents = Documents.compact(store);
    this.bundle = bundle;
  }

  /**
   * Returns the page of the catalog in that store; closing the store is the caller's. Its files are
   * those on the class path; where there are none, as in a build without Node, only the index is
   * written.
   *
   * @throws IOException if the files on the class path cannot be read
   */
  public static CatalogPage open(ObjectStore store) throws IOException {
    return new CatalogPage(store, PageBundle.onClassPath());
  }

  /** Returns the page with other files. */
  static CatalogPage open(ObjectStore store, PageBundle bundle) {
    return new CatalogPage(store, bundle);
  }

  /**
   * A site is what the operator of a catalog says of its page; an empty text keeps what is there.
   *
   * @param title of the page
   * @param hubLink URL that opens a data set's notebook in a hub, in which {@code {feedstock}} and
   *     {@code {recipe}} stand for the ids
   * @param url at which others read the catalog, which ends in a slash
   */
  public record Site(String title, String hubLink, String url) {
    /** Says nothing. */
    public static final Site UNCHANGED = new Site("", "", "");
  }

  /** Returns whether this program brings the files of the page. */
  public boolean hasFiles() {
    return !bundle.files().isEmpty();
  }

  /** Returns the URL of the page. */
  public String url() {
    return store.url(PageBundle.INDEX);
  }

  /**
   * Makes the index anew from all collections, and writes the files. Of a collection that cannot be
   * read the entries stay as they are.
   *
   * @throws IOException if the catalog cannot be read or written
   */
  public void build(Site site) throws IOException {
    documents.update(
        SEARCH,
        now -> {
          List<ObjectNode> entries = new ArrayList<>();
          for (String feedstock : catalog.feedstockIds()) {
            try {
              ObjectNode collection = catalog.collection(feedstock).orElse(null);
              if (collection != null) {
                entries.addAll(entries(collection));
              }
            } catch (IOException | RuntimeException e) {
              if (e instanceof Fault) {
                throw e; // of the store, and so of every collection
              }
              entries.addAll(SearchIndex.of(now, feedstock));
            }
          }
          return SearchIndex.of(SearchIndex.told(now, site), entries);
        });
    bundle.writeTo(store, lookAtFiles());
  }

  /** Returns the index as it is, which {@link #updateIndex} will swap. */
  public ObjectStore.Seen lookAtIndex() throws IOException {
    return store.see(SEARCH);
  }

  /** Returns the file that says which files there are, for {@link #updateFiles}. */
  public ObjectStore.Seen lookAtFiles() throws IOException {
    return store.see(PageBundle.INDEX);
  }

  /**
   * Writes the files, if they are new.
   *
   * @throws IOException if the catalog cannot be read or written
   */
  public void updateFiles(ObjectStore.Seen seen) throws IOException {
    if (!bundle.is(seen)) {
      bundle.writeTo(store, seen);
    }
  }

  /**
   * Makes the entries of one feedstock anew, of what its documents say by now.
   *
   * @param seen what {@link #lookAtIndex} returned before
   * @return the index as it is then
   * @throws IOException if the catalog cannot be read or written
   */
  public ObjectNode updateIndex(String feedstockId, ObjectStore.Seen seen) throws IOException {
    return documents.update(
        SEARCH,
        seen,
        now -> {
          List<ObjectNode> entries = new ArrayList<>(SearchIndex.without(now, feedstockId));
          ObjectNode collection = catalog.collection(feedstockId).orElse(null);
          if (collection != null) {
            entries.addAll(entries(collection));
          }
          return SearchIndex.of(SearchIndex.told(now, Site.UNCHANGED), entries);
        });
  }

  /**
   * A tidied folder says what became of files under {@code page/} that are not part of the page.
   *
   * @param deleted keys of files of older pages
   * @param waiting keys of such files that are deleted later, as somebody may have that page open
   * @param others keys of objects that are not known to be of any page, and left alone
   */
  public record Tidied(List<String> deleted, List<String> waiting, List<String> others) {
    /** Copies the lists. */
    public Tidied {
      deleted = List.copyOf(deleted);
      waiting = List.copyOf(waiting);
      others = List.copyOf(others);
    }
  }

  /**
   * Deletes files of older pages 30 days after a call saw that the page has them no longer; only
   * those that a program wrote that kept a list of them. Without files of its own it does nothing.
   *
   * @param today in UTC
   * @throws IOException if the store cannot be read or written
   */
  public Tidied tidy(LocalDate today) throws IOException {
    return hasFiles() && bundle.is(lookAtFiles())
        ? new PageFiles(store).tidy(bundle.named(), today)
        : new Tidied(List.of(), List.of(), List.of());
  }

  private List<ObjectNode> entries(ObjectNode collection) throws IOException {
    List<ObjectNode> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> item : catalog.currentItems(collection).entrySet()) {
      entries.add(SearchEntry.of(collection, item.getKey(), item.getValue()));
    }
    return entries;
  }
}
