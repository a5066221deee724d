package org.arcoforge.catalog.site;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.arcoforge.catalog.emit.CatalogEmits;
import org.arcoforge.catalog.page.CatalogPage;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.store.ObjectStore;

/**
 * The site of a catalog is all that follows from its STAC documents: the page, what it searches,
 * and the forms for other tools. Whoever changes the documents has it made anew.
 */
public final class CatalogSite {
  private final ObjectStore store;
  private final CatalogPage page;
  private final CatalogEmits emits;

  private CatalogSite(ObjectStore store, CatalogPage page, CatalogEmits emits) {
    this.store = store;
    this.page = page;
    this.emits = emits;
  }

  /**
   * Returns the site of the catalog in that store; closing the store is the caller's.
   *
   * @throws IOException if the page's files on the class path cannot be read
   */
  public static CatalogSite open(ObjectStore store) throws IOException {
    return new CatalogSite(store, CatalogPage.open(store), CatalogEmits.open(store));
  }

  /**
   * Makes anew what follows from one feedstock's documents. Repeating it does no harm.
   *
   * @throws IOException if the catalog cannot be read or written
   */
  public void update(String feedstockId) throws IOException {
    ParallelRequests.all(
        store.isRemote(), List.of(() -> page.update(feedstockId), () -> emits.list(feedstockId)));
    emits.write(feedstockId); // it reads what the page's index says of the site
  }

  /**
   * A built site says what a build came to.
   *
   * @param pageUrl of the page; empty if this program has none, and only its index was written
   * @param files of older pages
   * @param written objects for other tools
   * @param leftOut of these, and why
   */
  public record Built(String pageUrl, CatalogPage.Tidied files, int written, List<String> leftOut) {
    /** Copies the list. */
    public Built {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Makes all of it anew, and deletes files of the page that it has not had for a while.
   *
   * @param said what the operator says of the page
   * @throws IOException if the catalog cannot be read or written
   */
  public Built build(CatalogPage.Site said) throws IOException {
    page.build(said);
    CatalogPage.Tidied files = page.tidy(LocalDate.now(ZoneOffset.UTC));
    emits.build();
    return new Built(page.hasFiles() ? page.url() : "", files, emits.written(), emits.notes());
  }
}
