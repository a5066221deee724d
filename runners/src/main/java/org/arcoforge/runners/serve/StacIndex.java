package org.arcoforge.runners.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * The STAC index holds a catalog's items and collections in memory, and is looked over again when
 * it is older than some seconds: only documents that have changed are read.
 */
final class StacIndex {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore catalog;
  private final long ageNanos;
  private volatile @Nullable State state;

  /**
   * A state is what there was at one moment.
   *
   * @param looked when that was, as {@link System#nanoTime} counts
   * @param byKey all documents
   * @param items those that collections link to, by collection and key
   * @param collections by id
   */
  record State(
      long looked,
      Map<String, IndexedDocument> byKey,
      List<IndexedDocument> items,
      List<IndexedDocument> collections) {
    Optional<IndexedDocument> collection(String id) {
      return collections.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    Optional<IndexedDocument> item(String collection, String id) {
      return items.stream()
          .filter(i -> i.collection().equals(collection) && i.id().equals(id))
          .findFirst();
    }
  }

  StacIndex(ObjectStore catalog, long ageNanos) {
    this.catalog = catalog;
    this.ageNanos = ageNanos;
  }

  /** Returns what there is; looked over again if that was long ago. */
  State state() throws IOException {
    State known = state;
    return known != null && isFresh(known) ? known : look();
  }

  private boolean isFresh(State known) {
    return System.nanoTime() - known.looked() <= ageNanos;
  }

  private synchronized State look() throws IOException {
    State before = state;
    if (before != null && isFresh(before)) {
      return before; // somebody else has looked
    }
    long looked = System.nanoTime();
    Map<String, IndexedDocument> now = new TreeMap<>();
    List<ObjectInfo> documents;
    try (Stream<ObjectInfo> all = catalog.list("")) {
      documents = all.filter(o -> isDocument(o.key())).toList();
    }
    for (ObjectInfo info : documents) {
      IndexedDocument known = before == null ? null : before.byKey().get(info.key());
      if (known != null && known.generation() == info.generation()) {
        now.put(info.key(), known);
      } else {
        read(info).ifPresent(read -> now.put(info.key(), read));
      }
    }
    State made = state(looked, now);
    state = made;
    return made;
  }

  private static boolean isDocument(String key) {
    return key.endsWith("/item.json") || key.endsWith("/collection.json");
  }

  private Optional<IndexedDocument> read(ObjectInfo info) throws IOException {
    Optional<byte[]> bytes = catalog.find(info.key());
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      return JSON.readTree(bytes.get()) instanceof ObjectNode document
          ? Optional.of(IndexedDocument.of(info.key(), info.generation(), document))
          : Optional.empty();
    } catch (JsonProcessingException e) { // one that is damaged does not hide the others
      return Optional.empty();
    }
  }

  /** An item counts when its collection links to it: until then it is not published. */
  private static State state(long looked, Map<String, IndexedDocument> byKey) {
    Collection<IndexedDocument> all = byKey.values();
    List<IndexedDocument> collections =
        all.stream()
            .filter(d -> !d.isItem())
            .sorted(Comparator.comparing(IndexedDocument::id))
            .toList();
    Map<String, IndexedDocument> items = new TreeMap<>();
    all.stream().filter(IndexedDocument::isItem).forEach(i -> items.put(i.key(), i));
    List<IndexedDocument> linked = new ArrayList<>();
    for (IndexedDocument collection : collections) {
      String folder = collection.key().substring(0, collection.key().lastIndexOf('/') + 1);
      for (JsonNode link : collection.document().path("links")) {
        String href = link.path("href").asText().replaceFirst("^\\./", "");
        IndexedDocument item = items.get(folder + href);
        if (link.path("rel").asText().equals("item") && item != null) {
          linked.add(item);
        }
      }
    }
    return new State(looked, byKey, List.copyOf(linked), collections);
  }
}
