package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;

/**
 * A catalog is a static STAC 1.1.0 catalog in an object store: {@code catalog.json}, {@code
 * <feedstock>/collection.json} and {@code <feedstock>/<recipe>/<version>/item.json}, with relative
 * links, so that it needs no server and can be copied.
 *
 * <p><b>Protocol.</b> An item is created once and never changed, but for the address at which
 * others read its store ({@link #readAt}) and a link to a version that is deleted. The collection
 * names the current version of every recipe; swapping this one object under a generation match
 * makes a version visible, or takes it back. Whoever loses a race reads again and applies its
 * change to what is there then, so registrations of different recipes both land. All methods may be
 * called from many threads and processes at once, and again after any failure.
 */
public final class Catalog {
  private final Documents documents;

  private Catalog(ObjectStore store) {
    this.documents = new Documents(store);
  }

  /** Returns the catalog in that store, which may be empty; closing the store is the caller's. */
  public static Catalog open(ObjectStore store) {
    return new Catalog(store);
  }

  /**
   * Puts a version into the catalog and makes it current, unless a version of a later sequence is
   * already registered; what the clocks said does not count. A version that is registered already
   * is left as it is, and so is the pointer: after a rollback, registering again does not undo it.
   *
   * @return the URL of the version's item
   * @throws org.arcoforge.store.ObjectExistsException if the version is there with another
   *     description: versions are never described anew
   */
  public String register(PublishedStore published) throws IOException {
    Feedstock feedstock = published.feedstock();
    Sight seen = look(feedstock.id(), published.recipeId());
    String item = register(published, seen);
    nameInRoot(feedstock, seen);
    return item;
  }

  /**
   * A sight is what was seen of the two documents that name a version which is about to be
   * registered.
   *
   * @param before what the collection said of the recipe
   */
  public record Sight(ObjectStore.Seen collection, ObjectStore.Seen root, Registered before) {}

  /** Looks at the documents that name a version which is about to be registered. */
  public Sight look(String feedstockId, String recipeId) throws IOException {
    return new Registration(this, documents).look(feedstockId, recipeId);
  }

  /**
   * Creates the item and swaps the collection, as the other method does, for who has looked before
   * and calls {@link #nameInRoot} afterwards. The version that was current then is told to be the
   * predecessor.
   */
  public String register(PublishedStore published, Sight seen) throws IOException {
    return new Registration(this, documents).register(published, seen);
  }

  /** Names the collection of a feedstock in the root, when a version of it is registered. */
  public void nameInRoot(Feedstock feedstock, Sight seen) throws IOException {
    documents.update(CatalogKeys.ROOT, seen.root(), now -> RootDocument.naming(now, feedstock));
  }

  /**
   * Puts a document beside the item of a version that is not registered yet.
   *
   * @throws org.arcoforge.store.ObjectExistsException if there is another one of that name
   */
  public void attach(
      String feedstockId, String recipeId, String version, String name, byte[] document)
      throws IOException {
    String key = CatalogKeys.beside(CatalogKeys.item(feedstockId, recipeId, version), name);
    documents.store().create(key, document);
  }

  /** Returns the URL of a document beside the item of a version. */
  public String attached(String feedstockId, String recipeId, String version, String name) {
    return documents
        .store()
        .url(CatalogKeys.beside(CatalogKeys.item(feedstockId, recipeId, version), name));
  }

  /**
   * These are the registered versions of a recipe, as its collection said when it was read.
   *
   * @param versions the oldest first
   * @param current the one that readers are to use; empty if there is none
   * @param next number of the version that is registered next, from 1
   */
  public record Registered(
      List<CatalogVersion> versions, Optional<PublishedVersion> current, long next) {
    /** Copies the list. */
    public Registered {
      versions = List.copyOf(versions);
    }
  }

  /** Returns what the collection says of a recipe; nothing if it was never registered. */
  public Registered registered(String feedstockId, String recipeId) throws IOException {
    return documents
        .read(CatalogKeys.collection(feedstockId))
        .map(VersionList::of)
        .orElseGet(VersionList::new)
        .registered(documents.store(), feedstockId, recipeId);
  }

