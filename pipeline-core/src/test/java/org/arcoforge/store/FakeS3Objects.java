package org.arcoforge.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The objects of the fake S3 server; an ETag is the MD5 of the bytes. */
final class FakeS3Objects {
  /** What a request asks of the object that is there. */
  record Condition(@Nullable String ifNoneMatch, @Nullable String ifMatch) {
    static final Condition NONE = new Condition(null, null);

    void check(@Nullable Stored there) {
      if ("*".equals(ifNoneMatch) && there != null) {
        throw new S3Error(412, "PreconditionFailed", "there is an object");
      }
      if (ifMatch != null && there == null) {
        throw new S3Error(404, "NoSuchKey", "no such key");
      }
      if (ifMatch != null && there != null && !there.etag().equals(ifMatch)) {
        throw new S3Error(412, "PreconditionFailed", "the ETag is " + there.etag());
      }
    }
  }

  /** One object. */
  static final class Stored {
    private final String key;
    private final byte[] bytes;
    private final Map<String, String> metadata;
    private final Instant modified = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    Stored(String key, byte[] bytes, Map<String, String> metadata) {
      this.key = key;
      this.bytes = bytes;
      this.metadata = metadata;
    }

    String key() {
      return key;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    int size() {
      return bytes.length;
    }

    Map<String, String> metadata() {
      return metadata;
    }

    Instant modified() {
      return modified;
    }

    String etag() {
      return '"' + HexFormat.of().formatHex(md5(bytes)) + '"';
    }

    String crc32c() {
      int crc = (int) ObjectKeys.crc32c(bytes, 0, bytes.length);
      return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt(crc).array());
    }
  }

  /** A part of a listing. */
  record Page(List<Stored> objects, Set<String> prefixes, String next) {}

  private final Map<String, NavigableMap<String, Stored>> buckets = new TreeMap<>();
  private final Set<String> missing = new TreeSet<>();

  static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  synchronized void remove(String bucket) {
    missing.add(bucket);
  }

  private NavigableMap<String, Stored> bucket(String name) {
    if (missing.contains(name)) {
      throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    return buckets.computeIfAbsent(name, n -> new TreeMap<>());
  }

  synchronized Stored put(String bucket, Stored object, Condition condition) {
    NavigableMap<String, Stored> objects = bucket(bucket);
    condition.check(objects.get(object.key()));
    objects.put(object.key(), object);
    return object;
  }

  synchronized Stored get(String bucket, String key) {
    Stored there = bucket(bucket).get(key);
    if (there == null) {
      throw new S3Error(404, "NoSuchKey", "The specified key does not exist.");
    }
    return there;
  }

  synchronized void delete(String bucket, String key) {
    bucket(bucket).remove(key);
  }

  synchronized Page list(String bucket, Map<String, String> query, int size) {
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    List<Stored> objects = new ArrayList<>();
    Set<String> prefixes = new TreeSet<>();
    String from = query.getOrDefault("continuation-token", prefix);
    for (Stored stored : bucket(bucket).tailMap(from, true).values()) {
      if (!stored.key().startsWith(prefix)) {
        break;
      }
      int end = delimiter.isEmpty() ? -1 : stored.key().indexOf(delimiter, prefix.length());
      String folder = end < 0 ? "" : stored.key().substring(0, end + delimiter.length());
      boolean isNew = folder.isEmpty() || !prefixes.contains(folder);
      if (isNew && objects.size() + prefixes.size() == size) {
        return new Page(objects, prefixes, stored.key());
      }
      if (folder.isEmpty()) {
        objects.add(stored);
      } else {
        prefixes.add(folder);
      }
    }
    return new Page(objects, prefixes, "");
  }
}
