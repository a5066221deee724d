package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.ContainerSpec;
import com.google.api.services.dataflow.model.LaunchFlexTemplateRequest;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests by which services start bakes are what the services' APIs read. */
class FlexTemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEMPLATE = "gs://my-bucket/templates/arco.json";

  @TempDir Path folder = Path.of("");

  private Path bakery() throws IOException {
    return Files.writeString(
        folder.resolve("far.yaml"),
        """
        scratch: gs://scratch
        persistent: gs://persistent
        catalog: gs://catalog
        runner:
          name: dataflow
          options:
            project: my-project
            tempLocation: gs://scratch/tmp
            stagingLocation: gs://scratch/staging
            serviceAccount: bakery@my-project.iam.gserviceaccount.com
            workerMachineType: n2-standard-4
            maxNumWorkers: 20
            diskSizeGb: 50
            usePublicIps: false
            subnetwork: regions/us-central1/subnetworks/workers
        """);
  }

  private Path feedstock() throws IOException {
    String text = Files.readString(Ran.demo().resolve("feedstock.yaml"));
    Path path = folder.resolve("feedstock.yaml");
    return Files.writeString(
        path,
        text.replaceAll("(?m)^schedule:.*\n", "")
            + "\nschedule: {cron: \"30 14 * * 7\", time_zone: Europe/Berlin}\n");
  }

  /** What a hand-written schema says of a document. */
  private static List<String> faults(String part, JsonNode document) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            FlexTemplateTest.class.getResourceAsStream("google-requests.schema.json"))) {
      JsonNode schemas = JSON.readTree(in);
      JsonNode schema =
          JSON.createObjectNode().put("$ref", "#/$defs/" + part).set("$defs", schemas.get("$defs"));
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(schema)
          .validate(document)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  /** Keys that Google's own client does not know. */
  private static List<String> unknown(Object parsed) {
    List<String> all = new ArrayList<>();
    if (parsed instanceof GenericJson object) {
      all.addAll(object.getUnknownKeys().keySet());
      object.values().forEach(v -> all.addAll(unknown(v)));
    } else if (parsed instanceof List<?> list) {
      list.forEach(v -> all.addAll(unknown(v)));
    } else if (parsed instanceof Map<?, ?> map) {
      map.values().forEach(v -> all.addAll(unknown(v)));
    }
    return all;
  }

  private Ran launch(Object... more) throws IOException {
    List<Object> arguments =
        new ArrayList<>(List.of("template", "launch", feedstock(), "--bakery", bakery()));
    arguments.addAll(List.of(more));
    return Ran.arco(arguments.toArray());
  }

  @Test
  void theRequestIsWhatDataflowReads() throws IOException {
    Ran ran = launch("--template", TEMPLATE);
    assertEquals(0, ran.code(), ran.toString());
    JsonNode body = JSON.readTree(ran.out());
    assertEquals(List.of(), faults("launch", body));
    LaunchFlexTemplateRequest read =
        GsonFactory.getDefaultInstance().fromString(ran.out(), LaunchFlexTemplateRequest.class);
    assertEquals(List.of(), unknown(read));
    assertEquals(20, read.getLaunchParameter().getEnvironment().getMaxWorkers());
    assertEquals(
        "WORKER_IP_PRIVATE", read.getLaunchParameter().getEnvironment().getIpConfiguration());
    assertEquals("demo-sst", read.getLaunchParameter().getParameters().get("feedstock"));
    assertEquals(ran.out(), launch("--template", TEMPLATE, "--dry-run").out());
  }

  @Test
  void schemaFindsWhatIsWrong() throws IOException {
    JsonNode body = JSON.readTree(launch("--template", TEMPLATE).out().replace("jobName", "job"));
    assertTrue(faults("launch", body).size() > 1);
  }

  @Test
  void schedulesOfServicesHaveTheSameRequest() throws IOException {
    Object[] schedule = {
      "schedule",
      feedstock(),
      "--for",
      "cloud-scheduler,data-pipelines",
      "--bakery",
      bakery(),
      "--template",
      TEMPLATE,
      "--out",
      folder.resolve("out")
    };
    Ran ran = Ran.arco(schedule);
    assertEquals(0, ran.code(), ran.toString());
    JsonNode job = JSON.readTree(folder.resolve("out/arco-demo-sst.scheduler.json").toFile());
    assertEquals(List.of(), faults("scheduler", job));
    assertEquals("30 14 * * 0", job.path("schedule").asText());
    assertEquals("Europe/Berlin", job.path("timeZone").asText());
    byte[] packed = Base64.getDecoder().decode(job.at("/httpTarget/body").asText());
    assertEquals(
        JSON.readTree(folder.resolve("out/arco-demo-sst.launch.json").toFile()),
        JSON.readTree(packed));
    assertEquals(JSON.readTree(launch("--template", TEMPLATE).out()), JSON.readTree(packed));
    JsonNode pipeline = JSON.readTree(folder.resolve("out/arco-demo-sst.pipeline.json").toFile());
    assertEquals(List.of(), faults("pipeline", pipeline));

    List<Object> check = new ArrayList<>(List.of(schedule));
    check.add("--check");
    assertEquals(0, Ran.arco(check.toArray()).code());
    Files.writeString(folder.resolve("out/arco-demo-sst.pipeline.json"), "{}");
    assertEquals(2, Ran.arco(check.toArray()).code());
  }

  @Test
  void withoutATemplateTheOptionIsTold() throws IOException {
    Ran ran = Ran.arco("schedule", feedstock(), "--for", "cloud-scheduler", "--bakery", bakery());
    assertEquals(2, ran.code(), ran.toString());
    assertTrue(ran.err().contains("--template gs://"), ran.err());
    Ran web = launch("--template", "https://example.org/arco.json");
    assertEquals(2, web.code(), web.toString());
    Ran local = Ran.arco("template", "launch", feedstock(), "--template", TEMPLATE);
    assertEquals(2, local.code(), local.toString());
    assertTrue(local.err().contains("--bakery leap-gcp"), local.err());
  }

  @Test
  void contextHasWhatTheImageNeeds() throws IOException {
    Path out = folder.resolve("context");
    Ran ran =
        Ran.arco(
            "template",
            "build",
            "--bakery",
            bakery(),
            "--feedstocks",
            Ran.demo().resolveSibling("."),
            "--image",
            "r.example.org/arco:1",
            "--base",
            "r.example.org/arcoforge:1",
            "--out",
            out);
    assertEquals(0, ran.code(), ran.toString());
    String docker = Files.readString(out.resolve("Dockerfile"));
    assertTrue(
        docker.contains("FLEX_TEMPLATE_JAVA_MAIN_CLASS=" + TemplateLauncher.class.getName()));
    assertTrue(Files.exists(out.resolve("feedstocks/demo-sst/feedstock.yaml")), ran.toString());
    assertTrue(docker.contains("\nFROM r.example.org/arcoforge:1\n"), docker);
    assertTrue(docker.contains("ENV FLEX_TEMPLATE_JAVA_CLASSPATH=/opt/arco/app/*:"), docker);
    String text = Files.readString(out.resolve("template.json"));
    JsonNode spec = JSON.readTree(text);
    assertEquals(List.of(), faults("template", spec));
    assertEquals(
        List.of(), unknown(GsonFactory.getDefaultInstance().fromString(text, ContainerSpec.class)));
    assertEquals(
        spec.path("metadata"), JSON.readTree(Files.readString(out.resolve("metadata.json"))));
    String form = spec.at("/metadata/parameters/0/regexes/0").asText();
    assertTrue("noaa-oisst".matches(form) && !"../x".matches(form), form);
  }

  @Test
  void parametersOfALaunchBecomeABake() {
    assertArrayEquals(
        new String[] {
          "bake",
          "/h/feedstocks/noaa-oisst",
          "--bakery",
          "/h/bakery.yaml",
          "--runner",
          "dataflow",
          "--detach",
          "--scheduled",
          "--recipe",
          "days",
          "--runner-option",
          "templateLocation=gs://b/t=1",
          "--force"
        },
        TemplateLauncher.command(
            "/h/",
            "--feedstock=noaa-oisst",
            "--recipe=days",
            "--runner=DataflowRunner",
            "--templateLocation=gs://b/t=1",
            "--force=true"));
  }
}
