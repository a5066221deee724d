package org.arcoforge.runners.jobs;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * This JobManager runs one program, whose classes are on its class path, and ends with it. Flink's
 * own standalone entry is in no jar that Maven's repositories have.
 */
public final class ApplicationCluster extends ApplicationClusterEntryPoint {
  private ApplicationCluster(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /**
   * Starts it in this process.
   *
   * @param program whose {@code main} is run
   * @param args {@code --configDir DIR} and {@code -D key=value}, which are Flink's, then those of
   *     the program
   */
  public static void start(Class<?> program, String... args) throws Exception {
    Configuration told = new Configuration();
    String folder = "";
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      boolean more = i + 1 < args.length && rest.isEmpty();
      if (more && args[i].equals("--configDir")) {
        folder = args[++i];
      } else if (rest.isEmpty() && args[i].startsWith("-D")) {
        String[] pair =
            (args[i].length() > 2 || !more ? args[i].substring(2) : args[++i]).split("=", 2);
        told.setString(pair[0], pair.length == 2 ? pair[1] : "true");
      } else {
        rest.add(args[i]);
      }
    }
    Configuration configuration =
        folder.isEmpty()
            ? GlobalConfiguration.loadConfiguration(told)
            : GlobalConfiguration.loadConfiguration(folder, told);
    configuration.set(DeploymentOptions.ATTACHED, true); // the program waits for its job
    PackagedProgram packaged =
        PackagedProgram.newBuilder()
            .setEntryPointClassName(program.getName())
            .setUserClassPaths(List.of())
            .setConfiguration(configuration)
            .setArguments(rest.toArray(new String[0]))
            .build();
    configureExecution(configuration, packaged);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationCluster(configuration, packaged));
  }
}
