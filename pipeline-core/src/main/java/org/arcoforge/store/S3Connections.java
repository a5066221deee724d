package org.arcoforge.store;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.store.ObjectStores.Watch;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * A connection is a client of S3 and what it was made with. What the AWS tools read is read here
 * too: {@code AWS_ENDPOINT_URL_S3}, {@code AWS_ENDPOINT_URL}, {@code AWS_REGION}, {@code
 * AWS_PROFILE}, keys, roles and instances; and GDAL's {@code AWS_NO_SIGN_REQUEST} and {@code
 * AWS_VIRTUAL_HOSTING}.
 *
 * @param client speaks to the service
 * @param endpoint empty for AWS itself
 * @param region in which it signs
 * @param unconditional whether the operator says that nobody else writes there
 * @param credentials who it asks as
 */
record S3Connections(
    S3Client client,
    String endpoint,
    Region region,
    boolean unconditional,
    Credentials credentials) {
  private static final int CONNECTIONS = 64;

  static S3Connections open(String url, Map<String, String> options, Watch watch)
      throws StoreAccessException {
    try {
      return connect(options, new S3Attempts(watch));
    } catch (IllegalArgumentException | SdkClientException e) {
      throw new StoreAccessException("cannot connect to " + url + ": " + FailureWords.of(e), e);
    }
  }

  private static S3Connections connect(Map<String, String> options, S3Attempts tell) {
    String endpoint = endpoint(options);
    String virtual = System.getenv("AWS_VIRTUAL_HOSTING");
    boolean pathStyle =
        flag(options, "s3.path_style", virtual == null ? !endpoint.isEmpty() : !isYes(virtual));
    boolean anonymous = flag(options, "s3.anonymous", isYes(System.getenv("AWS_NO_SIGN_REQUEST")));
    Region region = regionThatIsSet();
    String keys = options.getOrDefault("s3.keys", "");
    Credentials credentials = keys.isEmpty() ? new Credentials(anonymous) : new Credentials(keys);
    boolean payer = flag(options, "s3.payer", false);
    var builder =
        S3Client.builder()
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS)
                    .connectionTimeout(Duration.ofSeconds(10))
                    .socketTimeout(Duration.ofSeconds(60))
                    .connectionAcquisitionTimeout(Duration.ofMinutes(5))
                    .tcpKeepAlive(true)
                    .expectContinueEnabled(false))
            // Checksums are given with each request; the trailing ones are known to few but AWS.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                S3Configuration.builder()
                    .chunkedEncodingEnabled(false)
                    .expectContinueEnabled(false)
                    .build())
            .forcePathStyle(pathStyle)
            // A bucket of AWS is found in whatever region it is.
            .crossRegionAccessEnabled(endpoint.isEmpty());
    int attempts = Integer.parseInt(options.getOrDefault("s3.attempts", "8"));
    Duration most = Duration.ofSeconds(20);
    builder.overrideConfiguration(
        o -> {
          if (payer) {
            o.putHeader("x-amz-request-payer", "requester");
          }
          o.addExecutionInterceptor(tell);
          o.retryStrategy(
              tell.told(
                  AwsRetryStrategy.standardRetryStrategy().toBuilder()
                      .maxAttempts(attempts)
                      .circuitBreakerEnabled(false)
                      .backoffStrategy(
                          BackoffStrategy.exponentialDelay(Duration.ofMillis(100), most))
                      .throttlingBackoffStrategy(
                          BackoffStrategy.exponentialDelay(Duration.ofMillis(200), most))
                      .build()));
        });
    if (!endpoint.isEmpty()) {
      builder.endpointOverride(URI.create(endpoint));
    }
    boolean unconditional =
        flag(
            options,
            "s3.unconditional_writes",
            isYes(System.getenv("ARCO_S3_UNCONDITIONAL_WRITES")));
    return new S3Connections(builder.build(), endpoint, region, unconditional, credentials);
  }

  /** The address of the service; empty for AWS itself. */
  static String endpoint(Map<String, String> options) {
    String set =
        first(
            () -> options.get("s3.endpoint"),
            () -> System.getProperty("aws.endpointUrlS3"),
            () -> System.getenv("AWS_ENDPOINT_URL_S3"),
            () -> System.getProperty("aws.endpointUrl"),
            () -> System.getenv("AWS_ENDPOINT_URL"));
    String whole = set.isEmpty() || set.contains("://") ? set : "https://" + set;
    return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
  }

  @SafeVarargs
  private static String first(Supplier<@Nullable String>... places) {
    for (Supplier<@Nullable String> place : places) {
      String found = place.get();
      if (found != null && !found.isBlank()) {
        return found.strip();
      }
    }
    return "";
  }

  private static boolean flag(Map<String, String> options, String name, boolean otherwise) {
    String set = first(() -> options.get(name), () -> System.getProperty(name));
    return set.isEmpty() ? otherwise : isYes(set);
  }

  private static boolean isYes(@Nullable String value) {
    return value != null && value.toLowerCase(Locale.ROOT).matches("1|yes|true|on");
  }

  /** The region that is set; that of an instance is not asked for, as buckets are found anyway. */
  private static Region regionThatIsSet() {
    for (AwsRegionProvider provider :
        new AwsRegionProvider[] {
          new SystemSettingsRegionProvider(), new AwsProfileRegionProvider()
        }) {
      try {
        @Nullable Region region = provider.getRegion();
        if (region != null) {
          return region;
        }
      } catch (SdkClientException e) {
        // None is set there; a damaged file of profiles is told of where credentials are sought.
      }
    }
    return Region.US_EAST_1;
  }

  /** Where it is, in words. */
  String place() {
    return endpoint.isEmpty() ? "Amazon S3" : endpoint;
  }

  /** Credentials are sought at the first request; where there are none, it is asked without. */
  static final class Credentials implements AwsCredentialsProvider {
    private final boolean anonymous;
    private @Nullable AwsCredentialsProvider found;
    private @Nullable String missing;

    Credentials(boolean anonymous) {
      this.anonymous = anonymous;
      this.found = anonymous ? AnonymousCredentialsProvider.create() : null;
    }

    /** Takes keys that were bound: {@code ACCESS:SECRET}. */
    Credentials(String keys) {
      this.anonymous = false;
      int colon = keys.indexOf(':');
      this.found =
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(keys.substring(0, colon), keys.substring(colon + 1)));
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
      AwsCredentialsProvider provider = found;
      if (provider != null) {
        return provider.resolveCredentials();
      }
      DefaultCredentialsProvider usual = DefaultCredentialsProvider.builder().build();
      try {
        AwsCredentials credentials = usual.resolveCredentials();
        found = usual;
        return credentials;
      } catch (SdkClientException e) {
        usual.close();
        missing = FailureWords.withoutClasses(e.getMessage());
        found = AnonymousCredentialsProvider.create();
        return found.resolveCredentials();
      }
    }

    /** Says why there are none; empty if there are. */
    synchronized Optional<String> missing() {
      return anonymous
          ? Optional.of("s3.anonymous or AWS_NO_SIGN_REQUEST is set")
          : Optional.ofNullable(missing);
    }
  }

  /**
   * Conditions are what a service is known to heed: not all that speak S3 know {@code
   * If-None-Match} and {@code If-Match}, and some ignore them in silence. It is found out once for
   * a bucket in a process; of Amazon S3 it is known. Safe for many threads.
   */
  static final class Conditions {
    /** A kind is what a request does under a condition. */
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

    private static final ConcurrentHashMap<String, Conditions> KNOWN = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<Kind, Boolean> heeded = new ConcurrentHashMap<>();
    private volatile boolean checksums;
    private volatile boolean bareEtags;

    private Conditions(boolean isAmazon) {
      checksums = isAmazon;
      if (isAmazon) {
        for (Kind kind : Kind.values()) {
          heeded.put(kind, true);
        }
      }
    }

    static Conditions of(S3Connections connection, String bucket) {
      return KNOWN.computeIfAbsent(
          connection.endpoint() + " " + bucket,
          where -> new Conditions(connection.endpoint().isEmpty()));
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

    /**
     * Returns an ETag as the service wants to have it matched: Ceph did without quotes for long.
     */
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

  /**
   * Tells a watch of each attempt that the AWS client makes: as an interceptor it sees what is
   * sent, and what is sent again only who grants it, so it stands before the strategy that does.
   */
  static final class S3Attempts implements ExecutionInterceptor {
    private final Watch watch;
    private volatile @Nullable URI asked; // a client has one bucket, which is at one address

    S3Attempts(Watch watch) {
      this.watch = watch;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes any) {
      URI address = context.httpRequest().getUri();
      asked = address;
      watch.request(address);
    }

    private void again(Throwable failure) {
      URI address = asked;
      if (address != null) { // null where it could not even be sent
        watch.again(address, failure instanceof SdkException e ? S3Failures.status(e) : 0, failure);
      }
    }

    /** Returns the strategy, with what it grants told. */
    RetryStrategy told(RetryStrategy strategy) {
      return new RetryStrategy() {
        @Override
        public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
          return strategy.acquireInitialToken(request);
        }

        @Override
        public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
          RefreshRetryTokenResponse granted = strategy.refreshRetryToken(request); // or it throws
          again(request.failure());
          return granted;
        }

        @Override
        public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
          return strategy.recordSuccess(request);
        }

        @Override
        public int maxAttempts() {
          return strategy.maxAttempts();
        }

        @Override
        public boolean useClientDefaults() {
          return strategy.useClientDefaults();
        }

        @Override
        public Builder<?, ?> toBuilder() {
          return strategy.toBuilder();
        }

        @Override
        public void close() {
          strategy.close();
        }
      };
    }
  }
}
