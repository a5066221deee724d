package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.OtherJvm;
import org.junit.jupiter.api.Test;

/** Workers in processes of their own together ask a host for no more at once than is polite. */
class HostShareIT {
  private static final int WORKERS = 4;
  private static final int LIMIT = 8;

  /** The most requests at once that the server saw of so many processes. */
  private static int most(String workersTheyKnowOf) throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Semaphore beyond = new Semaphore(0);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService answering = Executors.newCachedThreadPool();
    server.setExecutor(answering);
    server.createContext(
        "/",
        exchange -> {
          int now = running.incrementAndGet();
          most.accumulateAndGet(now, Math::max);
          if (now > LIMIT) {
            beyond.release(10_000);
          }
          try { // as long as it takes for others to come, if any do
            if (beyond.tryAcquire(100, TimeUnit.MILLISECONDS)) {
              beyond.release();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          running.decrementAndGet();
          byte[] body = new byte[100];
          exchange.getResponseHeaders().set("Content-Range", "bytes 0-99/100");
          exchange.sendResponseHeaders(206, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    ExecutorService processes = Executors.newFixedThreadPool(WORKERS);
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/f";
      List<Future<String>> workers = new ArrayList<>();
      for (int w = 0; w < WORKERS; w++) {
        workers.add(
            processes.submit(
                () ->
                    OtherJvm.run(
                        PoliteWorker.class,
                        List.of("-Xmx128m"),
                        url,
                        "60",
                        Integer.toString(LIMIT),
                        workersTheyKnowOf)));
      }
      for (Future<String> worker : workers) {
        assertTrue(told(worker).contains("fetched 60"));
      }
      return most.get();
    } finally {
      processes.shutdownNow();
      server.stop(0);
      answering.shutdownNow();
    }
  }

  private static String told(Future<String> worker) throws InterruptedException, IOException {
    try {
      return worker.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Test
  void fourProcessesTogetherKeepTheLimitOfAHost() throws Exception {
    assertEquals(LIMIT, most(Integer.toString(WORKERS)), "at once: all of the limit, and no more");
  }

  @Test
  void processesThatDoNotShareItAreCaught() throws Exception {
    assertTrue(most("0") > LIMIT);
  }
}