  /** Returns the number, from 1, of the version of a recipe that is registered next. */
  public long nextSequence(String feedstockId, String recipeId) throws IOException {
    return registered(feedstockId, recipeId).next();
  }

  /** Returns the registered versions of a recipe, oldest first; none if nothing was registered. */
  public List<CatalogVersion> versions(String feedstockId, String recipeId) throws IOException {
    return registered(feedstockId, recipeId).versions();
  }

  /** Returns the version that readers are to use; empty if there is none. */
  public Optional<PublishedVersion> current(String feedstockId, String recipeId)
      throws IOException {
    return registered(feedstockId, recipeId).current();
  }

  /** Returns the collections' documents, sorted by id. */
  public List<ObjectNode> collections() throws IOException {
    List<ObjectNode> collections = new ArrayList<>();
    for (String feedstock : feedstocks()) {
      documents.read(CatalogKeys.collection(feedstock)).ifPresent(collections::add);
    }
    return collections;
  }

  /** Returns the document of a feedstock's collection; empty if there is none. */
  public Optional<ObjectNode> collection(String feedstockId) throws IOException {
    return documents.read(CatalogKeys.collection(feedstockId));
  }

  /** Returns the documents of a collection's current items by recipe; none if there is none. */
  public Map<String, JsonNode> currentItems(String feedstockId) throws IOException {
    Optional<ObjectNode> collection = collection(feedstockId);
    return collection.isEmpty() ? Map.of() : currentItems(collection.get());
  }

  /** Returns the documents of the current items, by recipe, of a collection that was read. */
  public Map<String, JsonNode> currentItems(ObjectNode collection) throws IOException {
    return items(collection.path("id").asText(), VersionList.of(collection));
  }

  /** Returns the document of one version's item, current or not; empty if there is none. */
  public Optional<ObjectNode> item(String feedstockId, String recipeId, String version)
      throws IOException {
    return documents.read(CatalogKeys.item(feedstockId, recipeId, version));
  }

  /**
   * Makes the collection say what the feedstock says now, of versions that stay as they are; does
   * nothing if there is none.
   *
   * @return whether it said something else
   */
  public boolean describe(Feedstock feedstock) throws IOException {
    String key = CatalogKeys.collection(feedstock.id());
    ObjectNode there = documents.read(key).orElse(null);
    // As texts: a number that was read is of another class than the one that is written.
    if (there == null
        || described(feedstock, VersionList.of(there)).toString().equals(there.toString())) {
      return false;
    }
    documents.update(
        key, now -> described(feedstock, now == null ? new VersionList() : VersionList.of(now)));
    documents.update(CatalogKeys.ROOT, now -> RootDocument.naming(now, feedstock));
    return true;
  }

  ObjectNode described(Feedstock feedstock, VersionList versions) throws IOException {
    ObjectNode collection = CollectionDocument.of(feedstock, versions);
    CollectionDocument.derive(collection, versions, items(feedstock.id(), versions));
    return collection;
  }

  /**
   * Points the collection at a registered version, older or newer; nothing else changes. Pointing
   * at the current one changes nothing.
   *
   * @param at when that is
   * @param by name of who did it; empty if it is not known
   * @param reason of people, which readers see; may be empty
   * @throws ObjectNotFoundException if that version was never registered; the message lists those
   *     that were
   */
  public void rollback(
      String feedstockId, String recipeId, String version, Instant at, String by, String reason)
      throws IOException {
    String key = CatalogKeys.collection(feedstockId);
    documents.update(
        key,
        now -> {
          VersionList versions = now == null ? new VersionList() : VersionList.of(now);
          if (now == null || !versions.has(recipeId, version)) {
            throw new ObjectNotFoundException(
                documents.store().url(key)
                    + ": recipe '"
                    + recipeId
                    + "' has no version '"
                    + version
                    + "'; there are "
                    + versions.recipe(recipeId).map(VersionList.Versions::entries).stream()
                        .flatMap(List::stream)
                        .map(VersionList.Entry::version)
                        .toList());
          }
          versions.point(recipeId, version, at, by, reason);
          CollectionDocument.derive(now, versions, items(feedstockId, versions));
          return now;
        });
  }

