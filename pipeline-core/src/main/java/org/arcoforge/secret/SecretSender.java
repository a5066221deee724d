package org.arcoforge.secret;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.egress.Egress;
import org.arcoforge.secret.SecretBinding.SecretUse;

/**
 * Adds the secret that a recipe needs to requests to the hosts that its URLs name, and to the login
 * host that the bakery names; to no others, and over secure connections only.
 */
public final class SecretSender {
  private final String need;
  private final SecretBindings bindings;
  private final SecretValues values;
  private final CookieManager cookies =
      new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER);

  /** A hop is a request as it is sent: the URI may hold a secret. */
  public record Hop(URI uri, Map<String, String> headers) {}

  /**
   * Sends the secret of a need.
   *
   * @param need of a recipe; empty for none
   */
  public SecretSender(String need, SecretBindings bindings) {
    this.need = need;
    this.bindings = bindings;
    this.values = SecretValues.ofProcess();
  }

  /**
   * Returns what to send.
   *
   * @param trusted whether the request goes to the host that the recipe's URL names
   */
  public Hop at(URI uri, boolean trusted) throws SecretException, IOException {
    if (need.isEmpty()) {
      return new Hop(uri, Map.of());
    }
    SecretBinding binding = bindings.of(need);
    SecretUse use = use(binding);
    Map<String, String> headers = new HashMap<>();
    if (use.kind() == SecretUse.Way.LOGIN) {
      if (isLogin(uri, use)) {
        headers.put("Authorization", values.of(need, binding).basic());
      }
      List<String> kept = cookies.get(uri, Map.of()).getOrDefault("Cookie", List.of());
      if (!kept.isEmpty() && isSecure(uri)) {
        headers.put("Cookie", String.join("; ", kept));
      }
      return new Hop(uri, headers);
    }
    if (!trusted) {
      return new Hop(uri, headers);
    }
    checkHost(binding, uri.getHost());
    if (!isSecure(uri)) {
      throw new SecretException(
          "the secret '"
              + need
              + "' is sent over https only; write the recipe's url with https://");
    }
    Credential credential = values.of(need, binding);
    switch (use.kind()) {
      case PRIVATE_KEY, CLEARTEXT, S3_KEYS ->
          throw new SecretException(
              "the secret '" + need + "' is bound as " + use + ", which no web server takes");
      case BEARER -> headers.put("Authorization", "Bearer " + credential.value());
      case BASIC -> headers.put("Authorization", credential.basic());
      case HEADER -> headers.put(use.name(), credential.value());
      default -> {
        return new Hop(withQuery(uri, use.name(), credential.value()), headers);
      }
    }
    return new Hop(uri, headers);
  }

  /** How the value is sent that the binding leads to. */
  private SecretUse use(SecretBinding binding) throws SecretException {
    SecretUse use = binding.use();
    if (use.kind() != SecretUse.Way.LOGIN_OR_BEARER) {
      return use;
    }
    return values.of(need, binding).hasUser()
        ? new SecretUse(SecretUse.Way.LOGIN, use.name())
        : SecretUse.bearer();
  }

  private void checkHost(SecretBinding binding, String host) throws SecretException {
    if (!binding.hosts().isEmpty()
        && binding.hosts().stream().noneMatch(h -> Egress.isNamed(h, host))) {
      throw new SecretException(
          "the secret '"
              + need
              + "' is for "
              + String.join(", ", binding.hosts())
              + ", and not for "
              + host
              + "; if that host may have it, write it in the bakery: secrets: {"
              + need
              + ": {hosts: ["
              + host
              + "]}}");
    }
  }

  /**
   * A login is who one is to a server that is no web server; it shows its secret to nobody.
   *
   * @param user empty if the URL says
   * @param secret a password, or the text of a private key
   */
  public record Login(String user, String secret, boolean isKey) {
    @Override
    public String toString() {
      return "a login";
    }
  }

  /**
   * Returns how to log in at a host; empty if nobody asks for it.
   *
   * @param encrypted whether nobody on the way can read it
   * @throws SecretException if the secret is not bound, not for this host, or not for logins
   */
  public Optional<Login> login(String host, boolean encrypted) throws SecretException {
    if (need.isEmpty()) {
      return Optional.empty();
    }
    SecretBinding binding = bindings.of(need);
    SecretUse.Way way = binding.use().kind();
    if (way != SecretUse.Way.BASIC
        && way != SecretUse.Way.CLEARTEXT
        && way != SecretUse.Way.PRIVATE_KEY) {
      throw new SecretException(
          "the secret '"
              + need
              + "' is bound as "
              + binding.use()
              + ", which only web servers take; write as: basic for user:password, or as:"
              + " private_key for a key of SSH");
    }
    checkHost(binding, host);
    if (!encrypted && way != SecretUse.Way.CLEARTEXT && !isLoopback(host)) {
      throw new SecretException(
          "the secret '"
              + need
              + "' is not sent by ftp://, where all on the way can read it; write ftpes://, ftps:// or"
              + " sftp:// if the server has them, else bind it as: cleartext");
    }
    Credential credential = values.of(need, binding);
    boolean isKey = way == SecretUse.Way.PRIVATE_KEY;
    return Optional.of(
        new Login(isKey ? binding.use().name() : credential.user(), credential.value(), isKey));
  }

  private static boolean isLoopback(String host) {
    return host.matches("(?i)127\\.0\\.0\\.1|localhost|\\[::1\\]");
  }

  /** Keeps the cookies of an answer, which a login gives. */
  public void answered(URI uri, HttpHeaders headers) throws IOException {
    if (!need.isEmpty() && use(bindings.of(need)).kind() == SecretUse.Way.LOGIN) {
      cookies.put(uri, headers.map());
    }
  }

  /**
   * Returns the keys of S3 that a need is bound to: {@code ACCESS:SECRET}.
   *
   * @throws SecretException if it is not bound, or to something else
   */
  public static String s3Keys(String need, SecretBindings bindings) throws SecretException {
    SecretBinding binding = bindings.of(need);
    if (binding.use().kind() != SecretUse.Way.S3_KEYS) {
      throw new SecretException(
          "the secret '"
              + need
              + "' is bound as "
              + binding.use()
              + "; keys are bound as: s3_keys");
    }
    Credential keys = SecretValues.ofProcess().of(need, binding);
    return keys.user() + ":" + keys.value();
  }

  /** Returns what to look at where access is refused. */
  public String advice() {
    if (need.isEmpty()) {
      return "check access.auth and access.headers";
    }
    try {
      return "check the secret '" + need + "' (" + bindings.of(need).place() + ")";
    } catch (SecretException e) { // it was never sent
      return "bind the secret '" + need + "'";
    }
  }

  private static boolean isLogin(URI uri, SecretUse use) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return isSecure(uri) && use.name().equalsIgnoreCase(uri.getHost() + port);
  }

  /** Encrypted, or never on a wire. */
  private static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme()) || isLoopback(uri.getHost());
  }

  private static URI withQuery(URI uri, String key, String value) {
    String more =
        URLEncoder.encode(key, StandardCharsets.UTF_8)
            + "="
            + URLEncoder.encode(value, StandardCharsets.UTF_8);
    String text = uri.toString();
    int hash = text.indexOf('#');
    String whole = hash < 0 ? text : text.substring(0, hash);
    return URI.create(whole + (uri.getRawQuery() == null ? "?" : "&") + more);
  }
}
