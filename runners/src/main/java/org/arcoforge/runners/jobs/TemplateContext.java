package org.arcoforge.runners.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.arcoforge.bake.Origin;

/**
 * A template context is what the image of a Flex Template is built of: the image of this software,
 * with a bakery, feedstocks and Dataflow's launcher. It only launches: it makes the job's graph
 * from a feedstock that is in it, and Dataflow starts the job.
 *
 * @param bakery its text
 * @param variables of the environment that it names
 * @param image what the image will be called
 * @param base image of this software, as scripts/image makes it
 * @param origin commit of the feedstocks, as far as it is known
 */
public record TemplateContext(
    String bakery, List<String> variables, String image, String base, Origin origin) {
  private static final String LAUNCHER = "/opt/google/dataflow/java_template_launcher";
  private static final String LAUNCHER_IMAGE =
      "gcr.io/dataflow-templates-base/java17-template-launcher-base:latest";

  /** Copies the list. */
  public TemplateContext {
    variables = List.copyOf(variables);
  }

  /** Returns the files by their names. */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Dockerfile", dockerfile());
    files.put("bakery.yaml", bakery);
    files.put("metadata.json", metadata().toPrettyString() + "\n");
    files.put("template.json", template().toPrettyString() + "\n");
    return files;
  }

  private String dockerfile() {
    StringBuilder text = new StringBuilder();
    text.append("# Written by arco template build. It only launches jobs: ")
        .append("Dataflow's own images run the workers.\n")
        .append("# Pin both images by their digests.\nFROM ")
        .append(LAUNCHER_IMAGE)
        .append(" AS launcher\nFROM ")
        .append(base)
        .append("\nCOPY --from=launcher " + LAUNCHER + " " + LAUNCHER + "\n")
        .append("COPY feedstocks/ /template/feedstocks/\n")
        .append("COPY bakery.yaml /template/bakery.yaml\n");
    for (String name : variables) {
      text.append("ARG ").append(name).append("\nENV ").append(name).append("=${").append(name);
      text.append("}\n");
    }
    if (!origin.commit().isEmpty() && !origin.dirty()) {
      text.append("# Of which commit the feedstocks are, for what bakes say of themselves.\n")
          .append("ENV CI_COMMIT_SHA=")
          .append(origin.commit())
          .append("\n");
      if (!origin.repository().isEmpty()) {
        text.append("ENV CI_PROJECT_URL=").append(origin.repository()).append("\n");
      }
    }
    text.append("# The branch that this is built from, which a bakery's rules may ask for.\n")
        .append("ARG CI_COMMIT_BRANCH\nENV CI_COMMIT_BRANCH=${CI_COMMIT_BRANCH}\n");
    return text.append("ENV FLEX_TEMPLATE_JAVA_CLASSPATH=/opt/arco/app/*:/opt/arco/lib/*\n")
        .append("ENV FLEX_TEMPLATE_JAVA_MAIN_CLASS=")
        .append("org.arcoforge.runners.TemplateLauncher\n")
        .append("ENTRYPOINT [\"" + LAUNCHER + "\"]\n")
        .toString();
  }

  private static ObjectNode metadata() {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("name", "ArcoForge");
    metadata.put("description", "Bakes a recipe: source files to Zarr, verified and catalogued.");
    ArrayNode parameters = metadata.putArray("parameters");
    parameter(parameters, "feedstock", "Feedstock", false, "TEXT", "[A-Za-z0-9][A-Za-z0-9._-]*")
        .put("helpText", "Id of a feedstock in the template's image, as noaa-oisst.");
    parameter(parameters, "recipe", "Recipe", true, "TEXT", "[A-Za-z0-9][A-Za-z0-9._-]*")
        .put("helpText", "Id of its recipe; may be left out if it has one only.");
    parameter(parameters, "prune", "Prune", true, "NUMBER", "[1-9][0-9]{0,8}")
        .put("helpText", "Only so many positions of each concat dimension, into scratch.");
    parameter(parameters, "force", "Force", true, "BOOLEAN", "true|false")
        .put("helpText", "true: a new version, even if nothing has changed.");
    return metadata;
  }

  private static ObjectNode parameter(
      ArrayNode parameters, String name, String label, boolean optional, String type, String form) {
    ObjectNode parameter = parameters.addObject();
    parameter.put("name", name).put("label", label);
    parameter.put("isOptional", optional).put("paramType", type);
    parameter.putArray("regexes").add("^(" + form + ")$");
    return parameter;
  }

  /** What {@code gcloud dataflow flex-template build} writes to Cloud Storage. */
  private ObjectNode template() {
    ObjectNode template = JsonNodeFactory.instance.objectNode();
    template.put("image", image);
    template.putObject("sdkInfo").put("language", "JAVA");
    template.set("metadata", metadata());
    return template;
  }

  /** Copies feedstocks, which are data only. */
  public void copyFeedstocks(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).filter(f -> f.endsWith("feedstock.yaml")).toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.resolveSibling("."));
      Files.writeString(target, Files.readString(file));
    }
  }

  /** Returns what to do with the context. */
  public String advice(Path out) {
    StringBuilder arguments = new StringBuilder(" --build-arg CI_COMMIT_BRANCH=main");
    variables.forEach(v -> arguments.append(" --build-arg ").append(v));
    return "to build it and put it where launches find it ("
        + base
        + " is made by scripts/image):\n  docker build"
        + arguments
        + " -t "
        + image
        + " "
        + out
        + " && docker push "
        + image
        + "\n  gcloud storage cp "
        + out
        + "/template.json gs://BUCKET/templates/arco.json";
  }
}
