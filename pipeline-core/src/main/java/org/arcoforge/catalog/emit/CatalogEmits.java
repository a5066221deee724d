package org.arcoforge.catalog.emit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.arcoforge.catalog.graph.GraphNodes;
import org.arcoforge.fault.Fault;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.Documents;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * The emits of a catalog are its data sets in the forms that other tools read, in the catalog's own
 * store. They follow from the STAC documents and from what the operator said of the page, can be
 * made again at any time, and are written only where they differ.
 */
public final class CatalogEmits {
  private static final List<Emit> FORMS =
      List.of(
          new IntakeEmit(),
          new LeapEmit(),
          new SchemaOrgEmit(),
          new SitemapEmit(),
          new CitationEmit(),
          new EsmEmit(),
          new GraphEmit());

  private final ObjectStore store;
  private final Catalog catalog;
  private final Documents table;
  private final Set<String> notes = new LinkedHashSet<>();
  private int written;

  private CatalogEmits(ObjectStore store) {
    this.store = store;
    this.catalog = Catalog.open(store);
    this.table = Documents.compact(store);
  }

  /** Returns the emits of the catalog in that store; closing the store is the caller's. */
  public static CatalogEmits open(ObjectStore store) {
    return new CatalogEmits(store);
  }

  /** Returns what was left out by the calls so far, and why. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** Returns how many objects were written by the calls so far. */
  public int written() {
    return written;
  }

  /**
   * Makes all of them anew; of a collection that cannot be read they stay as they are.
   *
   * @throws IOException if the catalog cannot be read or written
   */
  public void build() throws IOException {
    table.update(
        DatasetTable.KEY,
        now -> {
          List<ObjectNode> entries = new ArrayList<>();
          for (String feedstock : catalog.feedstockIds()) {
            try {
              entries.addAll(entries(feedstock));
            } catch (IOException | RuntimeException e) {
              if (e instanceof Fault) {
                throw e; // of the store, and so of every collection
              }
              entries.addAll(DatasetTable.entries(now, feedstock, true));
            }
          }
          return DatasetTable.of(entries);
        });
    write("");
  }

  /**
   * Makes those of one feedstock anew, and those of all data sets together.
   *
   * @throws IOException if the catalog cannot be read or written
   */
  public void update(String feedstockId) throws IOException {
    list(feedstockId, look());
    write(feedstockId);
  }

  /** Returns the table that all emits are made of as it is, which {@link #list} will swap. */
  public ObjectStore.Seen look() throws IOException {
    return store.see(DatasetTable.KEY);
  }

  /**
   * Lists what one feedstock's documents say by now in the table that all emits are made of.
   *
   * @param seen what {@link #look} returned before
   * @return the table as it is then
   * @throws IOException if the catalog cannot be read or written
   */
  public ObjectNode list(String feedstockId, ObjectStore.Seen seen) throws IOException {
    return table.update(
        DatasetTable.KEY,
        seen,
        now -> {
          List<ObjectNode> entries = new ArrayList<>(DatasetTable.entries(now, feedstockId, false));
          entries.addAll(entries(feedstockId));
          return DatasetTable.of(entries);
        });
  }

  private List<ObjectNode> entries(String feedstock) throws IOException {
    List<ObjectNode> entries = new ArrayList<>();
    ObjectNode collection = catalog.collection(feedstock).orElse(null);
    if (collection != null) {
      for (Map.Entry<String, JsonNode> item : catalog.currentItems(collection).entrySet()) {
        JsonNode graph = GraphNodes.of(collection, item.getKey(), item.getValue());
        entries.add(DatasetTable.entry(collection, item.getKey(), item.getValue(), graph));
      }
    }
    return entries;
  }

  private List<EmittedDataset> datasets(EmittedDataset.Site site) throws IOException {
    return DatasetTable.datasets(table.read(DatasetTable.KEY).orElse(null), site);
  }

  private static EmittedDataset.Site site(@Nullable JsonNode index) {
    JsonNode told = index == null ? EmitText.object() : index.path("site");
    String url = told.path("url").asText();
    return new EmittedDataset.Site(
        EmitText.line(told.path("title").asText()), EmittedDataset.web(url).orElse(""));
  }

  /**
   * Writes what differs, as the table has it.
   *
   * @param feedstock whose forms of their own are written too; empty for those of all
   * @throws IOException if the catalog cannot be read or written
   */
  private void write(String feedstock) throws IOException {
    AtomicReference<@Nullable ObjectNode> index = new AtomicReference<>();
    AtomicReference<@Nullable ObjectNode> entries = new AtomicReference<>();
    ParallelRequests.all(
        store.isRemote(),
        List.of(
            () -> index.set(table.read("search.json").orElse(null)),
            () -> entries.set(table.read(DatasetTable.KEY).orElse(null))));
    write(feedstock, index.get(), entries.get());
  }

  /**
   * Writes what differs of one feedstock's forms, and of those of all data sets together.
   *
   * @param feedstock empty for all
   * @param index of the page, which says what the operator does; null if there is none
   * @param entries the table as it was; whatever it is by now is written
   * @throws IOException if the catalog cannot be read or written
   */
  public void write(String feedstock, @Nullable JsonNode index, @Nullable ObjectNode entries)
      throws IOException {
    EmittedDataset.Site site = site(index);
    List<EmittedDataset> all = DatasetTable.datasets(entries, site);
    Map<String, List<EmittedDataset>> feedstocks = new TreeMap<>();
    for (EmittedDataset d : all) {
      if (feedstock.isEmpty() || d.feedstock().equals(feedstock)) {
        feedstocks.computeIfAbsent(d.feedstock(), f -> new ArrayList<>()).add(d);
      }
    }
    FileSwaps swaps = new FileSwaps(store);
    for (Emit form : FORMS) {
      for (Map.Entry<String, List<EmittedDataset>> own : feedstocks.entrySet()) {
        for (EmittedDataset d : own.getValue()) {
          Map<String, byte[]> files = form.each(d);
          files.forEach((key, bytes) -> swaps.add(key, now -> bytes));
        }
        for (String key : form.feedstock(own.getValue()).keySet()) {
          swaps.add(key, now -> form.feedstock(of(own.getKey(), now)).get(key));
        }
      }
      List<String> lacking = new ArrayList<>();
      for (String key : form.whole(all, site, lacking).keySet()) {
        swaps.add(key, now -> form.whole(now, site, new ArrayList<>()).get(key));
      }
      notes.addAll(lacking);
    }
    written += swaps.make(() -> datasets(site));
  }

  private static List<EmittedDataset> of(String feedstock, List<EmittedDataset> all) {
    return all.stream().filter(d -> d.feedstock().equals(feedstock)).toList();
  }
}
