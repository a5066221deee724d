package org.arcoforge.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mark is what a write leaves with its object, as metadata: which write it was, when, and the
 * CRC-32C. S3 itself tells contents apart (by the ETag), not writes of the same content; with the
 * mark a generation never comes back, and a write whose answer was lost knows its own object again.
 *
 * @param write {@code milliseconds-random}, both in hexadecimal; empty where somebody else wrote
 * @param crc32c of the bytes; -1 if it is not known
 */
record S3Mark(String write, long crc32c) {
  private static final String WRITE = "arco-write";
  private static final String CRC32C = "arco-crc32c";

  static S3Mark ofNewWrite(long crc32c) {
    String time = Long.toHexString(System.currentTimeMillis());
    return new S3Mark(time + "-" + UUID.randomUUID().toString().replace("-", ""), crc32c);
  }

  /** Returns the mark of an object by its metadata and the checksum that the service knows. */
  static S3Mark of(Map<String, String> metadata, @Nullable String checksum) {
    return new S3Mark(metadata.getOrDefault(WRITE, ""), crc32c(metadata, checksum));
  }

  private static long crc32c(Map<String, String> metadata, @Nullable String checksum) {
    // With a dash it is one of parts, which says nothing of the whole.
    if (checksum != null && checksum.indexOf('-') < 0) {
      return ByteBuffer.wrap(Base64.getDecoder().decode(checksum)).getInt() & 0xFFFFFFFFL;
    }
    String ours = metadata.getOrDefault(CRC32C, "");
    return ours.matches("[0-9a-f]{8}") ? Long.parseLong(ours, 16) : -1;
  }

  Map<String, String> metadata() {
    return crc32c < 0
        ? Map.of(WRITE, write)
        : Map.of(WRITE, write, CRC32C, String.format("%08x", crc32c));
  }

  /** Returns CRC-32C as the service writes it. */
  String checksum() {
    return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) crc32c).array());
  }

  /** Describes the object; its time is the one of the mark where it has one. */
  ObjectInfo describe(String key, long size, String etag, @Nullable Instant lastModified) {
    // Answers to looking up tell whole seconds, listings of some services more.
    long seconds = lastModified == null ? 0 : lastModified.getEpochSecond();
    boolean isOurs = write.matches("[0-9a-f]{1,12}-[0-9a-f]{32}");
    long modified =
        isOurs ? Long.parseLong(write.substring(0, write.indexOf('-')), 16) : seconds * 1000;
    return new ObjectInfo(
        key, size, crc32c, generation(etag, isOurs ? write : Long.toString(seconds)), modified);
  }

  /** Describes what a listing tells: of the mark nothing, so its generation is none to match. */
  static ObjectInfo listed(String key, long size, String etag, Instant lastModified) {
    long content = -generation(etag, "");
    return new ObjectInfo(key, size, -1, content, lastModified.getEpochSecond() * 1000);
  }

  /** Returns MD5 as the service wants to have it. */
  static String md5(byte[] bytes, int offset, int length) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(bytes, offset, length);
      return Base64.getEncoder().encodeToString(md5.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static long generation(String etag, String write) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest =
          sha.digest((etag.replace("\"", "") + "\n" + write).getBytes(StandardCharsets.UTF_8));
      return Math.max(1, ByteBuffer.wrap(digest).getLong() >>> 1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
