package org.arcoforge.store;

import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts what Cloud Storage answers into what callers decide by. */
final class GcsFailures {
  private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"([^\"]*)\"");

  private GcsFailures() {}

  /**
   * Returns whether the write may have happened: no answer, a server's error, a precondition that
   * this very write, sent before, may have made fail, or a refusal, which is how a bucket that may
   * only be added to answers to a repetition.
   */
  static boolean outcomeUnknown(StorageException e) {
    int code = e.getCode();
    return code == 412
        || code == 409
        || code == 408
        || code == 403
        || code == 429
        || code >= 500
        || code < 400;
  }

  /** Explains what a request says of the whole bucket. */
  static IOException explainBucket(String url, String bucket, String doing, StorageException e) {
    return e.getCode() == 404
        ? new StoreAccessException(
            "cannot "
                + doing
                + " "
                + url
                + ": there is no bucket '"
                + bucket
                + "'; make it (gcloud storage buckets create gs://"
                + bucket
                + "), or correct the name",
            e)
        : explain(url, doing, e);
  }

  /** What the service says, which for some requests is a whole document. */
  private static String words(StorageException e) {
    String message = String.valueOf(e.getMessage());
    Matcher inside = MESSAGE.matcher(message);
    return message.indexOf('{') >= 0 && inside.find() ? inside.group(1) : message;
  }

  static IOException explain(String url, String doing, StorageException e) {
    String said = "cannot " + doing + " " + url + ": " + e.getCode() + " " + words(e);
    return switch (e.getCode()) {
      case 404 -> new ObjectNotFoundException(url + ": no such object or bucket", e);
      case 401, 403 ->
          new StoreAccessException(
              said
                  + "; give the account of this process access to the bucket, or choose another"
                  + " one (credentials: gcloud auth application-default login)",
              e);
      case 412 -> new GenerationMismatchException(said, e);
      default -> new StoreFailureException(said, e);
    };
  }
}
