package org.arcoforge.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The objects of the fake server, with generations and preconditions. */
final class FakeGcsObjects {
  /** One object. */
  static final class Stored {
    private final String name;
    private final byte[] bytes;
    private final long generation;
    private final ObjectNode metadata;
    private final String time = Instant.ofEpochMilli(System.currentTimeMillis()).toString();

    Stored(String name, byte[] bytes, long generation, ObjectNode metadata) {
      this.name = name;
      this.bytes = bytes;
      this.generation = generation;
      this.metadata = metadata;
    }

    String name() {
      return name;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    int size() {
      return bytes.length;
    }

    long generation() {
      return generation;
    }

    ObjectNode metadata() {
      return metadata;
    }

    String time() {
      return time;
    }

    String crc32c() {
      int crc = (int) ObjectKeys.crc32c(bytes, 0, bytes.length);
      return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt(crc).array());
    }
  }

  /** A part of a listing. */
  record Page(List<Stored> items, Set<String> prefixes, String next) {}

  private final Map<String, NavigableMap<String, Stored>> buckets = new TreeMap<>();
  private final Set<String> missing = new TreeSet<>();
  private final AtomicLong generations = new AtomicLong(1_700_000_000_000_000L);

  synchronized void remove(String bucket) {
    missing.add(bucket);
  }

  private NavigableMap<String, Stored> bucket(String name) {
    if (missing.contains(name)) {
      throw new GcsError(404, "The specified bucket does not exist.");
    }
    return buckets.computeIfAbsent(name, n -> new TreeMap<>());
  }

  private static void check(@Nullable Stored there, Map<String, String> query) {
    String wanted = query.get("ifGenerationMatch");
    long found = there == null ? 0 : there.generation();
    if (wanted != null && Long.parseLong(wanted) != found) {
      throw new GcsError(412, "generation is " + found + ", not " + wanted);
    }
    String pinned = query.get("generation");
    if (pinned != null && Long.parseLong(pinned) != found) {
      throw new GcsError(404, "no such generation");
    }
  }

  synchronized Stored put(
      String bucket, String name, ObjectNode metadata, byte[] bytes, Map<String, String> query) {
    check(bucket(bucket).get(name), query);
    Stored stored = new Stored(name, bytes, generations.incrementAndGet(), metadata);
    String crc = metadata.path("crc32c").asText("");
    if (!crc.isEmpty() && !crc.equals(stored.crc32c())) {
      throw new GcsError(400, "crc32c of the bytes is " + stored.crc32c() + ", not " + crc);
    }
    bucket(bucket).put(name, stored);
    return stored;
  }

  synchronized Stored get(String bucket, String name, Map<String, String> query) {
    Stored there = bucket(bucket).get(name);
    if (there == null) {
      throw new GcsError(404, "no such object");
    }
    check(there, query);
    return there;
  }

  synchronized void delete(String bucket, String name, Map<String, String> query) {
    get(bucket, name, query);
    bucket(bucket).remove(name);
  }

  synchronized Page list(String bucket, Map<String, String> query, int size) {
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    List<Stored> items = new ArrayList<>();
    Set<String> prefixes = new TreeSet<>();
    String from = query.getOrDefault("pageToken", prefix);
    for (Stored stored : bucket(bucket).tailMap(from, true).values()) {
      if (!stored.name().startsWith(prefix)) {
        break;
      }
      int end = delimiter.isEmpty() ? -1 : stored.name().indexOf(delimiter, prefix.length());
      String folder = end < 0 ? "" : stored.name().substring(0, end + delimiter.length());
      boolean isNew = folder.isEmpty() || !prefixes.contains(folder);
      if (isNew && items.size() + prefixes.size() == size) {
        return new Page(items, prefixes, stored.name());
      }
      if (folder.isEmpty()) {
        items.add(stored);
      } else {
        prefixes.add(folder);
      }
    }
    return new Page(items, prefixes, "");
  }
}
