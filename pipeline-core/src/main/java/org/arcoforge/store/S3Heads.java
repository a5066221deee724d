package org.arcoforge.store;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Looks up what S3 knows of an object. */
final class S3Heads {
  private final S3Client client;
  private final String bucket;
  private final S3Failures failures;

  /**
   * A found object is there, with what S3 and our mark say of it.
   *
   * @param etag to match by
   */
  record Found(ObjectInfo info, String etag, S3Mark mark) {
    boolean isOf(S3Mark write) {
      return !mark.write().isEmpty() && mark.write().equals(write.write());
    }
  }

  S3Heads(S3Client client, String bucket, S3Failures failures) {
    this.client = client;
    this.bucket = bucket;
    this.failures = failures;
  }

  Optional<Found> find(String key) throws IOException {
    try {
      HeadObjectResponse head =
          client.headObject(b -> b.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
      Map<String, String> metadata = head.hasMetadata() ? head.metadata() : Map.of();
      S3Mark mark = S3Mark.of(metadata, head.checksumCRC32C());
      Long size = head.contentLength();
      String etag = head.eTag() == null ? "" : head.eTag();
      ObjectInfo info = mark.describe(key, size == null ? 0 : size, etag, head.lastModified());
      return Optional.of(new Found(info, etag, mark));
    } catch (SdkException e) {
      if (S3Failures.isAbsent(e)) {
        return Optional.empty();
      }
      throw failures.explain("s3://" + bucket + "/" + key, "look up", e);
    }
  }
}
