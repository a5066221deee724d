package org.arcoforge.source;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Dialer.HttpAnswer;
import org.arcoforge.egress.Egress.EgressException;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.secret.SecretException;
import org.arcoforge.secret.SecretSender;
import org.jspecify.annotations.Nullable;

/**
 * Makes single GET and HEAD requests: within the host's limit, following redirects, with failures
 * sorted into permanent and transient ones.
 */
final class HttpCalls implements Closeable {
  private static final int REDIRECTS = 10;
  private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final Set<Integer> REDIRECT = Set.of(301, 302, 303, 307, 308);

  private final Map<String, String> headers;
  private final int perHost;
  private final Redaction redaction;
  private final Dialer dialer;
  private final SecretSender credential;
  private final FetchTally tally;
  private final FetchThreads threads = new FetchThreads();
  private final Map<String, ManyRanges> manyRanges = new ConcurrentHashMap<>(); // by host

  HttpCalls(Access access, Dialer dialer, SecretSender credential, FetchTally tally) {
    this.tally = tally;
    this.dialer = dialer;
    this.credential = credential;
    this.headers = access.headers();
    this.perHost = access.concurrencyPerHost();
    this.redaction = Redaction.of(access.publicQuery(), false);
  }

  /** Returns a URL as messages and records may have it. */
  String shown(String url) {
    return redaction.url(url);
  }

  /** Returns the host of a URL as who tries again sees it: more often while it delivers. */
  RetryPolicy.Asked host(String url) {
    return host(url, true);
  }

  /** Returns the same, of which it may not matter whether it delivers meanwhile. */
  RetryPolicy.Asked host(String url, boolean patiently) {
    return new RetryPolicy.Asked() {
      @Override
      public boolean delivers() {
        try {
          return patiently && HostLimits.of(host(uri(url, url))).delivers();
        } catch (SourceException e) { // which the request itself will tell
          return false;
        }
      }

      @Override
      public void again(String kind) {
        try {
          tally.retry(FetchTally.host(uri(url, url)), kind);
        } catch (SourceException e) {
          throw new IllegalStateException("what is no URL is not tried again", e);
        }
      }
    };
  }

  /** Returns what is known of ranges that the host of a URL is asked for together. */
  ManyRanges manyRanges(String url) throws SourceException {
    return manyRanges.computeIfAbsent(host(uri(url, url)), host -> new ManyRanges());
  }

  /** Does something with each, with as many at once as a host may be asked for. */
  <T> void each(List<T> items, FetchThreads.Task<T> task) throws IOException {
    threads.each(items, perHost, task);
  }

  @Override
  public void close() {
    threads.close();
  }

  /** A handler says what is done with an answer of status 200, 206, 304 or 416. */
  interface Handler<T> {
    T handle(HttpReply reply) throws IOException;
  }

  /**
   * Makes one attempt to get a body.
   *
   * @throws SourceException if another attempt cannot help
   * @throws IOException if it may
   */
  <T> T get(String url, Map<String, String> more, Handler<T> handler) throws IOException {
    return call("GET", url, more, handler);
  }

  /** Does what {@link #get} does, of the answer's headers only; they are those of status 200. */
  <T> T head(String url, Handler<T> handler) throws IOException {
    return call("HEAD", url, Map.of(), handler);
  }

