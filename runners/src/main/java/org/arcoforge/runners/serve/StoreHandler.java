package org.arcoforge.runners.serve;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.Optional;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectKeys;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;

/**
 * Gives objects of a store to whoever asks, whole or by a range; read-only, and nothing outside the
 * store, whose keys have no {@code ..}. An answer is of one generation of the object.
 */
final class StoreHandler implements HttpHandler {
  private static final int PIECE = 1 << 20;
  private final ObjectStore store;

  StoreHandler(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    String key = exchange.getRelativePath().replaceFirst("^/", "");
    if (key.isEmpty() || key.endsWith("/")) {
      key += "index.html";
    }
    Optional<ObjectInfo> found = info(key);
    if (found.isEmpty()) {
      exchange.setStatusCode(StatusCodes.NOT_FOUND);
      return;
    }
    ObjectInfo info = found.get();
    String tag = "\"" + Long.toUnsignedString(info.generation(), 36) + "-" + info.size() + "\"";
    exchange.getResponseHeaders().put(Headers.ETAG, tag);
    exchange.getResponseHeaders().put(Headers.ACCEPT_RANGES, "bytes");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, ObjectKeys.mediaType(key));
    String known = header(exchange, Headers.IF_NONE_MATCH_STRING);
    if (known.equals("*") || known.contains(tag)) {
      exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
      return;
    }
    String condition = header(exchange, Headers.IF_RANGE_STRING);
    String asked = header(exchange, Headers.RANGE_STRING);
    Optional<ByteRange> range =
        asked.isEmpty() || !(condition.isEmpty() || condition.equals(tag))
            ? Optional.empty()
            : ByteRange.of(asked, info.size());
    if (range.isPresent() && range.get().length() == 0) {
      exchange.setStatusCode(StatusCodes.REQUEST_RANGE_NOT_SATISFIABLE);
      exchange.getResponseHeaders().put(Headers.CONTENT_RANGE, "bytes */" + info.size());
      return;
    }
    ByteRange part = range.orElse(new ByteRange(0, info.size()));
    if (range.isPresent()) {
      exchange.setStatusCode(StatusCodes.PARTIAL_CONTENT);
      exchange
          .getResponseHeaders()
          .put(
              Headers.CONTENT_RANGE,
              "bytes "
                  + part.first()
                  + "-"
                  + (part.first() + part.length() - 1)
                  + "/"
                  + info.size());
    }
    exchange.setResponseContentLength(part.length());
    if (!exchange.getRequestMethod().equals(Methods.HEAD)) {
      send(exchange, info, part);
    }
  }

  private Optional<ObjectInfo> info(String key) throws IOException {
    try {
      return store.stat(key);
    } catch (IllegalArgumentException e) { // what cannot be a key is not there
      return Optional.empty();
    }
  }

  /** An object that is replaced meanwhile ends the connection: half of each is neither. */
  private void send(HttpServerExchange exchange, ObjectInfo info, ByteRange part)
      throws IOException {
    exchange.startBlocking();
    byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, part.length()))];
    long sent = 0;
    while (sent < part.length()) {
      int n = (int) Math.min(piece.length, part.length() - sent);
      try {
        store.readVersion(info.key(), info.generation(), part.first() + sent, piece, 0, n);
      } catch (GenerationMismatchException | ObjectNotFoundException e) {
        if (sent == 0 && !exchange.isResponseStarted()) {
          exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
          exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
          exchange.setResponseContentLength(0);
          return;
        }
        throw e;
      }
      exchange.getOutputStream().write(piece, 0, n);
      sent += n;
    }
  }

  private static String header(HttpServerExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
