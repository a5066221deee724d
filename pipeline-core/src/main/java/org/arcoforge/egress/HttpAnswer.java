package org.arcoforge.egress;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * An answer is what a server sent: its connection is kept for the next request if the body was read
 * to its end, or nearly, when it is closed.
 */
public final class HttpAnswer implements Closeable {
  /** Reading so many bytes takes less than a new connection. */
  private static final int SHORT = 1 << 16;

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);
  private static final long LEAST_SPEED = 1000; // bytes a second, after that time

  private final HttpUriRequestBase request;
  private final CloseableHttpResponse response;
  private final Body body;

  HttpAnswer(HttpUriRequestBase request, CloseableHttpResponse response) throws IOException {
    this.request = request;
    this.response = response;
    HttpEntity entity = response.getEntity();
    this.body =
        entity == null
            ? new Body(InputStream.nullInputStream(), 0)
            : new Body(entity.getContent(), entity.getContentLength());
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
   * Returns the body, to be read by one thread; it fails when no byte comes for two minutes, or few
   * come for long.
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
    private final long began = System.nanoTime();
    private long received;

    Body(InputStream in, long length) {
      super(in);
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
        throw new IOException("no byte came in " + Dialer.SILENCE.toSeconds() + " s", e);
      }
      received += Math.max(0, n);
      long time = System.nanoTime() - began;
      if (time > PATIENCE && received < TimeUnit.NANOSECONDS.toSeconds(time) * LEAST_SPEED) {
        throw new IOException("fewer than " + LEAST_SPEED + " bytes came a second");
      }
      return n;
    }

    @Override
    public void close() {
      // The answer's to do: closing this would read to the end.
    }
  }
}
