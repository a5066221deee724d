package org.arcoforge.runners;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.arcoforge.runners.jobs.ApplicationCluster;
import org.arcoforge.settings.Settings;

/**
 * A Flink application is a cluster for one bake: its JobManager runs the command line itself and
 * ends with it. The image starts it as {@code standalone-job}.
 */
public final class FlinkApplication {
  private FlinkApplication() {}

  /**
   * Starts the JobManager of this process.
   *
   * @param args {@code --configDir DIR}, {@code -D key=value}, and the arguments of {@code arco}
   */
  public static void main(String[] args) throws Exception {
    ApplicationCluster.start(Program.class, args);
  }

  /** The program is what the JobManager runs; Flink calls it by its name. */
  public static final class Program {
    private Program() {}

    /**
     * Runs one command of {@code arco}.
     *
     * @throws IllegalStateException if its exit code is not 0: Flink tells it as a failure
     */
    public static void main(String[] args) {
      int code =
          Arco.run(
              Settings.of(System.getProperties()),
              new PrintWriter(System.out, true, StandardCharsets.UTF_8),
              new PrintWriter(System.err, true, StandardCharsets.UTF_8),
              args);
      if (code != 0) {
        throw new IllegalStateException("arco " + args[0] + " ended with exit code " + code);
      }
    }
  }
}
