package org.arcoforge.runners.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A flex launch is the request that starts a bake by a Flex Template of Dataflow: the body of
 * {@code projects.locations.flexTemplates.launch}.
 *
 * @param project that the job is of
 * @param region that the job runs in
 * @param template URL of the template's file in Cloud Storage
 * @param feedstock id, of a feedstock in the template's image
 * @param recipe id
 * @param options of the runner, as the bakery has them
 */
public record FlexLaunch(
    String project,
    String region,
    String template,
    String feedstock,
    String recipe,
    Map<String, String> options) {
  private static final String API = "https://dataflow.googleapis.com/v1b3/projects/";
  private static final int LONGEST = 50;

  /** The runner's options that the request calls otherwise, or alike. */
  private static final Map<String, String> TEXTS = texts();

  private static final Map<String, String> NUMBERS =
      Map.of("numWorkers", "numWorkers", "maxNumWorkers", "maxWorkers", "diskSizeGb", "diskSizeGb");

  private static Map<String, String> texts() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("tempLocation", "tempLocation");
    names.put("stagingLocation", "stagingLocation");
    names.put("serviceAccount", "serviceAccountEmail");
    names.put("workerMachineType", "machineType");
    names.put("network", "network");
    names.put("subnetwork", "subnetwork");
    names.put("dataflowKmsKey", "kmsKeyName");
    names.put("workerZone", "workerZone");
    names.put("workerRegion", "workerRegion");
    names.put("sdkContainerImage", "sdkContainerImage");
    return names;
  }

  /**
   * Checks what a request needs.
   *
   * @throws IllegalArgumentException if something is not there; the message says what to write
   */
  public FlexLaunch {
    options = Map.copyOf(options);
    if (!template.matches("gs://[^/]+/.+")) {
      throw new IllegalArgumentException(
          "a Flex Template is named by its file in Cloud Storage, found '"
              + template
              + "'; write --template gs://my-bucket/templates/arco.json ('arco template build' says"
              + " how to put it there)");
    }
    if (project.isEmpty()) {
      throw new IllegalArgumentException(
          "Dataflow needs a project; write in the bakery: runner: {name: dataflow, options:"
              + " {project: my-project}}");
    }
  }

  /** Returns what the job is called: one of a name runs at a time. */
  public String name() {
    String both = recipe.startsWith(feedstock) ? recipe : feedstock + "-" + recipe;
    String name = "arco-" + both.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return name.substring(0, Math.min(LONGEST, name.length())).replaceAll("-$", "");
  }

  /** Returns the project's and region's name, as APIs write it. */
  String place() {
    return "projects/" + project + "/locations/" + region;
  }

  /** Returns the address that the request is sent to. */
  public String url() {
    return API + project + "/locations/" + region + "/flexTemplates:launch";
  }

  /** Returns account whose rights the job has; empty if the bakery names none. */
  String account() {
    return options.getOrDefault("serviceAccount", "");
  }

  /** Returns the body of the request. */
  public ObjectNode body() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.set("launchParameter", parameter());
    return root;
  }

  /** Returns what is launched: the template, its parameters, and where it runs. */
  ObjectNode parameter() {
    ObjectNode launch = JsonNodeFactory.instance.objectNode();
    launch.put("jobName", name());
    launch.put("containerSpecGcsPath", template);
    launch.putObject("parameters").put("feedstock", feedstock).put("recipe", recipe);
    ObjectNode environment = launch.putObject("environment");
    TEXTS.forEach(
        (option, key) -> {
          if (options.containsKey(option)) {
            environment.put(key, options.get(option));
          }
        });
    NUMBERS.keySet().stream()
        .sorted()
        .filter(option -> options.getOrDefault(option, "").matches("\\d{1,9}"))
        .forEach(
            option ->
                environment.put(
                    String.valueOf(NUMBERS.get(option)),
                    Integer.parseInt(String.valueOf(options.get(option)))));
    if (options.containsKey("usePublicIps")) {
      boolean isPublic = options.get("usePublicIps").equals("true");
      environment.put("ipConfiguration", isPublic ? "WORKER_IP_PUBLIC" : "WORKER_IP_PRIVATE");
    }
    environment
        .putObject("additionalUserLabels")
        .put("feedstock", label(feedstock))
        .put("recipe", label(recipe));
    return launch;
  }

  private static String label(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
  }

  /** Returns a document as it is committed and reviewed. */
  public static String text(ObjectNode document) {
    return document.toPrettyString().replace("\r\n", "\n") + "\n";
  }
}
