package org.arcoforge.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ranges of values that this process fetched last, as they came, of all contents of all
 * files: who verifies what was made of them decodes them again, and need not fetch them again. Safe
 * for many threads.
 */
final class KeptRanges {
  private static final int PART = 8; // one range has no more than such a part of the room

  /** A content is one version of the file at a URL, by its digest, whoever opens it. */
  record Content(String url, SourceVersion version) {
    /** Returns that of a URL; null if nothing tells it from another one. */
    static @Nullable Content of(String url, SourceVersion version) {
      boolean isTold = !version.etag().isEmpty() || version.modified() > 0;
      return isTold ? new Content(Sources.digest(url), version) : null;
    }
  }

  private record Key(Content content, long position) {}

  private final long most;
  private final Map<Key, byte[]> ranges = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<Content, TreeMap<Long, byte[]>> byPosition = new HashMap<>();
  private long held;

  /** Makes room for so many bytes. */
  KeptRanges(long mostBytes) {
    this.most = mostBytes;
  }

  /** Fills a target from ranges that follow each other; returns whether they have it all. */
  synchronized boolean read(Content content, long position, byte[] target, int offset, int length) {
    TreeMap<Long, byte[]> known = byPosition.get(content);
    long end = position + length;
    for (long at = position; at < end; ) {
      Map.Entry<Long, byte[]> range = known == null ? null : known.floorEntry(at);
      if (range == null || range.getKey() + range.getValue().length <= at) {
        return false;
      }
      ranges.get(new Key(content, range.getKey())); // it was used last
      int from = (int) (at - range.getKey());
      int n = (int) Math.min(range.getValue().length - from, end - at);
      System.arraycopy(range.getValue(), from, target, offset + (int) (at - position), n);
      at += n;
    }
    return true;
  }

  /** Keeps a copy of a range, and lets go of those that were not asked for for longest. */
  synchronized void put(Content content, long position, byte[] bytes, int offset, int length) {
    if (length > most / PART) {
      return;
    }
    Key key = new Key(content, position);
    byte[] before = ranges.put(key, Arrays.copyOfRange(bytes, offset, offset + length));
    held += length - (before == null ? 0 : before.length);
    byPosition
        .computeIfAbsent(content, c -> new TreeMap<>())
        .put(position, java.util.Objects.requireNonNull(ranges.get(key)));
    Iterator<Map.Entry<Key, byte[]>> eldest = ranges.entrySet().iterator();
    while (held > most) {
      Map.Entry<Key, byte[]> out = eldest.next();
      held -= out.getValue().length;
      eldest.remove();
      let(out.getKey());
    }
  }

  private void let(Key key) {
    TreeMap<Long, byte[]> known = byPosition.get(key.content());
    if (known != null && known.remove(key.position()) != null && known.isEmpty()) {
      byPosition.remove(key.content());
    }
  }

  /** Returns whether something is kept of a content. */
  synchronized boolean has(Content content) {
    return byPosition.containsKey(content);
  }

  /** Returns whether something is kept of a file, of whichever version. */
  synchronized boolean has(String url) {
    String digest = Sources.digest(url);
    return byPosition.keySet().stream().anyMatch(content -> content.url().equals(digest));
  }

  /** Lets go of all contents of a URL, of which one turned out damaged. */
  synchronized void forget(String url) {
    String digest = Sources.digest(url);
    byPosition.keySet().removeIf(content -> content.url().equals(digest));
    for (Iterator<Map.Entry<Key, byte[]>> all = ranges.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Key, byte[]> range = all.next();
      if (range.getKey().content().url().equals(digest)) {
        held -= range.getValue().length;
        all.remove();
      }
    }
  }

  /** Returns a reader's part of it: what is kept of one content. */
  Of of(Content content) {
    return new Of(this, content);
  }

  /** This is what is kept of one content. */
  record Of(KeptRanges all, Content content) {
    boolean read(long position, byte[] target, int offset, int length) {
      return all.read(content, position, target, offset, length);
    }

    void put(long position, byte[] bytes, int offset, int length) {
      all.put(content, position, bytes, offset, length);
    }
  }
}
