package org.arcoforge.store;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Conditions are what a service is known to heed: not all that speak S3 know {@code If-None-Match}
 * and {@code If-Match}, and some ignore them in silence. It is found out once for a bucket in a
 * process; of Amazon S3 it is known. Safe for many threads.
 */
final class S3Conditions {
  /** What a request does under a condition. */
  enum Kind {
    CREATE("If-None-Match", "an object that another writer made meanwhile"),
    REPLACE("If-Match", "what another writer put there meanwhile"),
    COPY("If-None-Match of copies", "an object that another writer made meanwhile");

    final String header;
    final String danger;

    Kind(String header, String danger) {
      this.header = header;
      this.danger = danger;
    }
  }

  private static final ConcurrentHashMap<String, S3Conditions> KNOWN = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<Kind, Boolean> heeded = new ConcurrentHashMap<>();
  private volatile boolean checksums;
  private volatile boolean bareEtags;

  private S3Conditions(boolean isAmazon) {
    checksums = isAmazon;
    if (isAmazon) {
      for (Kind kind : Kind.values()) {
        heeded.put(kind, true);
      }
    }
  }

  static S3Conditions of(S3Connections connection, String bucket) {
    return KNOWN.computeIfAbsent(
        connection.endpoint() + " " + bucket,
        where -> new S3Conditions(connection.endpoint().isEmpty()));
  }

  /** Null if it is not known yet. */
  @Nullable Boolean heeds(Kind kind) {
    return heeded.get(kind);
  }

  void found(Kind kind, boolean isHeeded) {
    heeded.put(kind, isHeeded);
  }

  /** Whether the service has answered a write with its CRC-32C; of others MD5 is checked. */
  boolean checksums() {
    return checksums;
  }

  void answeredChecksum(@Nullable String checksum) {
    checksums = checksums || checksum != null;
  }

  /** Returns an ETag as the service wants to have it matched: Ceph did without quotes for long. */
  String etag(String quoted) {
    return bareEtags ? quoted.replace("\"", "") : quoted;
  }

  /** Takes the quotes off from now on; false if that was done before. */
  boolean tryBareEtags() {
    boolean isNew = !bareEtags;
    bareEtags = true;
    return isNew;
  }

  static StoreAccessException refusal(String url, Kind kind, S3Connections connection) {
    return new StoreAccessException(
        "cannot write "
            + url
            + " safely: "
            + connection.place()
            + " does not heed "
            + kind.header
            + ", so that a write could destroy "
            + kind.danger
            + "; use a service that does (Amazon S3, MinIO, Ceph, Cloudflare R2), or, if nobody"
            + " else writes there, set ARCO_S3_UNCONDITIONAL_WRITES=yes");
  }
}
