package org.arcoforge.recipe.yaml;

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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.arcoforge.yaml.SchemaWriter;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class FeedstockSchemaTest {
  private static final String NAME = "/org/arcoforge/recipe/feedstock.schema.json";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** Written anew by {@code mvn test -Dtest=FeedstockSchemaTest -Dwrite.schema=FILE}. */
  @Test
  void isWhatTheTablesOfTheReaderSay() throws IOException {
    String wanted =
        JSON.writeValueAsString(
                SchemaWriter.whole("ArcoForge feedstock", FeedstockShapes.feedstock()))
            + "\n";
    String file = System.getProperty("write.schema");
    if (file != null) {
      Files.writeString(Path.of(file), wanted);
    }
    try (InputStream in = FeedstockReader.class.getResourceAsStream(NAME)) {
      assertNotNull(in, NAME);
      assertEquals(JSON.readTree(wanted), JSON.readTree(in));
    }
  }

  @Test
  void acceptsWhatTheReaderAccepts() throws IOException {
    for (String text : good()) {
      assertEquals(List.of(), FeedstockTexts.problems(text), text);
      assertEquals(List.of(), schemaFaults(text), text);
    }
  }

  @Test
  void refusesWhatTheReaderRefuses() throws IOException {
    for (String text : bad()) {
      assertTrue(!FeedstockTexts.problems(text).isEmpty(), "the reader takes\n" + text);
      assertTrue(!schemaFaults(text).isEmpty(), "the schema takes\n" + text);
    }
  }

  private static List<String> good() {
    List<String> texts = new ArrayList<>();
    for (String keys : SchemaCases.GOOD) {
      texts.add(FeedstockTexts.recipe(keys));
    }
    for (String line : SchemaCases.GOOD_LINES) {
      texts.add(line + "\n" + FeedstockTexts.recipe(SchemaCases.GOOD.get(0)));
    }
    texts.add(FeedstockTemplate.of("new-one"));
    return texts;
  }

  private static List<String> bad() {
    List<String> texts = new ArrayList<>();
    for (String keys : SchemaCases.BAD) {
      texts.add(FeedstockTexts.recipe(keys));
    }
    for (String line : SchemaCases.BAD_LINES) {
      String key = line.substring(0, line.indexOf(':') + 1);
      String rest =
          FeedstockTexts.recipe(SchemaCases.GOOD.get(0))
              .lines()
              .filter(l -> !l.startsWith(key))
              .reduce("", (a, b) -> a + b + "\n");
      texts.add(line + "\n" + rest);
    }
    for (String key : List.of("id:", "title:", "description:", "license:", "providers:")) {
      texts.add(
          FeedstockTexts.recipe(SchemaCases.GOOD.get(0))
              .lines()
              .filter(l -> !l.startsWith(key))
              .reduce("", (a, b) -> a + b + "\n"));
    }
    texts.add(FeedstockTexts.HEAD + "  []\n");
    texts.add("hello");
    return texts;
  }

  private static List<String> schemaFaults(String text) throws IOException {
    Object document =
        new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(text);
    try (InputStream in = FeedstockReader.class.getResourceAsStream(NAME)) {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(Objects.requireNonNull(in));
      JsonNode node =
          JSON.valueToTree(document instanceof Map<?, ?> m ? new TreeMap<>(m) : document);
      return schema.validate(node).stream().map(Object::toString).toList();
    }
  }
}
