package org.arcoforge.egress;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server of one file by ranges over TLS that speaks HTTP/2 to whoever offers it, else HTTP/1.1;
 * Undertow's, in a process of its own. At {@code /counts} it tells connections, requests and
 * versions of HTTP since the last time.
 */
final class TwoVersionServer {
  static final int SIZE = 64 << 20;
  private static final long SEED = 11;

  private final byte[] data = content();
  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  private final Set<String> versions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();

  private TwoVersionServer() {}

  /** Returns the file. */
  static byte[] content() {
    byte[] data = new byte[SIZE];
    new Random(SEED).nextBytes(data);
    return data;
  }

  /** Runs until it is killed; prints its port. Arguments: key store, its password. */
  public static void main(String[] arguments) throws Exception {
    char[] password = arguments[1].toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(new File(arguments[0]), password), password);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    Undertow server =
        Undertow.builder()
            .addHttpsListener(0, "127.0.0.1", tls)
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setHandler(new TwoVersionServer()::answer)
            .build();
    server.start();
    InetSocketAddress at = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println(at.getPort());
  }

  private void answer(HttpServerExchange exchange) {
    if (exchange.getRequestPath().equals("/counts")) {
      exchange
          .getResponseSender()
          .send(connections.size() + " " + requests.get() + " " + String.join("+", versions));
      connections.clear();
      versions.clear();
      requests.set(0);
      return;
    }
    connections.add(exchange.getSourceAddress().getPort());
    versions.add(exchange.getProtocol().toString());
    requests.incrementAndGet();
    String[] range =
        exchange.getRequestHeaders().getFirst(Headers.RANGE).replace("bytes=", "").split("-", 2);
    int first = Integer.parseInt(range[0]);
    int last = Integer.parseInt(range[1]);
    exchange.setStatusCode(206);
    exchange
        .getResponseHeaders()
        .put(Headers.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + SIZE);
    exchange.setResponseContentLength(last - first + 1);
    exchange.getResponseSender().send(ByteBuffer.wrap(data, first, last - first + 1).slice());
  }
}
