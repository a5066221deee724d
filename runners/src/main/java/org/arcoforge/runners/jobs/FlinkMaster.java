package org.arcoforge.runners.jobs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.beam.JobException;
import org.arcoforge.fault.FailureWords;

/**
 * An address at which the JobManager of a Flink cluster answers.
 *
 * @param host empty if Flink runs in this process, or where the program itself was started
 * @param port of its REST interface
 */
record FlinkMaster(String host, int port) {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://)?([^\\[\\]/:]+)(?::(\\d+))?/?");
  private static final int USUAL_PORT = 8081;
  private static final int PATIENCE_MILLIS = 10_000;

  /** Reads Beam's option: {@code host:port}, or one of {@code [auto]}, {@code [local]}. */
  static FlinkMaster of(String option) {
    Matcher parts = ADDRESS.matcher(option);
    if (!parts.matches()) {
      return new FlinkMaster("", 0);
    }
    String port = parts.group(2);
    return new FlinkMaster(parts.group(1), port == null ? USUAL_PORT : Integer.parseInt(port));
  }

  boolean isRemote() {
    return !host.isEmpty();
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }

  /**
   * Connects once: Flink's client would try for a minute, and not say where.
   *
   * @throws JobException if nobody answers
   */
  void check() throws JobException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new JobException(
          "no Flink job was started: the JobManager at "
              + this
              + " does not answer, "
              + FailureWords.of(e)
              + "; nothing was written. Start the cluster, or say where it is: FLINK_MASTER=host:port"
              + " for the bakery flink, or --runner-option flinkMaster=host:port",
          e);
    }
  }
}