  private <T> T call(String method, String url, Map<String, String> more, Handler<T> handler)
      throws IOException {
    URI first = uri(url, url);
    URI uri = first;
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      HostLimits limits = HostLimits.of(host(uri));
      limits.acquire(perHost);
      try (HttpAnswer answer = send(url, method, uri, sameHost(first, uri), more)) {
        limits.answered();
        credential.answered(uri, answer.headers());
        if (!REDIRECT.contains(answer.status())) {
          HttpReply reply = new HttpReply(answer.status(), answer.headers(), answer.body());
          check(url, uri, reply);
          T handled = handler.handle(reply);
          HostLimits.of(host(first)).delivered();
          return handled;
        }
        uri = redirected(url, uri, answer);
      } finally {
        limits.release();
      }
    }
    throw TransientFailure.other(
        "more than " + REDIRECTS + " redirects; the server sends in circles");
  }

  private HttpAnswer send(
      String url, String method, URI uri, boolean trusted, Map<String, String> more)
      throws IOException {
    try {
      SecretSender.Hop hop = credential.at(bare(uri), trusted);
      Map<String, String> all = headers(uri, trusted);
      all.putAll(hop.headers());
      all.putAll(more);
      return dialed(method, uri, hop.uri(), all);
    } catch (EgressException | SecretException e) {
      throw new NotAllowedException(shown(url), shownText(e), e);
    } catch (ConnectException
        | HttpConnectTimeoutException
        | NoRouteToHostException
        | UnknownHostException e) {
      throw unreachable(uri, e);
    }
  }

  /** Counts a request, unless it is not allowed: then nobody is asked. */
  private HttpAnswer dialed(String method, URI uri, URI sent, Map<String, String> headers)
      throws IOException {
    HttpAnswer answer;
    try {
      answer = dialer.send(method, sent, headers);
    } catch (EgressException e) {
      throw e;
    } catch (IOException e) {
      tally.request(uri);
      throw e;
    }
    tally.request(uri);
    return answer;
  }

  private String shownText(IOException e) {
    return redaction.text(String.valueOf(e.getMessage()));
  }

  private static URI bare(URI uri) {
    return uri.getRawUserInfo() == null
        ? uri
        : URI.create(uri.toString().replaceFirst("//[^/?#]*@", "//"));
  }

  private Map<String, String> headers(URI uri, boolean trusted) {
    Map<String, String> all = new HashMap<>();
    all.put("User-Agent", "arcoforge");
    // Never gzip: ranges and lengths are those of the file.
    all.put("Accept-Encoding", "identity");
    // What was meant for one host is not told to the one it redirects to.
    if (trusted) {
      all.putAll(headers);
    }
    String user = uri.getRawUserInfo();
    if (user != null) {
      String decoded = java.net.URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
      byte[] bytes = decoded.getBytes(StandardCharsets.UTF_8);
      all.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return all;
  }

  /**
   * No connection could be made. A host that has answered before may be starting anew and is asked
   * as often as any; of others the name or the port is likely wrong, which does not pass.
   */
  static TransientFailure unreachable(URI uri, IOException e) {
    String words = FailureWords.of(e);
    String host = uri.getHost();
    boolean refused = false;
    if (words.equals(FailureWords.NO_SUCH_HOST)) {
      words += ": " + host;
    } else if (isSilent(e)) {
      words = "the host " + host + " does not answer";
    } else {
      int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
      int port = uri.getPort() < 0 ? standard : uri.getPort();
      words = "nobody listens at port " + port + " of " + host + " (connection refused)";
      refused = true;
    }
    int attempts = refused ? 3 : isSilent(e) ? 1 : 2;
    boolean reached = HostLimits.of(host(uri)).reached();
    return TransientFailure.unreachable(words, reached ? Integer.MAX_VALUE : attempts, e);
  }

  private static boolean isSilent(IOException e) {
    return e instanceof HttpConnectTimeoutException || e instanceof NoRouteToHostException;
  }

  private static boolean sameHost(URI a, URI b) {
    boolean downgraded =
        "https".equalsIgnoreCase(a.getScheme()) && !"https".equalsIgnoreCase(b.getScheme());
    return host(a).equalsIgnoreCase(host(b)) && !downgraded;
  }

  private static String host(URI uri) {
    return uri.getHost() + ":" + uri.getPort();
  }

  private URI uri(String url, String text) throws SourceException {
    URI uri;
    try {
      // Blanks are what people write most often that a URI must not have.
      uri = new URI(text.replace(" ", "%20"));
    } catch (URISyntaxException e) {
      throw new SourceException(
          shown(url), "not a URL: " + e.getReason() + " at character " + e.getIndex(), true);
    }
    return checked(url, uri);
  }

  private URI checked(String url, URI uri) throws SourceException {
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if ((!http && !"https".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
      throw new SourceException(
          shown(url), "expected http(s)://host/…, found " + shown(uri.toString()), true);
    }
    return uri;
  }

  private URI redirected(String url, URI from, HttpAnswer answer) throws SourceException {
    @Nullable String to = answer.headers().firstValue("location").orElse(null);
    if (to == null) {
      throw new SourceException(
          shown(url), "HTTP " + answer.status() + " without a location", true);
    }
    try {
      return checked(url, from.resolve(new URI(to.replace(" ", "%20"))));
    } catch (URISyntaxException e) {
      throw new SourceException(shown(url), "redirect to what is not a URL", true);
    }
  }

  private void check(String url, URI at, HttpReply reply) throws IOException {
    String safe = shown(url);
    int status = reply.status();
    boolean same = uri(url, url).equals(at);
    String said = "HTTP " + status + (same ? "" : " at " + shown(at.toString()));
    if (status >= 400 && status != 416) {
      List<String> secrets = new ArrayList<>(headers.values());
      secrets.addAll(redaction.hidden(url));
      secrets.addAll(redaction.hidden(at.toString()));
      said += reply.words(secrets);
    }
    if (status == 404 || status == 410) {
      throw new SourceNotFoundException(safe, said);
    }
    if (TRANSIENT.contains(status)) {
      throw TransientFailure.status(said, status, reply.retryAfterMillis());
    }
    if (status == 401 || status == 403 || status == 407) {
      throw refused(safe, said + "; access is refused: " + credential.advice());
    }
    if (status != 200 && status != 206 && status != 304 && status != 416) {
      throw refused(safe, said + "; expected 200 or 206");
    }
    String encoding = reply.headers().firstValue("content-encoding").orElse("identity");
    if (status < 300 && !encoding.equalsIgnoreCase("identity")) {
      throw new SourceException(
          safe, "expected the file as it is, found content-encoding " + encoding, true);
    }
  }

  private static SourceException refused(String safe, String words) {
    return new SourceException(safe, words, true, SourceException.Reason.REFUSED, null);
  }
}
