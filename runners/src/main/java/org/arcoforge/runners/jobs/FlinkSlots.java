package org.arcoforge.runners.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/**
 * The slots of a Flink cluster, as its JobManager tells them.
 *
 * @param address of the JobManager
 * @param total of all TaskManagers
 * @param free of these
 * @param perProcess most that one TaskManager has: so many elements share its heap
 */
public record FlinkSlots(String address, int total, int free, int perProcess) {
  private static final int PATIENCE_MILLIS = 10_000;

  /**
   * Asks a cluster.
   *
   * @param master as Beam's option names it
   * @return empty if it is none of other processes, does not answer so, or has no TaskManager: the
   *     launch tells what is wrong
   */
  public static Optional<FlinkSlots> of(String master) {
    FlinkMaster found = FlinkMaster.of(master);
    if (!found.isRemote()) {
      return Optional.empty();
    }
    try {
      JsonNode all = ask(found, "/overview");
      int most = 0;
      for (JsonNode worker : ask(found, "/taskmanagers").path("taskmanagers")) {
        most = Math.max(most, worker.path("slotsNumber").asInt());
      }
      int total = all.path("slots-total").asInt();
      return total < 1 || most < 1
          ? Optional.empty()
          : Optional.of(
              new FlinkSlots(found.toString(), total, all.path("slots-available").asInt(), most));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static JsonNode ask(FlinkMaster master, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://" + master + path).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    try (var answer = connection.getInputStream()) {
      return new ObjectMapper().readTree(answer);
    } finally {
      connection.disconnect();
    }
  }

  /** Returns for people what a job takes of them. */
  public String words(int taken) {
    return "Flink at "
        + address
        + " has "
        + total
        + " slots, "
        + free
        + " of them free, at most "
        + perProcess
        + " a TaskManager; the job takes "
        + taken
        + " (other: --runner-option parallelism=N)";
  }
}
