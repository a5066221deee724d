package org.arcoforge.bakery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.arcoforge.yaml.SchemaWriter;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class BakerySchemaTest {
  private static final String NAME = "/org/arcoforge/bakery/bakery.schema.json";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static final List<String> GOOD =
      List.of(
          "",
          "cache: file:///c\npublic_url: https://x\ndescription: d",
          "cache: {url: \"gs://b/cache\", max_size: 500GB, expire: P30D}",
          "cache: {url: /c, max_size: 1000000}",
          "runner: {name: flink}",
          "runner: {name: direct, options: {a: 1, b: x, c: true}}",
          "secrets: {a: {env: X}}",
          "secrets: {a: {file: /x, as: bearer}, b: {netrc: h}, c: {netrc: {host: h, file: /f}}}",
          "secrets: {a: {secret_manager: projects/x/secrets/y/versions/z, as: {query: k}}}",
          "secrets: {a: {gcloud_token: true}, b: {application_default: true}}",
          "secrets: {a: {impersonate: \"a@b\", as: {header: X-Y}}, b: {env: X, as: {login: h}}}",
          "egress: {allow_hosts: [a.org], allow_private: [10.0.0.0/8, h], allow_files: [/x]}",
          "secrets: {a: {file: /x, as: private_key}, b: {file: /x, as: {private_key: me}}}",
          "secrets: {a: {env: X, as: cleartext}}",
          "inbox: gs://b/in",
          "secrets: {k: {env: X, as: s3_keys}}\nbuckets: {\"s3://b\": {keys: k}}",
          "buckets: {\"s3://b\": {endpoint: \"https://h\", requester_pays: true}}",
          "buckets: {\"gs://b\": {requester_pays: my-project}}",
          "egress: {host_keys: {h: \"SHA256:" + "a".repeat(43) + "\"}}",
          "egress: {host_keys: {h: [\"SHA256:" + "+/".repeat(21) + "Z\"]}}",
          "prices: {core_hour: 0, gigabyte_hour: 1.5, thousand_writes: 2, currency: EUR}",
          "limits: {objects: 1, bytes: 5TB, workers: 3, hours: 0.5}",
          "limits: {bytes: 100}",
          "policy: {scratch: {expires: P7D, prefix: a/b}}",
          "policy: {persistent: {create_only: false, writers: [a], branch: main}}");

  private static final List<String> BAD =
      List.of(
          "cach: x",
          "cache: {max_size: 500GB}",
          "cache: {url: /c, max_size: much}",
          "cache: {url: /c, expire: 30}",
          "runner: dataflow",
          "runner: {name: spark}",
          "runner: {options: {a: 1}}",
          "runner: {name: direct, options: {a: [1]}}",
          "secrets: {a: {}}",
          "secrets: {a: {env: X, file: y}}",
          "secrets: {a: {env: \"$X\"}}",
          "secrets: {a: {env: X, as: cookie}}",
          "secrets: {a: {env: X, as: {query: a, header: b}}}",
          "secrets: {a: {secret_manager: y}}",
          "secrets: {a: s3cret}",
          "egress: {allow_hosts: a.org}",
          "egress: {hosts: [a.org]}",
          "buckets: {\"s3://b\": {key: k}}",
          "buckets: {\"s3://b\": {endpoint: h}}",
          "egress: {host_keys: {h: \"MD5:00:11\"}}",
          "prices: {core_hour: -1}",
          "prices: {currency: euros}",
          "limits: {objects: 0}",
          "limits: {bytes: many}",
          "policy: {scratch: {expires: 7}}",
          "policy: {persistent: {create_only: 1}}",
          "policy: {writers: [a]}");

  /** Written anew by {@code mvn test -Dtest=BakerySchemaTest -Dwrite.bakery.schema=FILE}. */
  @Test
  void isWhatTheTableOfTheReaderSays() throws IOException {
    String wanted =
        JSON.writeValueAsString(SchemaWriter.whole("ArcoForge bakery", BakeryShapes.bakery()))
            + "\n";
    String file = System.getProperty("write.bakery.schema");
    if (file != null) {
      Files.writeString(Path.of(file), wanted);
    }
    try (InputStream in = Bakery.class.getResourceAsStream(NAME)) {
      assertNotNull(in, NAME);
      assertEquals(JSON.readTree(wanted), JSON.readTree(in));
    }
  }

  @Test
  void schemaAndReaderAreOfOneMind() throws IOException {
    List<String> good = new ArrayList<>();
    GOOD.forEach(g -> good.add(BakeryReaderTest.STORES + g));
    for (String text : good) {
      assertEquals(List.of(), BakeryReaderTest.problems(text), text);
      assertEquals(List.of(), faults(text), text);
    }
    for (String text : BAD) {
      String whole = BakeryReaderTest.STORES + text;
      assertTrue(!BakeryReaderTest.problems(whole).isEmpty(), "the reader takes " + text);
      assertTrue(!faults(whole).isEmpty(), "the schema takes " + text);
    }
    for (String text : List.of("hello", "{}", "scratch: gs://s", "[]")) {
      assertTrue(!BakeryReaderTest.problems(text).isEmpty(), "the reader takes " + text);
      assertTrue(!faults(text).isEmpty(), "the schema takes " + text);
    }
    for (String name : Bakeries.NAMES) {
      assertEquals(List.of(), faults(Bakeries.text(name)), name);
    }
  }

  private static List<String> faults(String text) throws IOException {
    Object document =
        new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(text);
    try (InputStream in = Bakery.class.getResourceAsStream(NAME)) {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(Objects.requireNonNull(in));
      JsonNode node = JSON.valueToTree(document);
      return schema.validate(node).stream().map(Object::toString).toList();
    }
  }
}
