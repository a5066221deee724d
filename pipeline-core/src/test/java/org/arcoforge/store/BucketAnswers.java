package org.arcoforge.store;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** How the servers of buckets send what they have to say. */
final class BucketAnswers {
  private BucketAnswers() {}

  static void pause() throws IOException {
    pause(200);
  }

  static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException("stopped", e);
    }
  }

  /** Sends it whole or, if that is the fault, half of it. */
  static void send(HttpExchange exchange, int status, byte[] bytes, BucketServer.Fault fault)
      throws IOException {
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    boolean hasBody = bytes.length > 0 && !isHead;
    exchange.sendResponseHeaders(status, hasBody ? bytes.length : -1);
    if (hasBody) {
      int length = fault == BucketServer.Fault.CUT_ANSWER ? bytes.length / 2 : bytes.length;
      exchange.getResponseBody().write(bytes, 0, length);
      exchange.getResponseBody().flush();
    }
  }
}
