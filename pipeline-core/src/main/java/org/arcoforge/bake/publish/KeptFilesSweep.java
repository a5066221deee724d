package org.arcoforge.bake.publish;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.arcoforge.bake.publish.Sweep.Swept;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.inbox.Inbox;
import org.arcoforge.source.Sources;
import org.arcoforge.source.Sources.Cache;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;

/**
 * Deletes files that a bakery keeps of sources and that nobody needs: what is too old or too much
 * in its cache, and what no manifest names in its inboxes.
 */
public final class KeptFilesSweep {
  private final Bakery bakery;
  private final Clock clock;
  private final boolean dryRun;
  private final List<Swept> swept = new ArrayList<>();

  /** Makes a sweep that deletes nothing yet. */
  public KeptFilesSweep(Bakery bakery, Clock clock, boolean dryRun) {
    this.bakery = bakery;
    this.clock = clock;
    this.dryRun = dryRun;
  }

  /** Returns what was deleted, or would be. */
  public List<Swept> swept() {
    return List.copyOf(swept);
  }

  /**
   * Deletes what has expired in the cache, and of the rest the oldest, until it holds no more than
   * it may. Nothing if the bakery sets neither. A bake that misses what was deleted fetches it.
   */
  public void cache() throws IOException {
    Cache cache = bakery.cache();
    boolean isLimited = cache.mostBytes() < Long.MAX_VALUE || !cache.expire().isZero();
    if (cache.url().isEmpty() || !isLimited) {
      return;
    }
    try (ObjectStore store = ObjectStores.open(cache.url())) {
      List<ObjectInfo> kept = new ArrayList<>();
      try (Stream<ObjectInfo> all = store.list("")) {
        all.filter(o -> Sources.isKept(o.key())).forEach(kept::add);
      }
      kept.sort(Comparator.comparingLong(ObjectInfo::modified));
      List<ObjectInfo> expired = new ArrayList<>();
      List<ObjectInfo> beyond = new ArrayList<>();
      long held = kept.stream().mapToLong(ObjectInfo::size).sum();
      for (ObjectInfo object : kept) {
        boolean isOld = !cache.expire().isZero() && isOlder(object, cache.expire());
        if (isOld || held > cache.mostBytes()) {
          (isOld ? expired : beyond).add(object);
          held -= object.size();
        }
      }
      delete(store, expired, "the cache, older than " + cache.expire().toDays() + " days");
      delete(store, beyond, "the cache, the oldest beyond its max_size");
    }
  }

  /**
   * Deletes objects of inboxes that no manifest names, as contents that were replaced.
   *
   * @param age of those that stay, because an upload may be about to name them
   */
  public void inboxes(Duration age) throws IOException {
    if (bakery.inbox().isEmpty()) {
      return;
    }
    try (ObjectStore store = ObjectStores.open(bakery.inbox())) {
      List<String> feedstocks;
      try (Stream<String> children = store.children("")) {
        feedstocks = children.filter(c -> c.endsWith("/")).toList();
      }
      for (String feedstock : feedstocks) {
        inbox(store.within(feedstock), age);
      }
    }
  }

  private void inbox(ObjectStore store, Duration age) throws IOException {
    Inbox inbox = new Inbox(store);
    Set<String> named = inbox.keys();
    List<ObjectInfo> strangers = new ArrayList<>();
    try (Stream<ObjectInfo> all = store.list(Inbox.FILES)) {
      all.filter(o -> !named.contains(o.key()) && isOlder(o, age)).forEach(strangers::add);
    }
    if (!dryRun && !strangers.isEmpty()) {
      // Again, as an upload may have ended meanwhile, or taken up what another one had left.
      named.addAll(inbox.keys());
      strangers.removeIf(o -> named.contains(o.key()) || !isOlder(store, o.key(), age));
    }
    delete(store, strangers, "an inbox, not named by its manifest for " + age.toDays() + " days");
  }

  private boolean isOlder(ObjectStore store, String key, Duration age) {
    try {
      Optional<ObjectInfo> now = store.stat(key);
      return now.isPresent() && isOlder(now.get(), age);
    } catch (IOException e) {
      return false; // it stays until the next sweep
    }
  }

  private boolean isOlder(ObjectInfo object, Duration age) {
    return Instant.ofEpochMilli(object.modified()).plus(age).isBefore(clock.instant());
  }

  private void delete(ObjectStore store, List<ObjectInfo> objects, String why) throws IOException {
    if (objects.isEmpty()) {
      return;
    }
    if (!dryRun) {
      for (ObjectInfo object : objects) {
        store.delete(object.key());
      }
    }
    long bytes = objects.stream().mapToLong(ObjectInfo::size).sum();
    swept.add(new Swept(store.location(), objects.size(), bytes, why));
  }
}
