package org.arcoforge.runners.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The STAC index holds a catalog's items and collections in memory, and is looked over again when
 * it is older than some seconds: only documents that have changed are read. Where that takes long,
 * as in a large catalog, answers are those of before until it is done, and it is done more seldom.
 */
final class StacIndex {
  private static final System.Logger LOGGER = System.getLogger(StacIndex.class.getName());

  private final ObjectStore catalog;
  private final long ageNanos;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile @Nullable State state;

  /** What callers wait for, rather than get an older answer. */
  private static final long SHORT_NANOS = 200_000_000L;

  /** A look takes at most such a part of the time. */
  private static final int SELDOM = 10;

  /**
   * A state is what there was at one moment.
   *
   * @param looked when that was, as {@link System#nanoTime} counts
   * @param took nanoseconds of that look
   * @param byKey all documents
   * @param items those that collections link to, by collection and key
   * @param collections by id
   * @param byCollection the same items by the id of their collection
   * @param byId numbers of items by their ids
   * @param tree numbers of items by their boxes
   * @param words of the items
   * @param times of the items
   */
  record State(
      long looked,
      long took,
      Map<String, IndexedDocument> byKey,
      List<IndexedDocument> items,
      List<IndexedDocument> collections,
      Map<String, List<IndexedDocument>> byCollection,
      Map<String, List<Integer>> byId,
      STRtree tree,
      WordIndex words,
      TimeIndex times) {
    /**
     * Returns the items among which a search looks, in their order: those of the collections that
     * it names, else those of its ids, else those whose boxes meet the place's, else those with its
     * words, else those whose times may meet its own.
     */
    List<IndexedDocument> items(ItemSearch search) {
      if (!search.collections().isEmpty()) {
        return of(search.collections());
      } else if (!search.ids().isEmpty()) {
        return numbered(
            search.ids().stream().flatMap(id -> byId.getOrDefault(id, List.of()).stream()));
      } else if (search.place() == null) {
        return words
            .containing(search.words())
            .map(found -> numbered(found.stream().boxed()))
            .orElseGet(
                () ->
                    search.time().equals(TimeSpan.ALWAYS)
                        ? items
                        : numbered(times.near(search.time()).boxed()));
      }
      List<Integer> near = new ArrayList<>();
      tree.query(
          search.place().getGeometry().getEnvelopeInternal(), number -> near.add((Integer) number));
      return numbered(near.stream().filter(i -> times.mayMeet(i, search.time())));
    }

    private List<IndexedDocument> numbered(Stream<Integer> numbers) {
      return numbers.sorted().map(items::get).toList();
    }

    private List<IndexedDocument> of(Set<String> ids) {
      return ids.stream()
          .sorted()
          .flatMap(id -> byCollection.getOrDefault(id, List.of()).stream())
          .toList();
    }

    Optional<IndexedDocument> collection(String id) {
      return collections.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    Optional<IndexedDocument> item(String collection, String id) {
      return of(Set.of(collection)).stream().filter(i -> i.id().equals(id)).findFirst();
    }
  }

  StacIndex(ObjectStore catalog, long ageNanos) {
    this.catalog = catalog;
    this.ageNanos = ageNanos;
  }

  /** Returns what there is; looked over again if that was long ago. */
  State state() throws IOException {
    State known = state;
    if (known == null || (!isFresh(known) && known.took() <= SHORT_NANOS)) {
      return look();
    }
    if (!isFresh(known)) {
      begin();
    }
    return known;
  }

  /** Begins to look in another thread, unless one does. */
  void begin() {
    if (looking.compareAndSet(false, true)) {
      Thread thread = new Thread(this::lookMeanwhile, "stac-index");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void lookMeanwhile() {
    try {
      look();
    } catch (IOException | RuntimeException e) {
      LOGGER.log(
          System.Logger.Level.WARNING, "the catalog cannot be looked over: {0}", e.getMessage());
    } finally {
      looking.set(false);
    }
  }

  private boolean isFresh(State known) {
    long age = known.took() <= SHORT_NANOS ? ageNanos : Math.max(ageNanos, SELDOM * known.took());
    return System.nanoTime() - known.looked() <= age;
  }

  private synchronized State look() throws IOException {
    State before = state;
    if (before != null && isFresh(before)) {
      return before; // somebody else has looked
    }
    long looked = System.nanoTime();
    Map<String, IndexedDocument> known = before == null ? Map.of() : before.byKey();
    Map<String, IndexedDocument> now = new ConcurrentHashMap<>();
    try (Stream<ObjectInfo> all = catalog.list("")) { // while one lists, others read
      all.parallel()
          .filter(o -> isDocument(o.key()))
          .forEach(o -> document(o, known).ifPresent(d -> now.put(o.key(), d)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    State made = state(looked, now);
    state = made;
    return made;
  }

  private Optional<IndexedDocument> document(ObjectInfo info, Map<String, IndexedDocument> known) {
    IndexedDocument before = known.get(info.key());
    if (before != null && before.generation() == info.generation()) {
      return Optional.of(before);
    }
    try {
      Optional<byte[]> bytes = catalog.find(info.key());
      return bytes.isEmpty()
          ? Optional.empty()
          : IndexedDocument.of(info.key(), info.generation(), bytes.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isDocument(String key) {
    return key.endsWith("/item.json") || key.endsWith("/collection.json");
  }

  /** An item counts when its collection links to it: until then it is not published. */
  private static State state(long began, Map<String, IndexedDocument> byKey) {
    List<IndexedDocument> collections =
        byKey.values().stream()
            .filter(d -> !d.isItem())
            .sorted(Comparator.comparing(IndexedDocument::id))
            .toList();
    List<IndexedDocument> linked =
        collections.stream()
            .flatMap(c -> c.items().stream())
            .map(byKey::get)
            .filter(item -> item != null && item.isItem())
            .toList();
    Map<String, List<IndexedDocument>> byCollection = new TreeMap<>();
    Map<String, List<Integer>> byId = new TreeMap<>();
    STRtree tree = new STRtree();
    for (int i = 0; i < linked.size(); i++) {
      IndexedDocument item = linked.get(i);
      byCollection.computeIfAbsent(item.collection(), id -> new ArrayList<>()).add(item);
      byId.computeIfAbsent(item.id(), id -> new ArrayList<>()).add(i);
      tree.insert(linked.get(i).geometry().getEnvelopeInternal(), i);
    }
    tree.build(); // searched by many threads from here on
    WordIndex words = new WordIndex(linked.stream().map(IndexedDocument::words).toList());
    TimeIndex times = new TimeIndex(linked.stream().map(IndexedDocument::time).toList());
    long took = System.nanoTime() - began;
    return new State(
        began, took, byKey, linked, collections, byCollection, byId, tree, words, times);
  }
}
