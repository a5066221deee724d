package org.arcoforge.egress;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A way to a server on which bytes take their time: each connection to its port is passed on to the
 * server's, late, and not faster than is said. Where packets are lost, some bytes come later still,
 * and what follows them on the same connection waits, as with TCP.
 */
final class DelayedWay implements Closeable {
  private static final int UNDER_WAY = 256; // pieces of up to 64 KiB, in each direction

  /** Until what was lost is sent again, in nanoseconds: the least that Linux waits. */
  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(200);

  private final ServerSocket socket;
  private final int server;
  private final long roundTripNanos;
  private final long bytesPerSecond;
  private final double lost;

  private record Piece(long due, byte[] bytes) {}

  /** A task may fail as its connection does. */
  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Opens one.
   *
   * @param server port on this machine
   * @param roundTripMillis of a byte and its answer; a connection takes one
   * @param bytesPerSecond of each connection in each direction; 0 for any
   * @param lost part of the pieces that come {@link #AGAIN} later
   */
  DelayedWay(int server, long roundTripMillis, long bytesPerSecond, double lost)
      throws IOException {
    this.server = server;
    this.roundTripNanos = TimeUnit.MILLISECONDS.toNanos(roundTripMillis);
    this.bytesPerSecond = bytesPerSecond;
    this.lost = lost;
    socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    start(
        () -> {
          while (true) {
            Socket near = socket.accept();
            start(() -> connect(near));
          }
        });
  }

  int port() {
    return socket.getLocalPort();
  }

  private void connect(Socket near) throws IOException, InterruptedException {
    TimeUnit.NANOSECONDS.sleep(roundTripNanos);
    Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
    near.setTcpNoDelay(true);
    far.setTcpNoDelay(true);
    pass(near, far);
    pass(far, near);
  }

  private void pass(Socket from, Socket to) {
    BlockingQueue<Piece> way = new ArrayBlockingQueue<>(UNDER_WAY);
    start(() -> take(from, way));
    start(() -> give(way, to));
  }

  private void take(Socket from, BlockingQueue<Piece> way)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[1 << 16];
    long free = System.nanoTime();
    Random chance = new Random(from.getPort());
    try {
      InputStream in = from.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        long takes = bytesPerSecond == 0 ? 0 : n * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        long late = chance.nextDouble() < lost ? AGAIN : 0;
        free = Math.max(System.nanoTime(), free) + takes + late;
        way.put(new Piece(free + roundTripNanos / 2, Arrays.copyOf(buffer, n)));
      }
    } finally {
      way.put(new Piece(0, new byte[0]));
    }
  }

  private static void give(BlockingQueue<Piece> way, Socket to)
      throws IOException, InterruptedException {
    OutputStream out = to.getOutputStream();
    for (Piece piece = way.take(); piece.bytes.length > 0; piece = way.take()) {
      TimeUnit.NANOSECONDS.sleep(piece.due - System.nanoTime());
      out.write(piece.bytes);
    }
    to.shutdownOutput();
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException | InterruptedException e) {
                // The connection is over, as the other side will see.
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
