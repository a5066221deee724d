package org.arcoforge.secret;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Gives access tokens of Google's application default credentials, and says whose they are. */
public final class GoogleTokens {
  private static final List<String> SCOPES =
      List.of("https://www.googleapis.com/auth/cloud-platform");
  private static final int LIFE_SECONDS = 3600;
  private static final Map<String, GoogleCredentials> KNOWN = new ConcurrentHashMap<>();

  private GoogleTokens() {}

  /**
   * Returns a token that is still good.
   *
   * @param account service account to impersonate; empty for the credentials themselves
   * @throws IOException if there are no credentials, or they are refused
   */
  public static String of(String account) throws IOException {
    GoogleCredentials credentials = KNOWN.get(account);
    if (credentials == null) {
      GoogleCredentials own = GoogleCredentials.getApplicationDefault().createScoped(SCOPES);
      credentials =
          account.isEmpty()
              ? own
              : ImpersonatedCredentials.create(own, account, null, SCOPES, LIFE_SECONDS);
      KNOWN.put(account, credentials);
    }
    credentials.refreshIfExpired();
    AccessToken token = credentials.getAccessToken();
    if (token == null) {
      throw new IOException("the credentials give no token");
    }
    return token.getTokenValue();
  }

  /**
   * Returns the e-mail address of the service account that writes; empty for a person's
   * credentials, which do not tell, and where there are none.
   */
  public static Optional<String> account() {
    try {
      GoogleCredentials own = GoogleCredentials.getApplicationDefault();
      if (own instanceof ServiceAccountCredentials service) {
        return Optional.ofNullable(service.getClientEmail());
      }
      if (own instanceof ImpersonatedCredentials impersonated) {
        return Optional.ofNullable(impersonated.getAccount());
      }
      return own instanceof ComputeEngineCredentials machine
          ? Optional.ofNullable(machine.getAccount())
          : Optional.empty();
    } catch (IOException | RuntimeException e) { // there are none, or nobody answers for them
      return Optional.empty();
    }
  }
}
