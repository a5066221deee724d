package org.arcoforge.egress;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.arcoforge.egress.Egress.EgressException;
import org.jspecify.annotations.Nullable;

/**
 * A dialer makes single HTTP/1.1 requests to addresses that an {@link Egress} policy allows. It
 * follows no redirects, tries nothing again, unpacks nothing, keeps no cookies and logs neither
 * headers nor paths. Connections are kept for the next request under the same policy only. Safe for
 * many threads.
 */
public final class Dialer {
  private static final Timeout TO_CONNECT = Timeout.ofSeconds(10);

  /** To the first byte, and between any two. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final int MOST_CONNECTIONS = 4096; // the limits of hosts are elsewhere
  private static final String WIRE = "arco.wire";
  private static final Map<Kind, Dialer> DIALERS = new ConcurrentHashMap<>();

  private final CheckedNames names;
  private final Duration silence;
  private @Nullable CloseableHttpClient client; // guarded by this

  /** A wire holds what is sent, and is shown to nobody before. */
  private record Wire(String path, Map<String, String> headers) {}

  /** A kind of dialer is what connections are shared by. */
  private record Kind(Egress egress, Duration silence) {}

  /** Makes a dialer that looks names up by others than the system's. */
  public Dialer(Egress egress, HostNames hosts) {
    this(egress, hosts, SILENCE);
  }

  private Dialer(Egress egress, HostNames hosts, Duration silence) {
    this.silence = silence;
    names = new CheckedNames(egress, hosts);
  }

  /**
   * Makes it for the first request: certificates take a while to read, and local bakes make none.
   */
  private synchronized CloseableHttpClient client() {
    CloseableHttpClient made = client;
    if (made == null) {
      made = newClient();
      client = made;
    }
    return made;
  }

  private CloseableHttpClient newClient() {
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(names)
            .setConnectionFactory(
                socket -> {
                  QuietConnection connection = new QuietConnection();
                  if (socket != null) {
                    connection.bind(socket);
                  }
                  return connection;
                })
            .setMaxConnPerRoute(MOST_CONNECTIONS)
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(TO_CONNECT)
                    .setSocketTimeout(Timeout.of(silence))
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setRequestExecutor(new Executor())
        .setRoutePlanner(new SystemDefaultRoutePlanner(new Proxies()))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(Timeout.of(silence))
                .setDefaultKeepAlive(30, java.util.concurrent.TimeUnit.SECONDS)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        .disableDefaultUserAgent()
        .build();
  }

  /** Returns the dialer of a policy: one in each JVM, for it keeps the connections. */
  public static Dialer of(Egress egress) {
    return of(egress, SILENCE);
  }

  /**
   * Returns the one that gives a request up after another time.
   *
   * @param silence to the first byte, and between any two
   */
  public static Dialer of(Egress egress, Duration silence) {
    return DIALERS.computeIfAbsent(
        new Kind(egress, silence), k -> new Dialer(egress, HostNames.ofSystem(), silence));
  }

  /**
   * Returns the addresses of a host, checked: whoever speaks another protocol dials one of them,
   * and looks the name up nowhere else.
   *
   * @throws EgressException if the policy does not allow one of them
   */
  public InetAddress[] addresses(String host) throws UnknownHostException {
    return names.resolve(host);
  }

