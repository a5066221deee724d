package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What is written for Kubernetes and Flink's operator has the fields that these know: those of the
 * operator's own resource definition, and those that are written at all.
 */
class KubernetesFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLUSTER = "arco-demo-sst-flink.flinkdeployment.yaml";
  private static final String JOB = "arco-demo-sst.cronjob.yaml";

  /** The definition that the operator installs in a cluster. */
  private static final String DEFINITION =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  @TempDir Path folder = Path.of("");

  private Ran schedule(String form, Object... more) throws IOException {
    Path feedstock = folder.resolve("feedstock.yaml");
    String text = Files.readString(Ran.demo().resolve("feedstock.yaml"));
    Files.writeString(feedstock, text + "\nschedule: {cron: \"0 6 * * *\"}\n");
    Object[] arguments = new Object[8 + more.length];
    List<Object> first =
        List.of(
            "schedule",
            feedstock,
            "--for",
            form,
            "--image",
            "r.example.org/arco:1",
            "--out",
            folder);
    System.arraycopy(first.toArray(), 0, arguments, 0, 8);
    System.arraycopy(more, 0, arguments, 8, more.length);
    return Ran.arco(arguments);
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static JsonNode tree(String yaml) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  /** What is wrong with a document by the schema of its kind. */
  private static List<String> faults(JsonNode document) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            KubernetesFilesTest.class.getResourceAsStream("kubernetes.schema.json"))) {
      JsonNode schema =
          JSON.createObjectNode()
              .put("$ref", "#/$defs/" + document.path("kind").asText())
              .set("$defs", JSON.readTree(in).get("$defs"));
      return faults(document, schema);
    }
  }

  /** What the definition has at a place, as Kubernetes reads it that refuses unknown fields. */
  private static JsonNode definition(String at) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(KubernetesFilesTest.class.getResourceAsStream(DEFINITION))) {
      JsonNode whole = tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      JsonNode part = whole.at("/spec/versions/0/schema/openAPIV3Schema/properties" + at);
      assertTrue(part.has("properties"), at);
      close(part);
      return part;
    }
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && schema.path("properties").isObject()
        && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(KubernetesFilesTest::close);
  }

  private static List<String> faults(JsonNode part, JsonNode schema) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(part)
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void cronJobHasTheFieldsOfKubernetes() throws IOException {
    Ran ran = schedule("kubernetes", "--bakery", "leap-gcp");
    assertEquals(0, ran.code(), ran.toString());
    JsonNode job = tree(text(JOB));
    assertEquals(List.of(), faults(job));
    JsonNode pod = job.at("/spec/jobTemplate/spec/template");
    assertEquals(List.of(), faults(pod, definition("/spec/properties/podTemplate")));
  }

  @Test
  void operatorsOwnDefinitionTakesTheClusterAndRefusesWhatItDoesNotKnow() throws IOException {
    assertEquals(0, schedule("flink-operator", "--bakery", "flink").code());
    JsonNode definition = definition("/spec");
    String cluster = text(CLUSTER);
    assertEquals(List.of(), faults(tree(cluster).get("spec"), definition));
    for (String wrong :
        List.of(
            "flinkVersion: v1_19>flinkVersion: 1.19",
            "cpu: 2>cpus: 2",
            "\"4\">4",
            "mode: standalone>mode: session",
            "secretRef>secretRefs",
            "serviceAccount:>serviceAccountName:")) {
      String[] change = wrong.split(">", 2);
      String text = cluster.replaceFirst(change[0], change[1]);
      assertNotEquals(cluster, text, wrong);
      assertFalse(faults(tree(text).get("spec"), definition).isEmpty(), wrong);
    }
  }

  @Test
  void operatorIsGivenAClusterAndTheJobThatBakesOnIt() throws IOException {
    Object[] options = {"--bakery", "flink", "--parallelism", 6, "--memory", 3000};
    Ran ran = schedule("flink-operator", options);
    assertEquals(0, ran.code(), ran.toString());
    JsonNode cluster = tree(text(CLUSTER));
    assertEquals(List.of(), faults(cluster));
    assertEquals(
        "3000m", cluster.at("/spec/taskManager/resource/memory").asText(), cluster.toString());
    assertEquals("r.example.org/arco:1", cluster.at("/spec/image").asText());
    assertEquals(
        "r.example.org/arco:1",
        cluster.at("/spec/podTemplate/spec/containers/0/env/0/value").asText());
    assertEquals(3, cluster.at("/spec/taskManager/replicas").asInt(), "two slots each");
    assertEquals(
        "fixed-delay",
        cluster.path("spec").path("flinkConfiguration").path("restart-strategy.type").asText());
    JsonNode job = tree(text(JOB));
    assertEquals(List.of(), faults(job));
    JsonNode container =
        job.at("/spec/jobTemplate/spec/template/spec/containers/0"); // the only one
    assertEquals("FLINK_MASTER", container.at("/env/0/name").asText());
    assertEquals("arco-demo-sst-flink-rest:8081", container.at("/env/0/value").asText());
    assertTrue(container.path("command").toString().contains("parallelism=6"), job.toString());
    Object[] check = {"--bakery", "flink", "--parallelism", 6, "--memory", 3000, "--check"};
    assertEquals(0, schedule("flink-operator", check).code());
    Ran changed = schedule("flink-operator", "--bakery", "flink", "--check");
    assertEquals(2, changed.code(), changed.toString());
  }

  @Test
  void bakeryThatNamesNoClusterIsRefused() throws IOException {
    Ran ran = schedule("flink-operator", "--bakery", "local");
    assertEquals(2, ran.code(), ran.toString());
    assertTrue(ran.err().contains("--bakery flink"), ran.err());
    Ran small = schedule("flink-operator", "--bakery", "flink", "--memory", 100);
    assertEquals(2, small.code(), small.toString());
    assertTrue(small.err().contains("--memory 100"), small.err());
  }

  @Test
  void schemaFindsWhatIsWrong() throws IOException {
    assertEquals(0, schedule("flink-operator", "--bakery", "flink").code());
    for (String wrong :
        List.of("flinkVersion: v1_19>flinkVersion: 1.19", "cpu: 2>cpus: 2", "\"4\">4")) {
      String[] change = wrong.split(">");
      String text = text(CLUSTER).replaceFirst(change[0], change[1]);
      assertFalse(faults(tree(text)).isEmpty(), wrong);
    }
    String text = text(JOB).replace("restartPolicy: Never", "restartPolicy: Always");
    assertFalse(faults(tree(text)).isEmpty(), text);
  }
}
