package org.arcoforge.store;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Makes clients of Cloud Storage. */
final class GcsConnections {
  private static final String EMULATOR = "STORAGE_EMULATOR_HOST";

  static {
    // The JDK keeps five connections to a host, and would close the others after each request.
    String kept = "http.maxConnections";
    System.setProperty(kept, System.getProperty(kept, "64"));
  }

  private GcsConnections() {}

  static Storage open(String url, Map<String, String> options) throws IOException {
    String set = System.getProperty(EMULATOR, System.getenv().getOrDefault(EMULATOR, ""));
    String endpoint = options.getOrDefault("gs.endpoint", set);
    try {
      return client(endpoint, options.getOrDefault("gs.payer", "")).getService();
    } catch (RuntimeException e) {
      throw new StoreAccessException(
          "cannot connect to "
              + url
              + ": "
              + e.getMessage()
              + "; set credentials: gcloud auth application-default login",
          e);
    }
  }

  private static StorageOptions client(String endpoint, String payer) {
    RetrySettings retries =
        RetrySettings.newBuilder()
            .setMaxAttempts(6)
            .setInitialRetryDelayDuration(Duration.ofMillis(endpoint.isEmpty() ? 1000 : 10))
            .setRetryDelayMultiplier(2)
            .setMaxRetryDelayDuration(Duration.ofSeconds(32))
            .setTotalTimeoutDuration(Duration.ofMinutes(5))
            .build();
    StorageOptions.Builder builder =
        StorageOptions.http()
            .setRetrySettings(retries)
            // Every write has a precondition and every delete is of what nobody needs: all may be
            // repeated.
            .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy());
    if (!endpoint.isEmpty()) {
      String host = endpoint.contains("://") ? endpoint : "http://" + endpoint;
      builder.setHost(host).setProjectId("local").setCredentials(NoCredentials.getInstance());
    }
    if (!payer.isEmpty()) {
      builder.setQuotaProjectId(payer);
    }
    return builder.build();
  }
}
