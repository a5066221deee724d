package org.arcoforge.egress;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of the asynchronous client, which speaks HTTP/2 where a server does: what comes is handed
 * to the thread that reads.
 */
final class StreamBodies implements Closeable {
  /**
   * Bytes of a body that may be on their way; the library's 64 KiB would be one round trip each.
   */
  private static final int WINDOW = 4 << 20;

  private static final byte[] END = new byte[0];

  final CloseableHttpAsyncClient client;

  StreamBodies() {
    client =
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMessageMultiplexing(true)
                    .setMaxConnPerRoute(4096)
                    .setMaxConnTotal(4096)
                    .setDefaultTlsConfig(
                        TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.NEGOTIATE).build())
                    .build())
            .setH2Config(
                H2Config.custom()
                    .setPushEnabled(false)
                    .setInitialWindowSize(WINDOW)
                    .setMaxFrameSize(1 << 16)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .build();
    client.start();
  }

  /** Asks for a range and returns it as it comes. */
  InputStream open(URI uri, String range) {
    SimpleHttpRequest request = SimpleRequestBuilder.get(uri).setHeader("Range", range).build();
    Body body = new Body();
    var unused = client.execute(new BasicRequestProducer(request, null), body.consumer(), null);
    return body;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static final class Body extends InputStream {
    private final LinkedBlockingQueue<byte[]> came = new LinkedBlockingQueue<>();
    private volatile @Nullable Exception failure = new IOException("nothing came");
    private byte[] now = new byte[0];
    private int at;

    AbstractBinResponseConsumer<Boolean> consumer() {
      return new AbstractBinResponseConsumer<>() {
        @Override
        protected void start(HttpResponse response, ContentType type) {
          failure = null;
        }

        @Override
        protected int capacityIncrement() {
          return Integer.MAX_VALUE;
        }

        @Override
        protected void data(ByteBuffer bytes, boolean last) {
          byte[] copy = new byte[bytes.remaining()];
          bytes.get(copy);
          if (copy.length > 0) {
            came.add(copy);
          }
        }

        @Override
        protected Boolean buildResult() {
          came.add(END);
          return true;
        }

        @Override
        public void failed(Exception e) {
          failure = e;
          came.add(END);
        }

        @Override
        public void releaseResources() {}
      };
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      while (now != END && at == now.length) {
        try {
          now = came.take();
          at = 0;
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      if (now == END) {
        Exception why = failure;
        if (why != null) {
          throw new IOException(why);
        }
        return -1;
      }
      int n = Math.min(count, now.length - at);
      System.arraycopy(now, at, target, offset, n);
      at += n;
      return n;
    }
  }
}
