package org.arcoforge.runners;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.bake.Outcome;
import org.arcoforge.pattern.Spelling;

/** Knows the names of the runners' options, and what somebody meant who wrote another one. */
final class RunnerOptionNames {
  /** As other SDKs and tools call them. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "maxWorkers", "maxNumWorkers",
          "machineType", "workerMachineType",
          "serviceAccountEmail", "serviceAccount",
          "usePublicIP", "usePublicIps",
          "noUsePublicIps", "usePublicIps",
          "workerDiskSizeGb", "diskSizeGb",
          "diskSize", "diskSizeGb");

  private RunnerOptionNames() {}

  /**
   * Makes sure that options are as {@code NAME=VALUE}, of names that there are.
   *
   * @throws CommandException if one is not; the message says what was meant
   */
  static void check(List<String> options) {
    Set<String> known = null;
    for (String option : options) {
      String name = option.replaceFirst("=.*", "");
      if (!option.contains("=")) {
        throw new CommandException(
            Outcome.INVALID, "--runner-option " + option + ": expected NAME=VALUE");
      }
      known = known == null ? known() : known;
      if (!known.contains(name)) {
        throw new CommandException(
            Outcome.INVALID,
            "--runner-option " + option + ": there is no such option" + meant(option, name, known));
      }
    }
  }

  private static Set<String> known() {
    TreeSet<String> known = new TreeSet<>();
    for (Class<?> some : PipelineOptionsFactory.getRegisteredOptions()) {
      for (Method method : some.getMethods()) {
        if (method.getName().matches("(get|is)[A-Z].*") && method.getParameterCount() == 0) {
          String name = method.getName().replaceFirst("^(get|is)", "");
          known.add(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
        }
      }
    }
    return known;
  }

  private static String meant(String option, String name, Set<String> known) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("[_-]")) {
      camel.append(
          camel.isEmpty() || part.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    String asked = camel.toString();
    String other = OTHERWISE.getOrDefault(asked, asked);
    return (known.contains(other) ? java.util.Optional.of(other) : Spelling.nearest(asked, known))
        .map(near -> "; did you mean '" + near + option.substring(name.length()) + "'?")
        .orElse("");
  }
}
