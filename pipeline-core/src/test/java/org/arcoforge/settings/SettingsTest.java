package org.arcoforge.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Settings are read from one kind of property, once, and are all documented. */
class SettingsTest {
  private static Settings of(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Settings.of(properties);
  }

  @Test
  void whatIsNotSetIsStandard() {
    assertEquals(Settings.standard(), of("java.home", "/x", "arcoforge.other", "1"));
  }

  @Test
  void eachKnobSetsItsOwnField() {
    assertEquals(
        Settings.standard().toBuilder()
            .retryMillis(7)
            .silenceMillis(9)
            .pollMillis(6)
            .mostUnpackedBytes(8)
            .jdkInflater(true)
            .home("/h")
            .terminal(true)
            .build(),
        of(
            "arco.source.retryMillis",
            "7",
            "arco.source.silenceMillis",
            "9",
            "arco.job.pollMillis",
            "6",
            "arco.unpack.maxBytes",
            "8",
            "arco.jdkInflater",
            "true",
            "arco.home",
            "/h",
            "arco.terminal",
            "true"));
    assertEquals(Settings.class.getRecordComponents().length, Settings.Knob.values().length);
  }

  @Test
  void whatIsMisspeltOrOfAnotherKindIsRefused() {
    tells("there is no setting -Darco.unpack.maxByte", "arco.unpack.maxByte", "1");
    tells("a whole number from 0, found '1GB'", "arco.unpack.maxBytes", "1GB");
    tells("a whole number from 0, found '-1'", "arco.source.retryMillis", "-1");
    tells("true or false, found 'yes'", "arco.terminal", "yes");
  }

  private static void tells(String part, String name, String value) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> of(name, value));
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.toString());
  }

  @Test
  void everyKnobHasItsRowInTheDocumentation() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs/settings.md")).stream()
            .filter(line -> line.startsWith("| `-D"))
            .toList();
    assertEquals(Stream.of(Settings.Knob.values()).map(Settings.Knob::row).toList(), rows);
  }

  @Test
  void nothingElseReadsPropertiesOfOurs() throws IOException {
    Pattern reads =
        Pattern.compile(
            "(getProperty|getBoolean|getLong|getInteger)\\(\\s*\"arco|\"arcoforge\\.\\w");
    List<Path> found = new ArrayList<>();
    for (String module : List.of("src/main/java", "../runners/src/main/java")) {
      try (Stream<Path> files = Files.walk(Path.of(module))) {
        files
            .filter(f -> f.toString().endsWith(".java"))
            .filter(f -> reads.matcher(text(f)).find())
            .forEach(found::add);
      }
    }
    assertEquals(List.of(), found);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
