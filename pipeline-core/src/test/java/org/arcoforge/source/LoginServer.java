package org.arcoforge.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two servers that work together as NASA's Earthdata does: one with data, which sends who has no
 * session to the other, which asks for user and password and sends back.
 */
public final class LoginServer implements AutoCloseable {
  /** A request that the server with the data saw. */
  record Seen(String path, String authorization, String cookie) {}

  private final byte[] data;
  private final String basic;
  private final HttpServer files;
  private final HttpServer login;
  private final AtomicInteger logins = new AtomicInteger();
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

  /** Serves one content under every path, to one user. */
  public LoginServer(byte[] data, String user, String password) throws IOException {
    this.data = data.clone();
    this.basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    files = start();
    login = start();
    files.createContext("/", this::file);
    login.createContext("/oauth/authorize", this::authorize);
    files.start();
    login.start();
  }

  private static HttpServer start() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /** The URL of a path of the server with the data. */
  public String url(String path) {
    return "http://127.0.0.1:" + files.getAddress().getPort() + path;
  }

  /** The host that asks for user and password. */
  public String loginHost() {
    return "127.0.0.1:" + login.getAddress().getPort();
  }

  int logins() {
    return logins.get();
  }

  List<Seen> seenByData() {
    return List.copyOf(seen);
  }

  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String cookie = header(exchange, "Cookie");
    seen.add(new Seen(path, header(exchange, "Authorization"), cookie));
    if (path.equals("/login")) {
      exchange.getResponseHeaders().set("Set-Cookie", "session=good; Path=/; HttpOnly");
      String state = exchange.getRequestURI().getQuery().replaceFirst(".*state=", "");
      redirect(exchange, url(state));
    } else if (!cookie.contains("session=good")) {
      redirect(
          exchange,
          "http://"
              + loginHost()
              + "/oauth/authorize?client_id=x&state="
              + URLEncoder.encode(path, StandardCharsets.UTF_8));
    } else {
      exchange.sendResponseHeaders(200, data.length);
      exchange.getResponseBody().write(data);
      exchange.close();
    }
  }

  private void authorize(HttpExchange exchange) throws IOException {
    if (!header(exchange, "Authorization").equals(basic)) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    logins.incrementAndGet();
    String state = exchange.getRequestURI().getQuery().replaceFirst(".*state=", "");
    redirect(exchange, url("/login?code=abc&state=" + state));
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    files.stop(0);
    login.stop(0);
  }
}