  /**
   * Takes versions of a recipe out of the catalog, before their data are deleted: the collection no
   * longer lists them, no other item leads to theirs, and their items are gone, in this order. A
   * repetition goes on where it was stopped.
   *
   * @return false if one of them is current, as readers would be left with nothing: nothing is
   *     removed then
   */
  public boolean remove(String feedstockId, String recipeId, Set<String> versions)
      throws IOException {
    String key = CatalogKeys.collection(feedstockId);
    if (documents.store().stat(key).isEmpty()) {
      return true;
    }
    boolean[] isCurrent = {false};
    List<VersionList.Entry> left = new ArrayList<>();
    documents.update(
        key,
        now -> {
          if (now == null) {
            throw new ObjectNotFoundException(documents.store().url(key) + ": vanished meanwhile");
          }
          VersionList list = VersionList.of(now);
          String current = list.recipe(recipeId).map(VersionList.Versions::current).orElse("");
          isCurrent[0] = versions.contains(current);
          if (isCurrent[0]) {
            return now;
          }
          list.remove(recipeId, versions);
          left.clear();
          list.recipe(recipeId).ifPresent(v -> left.addAll(v.entries()));
          CollectionDocument.derive(now, list, items(feedstockId, list));
          return now;
        });
    if (isCurrent[0]) {
      return false;
    }
    for (VersionList.Entry entry : left) {
      String item = CatalogKeys.item(feedstockId, recipeId, entry.version());
      if (documents.store().stat(item).isPresent()) {
        documents.update(item, now -> withoutPredecessors(Objects.requireNonNull(now), versions));
      }
    }
    for (String version : versions) {
      ItemRegistration.delete(documents, CatalogKeys.item(feedstockId, recipeId, version));
    }
    return true;
  }

  private static ObjectNode withoutPredecessors(ObjectNode item, Set<String> gone) {
    ArrayNode links = Json.array();
    for (JsonNode link : item.path("links")) {
      if (!link.path("rel").asText().equals("predecessor-version")
          || !gone.contains(link.path("version").asText())) {
        links.add(link);
      }
    }
    item.set("links", links);
    return item;
  }

  /**
   * Makes the root and what collections derive from their items anew from what is there. Pointers
   * stay; an item that no collection lists stays unlisted, as its registration did not finish.
   *
   * @return the collections that were left as they are, since they or their items cannot be read
   */
  public List<CatalogProblem> build() throws IOException {
    return new CatalogBuild(this, documents).run();
  }

  /**
   * Writes the items anew with the address at which others read the stores, but those of
   * collections that cannot be read.
   *
   * @param address of all that is published
   */
  public void readAt(PublishedStore.Address address) throws IOException {
    new CatalogBuild(this, documents).readAt(address);
  }

  /** Returns the ids of all collections, sorted, whether or not they can be read. */
  public List<String> feedstockIds() throws IOException {
    return feedstocks();
  }

  private List<String> feedstocks() throws IOException {
    List<String> folders;
    try (Stream<String> children = documents.store().children("")) {
      folders = children.filter(c -> c.endsWith("/")).toList();
    }
    List<String> ids = new ArrayList<>();
    for (String folder : folders) {
      String id = folder.substring(0, folder.length() - 1);
      if (documents.store().stat(CatalogKeys.collection(id)).isPresent()) {
        ids.add(id);
      }
    }
    return ids;
  }

  Map<String, JsonNode> items(String feedstockId, VersionList versions) throws IOException {
    Map<String, JsonNode> items = new TreeMap<>();
    for (Map.Entry<String, VersionList.Entry> e : versions.current().entrySet()) {
      String key = CatalogKeys.item(feedstockId, e.getKey(), e.getValue().version());
      Optional<ObjectNode> item = documents.read(key);
      if (item.isPresent()) {
        items.put(e.getKey(), item.get());
      }
    }
    return items;
  }

  /**
   * Checks every document: that it is JSON of the right form, that links lead to documents, that
   * pointers name registered versions, and that items name their store. No network is used.
   *
   * @return nothing if all is well
   */
  public List<CatalogProblem> validate() throws IOException {
    return CatalogValidator.validate(documents.store());
  }
}
