package org.arcoforge.runners.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.arcoforge.bake.WorkNames;
import org.junit.jupiter.api.Test;

/** Lines of the log as JSON. */
class JsonLogFormatterTest {
  private static JsonNode line(LogRecord record) throws IOException {
    String line = new JsonLogFormatter().format(record);
    assertEquals(line.length() - 1, line.indexOf('\n'), line);
    return new ObjectMapper().readTree(line);
  }

  @Test
  void lineNamesTimeSeverityTileAndMessage() throws IOException {
    LogRecord record = new LogRecord(Level.WARNING, "tile {0} is \"late\"\nby a minute");
    record.setParameters(new Object[] {12});
    record.setInstant(Instant.parse("2030-01-02T03:04:05Z"));
    record.setLoggerName("org.arcoforge.X");
    try (WorkNames names = WorkNames.ofTile("sst", 12)) {
      JsonNode line = line(record);
      assertEquals("2030-01-02T03:04:05Z", line.path("time").asText());
      assertEquals("WARNING", line.path("severity").asText());
      assertEquals("sst/12", line.path("tile").asText());
      assertEquals("org.arcoforge.X", line.path("logger").asText());
      assertEquals("tile 12 is \"late\"\nby a minute", line.path("message").asText());
    }
    assertFalse(line(record).has("tile"), "the tile has ended");
  }

  @Test
  void secretsOfUrlsAreInNeitherMessageNorException() throws IOException {
    String url = "https://user:canary1@example.org/a.nc?token=canary2";
    LogRecord record = new LogRecord(Level.SEVERE, "cannot read " + url);
    record.setThrown(new IOException("cannot read " + url, new IOException(url)));
    JsonNode line = line(record);
    assertEquals("ERROR", line.path("severity").asText());
    assertTrue(line.path("exception").asText().contains("java.io.IOException"), line.toString());
    assertTrue(line.path("message").asText().contains("example.org/a.nc"), line.toString());
    assertFalse(line.toString().contains("canary"), line.toString());
  }
}