  /**
   * Makes a request without a body and returns the answer as it begins.
   *
   * @param uri with a host, without user
   * @param headers to send, besides those that say which host is meant
   * @throws EgressException if the policy does not allow it; nothing was dialled
   * @throws java.net.ConnectException if nobody listens
   * @throws HttpConnectTimeoutException if nobody answers
   */
  public HttpAnswer send(String method, URI uri, Map<String, String> headers) throws IOException {
    HttpHost host = new HttpHost(uri.getScheme(), Egress.plain(uri.getHost()), uri.getPort());
    String query = uri.getRawQuery();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    Wire wire = new Wire(query == null ? path : path + "?" + query, headers);
    try {
      return send(method, host, wire);
    } catch (NoHttpResponseException e) {
      // The server had closed a connection that was kept; a new one is made.
      return send(method, host, wire);
    } catch (ConnectTimeoutException e) {
      throw connectTimedOut(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** As the JDK calls it, so that nobody has to know this library. */
  private static IOException connectTimedOut(ConnectTimeoutException e) {
    IOException known = new HttpConnectTimeoutException(e.getMessage());
    known.initCause(e);
    return known;
  }

  private HttpAnswer send(String method, HttpHost host, Wire wire) throws IOException {
    HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create("/"));
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(WIRE, wire);
    // The response is the caller's to close; a handler would have to read it here.
    @SuppressWarnings("deprecation")
    CloseableHttpResponse response = client().execute(host, request, context);
    return new HttpAnswer(request, response, silence);
  }

  /** Puts in what is sent after the library has logged what it does. */
  private static final class Executor extends HttpRequestExecutor {
    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        @org.jspecify.annotations.Nullable HttpResponseInformationCallback callback,
        HttpContext context)
        throws IOException, HttpException {
      if (context.getAttribute(WIRE) instanceof Wire wire) {
        String path = request.getPath(); // a whole URL where a proxy is asked
        int host = path.indexOf("://");
        request.setPath(
            (host < 0 ? "" : path.substring(0, path.indexOf('/', host + 3))) + wire.path());
        wire.headers().forEach(request::setHeader);
      }
      return super.execute(request, connection, callback, context);
    }
  }

  /** The proxies of the JVM's settings, for hosts that may be reached. */
  private final class Proxies extends ProxySelector {
    @Override
    public java.util.List<java.net.Proxy> select(URI uri) {
      ProxySelector system = ProxySelector.getDefault();
      java.util.List<java.net.Proxy> found =
          system == null ? java.util.List.of(java.net.Proxy.NO_PROXY) : system.select(uri);
      boolean proxied = false;
      for (java.net.Proxy proxy : found) {
        if (proxy.address() instanceof java.net.InetSocketAddress address) {
          names.trust(address.getHostString());
          proxied = true;
        }
      }
      if (proxied) {
        try { // the proxy looks the name up once more: what it dials is its own affair
          names.resolve(uri.getHost());
        } catch (UnknownHostException e) {
          throw new UncheckedIOException(e);
        }
      }
      return found;
    }

    @Override
    public void connectFailed(URI uri, java.net.SocketAddress at, IOException e) {
      ProxySelector system = ProxySelector.getDefault();
      if (system != null) {
        system.connectFailed(uri, at, e);
      }
    }
  }

  /** Host names are looked up by this: the system's resolver, or a test's. */
  public interface HostNames {
    /**
     * Returns the addresses of a host, at least one.
     *
     * @param host a name, or an address, without brackets
     */
    InetAddress[] addresses(String host) throws UnknownHostException;

    /** Returns the names as the operating system knows them. */
    static HostNames ofSystem() {
      return InetAddress::getAllByName;
    }
  }

  /**
   * An answer is what a server sent: its connection is kept for the next request if the body was
   * read to its end, or nearly, when it is closed.
   */
  public static final class HttpAnswer implements Closeable {
    /** Reading so many bytes takes less than a new connection. */
    private static final int SHORT = 1 << 16;

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);
    private static final long LEAST_SPEED = 1000; // bytes a second, after that time

    private final HttpUriRequestBase request;
    private final CloseableHttpResponse response;
    private final Body body;

    HttpAnswer(HttpUriRequestBase request, CloseableHttpResponse response, Duration silence)
        throws IOException {
      this.request = request;
      this.response = response;
      HttpEntity entity = response.getEntity();
      this.body =
          entity == null
              ? new Body(InputStream.nullInputStream(), 0, silence)
              : new Body(entity.getContent(), entity.getContentLength(), silence);
    }

    /** Returns the status, as 200. */
    public int status() {
      return response.getCode();
    }

    /** Returns the headers. */
    public HttpHeaders headers() {
      Map<String, List<String>> all = new LinkedHashMap<>();
      for (Header header : response.getHeaders()) {
        all.computeIfAbsent(header.getName(), n -> new ArrayList<>())
            .add(header.getValue() == null ? "" : header.getValue());
      }
      return HttpHeaders.of(all, (name, value) -> true);
    }

    /**
     * Returns the body, to be read by one thread; it fails when no byte comes for long, or few come
     * for long.
     */
    public InputStream body() {
      return body;
    }

    @Override
    public void close() {
      try {
        if (body.left() > SHORT || body.readNBytes(SHORT).length == SHORT) {
          request.cancel(); // else closing reads to the end, however far that is
        }
        response.close();
      } catch (IOException e) {
        // Nobody waits for the rest any more, and the connection is given up.
        request.cancel();
      }
    }

    private static final class Body extends FilterInputStream {
      private final long length;
      private final Duration silence;
      private final long began = System.nanoTime();
      private long received;

      Body(InputStream in, long length, Duration silence) {
        super(in);
        this.silence = silence;
        this.length = length;
      }

      /** Bytes that are still to come; 0 where nobody knows. */
      long left() {
        return length < 0 ? 0 : length - received;
      }

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        int n;
        try {
          n = in.read(target, offset, count);
        } catch (SocketTimeoutException e) {
          throw new IOException("no byte came in " + silence.toMillis() / 1e3 + " s", e);
        } catch (ConnectionClosedException | MalformedChunkCodingException e) {
          throw cutOff(e);
        }
        received += Math.max(0, n);
        long time = System.nanoTime() - began;
        if (time > PATIENCE && received < TimeUnit.NANOSECONDS.toSeconds(time) * LEAST_SPEED) {
          String words = "fewer than " + LEAST_SPEED + " bytes came a second";
          throw new IOException(words, new SocketTimeoutException(words));
        }
        return n;
      }

      /** As the JDK calls it. */
      private static IOException cutOff(IOException e) {
        IOException known = new EOFException(e.getMessage());
        known.initCause(e);
        return known;
      }

      @Override
      public void close() {
        // The answer's to do: closing this would read to the end.
      }
    }
  }
}
