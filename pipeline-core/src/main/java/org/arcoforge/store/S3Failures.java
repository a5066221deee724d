package org.arcoforge.store;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.fault.FailureWords;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Sorts what an S3 service answers into what callers decide by, and says it in words. */
final class S3Failures {
  private static final Pattern EXPECTED_REGION = Pattern.compile("expecting '([a-z0-9-]+)'");
  private static final String REGION_HEADER = "x-amz-bucket-region";

  private final S3Connections connection;
  private final String bucket;

  S3Failures(S3Connections connection, String bucket) {
    this.connection = connection;
    this.bucket = bucket;
  }

  static int status(SdkException e) {
    return e instanceof SdkServiceException s ? s.statusCode() : 0;
  }

  private static @Nullable AwsErrorDetails details(SdkException e) {
    return e instanceof AwsServiceException a ? a.awsErrorDetails() : null;
  }

  private static String code(SdkException e) {
    AwsErrorDetails details = details(e);
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }

  /**
   * Returns whether the write may have happened: no answer, a server's error, a precondition that
   * this very write, sent before, may have made fail, or a refusal, which is how a bucket that may
   * only be added to answers to a repetition.
   */
  static boolean outcomeUnknown(SdkException e) {
    int status = status(e);
    return status < 400
        || status == 403
        || status == 408
        || status == 409
        || status == 412
        || status == 429
        || status >= 500;
  }

  /** Returns whether the service says that it does not know the request's conditions. */
  static boolean isUnknownRequest(SdkException e) {
    return status(e) == 501 || code(e).equals("NotImplemented");
  }

  static boolean isAbsent(SdkException e) {
    return status(e) == 404 && !code(e).equals("NoSuchBucket");
  }

  IOException explain(String url, String doing, SdkException e) {
    String cannot = "cannot " + doing + " " + url + ": ";
    int status = status(e);
    Optional<String> refused = refused(e);
    if (refused.isPresent()) {
      return new StoreAccessException(cannot + refused.get(), e);
    } else if (status == 404) {
      return new ObjectNotFoundException(url + ": no such object or bucket", e);
    } else if (status == 412) {
      return new GenerationMismatchException(cannot + "the object was changed meanwhile", e);
    }
    return new StoreFailureException(cannot + said(e), e);
  }

  /** What does not pass, and what to do about it. */
  private Optional<String> refused(SdkException e) {
    int status = status(e);
    String place = connection.place();
    String words =
        switch (code(e)) {
          case "NoSuchBucket" ->
              "there is no bucket '"
                  + bucket
                  + "' at "
                  + place
                  + "; make it, correct the name, or say which service it is at"
                  + " (AWS_ENDPOINT_URL_S3)";
          case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" ->
              "the credentials have expired; get new ones (aws sso login, or AWS_ACCESS_KEY_ID,"
                  + " AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN anew)";
          case "InvalidAccessKeyId", "InvalidToken", "InvalidClientTokenId" ->
              place
                  + " does not know the access key; check AWS_ACCESS_KEY_ID or AWS_PROFILE, and"
                  + " that they are meant for this service (AWS_ENDPOINT_URL_S3)";
          case "SignatureDoesNotMatch" ->
              "the secret key does not belong to the access key; check AWS_SECRET_ACCESS_KEY";
          case "RequestTimeTooSkewed", "RequestExpired" ->
              "this machine's clock says "
                  + java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                  + ", the server's another time"
                  + header(e, "Date").map(date -> " (" + date + ")").orElse("")
                  + "; set the clock (timedatectl set-ntp true)";
          case "PermanentRedirect",
              "TemporaryRedirect",
              "AuthorizationHeaderMalformed",
              "IllegalLocationConstraintException" ->
              elsewhere(e);
          case "NotImplemented" -> place + " cannot do this: " + said(e);
          case "InvalidBucketName" -> "'" + bucket + "' cannot be the name of a bucket";
          default ->
              status == 301 || status == 307
                  ? elsewhere(e)
                  : status == 401 || status == 403 ? denied(e) : "";
        };
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  private String denied(SdkException e) {
    Optional<String> missing = connection.credentials().missing();
    return "access is refused ("
        + said(e)
        + "); "
        + missing
            .map(
                why ->
                    "it was asked without credentials, as "
                        + (why.startsWith("s3.") ? why : "none were found")
                        + ": set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
                        + " log in (aws sso login)")
            .orElse(
                "give the account of this process the rights to read, list and write there"
                    + " (s3:GetObject, s3:ListBucket, s3:PutObject), or choose another bucket");
  }

  private String elsewhere(SdkException e) {
    Optional<String> region = header(e, REGION_HEADER);
    Matcher expected = EXPECTED_REGION.matcher(String.valueOf(e.getMessage()));
    if (region.isEmpty() && expected.find()) {
      region = Optional.of(expected.group(1));
    }
    return "the bucket '"
        + bucket
        + "' is "
        + region
            .map(
                r ->
                    "in the region "
                        + r
                        + ", not in "
                        + connection.region()
                        + ": set AWS_REGION="
                        + r)
            .orElse("in another region than " + connection.region() + ": set AWS_REGION");
  }

  private static Optional<String> header(SdkException e, String name) {
    AwsErrorDetails details = details(e);
    return details == null || details.sdkHttpResponse() == null
        ? Optional.empty()
        : details.sdkHttpResponse().firstMatchingHeader(name);
  }

  /** What the service or the network says. */
  private String said(SdkException e) {
    AwsErrorDetails details = details(e);
    if (e instanceof SdkServiceException s) {
      String words = details == null ? null : details.errorMessage();
      String code = code(e);
      return s.statusCode()
          + (code.isEmpty() || code.matches("\\d+") ? "" : " " + code)
          + (words == null || words.isBlank() ? "" : ", " + words)
          + (s.requestId() == null ? "" : ", request " + s.requestId());
    }
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String words = FailureWords.of(root);
    return root instanceof UnknownHostException
        ? words + " as that of " + connection.place()
        : words + " (" + connection.place() + ")";
  }
}
