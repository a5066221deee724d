package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.inflate.Inflation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir Path folder = Path.of("");

  private Path file() {
    return folder.resolve("a.nc");
  }

  @BeforeEach
  void write() throws IOException {
    new Netcdf3File()
        .dimension("time", 2)
        .dimension("x", 3)
        .variable("time", List.of("time"), Map.of("units", "days since 2000-01-01"), 1, 2)
        .variable("t", List.of("time", "x"), Map.of("units", "K"), 1, 2, 3, 4, 5, 6)
        .write(file());
  }

  @Test
  void headerIsShownAndTheLinesThatReadIt() throws IOException {
    Ran ran = Ran.arco("inspect", file());
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.out().contains("dims       time: 2, x: 3"), ran.out());
    assertTrue(ran.out().contains("    units: days since 2000-01-01"), ran.out());
    List<String> lines = ran.out().lines().toList();
    String recipe =
        lines.subList(lines.indexOf("to read it") + 1, lines.size()).stream()
            .map(line -> "  " + line + "\n")
            .collect(Collectors.joining());
    Path feedstock = folder.resolve("feedstock.yaml");
    Files.writeString(
        feedstock,
        """
        id: one
        title: One
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: file
        """
            + recipe);
    Ran planned = Ran.arco("plan", feedstock);
    assertEquals(0, planned.code(), planned + Files.readString(feedstock));
  }

  @Test
  void headerIsJson() throws IOException {
    Ran ran = Ran.arco("inspect", file(), "--json");
    JsonNode root = new ObjectMapper().readTree(ran.out());
    assertEquals("netcdf3", root.path("format").asText());
    assertEquals(3, root.path("dims").path("x").asInt());
    assertEquals("[\"time\",\"x\"]", root.path("variables").path("t").path("dims").toString());
    assertEquals("K", root.path("variables").path("t").path("attributes").path("units").asText());
  }

  @Test
  void whatIsNoFileIsToldAsSuch() throws IOException {
    Ran absent = Ran.arco("inspect", folder.resolve("b.nc"));
    assertEquals(3, absent.code(), absent.toString());
    Files.writeString(
        folder.resolve("c.nc"), "this is a text, and longer than the shortest file is");
    assertEquals(3, Ran.arco("inspect", folder.resolve("c.nc")).code());
    Ran format = Ran.arco("inspect", file(), "--format", "netcdf5");
    assertEquals(2, format.code(), format.toString());
    assertTrue(format.err().contains("netcdf4"), format.err());
  }

  @Test
  void doctorTellsOfThisMachine() throws IOException {
    Ran ran = Ran.arco("doctor");
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.out().contains(System.getProperty("java.version")), ran.out());
    JsonNode json = new ObjectMapper().readTree(Ran.arco("doctor", "--json").out());
    assertEquals(
        Runtime.getRuntime().availableProcessors(), json.path("processors").asInt(), ran.out());
    assertTrue(json.path("advice").isArray(), ran.out());
    String inflating = json.path("inflating").asText();
    assertEquals(Inflation.means() == Inflation.Means.JDK, inflating.equals("Java's"), inflating);
  }

  @Test
  void doctorTellsHowLibdeflateIsInstalledWhereItWouldBeUsed() {
    assertEquals(
        List.of(
            "netCDF-4 files are inflated faster where libdeflate is installed:"
                + " apt install libdeflate0 (Debian, Ubuntu)"),
        DoctorCommand.betterInflating(Inflation.Means.ISAL, true, "Linux"));
    assertEquals(
        List.of(
            "netCDF-4 files are inflated faster where libdeflate is installed:"
                + " brew install libdeflate"),
        DoctorCommand.betterInflating(Inflation.Means.JDK, true, "Mac OS X"));
    assertEquals(
        List.of(), DoctorCommand.betterInflating(Inflation.Means.LIBDEFLATE, false, "Linux"));
    assertEquals(List.of(), DoctorCommand.betterInflating(Inflation.Means.ISAL, false, "Linux"));
    assertTrue(
        DoctorCommand.betterInflating(Inflation.Means.JDK, false, "Linux")
            .get(0)
            .contains("Java's own code"));
    assertTrue(
        DoctorCommand.betterInflating(Inflation.Means.JDK, true, "Windows 11")
            .get(0)
            .contains("Java's own code"));
  }
}
