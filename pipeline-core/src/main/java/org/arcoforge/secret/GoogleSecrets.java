package org.arcoforge.secret;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Dialer.HttpAnswer;
import org.arcoforge.egress.Egress;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.secret.SecretBinding.SecretPlace;

/** Gets tokens of Google's credentials, and secrets that Secret Manager keeps. */
final class GoogleSecrets {
  private static final Pattern DATA = Pattern.compile("\"data\"\\s*:\\s*\"([A-Za-z0-9+/=_-]*)\"");

  /** The token of gcloud lasts an hour, of which some may have passed. */
  private static final long GCLOUD_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** Tokens are given by this: Google's library, or a test. */
  interface Tokens {
    /** Returns a token of the default credentials, or of an account that they impersonate. */
    String token(String account) throws IOException;
  }

  private record Printed(Credential token, long at) {}

  private final String manager;
  private final Tokens tokens;
  private final String gcloud;
  private final Map<String, Printed> printed = new ConcurrentHashMap<>();

  GoogleSecrets(String manager, Tokens tokens, String gcloud) {
    this.manager = manager;
    this.tokens = tokens;
    this.gcloud = gcloud;
  }

  static GoogleSecrets real() {
    return new GoogleSecrets("https://secretmanager.googleapis.com", GoogleTokens::of, "gcloud");
  }

  Credential token(String need, SecretPlace place) throws SecretException {
    if (place.kind() == SecretPlace.Kind.GCLOUD_TOKEN) {
      return printed(need, place);
    }
    try {
      return new Credential("", tokens.token(place.name()));
    } catch (IOException e) {
      throw SecretValues.wrong(
          need,
          place,
          "give no token: "
              + FailureWords.of(e)
              + "; set credentials: gcloud auth application-default login");
    }
  }

  private Credential printed(String need, SecretPlace place) throws SecretException {
    Printed last = printed.get(gcloud);
    if (last != null && System.nanoTime() - last.at() < GCLOUD_NANOS) {
      return last.token();
    }
    try {
      Process process =
          new ProcessBuilder(gcloud, "auth", "print-access-token")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String text;
      try (InputStream out = process.getInputStream()) {
        text = new String(out.readNBytes(1 << 16), StandardCharsets.UTF_8).strip();
      }
      if (process.waitFor() != 0 || text.isEmpty()) {
        throw SecretValues.wrong(need, place, "gives no token: log in with gcloud auth login");
      }
      Credential token = new Credential("", text);
      printed.put(gcloud, new Printed(token, System.nanoTime()));
      return token;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SecretValues.wrong(need, place, "was interrupted");
    } catch (SecretException e) {
      throw e;
    } catch (IOException e) {
      throw SecretValues.wrong(need, place, "cannot be run: install the Google Cloud CLI");
    }
  }

  String secret(String need, SecretPlace place) throws SecretException {
    URI uri = URI.create(manager + "/v1/" + place.name() + ":access");
    try {
      Map<String, String> headers = Map.of("Authorization", "Bearer " + tokens.token(""));
      Egress only = new Egress(java.util.List.of(uri.getHost()), java.util.List.of(), true);
      try (HttpAnswer answer = Dialer.of(only).send("GET", uri, headers)) {
        if (answer.status() != 200) {
          throw SecretValues.wrong(
              need,
              place,
              "HTTP "
                  + answer.status()
                  + "; who bakes needs the role Secret Manager Secret Accessor on it");
        }
        String text = new String(answer.body().readNBytes(1 << 20), StandardCharsets.UTF_8);
        Matcher data = DATA.matcher(text);
        if (!data.find()) {
          throw SecretValues.wrong(need, place, "the answer holds no value");
        }
        byte[] bytes = Base64.getDecoder().decode(data.group(1));
        return new String(bytes, StandardCharsets.UTF_8).strip();
      }
    } catch (SecretException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw SecretValues.wrong(need, place, "cannot be read: " + FailureWords.of(e));
    }
  }
}
