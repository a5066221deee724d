package org.arcoforge.catalog.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.arcoforge.catalog.emit.CatalogEmits;
import org.arcoforge.catalog.page.CatalogPage;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

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
    update(feedstockId, look());
  }

  /**
   * A sight of a site is what its documents were that all feedstocks share.
   *
   * @param index what the page searches
   * @param files which files the page has
   * @param table of what the other forms are made
   */
  public record Sight(ObjectStore.Seen index, ObjectStore.Seen files, ObjectStore.Seen table) {}

  /** Looks at the site, for who is about to change the catalog's documents. */
  public Sight look() throws IOException {
    AtomicReference<ObjectStore.@Nullable Seen> index = new AtomicReference<>();
    AtomicReference<ObjectStore.@Nullable Seen> files = new AtomicReference<>();
    AtomicReference<ObjectStore.@Nullable Seen> table = new AtomicReference<>();
    ParallelRequests.all(
        store.isRemote(),
        List.of(
            () -> index.set(page.lookAtIndex()),
            () -> files.set(page.lookAtFiles()),
            () -> table.set(emits.look())));
    return new Sight(
        Objects.requireNonNull(index.get()),
        Objects.requireNonNull(files.get()),
        Objects.requireNonNull(table.get()));
  }

  /**
   * Does what the other method does, for who has looked before. What is written is made of the
   * documents as they are by now, and is swapped only if nobody else has done so since that look.
   *
   * @throws IOException if the catalog cannot be read or written
   */
  public void update(String feedstockId, Sight seen) throws IOException {
    ParallelRequests.all(
        store.isRemote(),
        List.of(() -> updateLists(feedstockId, seen), () -> page.updateFiles(seen.files())));
  }

  private void updateLists(String feedstockId, Sight seen) throws IOException {
    AtomicReference<@Nullable ObjectNode> index = new AtomicReference<>();
    AtomicReference<@Nullable ObjectNode> table = new AtomicReference<>();
    ParallelRequests.all(
        store.isRemote(),
        List.of(
            () -> index.set(page.updateIndex(feedstockId, seen.index())),
            () -> table.set(emits.list(feedstockId, seen.table()))));
    emits.write(feedstockId, index.get(), table.get());
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
