package org.arcoforge.store;

import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.ConnectionFactory;
import com.google.api.client.http.javanet.DefaultConnectionFactory;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.gax.retrying.ResultRetryAlgorithm;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.retrying.TimedAttemptSettings;
import com.google.cloud.BaseServiceException;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import org.arcoforge.store.ObjectStores.Watch;
import org.jspecify.annotations.Nullable;

/** Makes clients of Cloud Storage. */
final class GcsConnections {
  private static final String EMULATOR = "STORAGE_EMULATOR_HOST";

  static {
    // The JDK keeps five connections to a host, and would close the others after each request.
    String kept = "http.maxConnections";
    System.setProperty(kept, System.getProperty(kept, "64"));
  }

  private GcsConnections() {}

  static Storage open(String url, Map<String, String> options, Watch watch) throws IOException {
    String set = System.getProperty(EMULATOR, System.getenv().getOrDefault(EMULATOR, ""));
    String endpoint = options.getOrDefault("gs.endpoint", set);
    try {
      return client(endpoint, options.getOrDefault("gs.payer", ""), new GcsAttempts(watch))
          .getService();
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

  private static StorageOptions client(String endpoint, String payer, GcsAttempts attempts) {
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
            .setStorageRetryStrategy(
                attempts.told(StorageRetryStrategy.getUniformStorageRetryStrategy()))
            .setTransportOptions(attempts.transport());
    if (!endpoint.isEmpty()) {
      String host = endpoint.contains("://") ? endpoint : "http://" + endpoint;
      builder.setHost(host).setProjectId("local").setCredentials(NoCredentials.getInstance());
    }
    if (!payer.isEmpty()) {
      builder.setQuotaProjectId(payer);
    }
    return builder.build();
  }

  /**
   * Tells a watch of each attempt that the client of Cloud Storage makes: every one opens a
   * connection of its own, and repeats the one before if its thread asks for the same once more
   * after a failure that the strategy takes for one that passes.
   */
  static final class GcsAttempts implements ConnectionFactory {
    private static final ThreadLocal<@Nullable Attempt> LAST = new ThreadLocal<>();

    private final Watch watch;
    private final ConnectionFactory connections = new DefaultConnectionFactory();

    /** The latest attempt of a thread, and what it failed with. */
    private record Attempt(GcsAttempts by, String asked, @Nullable Throwable failure) {}

    GcsAttempts(Watch watch) {
      this.watch = watch;
    }

    @Override
    public HttpURLConnection openConnection(URL url) throws IOException {
      Attempt before = LAST.get();
      URI address = address(url);
      Throwable failure = before == null ? null : before.failure();
      if (before != null
          && failure != null
          && before.by() == this
          && before.asked().equals(url.getPath())) {
        watch.again(address, status(failure), failure);
      }
      LAST.set(new Attempt(this, url.getPath(), null));
      watch.request(address);
      return connections.openConnection(url);
    }

    private static URI address(URL url) throws IOException {
      try {
        return new URI(url.getProtocol(), null, url.getHost(), url.getPort(), null, null, null);
      } catch (URISyntaxException e) {
        throw new IOException("cannot connect to " + url.getHost() + ": " + e.getMessage(), e);
      }
    }

    private static int status(Throwable failure) {
      for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
        if (t instanceof HttpResponseException e) {
          return e.getStatusCode();
        } else if (t instanceof BaseServiceException e && e.getCode() > 0) {
          return e.getCode();
        }
      }
      return 0;
    }

    private void failed(Throwable failure) {
      Attempt attempt = LAST.get();
      if (attempt != null && attempt.by() == this) {
        LAST.set(new Attempt(this, attempt.asked(), failure));
      }
    }

    /** Returns how requests travel. */
    HttpTransportOptions transport() {
      return HttpTransportOptions.newBuilder()
          .setHttpTransportFactory(
              () -> new NetHttpTransport.Builder().setConnectionFactory(this).build())
          .build();
    }

    /** Returns the strategy, with what it takes for failures that pass remembered. */
    StorageRetryStrategy told(StorageRetryStrategy strategy) {
      ResultRetryAlgorithm<?> idempotent = told(strategy.getIdempotentHandler());
      ResultRetryAlgorithm<?> others = told(strategy.getNonidempotentHandler());
      return new Told(idempotent, others);
    }

    private <T> ResultRetryAlgorithm<T> told(ResultRetryAlgorithm<T> algorithm) {
      return new ResultRetryAlgorithm<>() {
        @Override
        public @Nullable TimedAttemptSettings createNextAttempt(
            Throwable failure, T answer, TimedAttemptSettings before) {
          return algorithm.createNextAttempt(failure, answer, before);
        }

        @Override
        public boolean shouldRetry(@Nullable Throwable failure, T answer) {
          boolean passes = algorithm.shouldRetry(failure, answer);
          if (passes && failure != null) {
            failed(failure);
          }
          return passes;
        }
      };
    }

    /** Both algorithms; clients are never serialized. */
    private static final class Told implements StorageRetryStrategy {
      private static final long serialVersionUID = 1L;

      private final transient ResultRetryAlgorithm<?> idempotent;
      private final transient ResultRetryAlgorithm<?> others;

      Told(ResultRetryAlgorithm<?> idempotent, ResultRetryAlgorithm<?> others) {
        this.idempotent = idempotent;
        this.others = others;
      }

      @Override
      public ResultRetryAlgorithm<?> getIdempotentHandler() {
        return idempotent;
      }

      @Override
      public ResultRetryAlgorithm<?> getNonidempotentHandler() {
        return others;
      }
    }
  }
}
