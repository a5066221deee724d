package org.arcoforge.runners;

import java.util.ArrayList;
import java.util.List;

/**
 * Launches a bake inside the image of a Flex Template: what the template's parameters say becomes
 * the command line of {@code arco bake}, and all other options are the runner's.
 */
public final class TemplateLauncher {
  private static final String HOME = "/template/";

  private TemplateLauncher() {}

  /** Runs the command that the arguments say. */
  public static void main(String[] args) {
    Arco.main(command(HOME, args));
  }

  /**
   * Returns the command line of a launch.
   *
   * @param home folder of the bakery and the feedstocks
   * @param args as {@code --feedstock=noaa-oisst}
   */
  static String[] command(String home, String... args) {
    List<String> command = new ArrayList<>();
    String feedstock = "";
    for (String arg : args) {
      String[] parts = arg.replaceFirst("^--", "").split("=", 2);
      String value = parts.length == 2 ? parts[1] : "true";
      switch (parts[0]) {
        case "feedstock" -> feedstock = value;
        case "recipe", "prune" -> command.addAll(List.of("--" + parts[0], value));
        case "force" -> {
          if (value.equals("true")) {
            command.add("--force");
          }
        }
        case "runner" -> {} // there is one only
        default -> command.addAll(List.of("--runner-option", parts[0] + "=" + value));
      }
    }
    command.addAll(
        0,
        List.of(
            "bake",
            home + "feedstocks/" + feedstock,
            "--bakery",
            home + "bakery.yaml",
            "--runner",
            "dataflow",
            "--detach",
            "--scheduled"));
    return command.toArray(String[]::new);
  }
}
